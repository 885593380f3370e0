"""What a question names, when it asks about now, and what that adds to scores."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import Fused
from vectorstore.naming import Words
from vectorstore.parts import is_long, parts
from vectorstore.periods import periods
from vectorstore.preferring import preferred, wish
from vectorstore.recency import freshness, recency_wanted

TODAY = date(2025, 6, 15)
TEXT = st.text(max_size=400) | st.lists(
    st.sampled_from("may 2023 on 31 june , and while two years ago last year 15 May-1".split(" "))
).map(" ".join)


@pytest.mark.parametrize(
    ("question", "outlet", "named"),
    [
        ("What did The Harbour Post report?", "The Harbour Post", True),
        ("What did the Harbour Post report?", "The Harbour Post", True),
        ("What did Harbour Post report?", "The Harbour Post", False),
        ("Between 'Harbour Post' and Reuters, who was first?", "Reuters", True),
        ("What did Time report?", "Time", True),
        ("At what time did it sink?", "Time", False),
        ("Who owns Timeline?", "Time", False),
        ("According to News | Business Daily, who won?", "News | Business Daily", True),
        ("According to News, who won?", "News | Business Daily", False),
        ("Who won?", "", False),
        ("Who won?", "—", False),
    ],
)
def test_an_outlet_is_named_as_it_is_written(question: str, outlet: str, named: bool) -> None:
    assert Words(question).name(outlet) is named


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 2023-11-24", "2023-11-24", "2023-11-24"),
        ("on 7 October 2023", "2023-10-07", "2023-10-07"),
        ("on the 7th of October, 2023", "2023-10-07", "2023-10-07"),
        ("on October 7th, 2023", "2023-10-07", "2023-10-07"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in August last year", "2024-08-01", "2024-08-31"),
        ("last year in March", "2024-03-01", "2024-03-31"),
        ("in the summer of 2022", "2022-06-01", "2022-08-31"),
        ("in 2021", "2021-01-01", "2021-12-31"),
        ("three years ago", "2022-01-01", "2022-12-31"),
        ("a year ago", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_time_is_read_in_its_longest_form(words: str, first: str, last: str) -> None:
    expected = [(date.fromisoformat(first), date.fromisoformat(last))]
    assert periods(f"Who won {words}?", TODAY) == expected


@pytest.mark.parametrize(
    "words",
    ["since 2019", "before May 2023", "by 1 June 2020", "on 31 June 2023", "in May", "2 km"],
)
def test_what_is_no_past_time_or_only_its_bound_is_not_one(words: str) -> None:
    assert periods(f"Who won {words}?", TODAY) == []


@pytest.mark.parametrize(
    ("question", "as_of", "wanted"),
    [
        ("Who leads the port?", True, 1.0),
        ("Who leads the port?", False, 0.0),
        ("Who won the vote?", True, 1.0),
        ("Did the port reopen?", True, 0.5),
        ("Did the port reopen this week?", False, 1.0),
        ("What is the latest on the strike?", False, 1.0),
        ("Who led the port in 2019?", True, 0.0),
        ("Who won last year?", True, 0.0),
        ("Who led the latest talks in March 2023?", True, 0.0),
        ("Who may march?", True, 1.0),
    ],
)
def test_what_is_new_is_wanted_where_a_question_is_about_now(
    question: str, as_of: bool, wanted: float
) -> None:
    assert recency_wanted(question, as_of=as_of) == wanted


def test_one_clause_of_a_long_question_does_not_make_it_about_now() -> None:
    long = "Which company, recently sued over its shop, " + "is said to have hidden fees " * 5
    assert is_long(long)
    assert recency_wanted(long, as_of=False) == 0.0


def test_a_report_of_the_outlet_and_time_named_comes_first() -> None:
    ranked = [Fused(number, 0.5, {}, {}) for number in (1, 2, 3, 4)]
    days = {1: ("Post", date(2023, 5, 9)), 2: ("Wire", date(2023, 5, 1)), 3: ("Wire", None)}
    asked = wish("What did Wire report on 1 May 2023?", None, TODAY, 0.4)
    found = preferred(ranked, asked, days, None)
    assert [item.id for item in found] == [2, 3, 1, 4]
    assert [item.score for item in found] == pytest.approx([0.9, 0.7, 0.5, 0.5])
    day_after = wish("What happened on 8 May 2023?", None, TODAY, 0.4)
    assert preferred(ranked, day_after, days, None)[0].id == 1


def test_the_newer_of_two_that_fit_comes_first_where_it_is_wanted() -> None:
    ranked = [Fused(1, 0.55, {}, {}), Fused(2, 0.5, {}, {}), Fused(3, 0.1, {}, {})]
    newest = date(2023, 5, 9)
    days = {1: (None, date(2022, 5, 9)), 2: (None, newest), 3: (None, newest)}
    now, past = "Who leads the port?", "Who led the port in 2022?"
    order = [item.id for item in preferred(ranked, wish(now, newest, TODAY, 0.4), days, newest)]
    assert order == [2, 1, 3]
    assert wish(past, newest, TODAY, 0.4).recency == 0.0
    assert wish(now, newest, TODAY, 0.0).recency == 0.0


@given(st.dates(), st.dates(), st.dates())
def test_freshness_falls_with_age(one: date, other: date, newest: date) -> None:
    older, newer = sorted((one, other))
    assert 0 < freshness(older, newest) <= freshness(newer, newest) <= 1


@given(TEXT)
def test_no_text_breaks_the_reading(text: str) -> None:
    for first, last in periods(text, TODAY):
        assert first <= last
    assert 0 <= recency_wanted(text, as_of=True) <= 1
    Words(text).name(text)
    pieces = parts(text)
    assert len(pieces) in (0, 2, 3, 4)
    assert bool(pieces) <= is_long(text)


def test_a_long_question_falls_into_its_matters() -> None:
    question = (
        "Does the Post report suggest that the harbour wall was cracked before the storm, while "
        "the Wire article on the inquiry says the owner knew of it and did nothing for a year?"
    )
    assert parts(question) == [
        "Does the Post report suggest that the harbour wall was cracked before the storm",
        "the Wire article on the inquiry says the owner knew of it did nothing for a year?",
    ]
    assert parts("Who knew of the crack, and when?") == []
