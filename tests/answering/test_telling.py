"""A question's words are told by a sentence that has them, or others that mean the same."""

from __future__ import annotations

import pytest
from fakes.embedder import HashedWords
from fakes.hits import article, hit
from fakes.lexicon import PlainWords
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.candidates import Candidate, gather
from qa.answering.questions import parsed
from qa.answering.telling import Telling
from vectorstore.minilm import MiniLM
from vectorstore.models import Article

COTTON = "The cotton gin was patented in 1794. Eli Whitney devised it in Georgia."


def candidates(question: str, text: str, title: str = "Cotton gin") -> list[Candidate]:
    asked = parsed(question)
    return gather(asked, [hit(text, title=title)], PlainWords(), HashedWords())


def by_words(question: str, text: str, title: str = "Cotton gin") -> float:
    telling = Telling(PlainWords(), HashedWords())
    return telling.told(question, candidates(question, text, title))


def test_words_of_the_title_are_left_out() -> None:
    assert by_words("Who patented the cotton gin?", COTTON) == 1
    assert by_words("Who patented the cotton gin?", "The gin made cotton cheap.") < 0.3
    assert by_words("What is the cotton gin?", "It made cotton cheap.") == 1


def test_an_inferred_title_says_nothing_of_the_subject() -> None:
    of = article("The gin made cotton cheap.", title="The gin made cotton cheap.")
    untitled = article(of.text, title=of.title, title_inferred=True)
    telling = Telling(PlainWords(), HashedWords())

    def told(item: Candidate) -> float:
        return telling.told("Who sold the cotton gin?", [item])

    assert told(_whole(untitled)) == pytest.approx(told(_whole(of)) + 2 / 3, abs=0.1)


def test_the_sentence_before_counts_and_the_likeliest_of_three_sentences() -> None:
    question = "Who patented and devised the cotton gin?"
    assert by_words(question, COTTON) == 1  # the second sentence, with the first before it
    four = [_whole(article(text)) for text in ("Rain.", "Snow.", "Fog.", "Whitney sold it.")]
    telling = Telling(PlainWords(), HashedWords())
    assert telling.told("Who sold it?", four[1:]) > 0.9
    assert telling.told("Who sold it?", four) < 0.9  # only the three best are read


def test_another_word_that_means_the_same_tells_it_too() -> None:
    telling = Telling(PlainWords(), MiniLM(workers=1))
    question = "Who invented the cotton gin?"

    def told(text: str) -> float:
        return telling.told(question, candidates(question, text))

    assert told("Eli Whitney devised the gin in Georgia.") > 0.8
    assert told("The gin was used all over Georgia.") < 0.6


def test_nothing_found_tells_nothing() -> None:
    assert Telling(PlainWords(), HashedWords()).told("Who sold it?", []) == 0


@given(st.text(max_size=40), st.text(max_size=80), st.text(max_size=20))
def test_any_text_gives_a_share(question: str, text: str, title: str) -> None:
    telling = Telling(PlainWords(), HashedWords())
    assert 0 <= telling.told(question, [_whole(article(text, title=title))]) <= 1 + 1e-9


def _whole(of: Article) -> Candidate:
    """The article as one sentence."""
    return Candidate(of, 0, len(of.text), "", 0.0, 0.0, 0.0, fits=True, rank=0)
