"""A place in a sentence where somebody's word is given, and who it is as the sentence has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from qa.answering.attributing.manner import manner_at
from qa.answering.attributing.naming import head_of, is_name, phrase_after, relays, without_brackets
from qa.answering.attributing.reporting_words import DETERMINERS, DOCUMENTS, TIMES
from qa.answering.attributing.wording import Wording

# How much of the sentence it governs: all, being what the rest leans on ("according to X"), or
# being said of all of it ("..., X said"); its own clause; a clause of another one's speech; no
# more than an aside. "cite" and "link" name whom another speaker leans on, or who handed it on.
Place = Literal["lean", "whole", "main", "within", "aside", "cite", "link"]

# "a letter seen by Reuters", "remarks carried by state television".
HANDED_ON = frozenset(
    "seen obtained reviewed viewed cited quoted carried broadcast aired distributed published"
    " reported released".split()
)
_ISSUED = frozenset(
    "published issued released signed filed carried out conducted compiled collected gathered"
    " provided shared prepared written posted".split()
)
_WHEN = TIMES | {"this", "last", "on", "in"}
_ABOUT = frozenset("to on about into".split())
_OWNERS_FROM = 6  # words after the head within which a document names who made it


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody's word given.

    Attributes:
        who: outermost first; the pronoun where `pronoun` is set.
        at, verb: places of the speaker's first word, and of the word that tells.
        relays: an outlet, an agency or a document, which hands on what others say.
        private: said to somebody who is not the public.
    """

    who: tuple[str, ...]
    at: int
    verb: int
    place: Place
    relays: bool = False
    private: bool = False
    pronoun: bool = False
    manners: tuple[str, ...] = field(default=())


def verbs_of(tellings: Sequence[Telling]) -> set[int]:
    """The places of verbs that begin a speech, behind which another subject lies."""
    return {telling.verb for telling in tellings if telling.place != "link"}


def with_name(words: Wording, first: int, after: int) -> int:
    """The end of "the mayor, Li Wei" where the phrase before `after` only describes somebody."""
    if words.capital(head_of(words, first, after)) or words.low[after : after + 1] != [","]:
        return after
    end = phrase_after(words, after + 1)
    closed = end == len(words) or words.low[end] in {",", ".", ";"}
    one = is_name(words, after + 1, end) and "and" not in words.low[after + 1 : end]
    return end if closed and one else after


def described(words: Wording, first: int, after: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A phrase as who says it, and how: a document's maker is who, the document is how."""
    after = next(
        (
            at
            for at in range(first + 1, after - 1)
            if words.low[at] in HANDED_ON
            and words.low[at + 1] == "by"
            and relays(words, at + 2, after)
        ),
        after,
    )
    after = next((at for at in range(first + 1, after) if _tells_how(words, at)), after)
    after = without_brackets(words, first, after)
    if words.low[after - 1] in _ISSUED and after - first > 1:
        after -= 1  # "a report published on Thursday"
    head = head_of(words, first, after)
    if words.low[head] not in DOCUMENTS:
        return (words.slice(first, after),), ()
    owner = _owner(words, head, after)
    if not owner:
        return (words.slice(first, after),), ()
    form = words.slice(first, head + 1)
    named = words.low[first] in DETERMINERS
    return (owner,), (f"in {form[0].lower()}{form[1:]}",) if named else ()


def _tells_how(words: Wording, at: int) -> bool:
    return manner_at(words.text, words.start[at]) > words.start[at]


def _bracket(words: Wording, first: int, after: int) -> int:
    return words.low.index("(", first, after) if "(" in words.low[first:after] else after


def _owner(words: Wording, head: int, after: int) -> str:
    for at in range(head + 1, min(after - 1, head + _OWNERS_FROM)):
        if words.low[at] in {"by", "from"}:
            ends = (k for k in range(at + 2, after) if words.low[k] in _ABOUT)
            return words.slice(at + 1, min(next(ends, after), _bracket(words, at + 1, after)))
        if words.low[at] not in _ISSUED | _WHEN:
            break
    return ""
