from __future__ import annotations

import pytest

from qa.answering.questions import parsed
from qa.answering.verdict import status_of, verdict_of
from qa.answers import Role, Sentence, Verdict

QUESTION = parsed("Did the minister resign over the harbour fire?")
SO = "The minister resigned on Friday over the harbour fire."
NOT_SO = "The minister did not resign over the harbour fire."
SAID_SO = "Reuters reported that the minister would resign over the harbour fire."
SAID_NOT = "Reuters reported that the minister would not resign over the harbour fire."
ASIDE = "Bread grew dearer in the north."


def shown(*texts: str, denial: str | None = None) -> list[Sentence]:
    roles: list[tuple[str, Role]] = [(text, "claim") for text in texts]
    if denial:
        roles.append((denial, "denial"))
    return [Sentence(text, (1,), None, role) for text, role in roles]


@pytest.mark.parametrize(
    ("sentences", "verdict"),
    [
        # 1. A denial stands beside a claim that it is so, or beside one that it is not.
        (shown(SAID_SO, denial="His office denied it."), "disputed"),
        (shown(SO, denial="His office denied it."), "disputed"),
        (shown(SAID_NOT, denial="His office denied the report."), "not_established"),
        (shown(ASIDE, denial="His office denied it."), "not_established"),
        (shown(denial="His office denied it."), "not_established"),
        # 2. Claims on both sides.
        (shown(SO, NOT_SO), "disputed"),
        (shown(SAID_NOT, SAID_SO), "disputed"),
        # 3. Somebody's word.
        (shown(SAID_SO), "not_established"),
        (shown(SAID_NOT), "not_established"),
        (shown("According to Reuters, the minister will resign over the fire."), "not_established"),
        # 4. The outlet's own voice.
        (shown(SO), "yes"),
        (shown(NOT_SO), "no"),
        (shown(SO, SAID_SO), "yes"),
        (shown(SO, ASIDE), "yes"),
        # Nothing of what is shown is about it.
        (shown(ASIDE), "not_established"),
    ],
)
def test_the_rules(sentences: list[Sentence], verdict: Verdict) -> None:
    assert verdict_of(QUESTION, sentences) == verdict


def test_what_follows_the_clause_does_not_turn_it_round() -> None:
    so = "The minister resigned over the harbour fire, but no successor is named."
    not_so = "No sign that the minister will resign over the harbour fire, a day later."
    assert verdict_of(QUESTION, shown(so)) == "yes"
    assert verdict_of(QUESTION, shown(not_so)) == "no"


@pytest.mark.parametrize("text", ["Who resigned over the harbour fire?", "harbour fire", ""])
def test_only_a_yes_no_question_has_a_verdict(text: str) -> None:
    assert verdict_of(parsed(text), shown(SO), "yes") is None


def test_without_an_answer_there_is_no_verdict() -> None:
    assert verdict_of(QUESTION, [], "yes") is None


@pytest.mark.parametrize(
    ("sentences", "proposed", "verdict"),
    [
        (shown(SO), "yes", "yes"),
        (shown(SO), "not_established", "not_established"),
        (shown(SO), "disputed", "disputed"),
        (shown(SO), "no", "not_established"),
        (shown(NOT_SO), "yes", "not_established"),
        (shown(SAID_SO), "yes", "not_established"),
        (shown(SAID_NOT), "no", "not_established"),
        (shown(SAID_SO, denial="It denied that."), "yes", "disputed"),
        (shown(SO, NOT_SO), "no", "disputed"),
    ],
)
def test_a_model_may_be_more_careful_never_bolder(
    sentences: list[Sentence], proposed: Verdict, verdict: Verdict
) -> None:
    assert verdict_of(QUESTION, sentences, proposed) == verdict


def test_the_status() -> None:
    assert status_of([]) == "not_found"
    assert status_of(shown(SO)) == "answered"
    assert status_of(shown(SO, denial="It denied that.")) == "disputed"


@pytest.mark.parametrize("unit", ["x", "(", "said, ", "but ", "\0", "\u0301", "قال ", "😀"])
def test_hostile_sentences_establish_nothing(unit: str) -> None:
    assert verdict_of(QUESTION, shown(unit * 10_000)) == "not_established"
