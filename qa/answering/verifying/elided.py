"""What a number leaves out because it is plain: "90 million more than planned", "eight of nine".

The unit of the amount before, the points that are scored, the vote that a share is one of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from qa.answering.contesting.numerals import Numeral, numerals
from qa.answering.figures import Counted

Gap = Literal["more", "less", ""]

_PLAN = (
    r"(?:planned|expected|forecast|budgeted|predicted|projected|intended|scheduled|foreseen|hoped"
    r"|promised|budget|plan|target|estimates?|schedule)\b"
)
_FROM_PLAN = re.compile(
    r"\W*(?:in total )?(?:(?P<more>(?:more|higher|longer|later|larger|greater) than|over|above"
    r"|beyond|behind|in excess of)|(?P<less>(?:less|fewer|lower|shorter|earlier|smaller) than"
    rf"|under|below|short of|ahead of)) (?:[\w’'-]+ ){{0,3}}?{_PLAN}",
    re.IGNORECASE,
)
_EXCEEDED_BY = re.compile(
    rf"\b(?:exceed\w*|overr[au]n\w*|overshot|over|above)\b[^,;:.]{{0,40}}\b{_PLAN}"
    r" by (?:\w+ ){0,2}[$€£¥]?$",
    re.IGNORECASE,
)
# Words by which a sentence may tell of a gap without saying between what.
_APART = re.compile(
    r"\b(?:more|extra|additional\w*|further|overr[au]n\w*|overshot|exceed\w*|excess|above|over"
    r"|beyond|higher|longer|later?|delay\w*|behind|wait\w*|postpon\w*|ris\w+|rose|gr[eo]w\w*"
    r"|increas\w+|less|fewer|lower|shorter|earl\w+|sooner|under|below|short\w*|sav\w+|ahead"
    r"|before|miss(?:ed|es|ing)|by|difference|gap)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r" (?:out of|from|of|in) (?:(?:the|his|her|its|their) )?")
_TOOK = re.compile(
    r"\b(?:took|taking|won|winning|got|getting|received|receiving|secured|securing|polled|polling"
    r"|mustered|garnered) (?:(?:about|some|only|just|nearly|almost) )?$"
)
_VOTE = frozenset({"vot", "ballot"})  # stems


def off_plan(item: Counted) -> Gap:
    """Whether a number tells how much more or less something was than planned."""
    before, _, behind = item.clause.partition(item.text)
    if found := _FROM_PLAN.match(behind):
        return "more" if found["more"] else "less"
    return "more" if _EXCEEDED_BY.search(before) else ""


def gap_differs(
    mine: Counted, item: Counted, theirs: Sequence[Counted], sentence: str
) -> bool | None:
    """Whether one is the distance from a plan and the other is not; None if neither is."""
    gap, own = off_plan(item), off_plan(mine)
    if gap and own:
        return gap != own
    told_of_another = own and any(off_plan(other) == own for other in theirs)
    if told_of_another or (gap and not _APART.search(sentence)):
        return True
    return None


def share_of_a_vote(mine: Counted, item: Counted) -> bool:
    """Whether it is a share of the vote here, and there "38.9 per cent" that a party took."""
    before = item.clause.partition(item.text)[0]
    votes = bool(mine.things) and mine.things <= _VOTE and not item.things
    return votes and item.number.unit == mine.number.unit == "%" and bool(_TOOK.search(before))


def scores(text: str, units: frozenset[str]) -> Iterator[tuple[Numeral, Numeral]]:
    """What was scored of how many, "eight points from nine rounds"; the first in these units."""
    for got, whole in pairwise(numerals(text)):
        of = _OUT_OF.fullmatch(text, got.end, whole.start)
        if of and got.unit in units and not whole.unit:
            yield got, whole
