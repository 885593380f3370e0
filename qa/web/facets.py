"""What a library can be narrowed by: outlets, and stretches of time with their picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from qa.service import Dateline
from vectorstore import counting
from vectorstore.models import Filter

_MOST_OUTLETS = 12
_MOST_CHOICES, _NAME_CHARS = 200, 80  # of a form's list of outlets; an address may name any
_MOST_DAYS, _MOST_MONTHS = 62, 72  # bars of days, then of months; years beyond
WIDTH, HEIGHT = 720, 96  # of the picture, in its own units


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days with its number of articles, and its place in the picture."""

    label: str
    first: date
    last: date
    count: int
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Facets:
    """Outlets and times of the articles that pass everything but the facet's own choice.

    Attributes:
        outlets: the largest, with their numbers; `others` is how many more there are.
        undated: articles without a day.
    """

    outlets: list[tuple[str | None, int]]
    others: int
    bars: list[Bar]
    undated: int

    @property
    def most(self) -> int:
        """The number of the highest bar."""
        return max((bar.count for bar in self.bars), default=0)


def facets(service: Dateline, where: Filter, text: str | None) -> Facets:
    """Count what passes the filter."""
    catalog = service.store.catalog
    outlets = counting.by_source(catalog, replace(where, sources=()), text)
    days = counting.by_day(catalog, replace(where, date_from=None, date_to=None, as_of=None), text)
    dated = [(day, number) for day, number in days if day]
    undated = sum(number for day, number in days if not day)
    more = max(0, len(outlets) - _MOST_OUTLETS)
    return Facets(outlets[:_MOST_OUTLETS], more, _placed(_bars(dated)), undated)


def _bars(days: list[tuple[date, int]]) -> list[Bar]:
    if not days:
        return []
    first, last = days[0][0], days[-1][0]
    if (last - first).days < _MOST_DAYS:
        return [Bar(f"{day.day} {day:%b %Y}", day, day, number) for day, number in days]
    if (last.year - first.year) * 12 + last.month - first.month < _MOST_MONTHS:
        months = groupby(days, key=lambda item: item[0].replace(day=1))
        return [
            Bar(f"{month:%b %Y}", month, _next_month(month) - timedelta(days=1), _sum(found))
            for month, found in months
        ]
    years = groupby(days, key=lambda item: item[0].year)
    return [
        Bar(str(year), date(year, 1, 1), date(year, 12, 31), _sum(found)) for year, found in years
    ]


def _placed(bars: list[Bar]) -> list[Bar]:
    """Each bar where its first day falls between the first day of all and the last."""
    if not bars:
        return []
    most = max(bar.count for bar in bars)
    begin = bars[0].first.toordinal()
    scale = WIDTH / (bars[-1].last.toordinal() + 1 - begin)
    return [
        replace(
            bar,
            x=round((bar.first.toordinal() - begin) * scale, 1),
            width=round(max(1.5, ((bar.last - bar.first).days + 1) * scale - 1), 1),
            height=(height := round(max(2, HEIGHT * bar.count / most), 1)),
            y=HEIGHT - height,
        )
        for bar in bars
    ]


def _sum(found: Iterable[tuple[date, int]]) -> int:
    return sum(number for _, number in found)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def outlet_choices(service: Dateline) -> list[tuple[str, int]]:
    """Outlets for a form's list, most articles first; the first page stays small with any."""
    return [item for item in service.sources() if len(item[0]) <= _NAME_CHARS][:_MOST_CHOICES]
