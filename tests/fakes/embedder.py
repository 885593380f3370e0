"""An Embedder of bags of hashed words: quick, the same everywhere, and it counts its work."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from vectorstore.embedding import Tokens, Vectors, unit_length
from vectorstore.errors import EmbeddingError

_WORD = re.compile(r"\w+")


class Choosy(Exception):
    """What the model says of a text that it refuses."""


class HashedWords:
    """Each word adds one to one of 64 numbers, which two models choose differently.

    Attributes:
        embedded: how many passages it has been given; questions are not counted.
        fail_after: passages after which it fails; None for never.
        refuses: a word that it takes in no text; empty for none.
        asked: how often it was asked, whatever came of it.
    """

    def __init__(self, model: str = "hashed-words", fail_after: int | None = None) -> None:
        self.model = model
        self.embedded = 0
        self.fail_after = fail_after
        self.refuses = ""
        self.asked = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += 1
        if self.refuses and any(self.refuses in text for text in texts):
            raise Choosy("this text is too long")
        if self.fail_after is not None and self.embedded + len(texts) > self.fail_after:
            raise EmbeddingError("The fake model is out of breath.", "Let it rest.")
        self.embedded += len(texts)
        return self._vectors(texts)

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._vectors([text])[0]
        return vector

    def embed_tokens(self, text: str) -> Tokens:
        found = list(_WORD.finditer(text))
        spans = tuple(match.span() for match in found)
        return Tokens(spans, self._vectors([match.group() for match in found]))

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.lower()):
                vectors[row, zlib.crc32(f"{self.model}/{word}".encode()) % 64] += 1
        vectors[:, 0] += 0.01  # a text without words has a direction, too
        return unit_length(vectors)
