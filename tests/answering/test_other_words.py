"""Yes/no questions in other words than the sentence that answers them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.attribution import attribution
from qa.answering.contesting.deed_words import DEEDS, THINGS
from qa.answering.contesting.same_deeds import plainly
from qa.answering.questions import parsed
from qa.answering.verdict import verdict_of
from qa.answers import Citation, Sentence

ROWS = [row.partition(": ") for row in (*DEEDS, *THINGS)]
OTHERS = [other.split("/") for _, _, others in ROWS for other in others.split(", ")]


def verdict(question: str, text: str, said_by: str | None = None) -> str | None:
    cited = Citation(1, "a", "", "Courier", "2024-05-17", None, text, 0, len(text))
    told = Sentence(text, (1,), said_by or attribution(text))
    return verdict_of(parsed(question), [told], [cited], ())


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Did Ann Lee step aside?", "Ann Lee bowed out on Friday.", "yes"),
        ("Was the quarry shut?", "The quarry closed its doors on Friday.", "yes"),
        ("Were ties with Orsk reinstated?", "Lund restored relations with Orsk.", "yes"),
        ("Was the blaze at Orsk contained?", "The fire at Orsk was brought under control.", "yes"),
        ("Was Ann Lee sent to prison?", "Ann Lee was sentenced to four years in prison.", "yes"),
        ("Was Ann Lee released?", "Ann Lee walked out of a prison in Orsk on Friday.", "yes"),
        ("Was Ann Lee released?", "Ann Lee remains behind bars.", "no"),
        ("Was Ann Lee charged?", "Ann Lee was released without charge.", "no"),
        ("Have the members ratified the pact?", "The members have yet to approve it.", None),
        ("Have the members ratified the pact?", "The members have yet to approve the deal.", "no"),
        ("Was work on the dam halted?", "Construction of the dam stopped on Friday.", "yes"),
        # Opposites, plans, other deeds and others' deeds stay what they are.
        ("Was Ann Lee convicted?", "Ann Lee was cleared of bribery.", "no"),
        ("Did Ann Lee quit?", "Ann Lee has threatened to step down.", None),
        ("Did Ann Lee quit?", "Ann Lee's deputy stepped down.", None),
        ("Did Lund buy Orsk?", "Orsk took over Lund on Friday.", None),
        ("Were the objects given back?", "The museum objects to giving back the coins.", None),
    ],
)
def test_what_other_words_come_to(question: str, text: str, expected: str | None) -> None:
    assert verdict(question, text) == (expected or "not_established")


@pytest.mark.parametrize(
    ("aside", "question", "expected"),
    [
        ("Ann Lee, winner of last year's race, was banned.", "Was Ann Lee banned?", "yes"),
        ("Ann Lee, 61, was banned.", "Was Ann Lee banned?", "yes"),
        ("Ann Lee, the head of the port, was banned.", "Was the head of the port banned?", "yes"),
        (
            "Ann Lee, not the head of the port, was banned.",
            "Was the head of the port banned?",
            "no",
        ),
        ("Ann Lee, sister of Tom Ray, was banned.", "Was Tom Ray banned?", ""),
        ("The bridge, if approved, was closed.", "Was the bridge closed?", ""),
        ("The bridge, possibly unsafe, was closed.", "Was the bridge closed?", ""),
        ("The bridge, officials said, was closed.", "Was the bridge closed?", ""),
        ("Lund, Orsk and Brask, winner of the cup, were banned.", "Was the cup banned?", ""),
    ],
)
def test_what_stands_between_commas_says_who(aside: str, question: str, expected: str) -> None:
    assert verdict(question, aside) == (expected or "not_established")


def test_what_members_of_it_do_it_does() -> None:
    asked = "Did the Northern Front let the captives go?"
    assert verdict(asked, "Fighters of the Northern Front freed the captives.") == "yes"
    assert verdict(asked, "Enemies of the Northern Front freed the captives.") == "not_established"
    some = "Two rebels of the Northern Front freed the captives."
    assert verdict(asked, some) == "not_established"


def test_some_of_its_members_are_not_the_union() -> None:
    text = "Two members of the union accepted the offer."
    assert verdict("Did the union accept the offer?", text) == "not_established"


def test_who_was_killed_was_killed_by_somebody() -> None:
    killed = "The mayor was killed by the rebels."
    assert verdict("Did the rebels kill the mayor?", killed) == "yes"
    assert verdict("Was the mayor killed?", "The rebels killed the mayor.") == "yes"


def test_almost_before_a_number_is_no_hedge() -> None:
    asked = "Did the dam collapse?"
    assert verdict(asked, "The dam collapsed almost six years ago.") == "yes"
    assert verdict(asked, "The dam almost collapsed six years ago.") == "not_established"


def test_the_agency_of_the_dateline_is_no_party() -> None:
    text = "OSLO, May 17 (Sund Wire) - Ann Lee was re-elected as mayor of Oslo."
    assert verdict("Was Ann Lee re-elected as mayor of Oslo?", text, "Sund Wire") == "yes"
    assert verdict("Was Ann Lee re-elected as mayor?", text, "Tom Ray") == "not_established"


def test_the_place_of_the_dateline_is_where_it_was() -> None:
    text = "OSLO, May 17 (Sund Wire) - Ann Lee was re-elected as mayor."
    assert verdict("Was Ann Lee re-elected as mayor of Oslo?", text) == "yes"
    assert verdict("Was Ann Lee re-elected as mayor of Bergen?", text) == "not_established"


def test_no_word_stands_for_two() -> None:
    assert [word for word, times in Counter(o[0] for o in OTHERS).items() if times > 1] == []


@given(st.lists(st.sampled_from([word for forms in OTHERS for word in forms])).map(" ".join))
def test_what_is_put_plainly_stays(text: str) -> None:
    assert plainly(plainly(text)) == plainly(text)
