"""Sentences that lean on what their article says before them, held against yes/no questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.contesting.in_context import in_context
from qa.answering.contesting.same_deeds import plainly
from qa.answering.contesting.statements import Statement
from qa.answering.questions import parsed
from qa.answering.verdict import verdict_of
from qa.answers import Citation, Sentence
from vectorstore.models import Article

_WORDS = "quit step down stepped pull out of passed the bill back lower shot dead up".split()
REZONED = "The mayor had 14 hectares of farmland rezoned for a golf resort in 2018. "
TITLE = "Former mayor of Vila Serena convicted"


def read(text: str, question: str, before: str = "", title: str = "") -> str:
    return in_context(Statement(text, "a", title=title, before=before), question).text


def verdict(question: str, text: str, before: str, title: str = TITLE) -> str | None:
    start = len(before)
    article = Article("a", "key", before + text, title, published="2024-05-17")
    cited = Citation(1, "a", title, "Courier", "2024-05-17", None, text, start, start + len(text))
    told = [Sentence(text, (1,))]
    return verdict_of(parsed(question), told, [cited], (), article={"a": article}.__getitem__)


def test_the_resort_is_the_one_of_which_the_article_spoke() -> None:
    asked = "Was the golf resort at Vila Serena ever built?"
    said = "The resort was never built."
    expected = "The golf resort at Vila Serena was never built."
    assert read(said, asked, REZONED, TITLE) == expected
    assert verdict(asked, said, REZONED) == "no"
    assert verdict(asked, said, "") == "not_established"


@pytest.mark.parametrize(
    "before",
    [
        REZONED + "A ski resort followed. ",  # another one was spoken of last
        REZONED + "Another resort lies further north. ",
        "The mayor had farmland rezoned for a ski resort. ",
    ],
)
def test_another_thing_of_that_kind_is_not_meant(before: str) -> None:
    asked = "Was the golf resort at Vila Serena ever built?"
    assert verdict(asked, "The resort was never built.", before) == "not_established"


def test_a_thing_elsewhere_is_not_meant() -> None:
    asked = "Was the golf resort at Vila Nova ever built?"
    assert verdict(asked, "The resort was never built.", REZONED) == "not_established"


@pytest.mark.parametrize(
    "before",
    [
        "The mayor of Brask met the mayor of Lund. ",
        "The mayor of Brask was absent. Lund's mayor spoke. ",
        "The mayor of Brask was absent. The Lund mayor spoke. ",
    ],
)
def test_another_mayor_was_spoken_of_last(before: str) -> None:
    asked = "Did the mayor of Brask resign?"
    assert verdict(asked, "The mayor resigned on Friday.", before) == "not_established"
    assert verdict(asked, "The mayor resigned on Friday.", "The mayor of Brask spoke. ") == "yes"


def test_elsewhere_another_one_is_meant() -> None:
    asked, before = "Was the bridge at Orsk closed?", "The bridge at Orsk was damaged. "
    assert verdict(asked, "The bridge was closed on Friday.", before) == "yes"
    assert verdict(asked, "In Lund the bridge was closed.", before) == "not_established"
    assert verdict(asked, "The bridge in Lund was closed.", before) == "not_established"


def test_what_says_itself_which_it_is_stays() -> None:
    said = "The resort of Monte Alto was never built."
    assert read(said, "Was the golf resort at Vila Serena built?", REZONED, TITLE) == said


def test_a_deal_is_an_agreement() -> None:
    before = "The union accepted an agreement on the number of patients. "
    said = "Colleen Dwyer voted against the deal."
    assert verdict("Did Colleen Dwyer support the agreement?", said, before) == "no"
    assert verdict("Did Colleen Dwyer support the strike?", said, before) == "not_established"


def test_he_is_whom_the_sentence_before_names() -> None:
    before = "Emeka Okoro, the striker, left the club on Friday. "
    said = "He signed a contract with Northgate."
    assert verdict("Did Emeka Okoro sign a contract with Northgate?", said, before) == "yes"
    assert verdict("Did Luca Ferri sign a contract with Northgate?", said, before) != "yes"


def test_nobody_plain_is_nobody() -> None:
    before = "Emeka Okoro met Luca Ferri. "
    said = "He signed a contract with Northgate."
    assert verdict("Did Luca Ferri sign a contract with Northgate?", said, before) != "yes"


def test_two_words_for_one() -> None:
    assert plainly("She voted against it and stepped down") == "She opposed it and resigned"
    assert plainly("freed") == "released"
    assert plainly("They want freedom, and lowered it") == "They want freedom, and cut it"


@given(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join))
def test_what_is_put_plainly_stays(text: str) -> None:
    assert plainly(plainly(text)) == plainly(text)


def test_it_is_the_bill_of_which_was_spoken_just_before() -> None:
    before = "Harriet Oakes spoke against the flood bill. "
    said = "Jonas Mbeki voted for it after an amendment."
    assert verdict("Did Jonas Mbeki vote for the flood bill?", said, before) == "yes"
    assert verdict("Did Jonas Mbeki vote for the dam bill?", said, before) == "not_established"
    assert verdict("Did Jonas Mbeki vote for the flood bill?", said, "") == "not_established"
