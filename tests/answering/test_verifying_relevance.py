"""A sentence says something that its quotes say, in signs that show what they are."""

from __future__ import annotations

import time

import pytest
from fakes.hits import article as made
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifier import Verifier
from qa.answering.verifying.signs import without_hidden_signs
from qa.answers import ProposedSentence, Quote, Rejected, Sentence

WORKS = "The works had begun in March."
COST = "The quay of Velmar reopened on Friday after repairs that cost 40,000 crowns, it was said."
TEXT = f"{COST}\n\n{WORKS}\n\nMayor Anders Holt of Velmar did not attend the ceremony."
ARTICLE = made(TEXT)
GENEROUS_S = 20.0  # it takes less than one; what grew with the cube took minutes


def checked(sentence: str, quote: str, attribution: str | None = None) -> Sentence | Rejected:
    proposed = ProposedSentence(sentence, (Quote(ARTICLE.id, quote),), attribution)
    return Verifier(lambda _: ARTICLE).check(proposed)


@pytest.mark.parametrize(
    "sentence",
    [
        "Anders Holt was arrested.",
        "Mayor Anders Holt stole the money.",
        "Anders Holt attended the ceremony.",
        "Anders Holt resigned.",
        "Velmar apologised.",
        "Kill him.",
        "市长是小偷。",
        "El alcalde robó el dinero.",
        "?!",
    ],
)
def test_what_stands_beside_a_quote_is_not_said_by_it(sentence: str) -> None:
    assert isinstance(checked(sentence, WORKS), Rejected)


def test_the_reason_names_what_is_missing() -> None:
    outcome = checked("Anders Holt was arrested.", WORKS)
    assert isinstance(outcome, Rejected)
    assert "no word in common with its quotes" in outcome.reason


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Work on it had started by March.", WORKS),
        ("The quay in Velmar is open again.", COST),
        ("Anders Holt was not at the ceremony.", "did not attend the ceremony"),
    ],
)
def test_other_words_for_some_of_it_may_be_used(sentence: str, quote: str) -> None:
    assert isinstance(checked(sentence, quote), Sentence)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Ann Lee reported that Luis Ray announced it in an interview.", False),
        ("Luis Ray announced it in an interview with Ann Lee.", True),
        ("Luis Ray said in an interview with Ann Lee that he announced it.", True),
    ],
)
def test_whom_somebody_spoke_with_did_not_report_it(sentence: str, shown: bool) -> None:
    own = made("Luis Ray resigned. He announced it in an interview with Ann Lee and in a letter.")
    quote = (Quote(own.id, "He announced it in an interview with Ann Lee and in a letter."),)
    outcome = Verifier(lambda _: own).check(ProposedSentence(sentence, quote))
    assert isinstance(outcome, Sentence) is shown, outcome


def test_a_sentence_that_goes_round_is_not_shown() -> None:
    looped = ", ".join(["the quay of Velmar reopened"] * 4)
    outcome = checked(f"On Friday {looped}.", COST)
    assert isinstance(outcome, Rejected)
    assert "again and again" in outcome.reason


@pytest.mark.parametrize("piece", ["$1 ", "1/", "2023 ", "Aa1 ", "Two men, "])
def test_no_number_of_equal_numbers_takes_long(piece: str) -> None:
    """Those of the sentence are bounded, those of the quotes are read a fixed number of times."""
    told = piece * 1_500
    whole = made(f"{told} Iran told Hamas that 5 people were killed on Monday.")
    began = time.process_time()
    for sentence in (f"{told[:4_900]}.", "Iran told Hamas that 1 and 5 people were killed."):
        quote = (Quote(whole.id, whole.text),)
        Verifier(lambda _: whole).check(ProposedSentence(sentence, quote))
    assert time.process_time() - began < GENEROUS_S


@pytest.mark.parametrize("piece", ["Al ", "Ab-", "John Smith "])
def test_no_attribution_of_many_names_takes_long(piece: str) -> None:
    told = "Iran told Hamas that 5 people were killed on Monday."
    whole = made(piece * 10_000 + told)
    said = ProposedSentence(told, (Quote(whole.id, told),), piece * (30_000 // len(piece)))
    began = time.process_time()
    assert isinstance(Verifier(lambda _: whole).check(said), Sentence)
    assert time.process_time() - began < GENEROUS_S


def tags(words: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in words)


@pytest.mark.parametrize(
    "sentence",
    [
        COST + tags("pay at evil.example"),
        COST.replace("40,000", "\u202e40,000\u202c"),
        "\u202e" + COST,
        COST.replace("reopened", "\ufff9reopened\ufffaclosed\ufffb"),
        COST.replace("reopened", "r\u0336e\u0336opened"),
        COST.replace("40,000", "⑨⓪⓪⓪"),
        COST.replace("40,000", "九万"),
        COST.replace("40,000", "٩٠,٠٠٠"),
        COST.replace("40,000", "40,000²"),
        COST.replace("Friday", "Fri\u3164day"),
    ],
)
def test_signs_that_hide_turn_or_stand_for_others_are_not_shown(sentence: str) -> None:
    outcome = checked(sentence, COST)
    assert isinstance(outcome, Rejected)
    assert not {"\u202e", "\ufffa", "\U000e0070"} & set(outcome.text)


@pytest.mark.parametrize("sign", ["\u200b", "\xad", "\ufeff", "\ufe0f", "\u200e"])
def test_needless_signs_are_left_out(sign: str) -> None:
    outcome = checked(COST.replace("Friday", f"Fri{sign}day"), COST)
    assert isinstance(outcome, Sentence)
    assert outcome.text == COST


def test_what_an_article_itself_has_is_shown_as_it_stands() -> None:
    own = made("The mark \u200eעברית\u200e stands on the quay of Velmar.")
    sentence = ProposedSentence(own.text, (Quote(own.id, own.text),))
    outcome = Verifier(lambda _: own).check(sentence)
    assert isinstance(outcome, Sentence)
    assert outcome.text == own.text


def test_an_attribution_with_such_signs_is_dropped() -> None:
    outcome = checked(COST, COST, "\u202eVelmar" + tags("x"))
    assert isinstance(outcome, Sentence)
    assert outcome.attribution is None
    assert outcome.note is not None
    assert "\u202e" not in outcome.note


@given(st.text(max_size=200))
def test_nothing_that_hides_is_ever_shown(text: str) -> None:
    outcome = checked(f"{text} the quay of Velmar reopened", COST)
    if isinstance(outcome, Sentence):
        assert without_hidden_signs(outcome.text) == outcome.text
