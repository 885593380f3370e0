"""A name that stands where the quote has another: "strikes hit Rafah" for "strikes hit Jabalia".

Such a name may well stand in the quote's surroundings, and still not be what the quote names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.answering.stemming import stem
from qa.answering.verifying.agents import speaks_for
from qa.answering.verifying.days import without_days
from qa.answering.verifying.deeds import bare
from qa.answering.verifying.names import levelled
from qa.answering.verifying.nations import same_name, seats
from qa.answering.verifying.ordinary import NOT_NAMES

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_BESIDE = 2  # words before or behind a name, that make its place


@dataclass(frozen=True, slots=True)
class _Slot:
    """A run of names in lower case, and the stems of the words beside it."""

    names: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]


def replaced(
    sentence: str, quotes: Sequence[str], around: str, is_ordinary: Callable[[str], bool]
) -> str | None:
    """Why a name of the sentence is another than the quotes have in its place, or None.

    Args:
        around: the quotes with what stands around them, which may tie one name to another.
        is_ordinary: whether a capitalised word is no name.
    """
    mine = list(_slots(sentence, is_ordinary))
    theirs = [slot for quote in quotes for slot in _slots(quote, is_ordinary)]
    strange = [slot for slot in mine if not any(_akin(slot, other) for other in theirs)]
    unsaid = [slot for slot in theirs if not any(_akin(slot, other) for other in mine)]
    for slot in strange:
        for other in unsaid:
            if _same_place(slot, other) and not speaks_for(
                slot.names[-1], other.names[-1], levelled(around)
            ):
                here, there = " ".join(slot.names).title(), " ".join(other.names).title()
                return f"it names {here} where its quotes name {there}"
    return None


def _slots(text: str, is_ordinary: Callable[[str], bool]) -> Iterator[_Slot]:
    tokens = _TOKEN.findall(levelled(without_days(text)))
    named = [
        token[0].isupper() and token.lower() not in NOT_NAMES and not is_ordinary(token)
        for token in tokens
    ]
    at = 0
    while at < len(tokens):
        if not named[at]:
            at += 1
            continue
        end = at
        while end < len(tokens) and named[end]:
            end += 1
        names = tuple(bare(token) for token in tokens[at:end])
        before = tuple(stem(token) for token in tokens[max(at - _BESIDE, 0) : at])
        yield _Slot(names, before, tuple(stem(token) for token in tokens[end : end + _BESIDE]))
        at = end


def _akin(one: _Slot, other: _Slot) -> bool:
    return (
        any(
            same_name(mine, theirs) or theirs in seats(mine) or mine in seats(theirs)
            for mine in one.names
            for theirs in other.names
        )
        or _initials(one) in other.names
        or _initials(other) in one.names
    )


def _initials(slot: _Slot) -> str:
    return "".join(name[0] for name in slot.names) if len(slot.names) > 1 else "-"


def _same_place(one: _Slot, other: _Slot) -> bool:
    return any(
        len(mine) == _BESIDE and mine == theirs
        for mine, theirs in ((one.before, other.before), (one.behind, other.behind))
    )
