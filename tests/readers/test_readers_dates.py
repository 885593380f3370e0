from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.readers._dates import iso_date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2023-11-16", "2023-11-16"),
        ("2023/4/3", "2023-04-03"),
        ("20231116", "2023-11-16"),
        ("20231116103000", "2023-11-16"),
        (20231116, "2023-11-16"),
        ("Nov 16, 2023", "2023-11-16"),
        ("Sept. 26, 2023", "2023-09-26"),
        ("16 November 2023", "2023-11-16"),
        ("16th November 2023", "2023-11-16"),
        ("16.11.2023", "2023-11-16"),
        ("11/16/2023", "2023-11-16"),
        ("2023-09-26T17:01:22+00:00", "2023-09-26T17:01:22+00:00"),
        ("2023-11-16T10:00:00Z", "2023-11-16T10:00:00+00:00"),
        ("2023-11-16T10:00:00.123-05:00", "2023-11-16T10:00:00-05:00"),
        ("Thu, 16 Nov 2023 10:00:00 GMT", "2023-11-16T10:00:00+00:00"),
        ("Thu, 16 Nov 23 10:00:00 +0530", "2023-11-16T10:00:00+05:30"),
        ("Nov. 16, 2023 at 5:30 p.m. EST", "2023-11-16T17:30:00-05:00"),
        (1700000000, "2023-11-14T22:13:20+00:00"),
        (1700000000000, "2023-11-14T22:13:20+00:00"),
        ("1700000000", "2023-11-14T22:13:20+00:00"),
    ],
)
def test_what_is_surely_a_date_is_read(written: object, read: str) -> None:
    assert iso_date(written) == read


@pytest.mark.parametrize("written", ["2023-09-26 17:01:22", "Nov 26, 2023 10:30 AM ET"])
def test_a_time_of_unknown_offset_gives_its_day(written: str) -> None:
    assert re.fullmatch(r"2023-\d\d-26", iso_date(written) or "")


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2023",
        "1.2.2023",
        "2023",
        2023,
        "Nov 2023",
        "5 May",
        "today",
        "unknown",
        "",
        "10:30",
        "2023-02-30",
        "0999-01-01",
        "2101-01-01",
        "x" * 1000,
        float("nan"),
        float("inf"),
        True,
        None,
        [],
        {},
        7,
    ],
)
def test_no_date_is_guessed(written: object) -> None:
    assert iso_date(written) is None


@settings(deadline=None)
@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()
    assert iso_date(f"{day.day} {day:%B} {day.year:04}") == day.isoformat()


@settings(deadline=None)
@given(st.datetimes(datetime(1000, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_time_is_read_back(moment: datetime) -> None:
    assert iso_date(moment.isoformat()) == moment.isoformat(timespec="seconds")


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=40),
        st.text("0123456789-/:., TZ+apmPMNovdec", max_size=30),
        st.integers(),
        st.floats(),
    )
)
def test_anything_gives_a_date_of_the_promised_form_or_none(value: object) -> None:
    read = iso_date(value)
    if read is not None:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d(:\d\d)?)?", read)
        assert 1000 <= date.fromisoformat(read[:10]).year <= 2100
