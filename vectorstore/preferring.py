"""Which of two reports that say much the same a question wants.

The one of the outlet or the time that it names, and the newer one where it asks about now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vectorstore.fusion import Fused, best_first
from vectorstore.naming import Words
from vectorstore.periods import Period, periods
from vectorstore.recency import freshness, recency_wanted

_OUTLET_NAMED = 0.2
_TIME_NAMED = 0.2
_SOON_AFTER, _REPORTED_WITHIN = 0.1, timedelta(days=3)  # of what happened at a time

Provenance = tuple[str | None, date | None]  # outlet, day of publication


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question wants of the articles it is answered from.

    Attributes:
        question: its words.
        times: that it names.
        recency: what is added to the score of a passage of the newest day.
    """

    question: Words
    times: Sequence[Period]
    recency: float

    def bonus(self, of: Provenance, newest: date | None) -> float:
        """What is added to the fused score of a passage."""
        outlet, day = of
        added = 0.0
        if outlet and self.question.name(outlet):
            added += _OUTLET_NAMED
        if day and self.times:
            added += max(_nearness(day, time) for time in self.times)
        if day and newest:
            added += self.recency * freshness(day, newest)
        return added


def wish(question: str, as_of: date | None, today: date, weight: float) -> Wish:
    """Read a question.

    Args:
        as_of: the day on which it is asked, if that was said; else it is asked `today`.
        weight: what a passage of the newest day gains if the question is about now.
    """
    recency = weight * recency_wanted(question, as_of=as_of is not None)
    return Wish(Words(question), periods(question, as_of or today), recency)


def preferred(
    ranked: Sequence[Fused], wished: Wish, provenance: Mapping[int, Provenance], newest: date | None
) -> list[Fused]:
    """The passages in the order of their scores with what is added to them."""
    bonuses = {of: wished.bonus(of, newest) for of in set(provenance.values())}

    def bonus(item: Fused) -> float:
        return bonuses[provenance[item.id]] if item.id in provenance else 0.0

    return best_first(replace(item, score=item.score + bonus(item)) for item in ranked)


def _nearness(day: date, time: Period) -> float:
    first, last = time
    if first <= day <= last:
        return _TIME_NAMED
    return _SOON_AFTER if last < day <= last + _REPORTED_WITHIN else 0.0
