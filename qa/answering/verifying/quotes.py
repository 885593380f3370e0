"""Where words stand in an article: as whole words, and outside its boilerplate."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qa.answering.normalising import Normalised, normalised
from qa.answering.verifying.words import Words
from vectorstore.models import Article, Span

# What stands around a quote rather than in it, in comparable form: `"baseless",` or `... he said.`
OUTER = "\"'., :;-"
_OPENING = re.compile(r"[\"'“‘„«‹]")
_CLOSING = re.compile(r"[.,]?[\"'”’»›]")
_APOSTROPHES = "'’"
_NOT = re.compile(r"n['’]t", re.IGNORECASE)
_HYPHENS = "-‐‑−"
_PREFIX = re.compile(
    r"(?:(?<![^\W_])(?:non|anti|un|ex|pseudo|quasi|counter|half)[-‐‑]\w|(?<!\S)[-−]\d)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORK = 50_000_000  # characters compared; only texts made to be slow come near
_Find = Callable[[str, int], Span | None]


class SearchedArticle:
    """An article in which quotes are looked for.

    What a search needs is made when it is first needed: most quotes stand there as they are.
    """

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def level(self) -> Normalised:
        """The article's text in comparable form."""
        return normalised(self.article.text)

    @cached_property
    def words(self) -> Words:
        """The article's words, for near misses."""
        return Words(self.level)

    def verbatim(self, text: str) -> Span | None:
        """Where the text stands exactly so."""

        def find(needle: str, start: int) -> Span | None:
            at = self.article.text.find(needle, start)
            return (at, at + len(needle)) if at >= 0 else None

        return self._whole_words(text.strip(), 0, find)

    def levelled(self, words: str, start: int = 0) -> Span | None:
        """Where words in comparable form stand; the marks around them need not.

        Args:
            start: offset to look from.
        """
        if found := self._whole_words(words, start, self.level.find):
            return found
        inner = words.strip(OUTER)
        if inner != words and (found := self._whole_words(inner, start, self.level.find)):
            return with_marks(self.article, found, words)
        return None

    def _whole_words(self, needle: str, start: int, find: _Find) -> Span | None:
        text, work = self.article.text, 0
        span = find(needle, start) if needle else None
        while span and work < _MOST_WORK:
            first, last = span
            if not (in_word(text, first) or in_word(text, last)) and not overlaps(
                self.article.boilerplate, span
            ):
                return span
            # No other place begins within this word, so that each word is looked at once.
            behind = _rest_of_word(text, first + 1)
            work += len(needle) + 100
            span = find(needle, behind)
        return None


@dataclass(frozen=True, slots=True)
class Edit:
    """A word of a quote and the one that stands in its place; either may be missing."""

    proposed: str
    stands: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: in one article, in one or several parts that follow each other.

    Attributes:
        changes: what of the quote was not quite so, in words for people.
        edits: the words among it.
    """

    article: Article
    spans: tuple[Span, ...]
    changes: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def recased(words: str) -> str | None:
    """The words with their first letter in the other case; None if they are but one word."""
    found = _LETTER.search(words)
    if not found or not re.search(r"\w\W+\w", words):
        return None
    other = found.group().swapcase()
    changed = words[: found.start()] + other + words[found.end() :]
    return changed if changed != words and len(other) == 1 else None


def in_word(text: str, at: int) -> bool:
    """Whether a cut at this offset would go through a word, or through a number as in 11,500.

    A word's negation is part of it: "can" is no whole word of "can't", nor "lethal" of
    "non-lethal", nor 5 of -5.
    """
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    if _of_word(before) and _of_word(behind):
        return True
    if before in _APOSTROPHES or behind in _APOSTROPHES:
        return bool(_NOT.search(text[max(at - 2, 0) : at + 2]))
    if before in _HYPHENS:
        return bool(_PREFIX.search(text[max(at - 9, 0) : at + 1]))
    if before in ".," and behind.isdigit():
        return at > 1 and text[at - 2].isdigit()
    return before.isdigit() and behind in ".," and text[at + 1 : at + 2].isdigit()


def _of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _rest_of_word(text: str, at: int) -> int:
    """The offset of the next place at or behind `at` where a word may begin."""
    while in_word(text, at):
        run = _WORD.match(text, at)
        at = max(run.end() if run else 0, at + 1)
    return at


def overlaps(boilerplate: Sequence[Span], span: Span) -> bool:
    """Whether the span touches one of these, which are in order."""
    at = bisect_right(boilerplate, span[0], key=lambda hole: hole[1])
    return at < len(boilerplate) and boilerplate[at][0] < span[1]


def with_marks(article: Article, span: Span, wanted: str) -> Span:
    """The span with the quotation marks that stand around it, where the quote has some too."""
    text, (start, end) = article.text, span
    if wanted.startswith('"') and start and _OPENING.match(text, start - 1):
        start -= 1
    tail = wanted[len(wanted.rstrip(OUTER)) :]
    if '"' in tail and (found := _CLOSING.match(text, end)):
        end = found.end()
    cut = in_word(text, start) or in_word(text, end)
    return span if cut or overlaps(article.boilerplate, (start, end)) else (start, end)
