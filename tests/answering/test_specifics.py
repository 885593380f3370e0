from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.questions import parsed
from qa.answering.specifics import at_odds, missing_names, specifics

BRIDGE = "The bridge, ranked 32nd in 2012, was closed after the storm. 2012-11-05 November"


def odds(question: str, sentence: str, around: str = "") -> bool:
    return at_odds(specifics(parsed(question)), sentence, around or sentence)


def test_what_a_question_insists_on() -> None:
    asked = specifics(
        parsed("Who said the oldest anti-war rally in Oslo was not banned on Friday in 2023?")
    )
    assert asked.names == ("oslo",)
    assert asked.numbers == {"2023"}
    assert asked.marks == {"oldest", "anti-war"}
    assert asked.negated
    assert specifics(parsed("the bridge")).names == ()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When was the bridge ranked 22nd?", BRIDGE),
        ("What happened to the bridge in 2014?", BRIDGE),
        ("Which rule does not apply to tenants?", "The rule applies to tenants."),
        ("Who wasn't told of the strike?", "The crew was told of the strike."),
        ("Where were the anti-war rallies?", "The rallies were in Oslo."),
        ("Which is the oldest bridge in Oslo?", "The bridge in Oslo is well known."),
        ("When did the larger island vote?", "The smaller island voted in May."),
        ("Why did the court accept the appeal?", "The court rejected it for its form."),
    ],
)
def test_something_else_is_said(question: str, sentence: str) -> None:
    assert odds(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When was the bridge ranked 32nd?", BRIDGE),
        ("What closed in November 2012?", BRIDGE),
        ("How many of the 8 crew swam?", "Of the eight crew three swam."),
        ("Which rule does not apply to tenants?", "No tenant falls under the rule."),
        ("Where were the anti-war rallies?", "The antiwar rallies were in Oslo."),
        ("Did the court accept the appeal?", "The court rejected the appeal."),
        ("Didn't the court accept the appeal?", "The court accepted the appeal."),
        ("Why didn't the court accept it?", "Its form was against the court's order."),
        (
            "How many men are there for every 100 women?",
            "There are 91 males for every 100 females.",
        ),
        ("When did the gate open?", "Lorries came on Monday, the first since the gate was closed."),
        ("Who not only sang but danced?", "Anna sang and danced."),
        ("Who cost 1,200?", "The horse cost 1200."),
        ("What is the latest figure?", "Inflation stood at 3.9 per cent in August."),
        ("How old is the newest tram?", "Trams of 2024 run on line 5; they are two years old."),
        ("Why did the alarm not go off?", "A sensor had switched it away."),
    ],
)
def test_nothing_else_is_said(question: str, sentence: str) -> None:
    assert not odds(question, sentence)


def test_names_are_weighed() -> None:
    asked = specifics(parsed("Did Oslo or Bergen burn?"))
    weights = {"oslo": 1.0, "bergen": 3.0}
    assert missing_names(asked, "Oslo burned.", weights.__getitem__) == pytest.approx(0.75)
    assert missing_names(asked, "Bergen and Oslo", weights.__getitem__) == 0
    assert missing_names(specifics(parsed("did it burn?")), "", weights.__getitem__) == 0


words = st.sampled_from("Oslo 2012 not the oldest larger anti-war men rejected closed 5".split())
texts = st.lists(words, max_size=12).map(" ".join)


@given(texts, texts, texts)
def test_more_around_never_leaves_more_names_missing(question: str, text: str, more: str) -> None:
    asked = specifics(parsed(question))

    def missing(of: str) -> float:
        return missing_names(asked, of, lambda _: 1.0)

    assert 0 <= missing(f"{text} {more}") <= missing(text) <= 1


@given(texts)
def test_a_sentence_is_not_at_odds_with_its_own_words(text: str) -> None:
    assert not odds(text, text)


@pytest.mark.parametrize("unit", ["not ", "1,", "1.1", "anti-", "A of ", "oldest ", "n't "])
def test_hostile_texts(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert odds("Who is it?", text) in (True, False)
    assert at_odds(specifics(parsed(text)), "It is.", "It is.") in (True, False)
