"""Who speaks in interviews and live blogs, as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.attributing.transcript import labelled, without_clocks
from qa.answering.attribution import speakers

ASKED = "Gazette: Did you know of the loan?\n\nVale: Not then.\n\nGazette: Will you resign?\n\n"


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Vale: No.", ASKED),
        ("I will serve my term.", f"{ASKED}Vale: No. "),
    ],
)
def test_a_name_with_a_colon_speaks_in_its_paragraph(sentence: str, before: str) -> None:
    assert speakers(sentence, before).chain == ("Vale",)


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Vale: No.", ""),  # one alone may be anything
        ("The mayor left at noon.", f"{ASKED}Vale: No.\n\n"),
        ("Watch: The fire at the mill.", "Read: All on the fire.\n\n"),
        ("MANILA: The boat sank.", "OSLO: The mill burned.\n\n"),
    ],
)
def test_what_only_looks_like_it(sentence: str, before: str) -> None:
    assert speakers(sentence, before).chain == ()


def test_who_is_named_within_speaks_before_the_label() -> None:
    sentence = 'Vale: "It is over," the judge said.'
    assert speakers(sentence, ASKED).chain == ("the judge",)


@pytest.mark.parametrize("clock", ["06:40 ", "06:40\n", "6.40 - ", "18:05 GMT ", "7:05am | "])
def test_a_time_of_day_is_no_part_of_a_name(clock: str) -> None:
    told = f"{clock}Orland's interior ministry says five drones struck the mill."
    assert speakers(told).chain == ("Orland's interior ministry",)
    quoted = '"Two have died," the ministry says on its channel.'
    assert speakers(quoted, f"{told} ").chain == ("Orland's interior ministry",)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text(sentence: str, before: str) -> None:
    rest, who = labelled(sentence, before)
    assert sentence.endswith(rest)
    assert who is None or who in before + sentence
    assert without_clocks(without_clocks("06:40 Oslo")) == "Oslo"
