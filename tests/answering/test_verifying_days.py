from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifying.days import DatedQuote, days, unborne_day, without_days

WEDNESDAY = date(2023, 11, 15)


def named(text: str) -> list[tuple[int | None, int | None, int | None, int | None]]:
    return [(day.year, day.month, day.day, day.weekday) for day in days(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 15 November 2023", (2023, 11, 15, None)),
        ("on November 15, 2023", (2023, 11, 15, None)),
        ("on Nov. 15", (None, 11, 15, None)),
        ("the 3rd of May", (None, 5, 3, None)),
        ("2023-11-15", (2023, 11, 15, None)),
        ("15/11/2023", (2023, 11, 15, None)),
        ("11/15/2023", (2023, 11, 15, None)),
        ("3/4/2023", (2023, None, None, None)),
        ("in November 2023", (2023, 11, None, None)),
        ("in May", (None, 5, None, None)),
        ("on Wednesday", (None, None, None, 2)),
    ],
)
def test_days_in_their_forms(text: str, day: tuple[int | None, ...]) -> None:
    assert named(f"It was {text}.") == [day]


def test_stretches_are_two_days() -> None:
    assert named("on 15-17 November") == [(None, 11, 15, None), (None, 11, 17, None)]
    assert named("from Nov 28 to Dec 3") == [(None, 11, 28, None), (None, 12, 3, None)]


@pytest.mark.parametrize(
    "text", ["He may go.", "They march on.", "Theresa May left", "12 people", "in 2023", "15.5"]
)
def test_what_only_looks_like_a_day(text: str) -> None:
    assert named(text) == []


def test_days_that_name_an_event() -> None:
    assert [day.event for day in days("the Oct 7 attack, and Oct 8 was calm")] == [True, False]
    assert [day.event for day in days("on Oct 7 gunmen attacked")] == [False]


def fault(sentence: str, quote: str, around: str = "", published: date | None = WEDNESDAY) -> str:
    return unborne_day(sentence, [DatedQuote(quote, published)], around) or ""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("It sank on 15 November.", "it sank on Wednesday"),
        ("It sank on 14 November.", "it sank on Tuesday"),
        ("It sank on November 14, 2023.", "it sank on Tuesday (Nov 14)"),
        ("It sank on Tuesday.", "it sank on 14 November"),
        ("It sank in November.", "it sank on Tuesday"),
        ("It sank on 14 November.", "it sank yesterday"),
        ("It sank in October.", "it sank last month"),
        ("It sank in December 2022.", "it sank on 20 December"),
        ("They meet on 21 November.", "they will meet next Tuesday"),
        ("They meet on 17 November.", "they will meet on Friday"),
        ("The Oct 7 attack was planned.", "the attack was planned"),
        ("Courier reported on 15 November that it sank.", "it sank on Tuesday"),
        ("On 15 November he said it sank.", "it sank, he said"),
    ],
)
def test_days_that_are_borne(sentence: str, quote: str) -> None:
    assert fault(sentence, quote, "It began on Oct 7.") == ""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("It sank on 13 November.", "it sank on Tuesday"),
        ("It sank on Monday.", "it sank on Tuesday"),
        ("It sank on 14 October.", "it sank on 14 November"),
        ("It sank on 14 November 2022.", "it sank on 14 November"),
        ("It sank on 14 November.", "it sank in November"),
        ("It sank on 15 November.", "it sank off Malta"),
        ("He said on 15 November it sank.", "he said on Tuesday it sank"),
        ("It sank on 22 November.", "it sank on Wednesday"),
        ("It sank on Oct 7.", "it sank"),
        ("The Oct 8 attack was planned.", "the attack was planned"),
    ],
)
def test_days_that_are_not(sentence: str, quote: str) -> None:
    assert "do not hold the day" in fault(sentence, quote, "It began on Oct 7.")


def test_without_a_day_of_publication_only_what_is_said_counts() -> None:
    assert fault("It was on Tuesday.", "it was on Tuesday", published=None) == ""
    assert fault("It was on 14 November.", "it was on Tuesday", published=None) != ""
    assert fault("It was on 29 February.", "it was on 29 February") == ""


def test_days_leave_blanks_of_their_length() -> None:
    text = "On Nov 15, 12 died; on Friday 3."
    blank = without_days(text)
    assert len(blank) == len(text)
    assert blank.split() == ["On", ",", "12", "died;", "on", "3."]


@given(st.text(st.sampled_from("0123 -/.,MayNovlst next month Tuesday")), st.dates())
def test_a_text_bears_its_own_days(text: str, published: date) -> None:
    if 3 < published.year < 9_990:
        assert fault(text, text, published=published) == ""
