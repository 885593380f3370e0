from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from fakes.hits import article

from qa.answering.assembling import Archive, Assembly
from qa.answering.protocol import Conclusion
from qa.answers import (
    AnsweredBy,
    Cost,
    ProposedSentence,
    Quote,
    Rejected,
    Role,
    Sentence,
    Verdict,
)
from vectorstore.errors import ArticleNotFound
from vectorstore.models import Article

SO = "The minister resigned\non Friday."
DENIED = "His office denied it."
LATER = article(f"{SO} {DENIED}", id="later", published="2023-11-20")
EARLIER = article("Rain fell.", id="earlier", published="2023-11-01")
UNDATED = article("Snow fell.", id="undated", published=None)
QUESTION = "Did the minister resign on Friday?"


def stored(article_id: str) -> Article:
    for of in (LATER, EARLIER, UNDATED):
        if of.id == article_id:
            return of
    raise ArticleNotFound(article_id)


def said(text: str, role: Role = "claim", of: str = "later") -> ProposedSentence:
    return ProposedSentence(text, (Quote(of, text),), "somebody", role)


def end(verdict: Verdict | None = None) -> Conclusion:
    by = AnsweredBy("llm", "tiny", "answer@1", "because")
    return Conclusion(by, verdict, usage={"total_tokens": 9}, cost=Cost(0.5, "EUR"))


def made(*proposed: ProposedSentence | Rejected) -> Assembly:
    assembly = Assembly(QUESTION, Archive(stored))
    for item in proposed:
        assembly.take(item)
    return assembly


BROKEN = Rejected("Half a line", "it breaks off")


def test_an_answer_has_all_that_was_found() -> None:
    whole = made(
        BROKEN, said(SO), said("It rained.", of="earlier"), said(DENIED, "denial"), said(SO)
    )
    answer = whole.answer(end(), date(2023, 12, 1), {"search": 1.5})
    assert answer.question == QUESTION
    assert answer.text == (
        "The minister resigned on Friday. [1] His office denied it. [2] "
        "The minister resigned on Friday. [1]"
    )
    assert [(item.number, item.quote) for item in answer.citations] == [(1, SO), (2, DENIED)]
    assert all(LATER.text[item.start : item.end] == item.quote for item in answer.citations)
    assert [item.role for item in answer.sentences] == ["claim", "denial", "claim"]
    assert [item.text for item in answer.rejected] == ["Half a line", "It rained."]
    assert (answer.status, answer.verdict) == ("disputed", "disputed")
    assert answer.answered_by == end().answered_by
    assert answer.usage == {"total_tokens": 9}
    assert answer.cost == Cost(0.5, "EUR")
    assert answer.timings_ms == {"search": 1.5}
    assert answer.as_of == "2023-12-01"
    assert datetime.fromisoformat(answer.created or "").tzinfo
    assert re.fullmatch("[0-9a-f]{16}", answer.id)


def test_every_answer_has_an_id_of_its_own() -> None:
    first, second = (made(said(SO)).answer(end(), None, {}) for _ in range(2))
    assert first.id != second.id
    assert first.as_of is None


def test_an_answer_of_which_nothing_holds_is_none() -> None:
    answer = made(BROKEN, said("It rained.")).answer(end("yes"), None, {})
    assert (answer.status, answer.verdict, answer.text) == ("not_found", None, "")
    assert (answer.sentences, answer.citations) == ((), ())
    assert [item.text for item in answer.rejected] == ["Half a line", "It rained."]


def test_what_a_sentence_cites_is_given_with_it() -> None:
    assembly = Assembly(QUESTION, Archive(stored))
    first, again = (assembly.take(said(SO)) for _ in range(2))
    second = assembly.take(said(DENIED))
    assert isinstance(first, Sentence)
    assert isinstance(second, Sentence)
    assert again == first
    assert [item.quote for item in assembly.cited_by(first)] == [SO]
    assert [(item.number, item.quote) for item in assembly.cited_by(second)] == [(2, DENIED)]


def test_another_answerer_begins_anew() -> None:
    assembly = made(BROKEN, said(SO))
    assembly.clear()
    assembly.take(said(DENIED, "denial"))
    answer = assembly.answer(end(), None, {})
    assert [(item.number, item.quote) for item in answer.citations] == [(1, DENIED)]
    assert answer.rejected == ()


def test_a_summary_names_its_articles_in_order_of_time() -> None:
    whole = made(said("Rain fell.", of="earlier"), said(SO))
    summary = whole.summary("weather", [LATER, UNDATED, EARLIER], end(), None, {})
    assert summary.article_ids == ("undated", "earlier", "later")
    assert summary.about == "weather"
    assert summary.text == "Rain fell. [1] The minister resigned on Friday. [2]"
    assert summary.status == "answered"
    assert "verdict" not in summary.as_json()


def test_a_summary_of_nothing() -> None:
    summary = made().summary(None, [], end(), None, {})
    assert (summary.status, summary.text, summary.article_ids) == ("not_found", "", ())


def judged(text: str, quote: str, **members: Any) -> Sentence:
    """A sentence on a quote of an article of the Courier's, as an answer shows it."""
    of = article(f"{quote} That was on Monday.", id="one")
    assembly = Assembly("What happened?", Archive(lambda _: of, [of]))
    taken = assembly.take(ProposedSentence(text, (Quote("one", quote),), **members))
    assert isinstance(taken, Sentence)
    return taken


@pytest.mark.parametrize(
    ("quote", "named", "kept"),
    [
        ("Anna Berg scored in the second half.", "Anna Berg", None),
        ("The county sued the builder, saying that it knew.", "Anna Berg", "The county"),
        (
            "Anna Berg said that the bridge was safe.",
            "Anna Berg, the mayor",
            "Anna Berg, the mayor",
        ),
        ("The bridge fell.", "Courier", "Courier"),
    ],
)
def test_who_only_is_in_it_does_not_say_it(quote: str, named: str, kept: str | None) -> None:
    told = judged(quote, quote, attribution=named)
    assert (told.attribution or "").lower() == (kept or "").lower()


def test_what_denies_nothing_is_no_denial() -> None:
    plain = "The fire was driven by winds from the south."
    assert judged(plain, plain, role="denial").role == "claim"
    told = "No one was hurt, and the fire did not spread."
    assert judged(told, told, role="denial").role == "claim"
    denial = "The company denied that its lines started the fire."
    assert judged(denial, denial, role="denial").role == "denial"


def test_of_a_quote_of_two_sentences_the_last_tells_who_speaks() -> None:
    text = (
        "The agent, Luca Ferri, denied it.\n\n"
        "The manager, Sean Doyle, would not discuss it. He said that the club was looking."
    )
    two = article(text, id="two")
    quote = text[text.index("The manager") :]
    assembly = Assembly("What did Doyle say?", Archive(lambda _: two))
    taken = assembly.take(ProposedSentence(quote, (Quote("two", quote),)))
    assert isinstance(taken, Sentence)
    assert taken.attribution == "The manager, Sean Doyle"
    assert taken.speakers.chain == ("The manager, Sean Doyle",)
