"""Facets: every article that passes is counted once, and its bar lies in the picture."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from fakes.archives import made_up
from fakes.embedder import HashedWords
from hypothesis import given
from hypothesis import strategies as st

from qa.web.facets import HEIGHT, WIDTH, _bars, _placed, facets
from vectorstore.models import Filter
from vectorstore.store import Store

DAYS = st.dictionaries(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.integers(1, 500))
CLOSE = st.dictionaries(st.dates(date(2023, 1, 1), date(2023, 3, 1)), st.integers(1, 9))


@given(DAYS | CLOSE)
def test_bars_hold_every_article_once_in_order_within_the_picture(days: dict[date, int]) -> None:
    bars = _placed(_bars(sorted(days.items())))
    assert sum(bar.count for bar in bars) == sum(days.values())
    for day in days:
        assert sum(bar.first <= day <= bar.last for bar in bars) == 1
    for earlier, later in itertools.pairwise(bars):
        assert earlier.last < later.first
        assert earlier.x < later.x
    for bar in bars:
        assert 0 <= bar.x <= WIDTH
        assert 0 < bar.width <= WIDTH
        assert 2 <= bar.height <= HEIGHT
        assert bar.y + bar.height == pytest.approx(HEIGHT)
    assert len(bars) <= 131


def test_the_last_month_of_a_year_ends_with_it() -> None:
    days = [(date(2022, 1, 31), 1), (date(2023, 12, 5), 2)]
    assert [(bar.label, bar.last) for bar in _bars(days)] == [
        ("Jan 2022", date(2022, 1, 31)),
        ("Dec 2023", date(2023, 12, 31)),
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with Store(tmp_path_factory.mktemp("facets"), HashedWords()) as store:
        store.add([made_up(number) for number in range(40)])
        store.sync()
        yield SimpleNamespace(store=store)


@given(
    first=st.none() | st.integers(0, 30),
    source=st.none() | st.sampled_from(["Outlet 0", "Outlet 2", "nobody"]),
    text=st.none() | st.sampled_from(["title 1", "TITLE", "outlet 2", "%"]),
)
def test_each_facet_leaves_out_its_own_choice_only(
    archive: Any, first: int | None, source: str | None, text: str | None
) -> None:
    start = date(2023, 11, 1) + timedelta(first) if first is not None else None
    where = Filter(date_from=start, sources=(source,) if source else ())
    found = facets(archive, where, text)
    catalog = archive.store.catalog
    by_source = Counter(
        article.source for _, article in catalog.page(99, None, Filter(date_from=start), text)
    )
    assert dict(found.outlets) == by_source
    by_day = catalog.page(99, None, Filter(sources=where.sources), text)
    assert sum(bar.count for bar in found.bars) + found.undated == len(by_day)
    assert found.undated == sum(article.day is None for _, article in by_day)
