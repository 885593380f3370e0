from __future__ import annotations

from typing import Any

import pytest
from fakes.hits import article
from fakes.lexicon import PlainWords

from qa.answering.candidates import Candidate
from qa.answering.contest import denials, is_denial

QUESTION = "Did the mayor know of the flood in advance?"
CLAIM = "Fars reported that Mayor Koss of Oslo had been warned of the flood a day ahead."


def candidate(text: str, **measured: Any) -> Candidate:
    of = article(text, id=measured.pop("id", text[:20]))
    known: dict[str, Any] = {
        "before": "", "cover": 0.0, "context": 0.0, "nearness": 0.0, "fits": False, "rank": 0
    }  # fmt: skip
    return Candidate(of, 0, len(text), **(known | measured))


@pytest.mark.parametrize(
    "sentence",
    [
        "Hamas denied the report.",
        "The company denies that it knew.",
        "There was a flat denial from the palace.",
        "She dismissed the story as invention.",
        "The ministry rejected any link to the ship.",
        "The union disputes the figure.",
        "Calling the letter fabricated, the board closed the case.",
        "He said the claim was baseless.",
        "The army insisted it had not fired.",
        "“That is not true,” the envoy said.",
        "A later survey contradicted the count.",
        "Each side blamed the other.",
    ],
)
def test_a_party_that_says_no(sentence: str) -> None:
    assert is_denial(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No one was hurt.",
        "The bridge was not rebuilt.",
        "The player was rejected by two clubs.",
        "The board dismissed its director.",
        "The talks failed.",
        "A true story.",
        "Sweden lies east of Norway.",
        "",
    ],
)
def test_what_only_looks_like_it(sentence: str) -> None:
    assert not is_denial(sentence)


def found(denial: str, *others: str, claim: str = CLAIM) -> list[str]:
    of = candidate(claim, id="claim")
    among = [of, candidate(denial), *map(candidate, others)]
    return [item.text for item in denials([of], among, QUESTION, PlainWords())]


def test_a_denial_in_the_questions_words() -> None:
    assert found("The mayor denied that he knew of the flood.")


def test_a_denial_of_the_report_is_found_through_the_claim() -> None:
    """It has no word of the question; it names who made the report, and of whom."""
    denial = "Koss dismissed the Fars story as baseless; Koss and Fars have quarrelled for years."
    assert found(f"Earlier, {denial}") == [f"Earlier, {denial}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hanoi denied a report by Xinhua on rice exports this spring.",
        "The actor denied driving his tractor through a vineyard.",
        "Nobody in Oslo liked the mayor's flood barrier.",
    ],
)
def test_what_denies_something_else_is_none(sentence: str) -> None:
    assert found(sentence) == []


def test_a_report_is_denied_only_where_something_is_reported() -> None:
    denial = "Earlier, Koss dismissed the Fars story, and others, as baseless quarrelling of foes."
    assert found(denial)
    assert found(denial, claim="Oslo, Fars, Koss: all dry.") == []


def test_the_closest_comes_first_and_a_claim_is_not_its_own_denial() -> None:
    far = "The council denied the Oslo flood."
    near = "The mayor denied the flood."
    assert found(far, near) == [near, far]
    denied = "The mayor denied that he knew of the flood in advance."
    assert found(near, claim=denied) == [near]


def test_beside_the_claim_counts_for_more() -> None:
    text = "The mayor denied that he knew of the flood."
    of = candidate(CLAIM, id="a")
    elsewhere, beside = candidate(text, id="b"), candidate(text + " ", id="a", rank=3)
    beside = Candidate(beside.article, 1, len(text), "", 0.0, 0.0, 0.0, False, 3)
    first = denials([of], [elsewhere, beside], QUESTION, PlainWords())[0]
    assert first.article.id == "a"


@pytest.mark.parametrize("unit", ["x", "(", "said ", "deny", "\0", "\u0301", "قال ", "😀"])
def test_hostile_sentences_are_only_sentences(unit: str) -> None:
    assert not is_denial(unit * 25_000)
    assert found(unit * 5_000) == []
