"""Archives whose passages all wait for the packaged model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from vectorstore.embedding import Vectors
from vectorstore.errors import EmbeddingError
from vectorstore.minilm import MiniLM
from vectorstore.models import Article
from vectorstore.store import Store


class Asleep:
    """The packaged model by name, which embeds nothing: all that is added waits."""

    model = MiniLM().model

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise EmbeddingError("The model sleeps.")

    def embed_query(self, text: str) -> Vectors:
        raise NotImplementedError


def fill(folder: Path, articles: Iterable[Article]) -> None:
    with Store(folder, Asleep()) as store, pytest.raises(EmbeddingError):
        store.add(list(articles))
