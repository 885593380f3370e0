"""Figures that differ: two sides' counts of one thing, or a count that goes on.

Two figures of the same thing (see `same_count`) are held against each other if they cannot both
be right, rounding and limits ("more than 30") allowed for. They are then:

- an update, if the articles are of different days (or hours) and the speakers are not of
  different sides, or the later one says itself that the figure was raised, lowered or corrected;
- a dispute, if they are told on the same day, on days that are not known, or within a week by
  speakers of different sides, or if one is set against the other in so many words;
- nothing, if speakers of different sides gave them further apart in time, or if the dead become
  fewer and nobody says that they were counted again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qa.answering.contesting.denial_words import denied_part
from qa.answering.contesting.parties import opposed
from qa.answering.contesting.parting import parted
from qa.answering.contesting.same_count import same_count
from qa.answering.contesting.statements import Statement, days_apart
from qa.answering.figures import Counted, counted
from qa.answering.questions import Question

_Kind = Literal["figures", "update"]

_CLOSE_DAYS = 7
_CONVERSION = 1.05  # who gives miles for kilometres rounds
_MANY, _NEAR = 20, 1.05  # from which on counts that differ by less are of no moment
_GROWN = 1.15  # from which a higher lower limit is a new figure
_CORRECTED = re.compile(r"\b(?:correct(?:ed|ion|ing)|revis(?:ed|ion|ing))\b", re.IGNORECASE)
_REVISED = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion)|revis(?:e|es|ed|ing|ion)|updated?|lower(?:s|ed|ing)"
    r"|rais(?:e|es|ed|ing) (?:\w+ ){0,8}to|(?:rises?|rose|risen|climb\w*|jump\w*|gr[eo]wn?"
    r"|increased|surg\w+|soar\w*|fell|fallen|passed|topped|surpassed|exceeded|went up|goes up"
    r"|gone up) (?:\w+ ){0,6}?(?:to|\d)|now stands?|stood at|stands at|bringing|so far|still|toll"
    r"|earlier (?:version|report|figure))\b",
    re.IGNORECASE,
)
# "Well below the number given by the ministry", not "than was reported earlier".
_AGAINST = re.compile(
    r"\b(?:below|above|higher than|lower than|fewer than|far more than|short of|contradict\w*"
    r"|at odds with|disput\w+|in contrast to|compared with) (?:the|what|that|an?|its)"
    r" (?!earlier|previous|first)[^.;]{0,60}?(?:given|said|says|claimed|reported|put|published"
    r"|announced|of the|by the|figure|toll|count)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Divergence:
    """Two figures of one thing that cannot both hold.

    Attributes:
        kind: "figures" for a dispute, "update" if the later takes the earlier one's place.
        first, second: the figures in order of the statements given.
    """

    kind: _Kind
    first: Counted
    second: Counted


def divergences(one: Statement, other: Statement, question: Question) -> list[Divergence]:
    """How the figures of two statements differ, disputes first."""
    found = [
        Divergence(kind, left, right)
        for left in stated(one.text)
        for right in stated(other.text)
        if same_count(one, left, other, right, question)
        and (kind := _kind(one, left, other, right))
    ]
    return sorted(found, key=lambda item: item.kind)  # "figures" before "update"


@lru_cache(maxsize=2_000)
def stated(text: str) -> tuple[Counted, ...]:
    """The figures that a sentence gives for so: not those that are planned, past or denied."""
    start, end = denied_part(parted(text)[1])
    return tuple(
        item
        for item in counted(text)
        if item.mode in ("stated", "change") and not start <= item.number.start < end
    )


def later(one: Statement, other: Statement) -> Statement | None:
    """The one published later, to the hour where both say it; None if that cannot be told."""
    left, right = one.published or "", other.published or ""
    if not left or not right or left == right:
        return None
    if left[:10] == right[:10] and not ("T" in left and "T" in right):
        return None
    return one if left > right else other


def _kind(one: Statement, left: Counted, other: Statement, right: Counted) -> _Kind | None:
    newest = later(one, other)
    sides = opposed(one, other) or _set_against(one) or _set_against(other)
    if newest is None:
        goes_on = one.article_id == other.article_id and not sides
        return "figures" if _at_odds(left, right) and not goes_on else None
    if sides and not _CORRECTED.search(newest.text):
        close = days_apart(one, other) <= _CLOSE_DAYS
        return "figures" if close and _at_odds(left, right) else None
    new, old = (left, right) if newest is one else (right, left)
    if not _takes_place(new, old, newest):
        return None
    if one.day != other.day or _REVISED.search(newest.text):
        return "update"
    return "figures" if _at_odds(left, right) else None


def _takes_place(new: Counted, old: Counted, newest: Statement) -> bool:
    """Whether a later figure is another one, and can be of the same count as the earlier."""
    if new.mode == "change" or not _changed(new, old):
        return False
    fewer = new.fate in ("dead", "hurt") and new.number.high < old.number.low
    return not fewer or bool(_REVISED.search(newest.text))


def _set_against(statement: Statement) -> bool:
    """Whether a sentence sets its figure against somebody else's."""
    return bool(_AGAINST.search(statement.text))


def _apart(left: Counted, right: Counted) -> bool:
    """Whether both cannot be right, whatever rounding and limits allow."""
    room = _CONVERSION if left.number.converted is not right.number.converted else 1.0
    return left.number.low > room * right.number.high or right.number.low > room * left.number.high


def _at_odds(left: Counted, right: Counted) -> bool:
    """Whether both cannot be right, and it matters: 24 and 25 dead are no dispute."""
    low, high = sorted((left.number.value, right.number.value))
    near = not left.number.unit and low >= _MANY and high <= _NEAR * low
    return _apart(left, right) and not near


def _changed(left: Counted, right: Counted) -> bool:
    """Whether one is no mere rounding of the other."""
    if _apart(left, right):
        return True
    if left.number.ranged and right.number.ranged:
        return (left.number.low, left.number.high) != (right.number.low, right.number.high)
    low, high = sorted((left.number.value, right.number.value))
    return (left.number.at_least or right.number.at_least) and high >= _GROWN * low
