"""Numbers that a reader reckons at once from those of the quotes, if they are told of the same.

The points between two percentages, and of whom "two of them" are two: of as many as the sentence
before counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa.answering.stemming import content_stems
from qa.answering.verifying.quantities import Quantity, quantities
from qa.answering.verifying.remainders import OF
from vectorstore.splitting import sentence_spans

_BORDER = re.compile(r"[,;:()]| (?:and|but|while) ")
_NEAR = 120  # characters
_FROM = re.compile(r"[^.;\d]{0,30}?\bfrom (?:(?:about|some|around) )?")
_TO = re.compile(r"\bto (?:(?:about|some|around) )?$")
_ROSE = re.compile(
    r"\b(?:r[io]se[ns]?|rising|up|increas\w+|climb\w*|jump\w*|gr[eo]w\w*|higher|gain\w*|add\w*)\b"
)
_FELL = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|down|decreas\w+|declin\w+|slow\w*|eas(?:ed|es|ing)|lower\w*|cut\w*"
    r"|lost|shrank)\b"
)
_OF_THEM = re.compile(r"\b\w+ of (?:them|these|those|whom)\b", re.IGNORECASE)
_RATHER = re.compile(r"\b(?:rather than|instead of|not)\b")
_BEFORE_CHARS, _OPENING = 600, 20
_MOST = 40  # quotes, and numbers of a text, that are looked at
_READ = 2_000  # characters of a quote


def points_between(item: Quantity, sentence: str, quotes: Sequence[str]) -> bool:
    """Whether a number of points is what a percentage of a quote rose or fell by."""
    return item.unit == "point" and any(
        _between(item, sentence, quote[:_READ]) for quote in quotes[:_MOST]
    )


def counted_whole(sentence: str, quotes: Sequence[str], around: str) -> set[float]:
    """The three of "two of the three", if "two of them" in a quote are two of three before it."""
    mine = {
        (part.values[0], whole.values[0])
        for part, whole in pairwise(quantities(sentence)[:_MOST])
        if OF.fullmatch(sentence[part.end : whole.start])
    }
    return {
        whole
        for quote in quotes[:_MOST]
        for part, whole in mine
        if _OF_THEM.match(quote) and _told_of(part, sentence, quote[:_READ])
        if whole == _counted_before(quote, around)
    }


def _counted_before(quote: str, around: str) -> float | None:
    """The only number of the sentence before a quote."""
    # The quotes stand first in it, then once more where they belong; days are cut from `quote`.
    at = around.rfind(quote[:_OPENING])
    before = around[max(0, at - _BEFORE_CHARS) : max(0, at)]
    spans = sentence_spans(before)
    counted = quantities(before[slice(*spans[-1])]) if spans else []
    plain = len(counted) == 1 and not counted[0].kind and not counted[0].unit
    return counted[0].values[0] if plain else None


def _between(item: Quantity, sentence: str, quote: str) -> bool:
    """Whether it is by so much that "71 per cent, up from 58" rose, and the sentence says so."""
    for now, then in _changes(quote):
        points = round(abs(now.values[0] - then.values[0]), 6)
        way, other = (_ROSE, _FELL) if now.values > then.values else (_FELL, _ROSE)
        of = content_stems(_BORDER.split(quote[max(0, now.start - _NEAR) : now.start])[-1])
        ends = {
            share.values
            for share in quantities(sentence)[:_MOST]
            if share.unit == "%" and _TO.search(sentence[: share.start][-_NEAR:])
        }
        if (
            points == item.values[0]
            and way.search(sentence)
            and not other.search(sentence)
            and of & content_stems(sentence)
            and ends <= {now.values}
        ):
            return True
    return False


def _changes(quote: str) -> Iterator[tuple[Quantity, Quantity]]:
    """What percentages are now, and what they were."""
    for now, then in pairwise(quantities(quote)[:_MOST]):
        if now.unit == then.unit == "%" and _FROM.fullmatch(quote, now.end, then.start):
            yield now, then


def _told_of(value: float, sentence: str, quote: str) -> bool:
    """Whether the sentence tells what the quote tells of this number rather than of another."""
    own: set[str] = set()
    others: set[str] = set()
    for clause in _BORDER.split(quote):
        numbers = quantities(clause)[:_MOST]
        words = set(content_stems(_without(clause, numbers)))
        if numbers:
            (own if any(value in one.values for one in numbers) else others).update(words)
    mine = content_stems(_RATHER.split(sentence)[0])
    return len(mine & (own - others)) > len(mine & (others - own))


def _without(text: str, numbers: Sequence[Quantity]) -> str:
    for number in reversed(numbers):
        text = f"{text[: number.start]} {text[number.end :]}"
    return text
