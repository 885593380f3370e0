"""A quote as words with offsets, and the names among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.answering.stemming import stem
from vectorstore.models import Span

_TOKEN = re.compile(
    r"(?:[A-Z]\.)+(?!\w)|(?:Mrs?|Ms|Dr|St|Jr|Sr|Gen|Col|Lt|Sen|Gov|Rep|Prof)\.(?=\s)"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|\w+(?:[’'&/-]\w+)*|[^\w\s]"
)
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
# Capitalised at the beginning of a sentence or in a date, and no part of a name.
_NO_NAME = frozenset(
    (
        "the a an in on at of to for from by with as and or but nor so yet if then than that this"
        " these those there here it its he she they we you i his her their our your my who whom"
        " whose which what when where why how while since after before until during under over"
        " between among both either neither each every some any many most all several few another"
        " other others such no not only also even still just however although though because"
        " despite unlike like following according together along about around against without"
        " within through throughout upon across above below early late later earlier today"
        " yesterday tomorrow now once again instead meanwhile moreover furthermore finally first"
        " second third one two three four five six seven eight nine ten monday tuesday wednesday"
        " thursday friday saturday sunday january february march april may june july august"
        " september october november december is was were are be been being has had have did does"
        " do will would can could should might must born"
    ).split()
)
_PARTICLES = frozenset("de da di del della van von der den ter bin ibn al el le la du dos".split())
# "Bank of England", but not "Biden of Delaware".
_OF_PLACES = frozenset(
    (
        "bank university ministry department court house bishop archbishop duke duchess king queen"
        " prince princess republic church institute academy board council secretary chamber office"
        " museum kingdom state city government army federation union association society order"
        " earl bay gulf isle isles cape district province lake mount strait straits sea port"
    ).split()
)
_NATIONAL = ("an", "ish", "ese", "ic", "ch", "i")
_AFTER_NAMES = frozenset(
    (
        "and or but as who which that when where while in on at of to for from by with after before"
        " during is are was were has had have will would said did does"
    ).split()
)
_LONGEST = 9  # words of a name


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel tuples, one entry a word or mark.

    Attributes:
        low: in lower case, without a possessive ending.
        stems: as `stemming` has them; a mark is its own.
    """

    text: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    low: tuple[str, ...]
    stems: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, after: int) -> Span:
        """The offsets of words `first` up to, not including, `after`; no possessive ending."""
        start, end = self.spans[first][0], self.spans[after - 1][1]
        ending = _POSSESSIVE.search(self.text, start, end)
        return start, ending.start() if ending else end

    def named(self, at: int) -> bool:
        """Whether the word is capitalised and may be part of a name."""
        return self.words[at][0].isupper() and self.low[at] not in _NO_NAME

    def possessive(self, at: int) -> bool:
        """Whether the word ends in 's."""
        return bool(_POSSESSIVE.search(self.words[at]))


@lru_cache(maxsize=64)
def tokens(text: str) -> Tokens:
    """Split a text."""
    spans = tuple(found.span() for found in _TOKEN.finditer(text))
    words = tuple(text[start:end] for start, end in spans)
    low = tuple(_POSSESSIVE.sub("", word).lower().replace("’", "'") for word in words)
    return Tokens(text, spans, words, low, tuple(stem(word) for word in low))


def name_from(words: Tokens, first: int) -> int:
    """Where the name that begins at word `first` ends; `first` itself if none does."""
    after = first
    while after < len(words) and after - first < _LONGEST and words.named(after):
        after += 1
        if words.possessive(after - 1):
            break
        following = _joined(words, after)
        if following:
            after = following
    return after


def name_before(words: Tokens, after: int) -> int:
    """Where the name that ends before word `after` begins; `after` itself if none does."""
    for first in range(max(0, after - _LONGEST), after):
        if words.named(first) and not _continues(words, first) and name_from(words, first) == after:
            return first
    return after


def adjective(words: Tokens, first: int, after: int) -> bool:
    """Whether a name only says of what kind the next word is: "Indian" in "the Indian coast"."""
    if after - first > 1 or after >= len(words) or not words.words[after][0].islower():
        return False
    return words.low[first].endswith(_NATIONAL) and words.low[after] not in _AFTER_NAMES


def _joined(words: Tokens, at: int) -> int:
    """Where the next part of a name begins behind "de" or "of the"; 0 if none does."""
    behind = at
    if at < len(words) and words.low[at] in _PARTICLES and words.words[at][0].islower():
        behind = at + 1
    elif at < len(words) and words.words[at] == "of" and words.low[at - 1] in _OF_PLACES:
        behind = at + (2 if words.low[at + 1 : at + 2] == ("the",) else 1)
    return behind if at < behind < len(words) and words.named(behind) else 0


def _continues(words: Tokens, at: int) -> bool:
    """Whether a name that holds the word began before it."""
    return at > 0 and words.named(at - 1) and not words.possessive(at - 1)
