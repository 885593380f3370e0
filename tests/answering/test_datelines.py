from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.datelines import without_dateline


@pytest.mark.parametrize(
    "dateline",
    [
        "HARROW - ",
        "PORT ALLARD - ",
        "KELTON LAKE, British Columbia - ",
        "AALVIK, Norway, Feb 12 (North Sea Courier) - ",
        "OSLO, March 5 (Meridian Wire) — ",
        "ATHENS, Oct 8, 2022 (Tagus Daily) - ",
        "PRETORIA, 15 Sept, 2026 – ",
        "BERGEN, Norway (CPA) - ",
        "UNITED NATIONS - ",
        "ST. JOHN’S (AP) -- ",
    ],
)
def test_what_stands_behind_the_line_in_front(dateline: str) -> None:
    assert without_dateline(f"{dateline}The ferry sank.") == "The ferry sank."


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry - a new one - sank.",
        "NATO said on Feb 12 - its birthday - that it had grown.",
        "MV-9 is given in three doses.",
        "US - led forces left.",
        "AALVIK-HESTRA is a line of 35 minutes.",
    ],
)
def test_other_sentences_stay_as_they_are(sentence: str) -> None:
    assert without_dateline(sentence) == sentence


@given(st.text(max_size=200))
def test_what_is_left_is_the_end_of_the_sentence(text: str) -> None:
    assert text.endswith(without_dateline(text))
