from __future__ import annotations

import pytest
from fakes.lexicon import PlainWords
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.asked_words import QuestionWords, question_words, stems_of
from qa.answering.questions import parsed


def test_words_that_only_ask_do_not_count() -> None:
    words = question_words(parsed("Who did the mayor of Oslo meet?"), PlainWords())
    assert set(words.weights) == {"mayor", "oslo", "meet"}
    assert words.count == 3
    assert words.share({"met", "mayor"}) == pytest.approx(1 / 3)
    assert question_words(parsed("Who?"), PlainWords()).share({"who"}) == 0


def test_irregular_verbs_meet_their_present() -> None:
    assert "meet" in stems_of("The mayor met them", PlainWords())
    assert question_words(parsed("Who sold it?"), PlainWords()).share({"sell"}) == 1


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_more_words_never_cover_less(some: set[str], more: set[str]) -> None:
    words = QuestionWords({"a": 1.0, "b": 0.5, "c": 0.0}, 3)
    assert 0 <= words.share(some) <= words.share(some | more) <= 1
