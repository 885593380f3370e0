"""Which model tells what words mean: the archive's own if it can, else the packaged one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from fakes.embedder import HashedWords
from hypothesis import given
from hypothesis import strategies as st

from qa.embedders import KeptVectors, ObservedEmbedder, token_embedder
from vectorstore.embedding import Vectors
from vectorstore.minilm import MiniLM


class Elsewhere:
    """An embedder behind an API: whole texts only."""

    model = "elsewhere"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 3), dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        return np.ones(3, dtype=np.float32)


def test_a_model_that_shows_its_tokens_is_asked_itself() -> None:
    words = HashedWords()
    assert token_embedder(words) is words
    assert token_embedder(ObservedEmbedder(words)) is words


def test_for_one_that_does_not_the_packaged_model_reads_them() -> None:
    for embedder in (Elsewhere(), ObservedEmbedder(Elsewhere())):
        assert isinstance(token_embedder(embedder), MiniLM)


def test_a_text_is_embedded_once() -> None:
    words = HashedWords()
    kept = KeptVectors(words)
    kept.embed(["a ferry", "a train", "a ferry"])
    kept.embed(["a train", "a bus"])
    assert words.embedded == 3
    assert kept.model == words.model


def test_a_long_text_is_not_kept() -> None:
    words = HashedWords()
    kept = KeptVectors(words)
    long = "ferry " * 500
    assert np.array_equal(kept.embed([long]), kept.embed([long]))
    assert words.embedded == 2
    assert not kept._kept


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=8))
def test_kept_vectors_are_those_of_the_model_however_few_are_kept(batches: list[list[str]]) -> None:
    words, kept = HashedWords(), KeptVectors(HashedWords(), most=3)
    for texts in batches:
        assert np.array_equal(kept.embed(texts), words.embed(texts))
        assert len(kept._kept) <= 3
