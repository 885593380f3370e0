from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.contesting.numerals import numerals
from qa.answering.contesting.parting import parted
from qa.answering.figures import asked_group, counted, only_earlier, things_asked


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("At least 12 people and 2,340 sheep", [12, 2_340]),
        ("some 3.4 million people", [3_400_000]),
        ("twenty-one dead, a hundred hurt", [21, 100]),
        ("two hundred and five men", [205]),
        ("three dozen boats", [36]),
        ("$4.2 billion and £3bn", [4.2e9, 3e9]),
        ("US$40m", [4e7]),
        ("one Indian jet", [1]),
        ("Hundreds of flights", [200]),
        ("12,000 jobs in 2023", [12_000]),
        ("has 1580 seats", [1_580]),
    ],
)
def test_numbers_are_read(text: str, values: list[float]) -> None:
    assert [item.value for item in numerals(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    "text",
    [
        "on Oct 7, 2023",
        "the 2010 census",
        "in the 2022-23 season",
        "a 43-year-old man, 12 years old, aged 9",
        "resolution 2712",
        "won 2-1",
        "voted 120-14",
        "on the 21st of May at 10.30am",
        "COP28 and GPT-4",
        "one of them, no one, the one that",
        "a three-day truce",
        "(8 February 1900 – 2 March 1977)",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert numerals(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 80 and 120 wolves", 80, 120),
        ("500 to 700 fighters", 500, 700),
        ("3 to 4 million people", 3e6, 4e6),
        ("about 200 people", 180, 220),
        ("more than 30 people", 30, 60),
        ("up to 40 people", 20, 40),
        ("3.4 million people", 3.35e6, 3.45e6),
        ("471 people", 471, 471),
        ("half of the reef", 47.5, 52.5),
    ],
)
def test_rounding_and_limits(text: str, low: float, high: float) -> None:
    (item,) = numerals(text)
    assert (item.low, item.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12 per cent", "%", 12),
        ("0.5 percentage points", "points", 0.5),
        ("50 basis points", "points", 0.5),
        ("10 miles", "km", 16.09),
        ("150 miles an hour", "km/h", 241.35),
        ("2 tonnes", "kg", 2_000),
        ("900 million euros", "EUR", 9e8),
        ("a billion crowns", "crown", 1e9),
        ("36 hours", "hour", 36),
        ("46.3 degrees", "°C", 46.3),
    ],
)
def test_units_are_brought_together(text: str, unit: str, value: float) -> None:
    (item,) = numerals(text)
    assert (item.unit, item.value) == (unit, pytest.approx(value))


def test_a_change_keeps_both_its_ends() -> None:
    assert [item.value for item in numerals("rose to 31 from 18")] == [31, 18]
    assert [item.value for item in numerals("jumped from 120 to 610")] == [120, 610]


@pytest.mark.parametrize(
    ("sentence", "fates"),
    [
        ("At least 12 people were killed, officials said.", ["dead"]),
        ("The death toll has risen to 41.", ["dead"]),
        ("The blast killed 12 people and injured 30.", ["dead", "hurt"]),
        ("Police said 118 people had died and 40 were still missing.", ["dead", "missing"]),
        ("Twelve people, three of them children, were killed.", ["dead", "dead"]),
        ("Twelve hostages were freed.", ["freed"]),
        ("Police arrested 48 people.", ["held"]),
        ("A bus carrying 60 passengers fell off a cliff, killing 25.", ["", "dead"]),
        ("The party won 88 seats.", [""]),
    ],
)
def test_what_became_of_those_counted(sentence: str, fates: list[str]) -> None:
    assert [item.fate for item in counted(sentence)] == fates


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("The firm has cut 900 jobs.", "stated"),
        ("The firm plans to cut 900 jobs.", "planned"),
        ("Officials feared that 50 people would be found dead.", "planned"),
        ("The union demanded a pay rise of 40 per cent.", "planned"),
        ("The economy grew by 0.4 per cent.", "change"),
        ("Rescuers found 12 more bodies.", "change"),
        ("The rate was cut to 4.5 per cent.", "stated"),
        ("Sixteen children were among those killed.", "part"),
        ("Officials said 22 people died.", "stated"),
    ],
)
def test_a_plan_or_a_change_is_no_count(sentence: str, mode: str) -> None:
    assert [item.mode for item in counted(sentence)] == [mode]


def test_what_was_before_is_told_from_what_is() -> None:
    rose = counted("The number of patients rose to 31 from 18.")
    assert [(item.text, item.mode) for item in rose] == [("31", "stated"), ("18", "before")]
    corrected = counted("The bus carried 14 pupils, not 41.")
    assert [(item.text, item.mode) for item in corrected] == [("14", "stated"), ("41", "before")]
    revised = counted("Nine men had died, up from the three men it named first.")
    assert [(item.text, item.mode) for item in revised] == [("Nine", "stated"), ("three", "before")]


def test_things_and_groups() -> None:
    (item,) = counted("The army said 40 of its soldiers were killed.")
    assert "soldier" in item.things
    assert "soldier" in item.group
    (item,) = counted("Some 40 people were killed.")
    assert (item.things, item.group) == (frozenset(), frozenset())


def test_who_says_it_is_no_part_of_what_is_said() -> None:
    assert parted("The mayor said on Friday that snow fell.") == ("The mayor", "snow fell.")
    none = "The officials told the Post there was no evidence that Orland had sold it."
    assert parted(none) == ("", none)
    assert parted("It rained, the mayor said.") == ("the mayor", "It rained.")
    assert parted("Her rival, Ann Lee, conceded an hour later.")[0] == ""
    assert parted("Lee did not concede and said she would wait for the count.")[0] == ""
    assert parted("Lee fled and later said she was innocent.")[0] == ""
    assert parted("Doctors counted 38 bodies.") == ("Doctors", "counted 38 bodies.")
    assert parted("The operator said it was never warned.")[1] == "The operator was never warned."
    assert parted("The operator was warned that it rained.") == (
        "", "The operator was warned that it rained.",
    )  # fmt: skip
    assert parted("OSLO (Wire) - It rained.") == ("", "It rained.")
    who, said = parted("Ann Lee is the mayor. She said that 12 people died.")
    assert (who, said) == ("She", "Ann Lee is the mayor. 12 people died.")


_WORDS = st.sampled_from(
    "12 3.4 million between and to from 40 people killed per cent $ 1,200 rose by said that , ."
    " hundreds one of a dozen 2022 Oct 7 % km -".split()
)


@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_numbers_stand_where_they_say_and_in_order(text: str) -> None:
    found = numerals(text)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(item.low <= item.value <= item.high for item in found)
    assert all(any(char.isalnum() for char in text[item.start : item.end]) for item in found)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    said = parted(text)[1]
    assert all(item.text == said[item.number.start : item.number.end] for item in counted(text))


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1,000 ", "$", "one-", "between 1 and ", "1 to ", "A "]
)
def test_hostile_text(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert len(numerals(text)) <= len(text)
    assert len(counted(text)) <= 8


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("How many Israelis were killed?", {"israelis", "israeli"}),
        ("How many Kenyan soldiers died?", {"kenyan", "soldier"}),
        ("how many children fled", {"child"}),
        ("How many people died in Gaza?", set()),
        ("How many ferries sank off Oslo?", set()),
        ("How many did Mr Smith invite?", set()),
        ("Who won?", set()),
    ],
)
def test_the_group_that_a_question_counts(question: str, group: set[str]) -> None:
    assert asked_group(question) == group


@pytest.mark.parametrize(
    ("sentence", "number", "fate"),
    [
        ("Since January 8,300 people have fled the town.", "8,300", "displaced"),
        ("In Valdora 740 deaths were counted.", "740", "dead"),
    ],
)
def test_counts_that_are_written_oddly(sentence: str, number: str, fate: str) -> None:
    assert [(item.text, item.fate) for item in counted(sentence)] == [(number, fate)]


def test_a_day_is_still_no_count() -> None:
    assert counted("Since January 8 people fled") == ()


@pytest.mark.parametrize(
    "sentence",
    ["An earlier count had put the toll at four.", "An earlier report put the toll at four."],
)
def test_what_was_counted_earlier_is_no_longer_so(sentence: str) -> None:
    assert [item.mode for item in counted(sentence)] == ["before"]
    assert only_earlier(sentence)
    assert not only_earlier("Police put the toll at four.")
    assert not only_earlier("The toll is unknown.")


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("How many employees does Lumicore have?", {"employe"}),
        ("How many people demonstrated?", set()),
        ("How many soldiers were killed?", set()),
        ("Who left?", set()),
    ],
)
def test_what_a_question_counts(question: str, things: set[str]) -> None:
    assert things_asked(question) == things
