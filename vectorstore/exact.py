"""Exact dense search over vectors in memory: for filters, as the spare, and as the tests' oracle.

Chroma's own filters cost many times an unfiltered query; a scan of the matching vectors costs
less than the query itself (docs/retrieval.md). It cannot be corrupted either: the vectors come
straight from the catalog.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.embedding import Vectors
from vectorstore.feed import Change, Feed

Integers = NDArray[np.int64]
Part = tuple[Integers, Integers, Vectors]  # passage ids, their articles' row numbers, vectors


class ExactIndex:
    """A follower that holds every vector in memory, and is gone with the process."""

    name = "exact"

    def __init__(self, model: str) -> None:
        self._model = model
        self._held = _nothing()
        self._fresh: list[Part] = []
        self._gone: list[tuple[int, int]] = []
        self._largest = 0
        self._position = 0

    @property
    def position(self) -> int:
        """See `Follower.position`."""
        return self._position

    def apply(self, change: Change, feed: Feed) -> None:
        """See `Follower.apply`."""
        if change.action == "delete":
            self._gone.append((change.first, change.last))
        if not change.brings_vectors:
            return
        # Ids only grow, so that a change that comes twice shows in them.
        first = max(change.first, self._largest + 1)
        ids, articles, vectors = feed.vectors(self._model, first, change.last)
        if ids:
            self._fresh.append((np.array(ids), np.array(articles), vectors))
            self._largest = ids[-1]

    def commit(self, position: int) -> None:
        """See `Follower.commit`."""
        # Copied once a commit, not once a change: all vectors may be 150 MB.
        held = self._held
        if self._fresh:
            parts = [held, *self._fresh] if len(held[0]) else self._fresh
            held = (
                np.concatenate([part[0] for part in parts]),
                np.concatenate([part[1] for part in parts]),
                np.vstack([part[2] for part in parts]),
            )
        self._held = _without(held, self._gone)
        self._fresh, self._gone = [], []
        self._position = position

    def reset(self) -> None:
        """See `Follower.reset`."""
        self._held = _nothing()
        self._fresh, self._gone = [], []
        self._largest = 0
        self._position = 0

    def search(
        self, vector: Vectors, limit: int, articles: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """Passage ids with their cosines, best first.

        Args:
            articles: row numbers of the articles to look at, None for all.
        """
        ids, owners, vectors = self._held
        if articles is not None:
            chosen = np.flatnonzero(np.isin(owners, np.fromiter(articles, dtype=np.int64)))
            ids, vectors = ids[chosen], vectors[chosen]
        if not len(ids) or limit < 1:
            return []
        scores = vectors @ vector
        best = np.argpartition(-scores, min(limit, len(scores)) - 1)[:limit]
        best = best[np.argsort(-scores[best], kind="stable")]
        return [(int(ids[i]), float(scores[i])) for i in best]


def _without(part: Part, gone: Sequence[tuple[int, int]]) -> Part:
    """The part less the passages in these ranges; its ids ascend."""
    ids, owners, vectors = part
    keep = np.ones(len(ids), dtype=bool)
    for first, last in gone:
        keep[np.searchsorted(ids, first) : np.searchsorted(ids, last, side="right")] = False
    return part if keep.all() else (ids[keep], owners[keep], vectors[keep])


def _nothing() -> Part:
    empty = np.zeros(0, dtype=np.int64)
    return empty, empty, np.zeros((0, 0), dtype=np.float32)
