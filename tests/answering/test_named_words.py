from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.named_words import NamedWords, folded, words_of


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Brazil", "Brazilian farmers"),
        ("Brazilian", "farmers in Brazil"),
        ("France", "the French crew"),
        ("Polish", "in Poland"),
        ("Portugal", "the Portuguese crew"),
        ("Zelensky", "President Zelenskyy said"),
        ("EU", "the European Union agreed"),
        ("EU", "the E.U. agreed"),
        ("OIC", "the Organisation of Islamic Cooperation met"),
        ("Bonmati", "Aitana Bonmatí scored"),
        ("November", "on Nov. 5"),
        ("Nov", "in November"),
        ("Oslo's", "Oslo was quiet"),
        ("United States", "the U.S. said"),
    ],
)
def test_a_name_in_another_spelling(name: str, text: str) -> None:
    assert all(word in NamedWords(text) for word in words_of(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bergen", "Oslo was quiet"),
        ("Oman", "a woman said"),
        ("Iran", "Iraq agreed"),
        ("Mali", "Malta agreed"),
        ("Austria", "Australia agreed"),
        ("", "anything"),
    ],
)
def test_another_name_is_another_name(name: str, text: str) -> None:
    assert not any(word in NamedWords(text) for word in words_of(name))


@given(st.text(max_size=60))
def test_every_word_of_a_text_is_in_it(text: str) -> None:
    assert all(word in NamedWords(text) for word in words_of(text))
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("unit", ["A of ", "Aa ", "a", "É", "U.S. ", "A. "])
def test_hostile_texts(unit: str) -> None:
    assert "nobody" not in NamedWords(unit * (100_000 // len(unit)))
