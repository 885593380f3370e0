from __future__ import annotations

import pytest
from fakes.lexicon import PlainWords
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.asked_words import (
    QuestionWords,
    question_words,
    stems_of,
    without_what_is_asked_for,
)
from qa.answering.questions import parsed


def test_words_that_only_ask_do_not_count() -> None:
    words = question_words(parsed("Who did the mayor of Oslo meet?"), PlainWords())
    assert set(words.weights) == {"mayor", "oslo", "meet"}
    assert words.count == 3
    assert words.share({"met", "mayor"}) == pytest.approx(1 / 3)
    assert question_words(parsed("Who?"), PlainWords()).share({"who"}) == 0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the name of the mayor?", {"mayor"}),
        ("In what year did the mill close?", {"mill", "close"}),
        ("What share of the crew fled?", {"crew", "fled"}),
        ("Did he share the name?", {"he", "share", "name"}),
    ],
)
def test_what_the_answer_is_called_does_not_count(question: str, words: set[str]) -> None:
    assert set(question_words(parsed(question), PlainWords()).weights) == words


@given(st.text(max_size=60), st.sampled_from(["What year did ", "What is the name of "]))
def test_what_is_asked_for_leaves_all_places_as_they_were(text: str, asks: str) -> None:
    left = without_what_is_asked_for(asks + text)
    assert len(left) == len(asks + text)
    assert left.endswith(text[-1:])


def test_irregular_verbs_meet_their_present() -> None:
    assert "meet" in stems_of("The mayor met them", PlainWords())
    assert question_words(parsed("Who sold it?"), PlainWords()).share({"sell"}) == 1


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_more_words_never_cover_less(some: set[str], more: set[str]) -> None:
    words = QuestionWords({"a": 1.0, "b": 0.5, "c": 0.0}, 3)
    assert 0 <= words.share(some) <= words.share(some | more) <= 1
