from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.answering.dating import date_spans, dates_in
from qa.answers import DateMention
from vectorstore.models import Article

THURSDAY = "2023-11-16"


def article(text: str, published: str | None = THURSDAY) -> Article:
    return Article("a" * 16, "k", text, "A title", published=published)


def days(text: str, published: str | None = THURSDAY) -> list[tuple[str, str, str]]:
    found = dates_in(article(text, published), 0, len(text))
    return [(item.text, item.first, item.last) for item in found]


def test_a_mention_has_its_words_its_place_and_its_days() -> None:
    text = "It is so. Reuters wrote on Wednesday (Nov 15) that it is."
    start = text.index("on Wed")
    assert dates_in(article(text), 0, len(text)) == (
        DateMention("on Wednesday (Nov 15)", start, start + 21, "2023-11-15", "2023-11-15"),
    )


def test_where_weekday_and_date_disagree_the_date_is_trusted() -> None:
    assert days("It fell on Friday (Nov 15).")[0][1:] == ("2023-11-15", "2023-11-15")


def test_only_mentions_within_the_stretch_are_given() -> None:
    text = "It fell on Monday. It rose on Tuesday. It fell on Wednesday."
    begin = text.index("It rose")
    found = dates_in(article(text), begin, begin + len("It rose on Tuesday."))
    assert [item.text for item in found] == ["on Tuesday"]
    assert dates_in(article(text), 5, 5) == ()


def test_the_sentence_around_a_stretch_tells_its_tense() -> None:
    text = "The council, it was said, will vote on the plan on Friday."
    begin = text.index("on Friday")
    (found,) = dates_in(article(text), begin, len(text))
    assert found.first == "2023-11-17"


def test_a_date_that_sticks_out_of_the_stretch_is_not_cut_short() -> None:
    text = "It fell on Nov 15, 2019."
    assert dates_in(article(text), 0, text.index(",")) == ()


@pytest.mark.parametrize("published", [None, "", "soon", "2023-13-45", "16 Nov 2023"])
def test_an_article_whose_day_is_not_known_gives_none(published: str | None) -> None:
    assert days("It fell on Monday, Nov 13.", published) == []


def test_the_day_of_publication_is_the_outlets_own() -> None:
    assert days("It fell today.", "2023-11-16T23:30:00-08:00")[0][1] == "2023-11-16"
    assert days("It fell today.", "2023-11-16T00:30:00+09:00")[0][1] == "2023-11-16"


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("0001-01-01", "It fell yesterday, and on Nov 3, and last week, last month, a year ago."),
        ("9999-12-31", "It will fall tomorrow, on Jan 3, next week, next month and next year."),
        ("9999-12-31", "It fell 9999 years ago and 9999 days ago and in the past 9999 years."),
    ],
)
def test_where_the_calendar_ends_no_day_is_given(published: str, text: str) -> None:
    for _, first, last in days(text, published):
        assert "0001-01-01" <= first <= last <= "9999-12-31"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It fell this month.", "9999-12-01", "9999-12-31"),
        ("It fell this year.", "9999-01-01", "9999-12-31"),
    ],
)
def test_the_last_month_of_the_calendar_is_whole(text: str, first: str, last: str) -> None:
    assert days(text, "9999-12-15")[0][1:] == (first, last)


def test_leap_days() -> None:
    assert days("She was born on Feb 29.", "2024-03-02")[0][1] == "2024-02-29"
    assert days("She was born on Feb 29.", "2023-03-02") == []
    assert days("She was born a year ago today.", "2024-02-29")[0][1] == "2023-02-28"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Last week the board met on Monday.", "2023-11-06"),
        ("Last year the ship sank on Dec 3.", "2022-12-03"),
        ("Last month, on the 20th, it rained.", "2023-10-20"),
        ("Next week the board meets on Monday.", "2023-11-20"),
    ],
)
def test_a_wider_time_that_opens_a_sentence_holds_for_the_days_behind_it(
    text: str, first: str
) -> None:
    assert days(text)[1][1] == first


@pytest.mark.parametrize(
    "text",
    [
        "Earlier in the month the envoy on Monday left the city.",
        "In 2019 the envoy left in March.",
        "He left on 3 July 2021, and came back in September.",
    ],
)
def test_days_that_a_wider_time_leaves_open_are_left_out(text: str) -> None:
    assert [found for found in days(text) if "arlier in the month" not in found[0]] == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The roads were closed until Monday.", "2023-11-13"),
        ("The hearing has been adjourned until Monday.", "2023-11-20"),
        ("The hearing was moved to Monday.", "2023-11-20"),
        ("He was told to leave by Monday.", "2023-11-20"),
        ("It had risen to 40 by Monday.", "2023-11-13"),
        ("It was due to end on Friday.", "2023-11-17"),
        ("It was due to end on Wednesday.", "2023-11-15"),
        ("He'll speak on Monday.", "2023-11-20"),
        ("He would have spoken on Monday.", "2023-11-13"),
        ("Monday's storm was strong.", "2023-11-13"),
        ("The Monday storm was strong.", "2023-11-13"),
    ],
)
def test_the_tense_decides_between_two_days(text: str, first: str) -> None:
    assert days(text)[0][1] == first


@pytest.mark.parametrize(
    "text",
    [
        "“We leave tomorrow,” he said.",
        "“We left. I flew home yesterday,” he said.",
        'He said: "Tonight all is well."',
        "I saw him yesterday.",
        "Our train leaves tomorrow.",
    ],
)
def test_days_in_somebodys_speech_are_counted_from_a_day_that_is_not_known(text: str) -> None:
    assert days(text) == []


def test_words_behind_a_speech_are_the_articles_own() -> None:
    assert days('"So be it," he said yesterday.')[0][1] == "2023-11-15"
    assert days("“So be it,” he said yesterday.")[0][1] == "2023-11-15"


def test_the_hour_does_not_end_a_sentence() -> None:
    assert days("The quake struck at 3:14 a.m. Tuesday.")[0][1] == "2023-11-14"


def test_spans_of_dates_hold_the_complete_ones_too() -> None:
    text = "It fell on 3 May 2021, in March 2022, in 1999 and last week."
    assert [text[a:b] for a, b in date_spans(text)] == [
        "on 3 May 2021",
        "in March 2022",
        "in 1999",
        "last week",
    ]


def test_a_long_article_is_read_to_its_end() -> None:
    text = "It rained on Monday. " * 3_000
    found = dates_in(article(text), 0, len(text))
    assert len(found) == 3_000
    assert {item.first for item in found} == {"2023-11-13"}


# --- properties -------------------------------------------------------------------------------

WORDS = st.sampled_from(
    (
        "on Wednesday (Nov 15) Monday's last next this the past two weeks ago since until by from"
        ' to between and 3 14th 31 Feb 29 May March in early will was is due said , . ; ( ) “ ” "'
        " yesterday tomorrow weekend quarter profit of year month 2021 2023-11-15 overnight I Sun"
        " day days Oct 7 attack half first earlier later so far every Friday a.m. \n\n"
    ).split(" ")
)
LIKELY = st.lists(WORDS, max_size=40).map(" ".join)
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
THEN = date(2023, 11, 16)
DAY = st.dates(date.min, date.max)


@given(LIKELY | ANY, DAY, st.data())
@example("on Feb 29 last year", date(2025, 3, 1), None)
@example("from Nov 30 to Dec 3", date(1, 1, 1), None)
@example("İ ſix days ago, laſt Monday, laſt week and in the firſt half of this year", THEN, None)
def test_mentions_stand_where_they_say_in_order_and_apart(
    text: str, day: date, data: st.DataObject | None
) -> None:
    start = data.draw(st.integers(0, len(text))) if data else 0
    end = data.draw(st.integers(0, len(text))) if data else len(text)
    position = start
    for item in dates_in(article(text, day.isoformat()), start, end):
        assert position <= item.start < item.end <= end
        assert text[item.start : item.end] == item.text
        assert date.fromisoformat(item.first) <= date.fromisoformat(item.last)
        position = item.end


@given(LIKELY | ANY)
def test_spans_are_in_order_and_apart(text: str) -> None:
    position = 0
    for start, end in date_spans(text):
        assert position <= start < end <= len(text)
        position = end


SENTENCES = (
    "The ferry sank on Wednesday (Nov 15).",
    "The council will vote on Friday.",
    "It was sold in October for a third of its price.",
    "Police found it two days ago.",
    "The two met earlier this month.",
    "He came yesterday and left last week.",
)


@given(
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from((*SENTENCES, "She won.", "Nothing was said.")), max_size=4),
    st.lists(st.sampled_from((*SENTENCES, "She will.", "It was so.")), max_size=4),
    st.sampled_from([" ", "\n\n"]),
    DAY,
)
def test_what_stands_outside_a_sentence_changes_nothing(
    sentence: str, before: list[str], behind: list[str], between: str, day: date
) -> None:
    alone = dates_in(article(sentence, day.isoformat()), 0, len(sentence))
    text = between.join([*before, sentence, *behind])
    start = len(between.join([*before, ""]))
    among = dates_in(article(text, day.isoformat()), start, start + len(sentence))
    assert [(item.text, item.start - start, item.first, item.last) for item in among] == [
        (item.text, item.start, item.first, item.last) for item in alone
    ]


@given(DAY, st.integers(0, 6), st.booleans())
def test_a_weekday_is_within_a_week_on_the_side_that_the_verb_says(
    day: date, back: int, coming: bool
) -> None:
    step = timedelta(days=back if coming else -back)
    if not date.min <= day or abs(step.days) > (day - date.min).days:
        return
    try:
        meant = day + step
    except OverflowError:
        return
    verb = "will close" if coming else "closed"
    found = days(f"The shop {verb} on {meant:%A}.", day.isoformat())
    assert found == [(f"on {meant:%A}", meant.isoformat(), meant.isoformat())]


@given(DAY.filter(lambda day: 2 < day.year < 9998))
def test_a_day_with_its_month_is_that_day(day: date) -> None:
    meant = day - timedelta(days=20)
    found = days(f"The shop closed on {meant:%B} {meant.day}.", day.isoformat())
    assert [(first, last) for _, first, last in found] == [(meant.isoformat(), meant.isoformat())]


@pytest.mark.parametrize(
    "piece", ["on ", "Monday ", "from 3 to ", "the first quarter ", "“", "is to ", "3-", "\u00a0"]
)
def test_hostile_texts_are_read_in_the_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    dates_in(article(text), 0, len(text))


def test_what_is_called_for_on_a_day_is_past_and_what_for_a_day_is_to_come() -> None:
    text = "The Assembly on Friday (Oct 27) called for a truce."
    (mention,) = dates_in(article(text, published="2023-10-28"), 0, len(text))
    assert mention.first == "2023-10-27"
    text = "An election was called for May 3."
    (mention,) = dates_in(article(text, published="2023-04-28"), 0, len(text))
    assert mention.first == "2023-05-03"
