"""What turns text into vectors: the protocol, and the choice of a model by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import EmbeddingError

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Text to vectors of unit length, so that a dot product is the cosine.

    Attributes:
        model: names the model and its weights; vectors of different models are never compared.
    """

    model: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, shape (len(texts), dimension), float32, unit length.

        Raises:
            EmbeddingError: the model is missing, altered, or does not answer.
        """
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimension,), float32, unit length."""
        ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, pieces of words, each as its sentence makes it mean.

    Attributes:
        spans: where each stands, [start, end) in characters.
        vectors: shape (len(spans), dimension), float32, unit length.
    """

    spans: tuple[tuple[int, int], ...]
    vectors: Vectors


@runtime_checkable
class TokenEmbedder(Protocol):
    """Words to vectors of unit length, so that a dot product tells how alike their meanings are."""

    def embed_tokens(self, text: str) -> Tokens:
        """The tokens of the text, in order; what is past the model's limit is left out.

        Raises:
            EmbeddingError: the model is missing, altered, or does not answer.
        """
        ...


def unit_length(vectors: Vectors) -> Vectors:
    """Each row divided by its norm; a row of zeros stays as it is."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(norms == 0, 1.0, norms)).astype(np.float32)
    return scaled


class ChromaEmbedder:
    """Any of Chroma's embedding functions, by the name Chroma knows it by.

    Functions that need settings of their own read them from the environment, as Chroma has it.
    """

    def __init__(self, name: str) -> None:
        from vectorstore.chroma import chroma_embedding_function

        self._embed = chroma_embedding_function(name)
        self.model = f"chroma:{name}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        try:
            vectors = np.asarray(self._embed(list(texts)), dtype=np.float32)
        except Exception as error:
            raise EmbeddingError(
                f"{self.model} gave no vectors ({type(error).__name__}: {error}).",
                "Check what this embedding function needs, or set DATELINE_EMBEDDER=minilm.",
            ) from error
        return unit_length(vectors)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder.embed_query`."""
        vector: Vectors = self.embed([text])[0]
        return vector
