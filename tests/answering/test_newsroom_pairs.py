"""Right sentences and minimally wrong twins as a newsroom meets them, in halves by their ids.

A line of `pairs/newsroom.txt` is: id | kind | article with its quotes in ⟦brackets⟧ | right | wrong.
All were written before any was tried, and rules were tuned on the half `tune` only.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from fakes.hits import article as made

from qa.answering.verifier import Verifier
from qa.answers import ProposedSentence, Quote, Rejected, Sentence

PAIRS = Path(__file__).parent / "pairs" / "newsroom.txt"
Half = Literal["tune", "held-out"]


class Pair(NamedTuple):
    id: str
    kind: str
    text: str
    right: str
    wrong: str

    @property
    def half(self) -> Half:
        return "tune" if sha256(self.id.encode()).digest()[0] % 2 == 0 else "held-out"


def pairs(half: Half) -> list[Pair]:
    told = [Pair(*line.split(" | ")) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return [pair for pair in told if pair.half == half]


def checked(pair: Pair, sentence: str) -> Sentence | Rejected:
    of = made(re.sub("[⟦⟧]", "", pair.text))
    quotes = tuple(Quote(of.id, quote) for quote in re.findall("⟦(.*?)⟧", pair.text))
    return Verifier(lambda _: of).check(ProposedSentence(sentence, quotes))


def shown(pair: Pair, sentence: str) -> bool:
    return isinstance(checked(pair, sentence), Sentence)


@pytest.mark.parametrize(("half", "most"), [("tune", 0), ("held-out", 0)])
def test_what_is_right_is_shown(half: Half, most: int) -> None:
    rejected = [pair.id for pair in pairs(half) if not shown(pair, pair.right)]
    assert len(rejected) <= most, rejected


@pytest.mark.parametrize(("half", "most"), [("tune", 0), ("held-out", 0)])
def test_most_of_what_is_wrong_is_not(half: Half, most: int) -> None:
    passed = [pair.id for pair in pairs(half) if shown(pair, pair.wrong)]
    assert len(passed) <= most, passed
