"""What a sentence binds together: numbers with what they count, ways, offices, deeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifying.bound import misbound


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The flood killed 80 people.", "The flood killed 31 people and injured 80."),
        ("The toll rose from 40 to 12.", "The toll rose from 12 to 40."),
        ("Some 300 soldiers were hurt.", "Some 300 children were hurt."),
        ("They freed 240 hostages.", "They took 240 people hostage on Monday."),
        ("The 41 men were rescued.", "The 41 men have been trapped for 17 days."),
        ("The dam has displaced 9,000 people.", "The dam could displace 9,000 people."),
        ("Six people died after 2 months.", "Two people died after 6 months."),
        ("It passed, with 20 abstaining.", "It had 61 votes, 20 against and 7 abstentions."),
        ("Lorries went from Besk to Arvana.", "Lorries went from Arvana into Besk."),
        ("It was far more than the army said.", "It was far fewer than the army said."),
        ("Her brother was arrested.", "Her son was arrested."),
        ("The finance minister resigned.", "The trade minister resigned."),
        ("The court banned the party.", "The ministry asked the court to ban the party."),
    ],
)  # fmt: skip
def test_bound_otherwise(sentence: str, quote: str) -> None:
    assert misbound(sentence, [quote], quote)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("All 41 were rescued.", "All 41 who had been trapped for 17 days were brought out alive."),
        ("31 people died and 80 were hurt.", "The flood killed 31 people and injured 80."),
        ("The toll rose to 40, up from 12.", "The toll rose from 12 to 40."),
        ("The dam may displace 9,000 people.", "The dam could displace 9,000 people."),
        ("A truce of two weeks in six stages.", "A two-week truce in six stages."),
        ("Seven abstained.", "It had 61 votes, 20 against and 7 abstentions."),
        ("Lorries entered Besk from Arvana.", "Lorries went from Arvana into Besk."),
        ("The toll was below what the army said.", "The toll was far lower than the army said."),
        ("The trade minister, her son, resigned.", "Her son, the trade minister, resigned."),
        ("The ministry wants the party banned.", "The ministry asked the court to ban the party."),
        ("The court banned the party.", "Asked to ban the party, the court banned it."),
    ],
)
def test_bound_as_it_is(sentence: str, quote: str) -> None:
    assert misbound(sentence, [quote], quote) is None


words = st.lists(
    st.sampled_from(
        "from to into Besk Arvana 12 40 killed injured people children trade minister brother may"
        " asked ban banned more fewer than the army said , . … “ \u0301 قال".split()
    ),
    max_size=25,
).map(" ".join)


@given(words)
def test_a_sentence_is_bound_as_it_is(text: str) -> None:
    assert misbound(text, [text], text) is None


@given(st.text(), st.text())
def test_no_text_breaks_it(sentence: str, quote: str) -> None:
    misbound(sentence, [quote], quote)
