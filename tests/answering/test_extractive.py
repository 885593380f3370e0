from __future__ import annotations

from dataclasses import replace

from fakes.embedder import HashedWords
from fakes.hits import article
from fakes.lexicon import PlainWords
from fakes.proposals import Drained, drained
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.extractive import ExtractiveAnswerer
from qa.preparing import boilerplate
from vectorstore.models import Article, Hit, Passage
from vectorstore.splitting import split_passages

QUESTION = "Did the mayor of Oslo know of the harbour fire?"
CLAIM = "The mayor of Oslo knew of the harbour fire in advance, Fars reported on Monday."
DENIAL = "The mayor denied that he knew of the harbour fire."
ASIDE = "Bread grew dearer in the north."

words = st.sampled_from(
    "the mayor Oslo knew of harbour fire said denied Fars 9 … not “so” \u0301 قال 😀 Ünal".split()
)
sentences = st.lists(words, min_size=1, max_size=14).map(lambda found: " ".join(found) + ".")
articles = st.lists(
    st.tuples(sentences, st.sampled_from([" ", "\n", "\n\n", "\nWatch: the fire ×\n"])), max_size=12
).map(lambda found: "".join(part for pair in found for part in pair))


def hits(*texts: str, dense: float = 0.9, passage_chars: int = 200) -> list[Hit]:
    found: list[Hit] = []
    for number, text in enumerate(texts):
        of = replace(article(text, id=f"art-{number}"), boilerplate=boilerplate(text)[0])
        for start, end in split_passages(of, passage_chars):
            passage = Passage(len(found), of.id, 0, start, end, text[start:end])
            found.append(Hit(passage, of, 1.0, scores={"dense": dense}))
    return found


def answered(found: list[Hit], question: str = QUESTION, abstain_below: float = 0.45) -> Drained:
    answerer = ExtractiveAnswerer(
        PlainWords(), HashedWords(), HashedWords(), abstain_below=abstain_below
    )
    return drained(answerer.answer(question, found, as_of=None))


@given(st.lists(articles, max_size=4))
@settings(deadline=None)
def test_whatever_is_shown_stands_in_an_article(texts: list[str]) -> None:
    found = hits(*texts)
    by_id: dict[str, Article] = {hit.article.id: hit.article for hit in found}
    proposal = answered(found, abstain_below=0.0)
    assert len(proposal.sentences) <= 5
    assert proposal.found is bool(proposal.sentences)
    for sentence in proposal.sentences:
        (quote,) = sentence.quotes
        of = by_id[quote.article_id]
        assert quote.start is not None
        end = quote.start + len(quote.text)
        assert quote.text == sentence.text == of.text[quote.start : end]
        assert all(end <= a or quote.start >= b for a, b in of.boilerplate)
    texts_shown = [sentence.text for sentence in proposal.sentences]
    assert len(set(texts_shown)) == len(texts_shown)


@given(st.lists(articles, max_size=3))
@settings(deadline=None)
def test_the_same_question_has_the_same_answer(texts: list[str]) -> None:
    assert answered(hits(*texts)) == answered(hits(*texts))


def test_the_direct_answer_comes_first_and_the_denial_after_it() -> None:
    proposal = answered(hits(f"{ASIDE}\n\n{CLAIM}", f"{DENIAL}\n\n{ASIDE}"))
    assert [(item.text, item.role) for item in proposal.sentences][:2] == [
        (CLAIM, "claim"),
        (DENIAL, "denial"),
    ]
    assert [item.attribution for item in proposal.sentences[:2]] == ["Fars", "The mayor"]


def test_claims_denials_background_in_that_order() -> None:
    told = [
        CLAIM,
        "Oslo's mayor had a letter on the harbour fire, two of his aides said.",
        "The harbour fire was what the mayor of Oslo feared most, his wife wrote.",
        "In Oslo the mayor was asked whether anybody could know of such a harbour fire.",
        DENIAL,
    ]
    roles = [item.role for item in answered(hits("\n\n".join(told))).sentences]
    assert roles == ["claim", "claim", "claim", "denial", "background"]


def test_a_reprint_adds_nothing() -> None:
    reprint = CLAIM.replace("on Monday", "Monday")
    texts = [item.text for item in answered(hits(CLAIM, reprint, CLAIM)).sentences]
    assert len(texts) == 1


def test_the_same_denial_is_told_once() -> None:
    texts = [item.text for item in answered(hits(CLAIM, DENIAL, f"{DENIAL} {ASIDE}")).sentences]
    assert texts == [CLAIM, DENIAL]


def test_a_contradiction_is_no_repetition_however_alike_its_words() -> None:
    contradiction = CLAIM.replace("knew", "never knew")
    texts = {item.text for item in answered(hits(CLAIM, contradiction)).sentences}
    assert texts == {CLAIM, contradiction}


def test_boilerplate_is_never_quoted() -> None:
    line = "Watch: did the mayor of Oslo know of the harbour fire? ×"
    proposal = answered(hits(f"{line}\n\n{CLAIM}\n\n{ASIDE}"))
    assert proposal.sentences[0].text == CLAIM
    assert all("Watch" not in item.text for item in proposal.sentences)


def test_it_abstains_without_hits_and_on_hits_about_something_else() -> None:
    for proposal in (answered([]), answered(hits(ASIDE, dense=0.1)), answered(hits("\n"))):
        assert proposal.sentences == ()
        assert not proposal.found


def test_the_threshold_decides() -> None:
    assert answered(hits(CLAIM), abstain_below=0.0).found
    assert not answered(hits(CLAIM), abstain_below=1.0).found


def test_a_sentence_that_an_article_repeats_is_cited_once_where_it_was_read() -> None:
    text = f"{ASIDE} {CLAIM}\n\n{CLAIM}"
    first = answered(hits(text)).sentences[0]
    assert first.quotes[0].start in (len(ASIDE) + 1, text.rindex("The mayor"))


def test_a_summary_is_verbatim_too() -> None:
    of = article(f"{ASIDE} {CLAIM}\n\n{DENIAL}")
    answerer = ExtractiveAnswerer(PlainWords(), HashedWords(), HashedWords(), abstain_below=0.45)
    proposal = drained(answerer.summarise([of], about=None))
    assert [(item.text, item.attribution) for item in proposal.sentences] == [
        (ASIDE, None),
        (CLAIM, "Fars"),
        (DENIAL, "The mayor"),
    ]
    for item in proposal.sentences:
        start = item.quotes[0].start or 0
        assert of.text[start : start + len(item.text)] == item.text
    assert not drained(answerer.summarise([], about="fire")).found


def test_a_direct_answer_that_leans_is_shown_with_who_it_is() -> None:
    who = "Anna Berg, the mayor of Oslo, spoke on Monday."
    what = "She said that she knew of the harbour fire in advance."
    proposal = answered(hits(f"{ASIDE} {who} {what}"), abstain_below=0.0)
    first = proposal.sentences[0]
    assert (first.text, first.role) == (f"{who} {what}", "claim")
    assert (first.attribution or "").startswith("Anna Berg")


def test_a_question_about_another_year_is_not_answered() -> None:
    found = hits("The harbour of Oslo burned in May 2019, firemen said.")
    question = "Why did the harbour of Oslo burn in {}?"
    assert answered(found, question.format("May 2019"), 0.3).found
    assert not answered(found, question.format("May 2021"), 0.3).found
