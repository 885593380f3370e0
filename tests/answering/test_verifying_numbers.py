from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifying.counted import unborne_number
from qa.answering.verifying.quantities import quantities


def read(text: str) -> list[tuple[str, float, str]]:
    """The numbers with their last reading and their unit."""
    return [(text[q.start : q.end], q.values[-1], q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("11,500", 11_500, ""),
        ("1.2 million", 1_200_000, ""),
        ("1.8million", 1_800_000, ""),
        ("$3bn", 3e9, "$"),
        ("two hundred and fifty thousand", 250_000, ""),
        ("twenty-five", 25, ""),
        ("two million three hundred thousand", 2_300_000, ""),
        ("a dozen", 12, ""),
        ("half a million", 500_000, ""),
        ("40 per cent", 40, "%"),
        ("forty percent", 40, "%"),
        ("3.5%", 3.5, "%"),
        ("½", 50, "part"),
        ("1½", 1.5, ""),
        ("3rd", 3, ""),
        ("seventh", 7, ""),
        ("tens of thousands", 20_000, ""),
        ("60 kilometres", 60, "km"),
        ("£500k", 500_000, "£"),
        ("１２", 12, ""),
        ("zero", 0, ""),
    ],
)
def test_numbers_in_figures_and_in_words(text: str, value: float, unit: str) -> None:
    (_, last, its) = read(f"There were {text} of them")[-1]
    assert (last, its) == (pytest.approx(value), unit)


def test_fractions_are_percentages_or_counts() -> None:
    assert [q.values for q in quantities("two-thirds")] == [(pytest.approx(200 / 3), 2.0)]
    assert [q.values for q in quantities("a third")] == [(pytest.approx(100 / 3), 3.0)]
    assert [q.kind for q in quantities("the third")] == ["ordinal"]


def test_parts_of_a_unit_are_so_much_of_it() -> None:
    for text, value, unit in (
        ("half an hour", 0.5, "hour"),
        ("a quarter of a percentage point", 0.25, "point"),
        ("three-quarters of a mile", 0.75, "mile"),
        ("a quarter-point", 0.25, "point"),
    ):
        assert read(f"It was {text}.") == [(text, value, unit)]
    assert [(q.values, q.kind) for q in quantities("the third week")] == [((3.0,), "ordinal")]
    assert quantities("a quarter of 2023, half a million")[-1].values == (500_000.0,)


def test_ranges_share_unit_and_scale() -> None:
    assert read("40 to 50 per cent") == [("40", 40.0, "%"), ("50 per cent", 50.0, "%")]
    assert quantities("3 to 4 million")[0].values == (3.0, 3e6)
    assert quantities("$3 or $4 million")[1].unit == "$"


def test_two_numbers_beside_each_other_are_two() -> None:
    assert [value for _, value, _ in read("two three")] == [2, 3]
    assert [value for _, value, _ in read("10:30")] == [10, 30]
    assert [value for _, value, _ in read("5-3")] == [5, 3]


def test_numbers_of_names_are_known_as_such() -> None:
    assert [q.kind for q in quantities("F-16, COP28 and Covid-19, but 12 in mid-2023")] == [
        "name", "name", "name", "", "",
    ]  # fmt: skip


def fault(sentence: str, quote: str, around: str = "", years: tuple[int, ...] = ()) -> str:
    return unborne_number(sentence, [quote], around, years) or ""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("1,200,000 fled", "1.2 million fled"),
        ("twelve died", "a dozen died"),
        ("11 500 died", "11,500 died"),
        ("11,500 died", "11\u00a0500 died"),
        ("dozens died", "48 died"),
        ("hundreds died", "hundreds died"),
        ("more than 40 died", "43 died"),
        ("nearly 500 died", "487 died"),
        ("about 11,500 voted", "11,487 voted"),
        ("it took one hour", "it took 60 minutes"),
        ("it took 14 days", "it took two weeks"),
        ("it took 30 minutes", "it took half an hour"),
        ("both sides met twice", "the pair met two times"),
        ("one of them left", "three stayed and a man left"),
        ("a split second", "at once"),
        ("the two met", "they met"),
        ("half of them", "50 per cent of them"),
        ("two-thirds of them", "66.7 per cent of them"),
        ("in 2022", "last year"),
        ("its F-16 jets", "its jets"),
        ("no one, zero people", "nobody"),
    ],
)
def test_numbers_that_are_borne(sentence: str, quote: str) -> None:
    assert fault(sentence, quote, "The F-16 is a jet.", (2022,)) == ""


@pytest.mark.parametrize(
    ("sentence", "quote", "told"),
    [
        ("12 died", "21 died", "12"),
        ("11,300 died", "11,500 died", "11,300"),
        ("about 11,300 died", "11,500 died", "11,300"),
        ("9,007 died", "9,000 died", "9,007"),
        ("dozens died", "three died", "dozens"),
        ("dozens died", "many died", "dozens"),
        ("more than 50 died", "43 died", "50"),
        ("fewer than 900 work there", "more than 900 work there", "900"),
        ("40 per cent", "40 people, 12 per cent", "40 per cent"),
        ("40 people", "40 per cent", "40"),
        ("5 million euros", "5 million dollars", "5 million euros"),
        ("9 years", "9 months", "9 years"),
        ("it took 40 minutes", "it took half an hour", "40 minutes"),
        ("one person died", "three people died", "one"),
        ("the second of May", "the first of May", "second"),
        ("its F-35 jets", "its jets", "35"),
        ("in 2021", "last year", "2021"),
        ("102", "10²", "102"),
    ],
)
def test_numbers_that_are_not(sentence: str, quote: str, told: str) -> None:
    assert f"number {told}" in fault(sentence, quote, "The F-16 is a jet.", (2022,))


@pytest.mark.parametrize(
    ("sentence", "quote", "right"),
    [
        ("60 killed and 40 wounded", "it killed 60 and wounded 40", True),
        ("40 killed and 60 wounded", "it killed 60 and wounded 40", False),
        ("60 people were wounded", "40 people killed and 60 wounded", True),
        ("60 people were killed", "40 people killed and 60 wounded", False),
        ("12 ships and 3 planes", "3 planes and 12 ships", True),
        ("3 ships and 12 planes", "3 planes and 12 ships", False),
        ("a 19-year-old hurt 3 people", "3 people were hurt by a man of 19", True),
    ],
)
def test_numbers_belong_to_things(sentence: str, quote: str, right: bool) -> None:
    assert ("another number" in fault(sentence, quote)) is not right


@given(st.text(st.sampled_from("0123456789.,:-%$ and half a third dozen million twenty one")))
def test_a_text_bears_its_own_numbers(text: str) -> None:
    assert fault(text, text) == ""


@given(st.text(), st.text())
def test_no_text_makes_it_crash(sentence: str, quote: str) -> None:
    fault(sentence, quote)
    for found in quantities(sentence):
        assert 0 <= found.start < found.end <= len(sentence)
