"""Sentences on quotes, right and wrong: how many pass that should, and that should not.

A line of `pairs/*.txt` is: kind | article with its quote in ⟦brackets⟧ | sentence. The articles are
of Wednesday, 15 November 2023. Rules were tuned on the even lines only (counted from 0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from fakes.hits import article as made

from qa.answering.verifier import Verifier
from qa.answers import ProposedSentence, Quote, Rejected, Sentence

HERE = Path(__file__).parent / "pairs"
Half = Literal["tune", "held-out"]


class Pair(NamedTuple):
    kind: str
    text: str
    quotes: list[str]
    sentence: str


def pairs(label: Literal["right", "wrong"], half: Half | None = None) -> Iterator[Pair]:
    lines = (HERE / f"{label}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if half is None or (number % 2 == 0) is (half == "tune"):
            kind, text, sentence = line.split(" | ")
            yield Pair(kind, re.sub("[⟦⟧]", "", text), re.findall("⟦(.*?)⟧", text), sentence)


def checked(pair: Pair) -> Sentence | Rejected:
    of = made(pair.text)
    quotes = tuple(Quote(of.id, quote) for quote in pair.quotes)
    return Verifier(lambda _: of).check(ProposedSentence(pair.sentence, quotes))


def share_shown(label: Literal["right", "wrong"], half: Half) -> float:
    shown = [isinstance(checked(pair), Sentence) for pair in pairs(label, half)]
    return sum(shown) / len(shown)


@pytest.mark.parametrize(("half", "floor"), [("tune", 1.0), ("held-out", 0.96)])
def test_what_is_right_is_shown(half: Half, floor: float) -> None:
    assert share_shown("right", half) >= floor


@pytest.mark.parametrize(("half", "most"), [("tune", 0.0), ("held-out", 0.04)])
def test_what_is_wrong_is_not_shown(half: Half, most: float) -> None:
    assert share_shown("wrong", half) <= most


def test_there_are_enough_of_both_and_none_twice() -> None:
    for label in ("right", "wrong"):
        of_label = [(pair.text, pair.sentence) for pair in pairs(label)]
        assert len(of_label) == len(set(of_label)) >= 100


def test_a_quote_bears_itself() -> None:
    for label in ("right", "wrong"):
        for pair in pairs(label):
            if pair.kind != "torn":
                (quote,) = pair.quotes
                assert isinstance(checked(pair._replace(sentence=quote)), Sentence), quote
