"""Right sentences and twins with one thing wrong: how many pass that should, and that should not.

A line of `pairs/twins.txt` is: kind | article with its quotes in ⟦brackets⟧ | right | wrong. All
were written before any was tried. Rules were tuned on the even lines only (counted from 0).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from fakes.hits import article as made

from qa.answering.verifier import Verifier
from qa.answering.verifying.crossed import crossed
from qa.answering.verifying.exclusive import shut_out
from qa.answering.verifying.filled import filled_in
from qa.answering.verifying.sequence import reversed_order
from qa.answering.verifying.unreal import not_done
from qa.answering.verifying.voices import other_voice
from qa.answers import ProposedSentence, Quote, Sentence

HERE = Path(__file__).parent / "pairs"
Half = Literal["tune", "held-out"]


class Twins(NamedTuple):
    kind: str
    text: str
    right: str
    wrong: str


def twins(half: Half) -> list[Twins]:
    lines = (HERE / "twins.txt").read_text(encoding="utf-8").splitlines()
    return [Twins(*line.split(" | ")) for line in lines[0 if half == "tune" else 1 :: 2]]


def shown(pair: Twins, sentence: str) -> bool:
    of = made(re.sub("[⟦⟧]", "", pair.text))
    quotes = tuple(Quote(of.id, quote) for quote in re.findall("⟦(.*?)⟧", pair.text))
    checked = Verifier(lambda _: of).check(ProposedSentence(sentence, quotes))
    return isinstance(checked, Sentence)


@pytest.mark.parametrize(("half", "most"), [("tune", 0), ("held-out", 0)])
def test_what_is_right_is_shown(half: Half, most: int) -> None:
    rejected = [pair.right for pair in twins(half) if not shown(pair, pair.right)]
    assert len(rejected) <= most, rejected


@pytest.mark.parametrize(("half", "most"), [("tune", 2), ("held-out", 7)])
def test_most_of_what_is_wrong_is_not(half: Half, most: int) -> None:
    passed = [pair.wrong for pair in twins(half) if shown(pair, pair.wrong)]
    assert len(passed) <= most, passed


def test_what_is_joined_otherwise() -> None:
    quotes = ["Exports rose while imports fell."]
    assert crossed("Imports rose and exports fell.", quotes)
    assert not crossed("Imports fell and exports rose.", quotes)
    quotes = ["Ann Vilde was dismissed in May. Tom Moe, her aide, took over."]
    assert crossed("Ann Vilde took over from Tom Moe, who was dismissed in May.", quotes)
    assert not crossed("Tom Moe took over from Ann Vilde, who was dismissed in May.", quotes)


def test_what_came_first() -> None:
    quotes = ["The union called a strike after the talks had failed."]
    assert reversed_order("The talks failed after the union had called a strike.", quotes)
    assert not reversed_order("The talks failed before the union called a strike.", quotes)
    assert not reversed_order("After the talks failed, the union called a strike.", quotes)
    assert reversed_order("The pipe broke because it froze.", ["It froze because the pipe broke."])


def test_what_is_only_open() -> None:
    assert not_done("The court ruled on it.", ["The court will rule on it in May."])
    assert not not_done("The court is to rule on it.", ["The court will rule on it in May."])
    assert not not_done("The court ruled.", ["The court ruled. It will rule again in May."])
    assert not_done(
        "He paid the smugglers a bribe.", ["Police accuse him of paying the smugglers a bribe."]
    )
    told = "He paid the smugglers a bribe, the police say."
    assert not not_done(told, ["Police accuse him of paying the smugglers a bribe."])
    condition = ["If the talks fail, the airline will cancel 200 flights."]
    assert not_done("The airline will cancel 200 flights.", condition)
    assert not not_done("The airline may cancel 200 flights.", condition)


def test_what_shuts_out_another() -> None:
    assert shut_out("All schools are shut.", "Most schools are shut.", "")
    assert not shut_out("At all events most schools are shut.", "Most schools are shut.", "")
    assert not shut_out("Both are shut.", "Some schools, all in Oslo, are shut.", "")
    assert shut_out("The eastern gate fell.", "The western gate fell.", "The western gate fell.")
    assert not shut_out("The eastern gate fell.", "It fell.", "The eastern and western gates.")


def test_who_did_a_harm_is_not_filled_in() -> None:
    quotes = ["Eleven people were killed in the market."]
    assert filled_in("Rebels killed eleven people in the market.", quotes)
    assert not filled_in("Eleven people were killed.", quotes)
    assert not filled_in("Rebels killed eleven people.", ["Eleven were killed by the rebels."])
    assert not filled_in("The board named a new chief.", ["A new chief was named."])


def test_whose_word_it_is() -> None:
    quotes = ["The factory dumped acid, residents say."]
    assert other_voice("The owner says that the factory dumped acid.", quotes)
    assert not other_voice("People living there say that the factory dumped acid.", quotes)
    assert not other_voice("The factory dumped acid.", quotes)
