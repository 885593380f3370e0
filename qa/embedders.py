"""The embedding model that the configuration names."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import AbstractContextManager

import numpy as np

from qa.config import Config
from qa.errors import ConfigError
from qa.observing.stages import Stage, stage
from vectorstore.embedding import Embedder, TokenEmbedder, Vectors

_KEPT = 4_000  # sentences: some 8 MB with the packaged model
_LONGEST = 1_000  # characters of a text that is kept: what has no full stop may be a whole article


class ObservedEmbedder:
    """An embedder whose work is told as stages; see `vectorstore.embedding.Embedder`."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.model = embedder.model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        with self._stage(len(texts)):
            return self._embedder.embed(texts)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder.embed_query`."""
        with self._stage(1):
            return self._embedder.embed_query(text)

    @property
    def observed(self) -> Embedder:
        """The embedder itself."""
        return self._embedder

    def _stage(self, texts: int) -> AbstractContextManager[Stage]:
        attributes = {
            "gen_ai.operation.name": "embeddings",
            "gen_ai.request.model": self.model,
            "dateline.texts": texts,
        }
        return stage("embed", f"embeddings {self.model}", attributes)


class KeptVectors:
    """An embedder that keeps the vectors of the latest texts; see `vectorstore.embedding.Embedder`.

    Who asks on about one matter has the same sentences read again and again.

    Args:
        most: texts whose vectors are kept, a few kilobytes each with the text; long ones never are.
    """

    def __init__(self, embedder: Embedder, most: int = _KEPT) -> None:
        self._embedder = embedder
        self._most = most
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self.model = embedder.model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`; texts whose vectors are kept are not embedded again."""
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        if unknown := [text for text in dict.fromkeys(texts) if text not in found]:
            rows = self._embedder.embed(unknown)
            found |= {text: row.copy() for text, row in zip(unknown, rows, strict=True)}
        with self._lock:
            for text in texts:
                if len(text) <= _LONGEST:
                    self._kept[text] = found[text]
                    self._kept.move_to_end(text)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return np.stack([found[text] for text in texts]) if texts else self._embedder.embed(texts)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder.embed_query`."""
        return self._embedder.embed_query(text)


def make_embedder(config: Config) -> Embedder:
    """The embedding model that the configuration names, observed; errors as `_made`."""
    return ObservedEmbedder(_made(config))


def token_embedder(embedder: Embedder) -> TokenEmbedder:
    """What tells which words mean the same: the embedding model if it can, else the packaged one.

    Raises:
        EmbeddingError: the packaged model is missing or altered.
    """
    itself = embedder.observed if isinstance(embedder, ObservedEmbedder) else embedder
    if isinstance(itself, TokenEmbedder):
        return itself
    from vectorstore.minilm import MiniLM

    return MiniLM(workers=1)


def _made(config: Config) -> Embedder:
    """`minilm`, `openai:MODEL` or `chroma:FUNCTION`, ready to use.

    Raises:
        ConfigError: no such kind of model.
        EmbeddingError: the model is missing or altered.
    """
    kind, _, name = config.embedder.partition(":")
    if kind == "minilm" and not name:
        from vectorstore.minilm import MiniLM

        return MiniLM()
    if kind == "openai" and name:
        from qa.llm.embeddings import OpenAIEmbedder

        return OpenAIEmbedder(config, name)
    if kind == "chroma" and name:
        from vectorstore.embedding import ChromaEmbedder

        return ChromaEmbedder(name)
    raise ConfigError(
        f"There is no embedder {config.embedder!r}.", "Use minilm, openai:MODEL or chroma:FUNCTION."
    )
