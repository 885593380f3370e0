"""Embeddings from an OpenAI-compatible server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.config import Config
from qa.errors import EmbeddingError
from qa.llm.connection import Connection
from vectorstore.embedding import unit_length

_BATCH = 64  # 64 passages of 800 characters lie well within every server's limit for a request


class OpenAIEmbedder:
    """The `vectorstore.embedding.Embedder` of a server: `openai:NAME`; threads may share it.

    Raises:
        ConfigError: no name, neither a key nor an address, or one that cannot be used.
        ModelError: see the tree in `qa.errors`.
        EmbeddingError: vectors missing, of other lengths than before, or not numbers.
    """

    def __init__(self, config: Config, name: str) -> None:
        self._connection = Connection(config)
        self._name = name
        self._dimension = 0
        self.model = f"openai:{name}"

    def __repr__(self) -> str:
        return f"OpenAIEmbedder({self._name} at {self._connection.address})"

    @property
    def dimension(self) -> int:
        """Numbers in a vector; the server is asked once if nothing was embedded yet."""
        if not self._dimension:
            self.embed_query("dimension")
        return self._dimension

    def close(self) -> None:
        """Close the connections to the server."""
        self._connection.close()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, shape (len(texts), dimension), float32, unit length."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        return unit_length(np.concatenate([self._batch(batch) for batch in batches]))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, shape (dimension,), float32, unit length."""
        vector: NDArray[np.float32] = self.embed([text])[0]
        return vector

    def _batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # Servers refuse an empty text; a full stop stands for one.
        words = [text if text.strip() else "." for text in texts]
        reply = self._connection.embeddings(
            {"model": self._name, "input": words, "encoding_format": "float"}
        )
        rows = self._in_order(reply.get("data"), len(texts))
        try:
            with np.errstate(over="ignore"):  # what is too great becomes infinite: seen below
                vectors = np.array(rows, dtype=np.float32)
        except (TypeError, ValueError, OverflowError):
            raise self._fault("vectors of different lengths, or not of numbers") from None
        if vectors.ndim != 2 or not vectors.shape[1]:
            raise self._fault("vectors of different lengths, or not of numbers")
        if not np.isfinite(vectors).all():
            raise self._fault("a vector with a number that is not finite")
        if self._dimension not in (0, vectors.shape[1]):
            raise self._fault(f"{vectors.shape[1]} numbers a vector, {self._dimension} before")
        self._dimension = vectors.shape[1]
        return vectors

    def _in_order(self, data: object, count: int) -> list[Any]:
        """The vectors in the order of the texts, whatever order they came in."""
        items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
        vectors = {
            item.get("index", place): item.get("embedding") for place, item in enumerate(items)
        }
        if len(items) != count or set(vectors) != set(range(count)):
            raise self._fault(f"{len(vectors)} vectors for {count} texts")
        return [vectors[place] for place in range(count)]

    def _fault(self, what: str) -> EmbeddingError:
        return EmbeddingError(
            f"The embedding model {self._name} at {self._connection.address} gave {what}.",
            "Check that it is an embedding model, or set DATELINE_EMBEDDER=minilm.",
        )
