"""Whose word a sentence is: as a model says, if its quote or what stands before it bears that."""

from __future__ import annotations

import pytest
from fakes.hits import article as made

from qa.answering.attributed import with_speakers
from qa.answering.verifier import Verifier
from qa.answers import ProposedSentence, Quote, Sentence

BEFORE = "Governor Lena Ortiz signed the bill on Friday. Lawmakers cheered. "
SAID = "The law will save lives, she said."


def attributed(text: str, quote: str, to: str) -> Sentence:
    of = made(text)
    verifier = Verifier(lambda _: of)
    checked = verifier.check(ProposedSentence(quote, (Quote(of.id, quote),), attribution=to))
    assert isinstance(checked, Sentence)
    return with_speakers(checked, verifier.citations[0], of.text)


def test_whom_she_said_means_is_read_from_before_and_told() -> None:
    shown = attributed(BEFORE + SAID, SAID, "Lena Ortiz")
    assert shown.attribution == "Lena Ortiz"
    assert shown.speakers.chain == ("Lena Ortiz",)
    assert shown.note
    assert "“Governor Lena Ortiz signed the bill on Friday.”" in shown.note


@pytest.mark.parametrize("other", ["Tom Hale", "Mr. Ortiz"])
def test_nobody_else_is_meant(other: str) -> None:
    shown = attributed(f"Tom Hale voted against it. {BEFORE}{SAID}", SAID, other)
    assert shown.attribution != other


def test_a_quote_without_a_speaker_is_nobodys_word() -> None:
    plain = "The law takes effect in May."
    shown = attributed(BEFORE + plain, plain, "Lena Ortiz")
    assert shown.attribution is None
