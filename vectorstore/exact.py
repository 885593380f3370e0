"""Exact dense search over vectors in memory: for filters, as the spare, and as the tests' oracle.

Chroma's own filters cost many times an unfiltered query; a scan of the matching vectors costs
less than the query itself (docs/retrieval.md). It cannot be corrupted either: the vectors come
straight from the catalog.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from vectorstore.embedding import Vectors
from vectorstore.feed import Change, Feed
from vectorstore.models import Filter

Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]
_GONE = -1  # in place of the article's row number
_UNKNOWN = -1  # day or outlet
_SCANNED_WHOLE = 0.4  # share of rows from which picking them out costs more than scanning all


@dataclass(frozen=True, slots=True)
class Rows:
    """Passages, a row each; their ids ascend.

    Attributes:
        articles: row numbers of their articles; -1 for passages that are gone.
        days: as in `PassageRow`; -1 if unknown.
        outlets: numbers of their sources; -1 for none.
    """

    ids: Integers
    articles: Integers
    days: Integers
    outlets: Integers
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.ids)

    def first(self, count: int) -> Rows:
        """Views of the first rows."""
        return Rows(*(getattr(self, item.name)[:count] for item in fields(self)))

    def put(self, at: int, other: Rows) -> None:
        """Write the other's rows over those from `at` on."""
        for item in fields(self):
            getattr(self, item.name)[at : at + len(other)] = getattr(other, item.name)

    def only(self, mask: Mask | Integers) -> Rows:
        """A copy of some of them."""
        return Rows(*(getattr(self, item.name)[mask] for item in fields(self)))

    def nearest(self, vector: Vectors, limit: int, admitted: Mask) -> list[tuple[int, float]]:
        """Passage ids with their cosines, best first."""
        chosen = np.flatnonzero(admitted)
        if not len(chosen) or limit < 1:
            return []
        if len(chosen) > _SCANNED_WHOLE * len(self):
            scores = _products(self.vectors, vector)[chosen]
        else:
            scores = _products(self.vectors[chosen], vector)
        best = np.argpartition(-scores, min(limit, len(scores)) - 1)[:limit]
        best = best[np.argsort(-scores[best], kind="stable")]
        ids = self.ids[chosen[best]]
        return list(zip(ids.tolist(), scores[best].tolist(), strict=True))


class ExactIndex:
    """A follower that holds every vector in memory, and is gone with the process."""

    name = "exact"

    def __init__(self, model: str) -> None:
        self._model = model
        self._room = self._rows = _room(0, 0)
        self._outlets: dict[str, int] = {}
        self._fresh: list[Rows] = []
        self._gone: list[tuple[int, int]] = []
        self._largest = 0
        self._position = 0

    @property
    def position(self) -> int:
        """See `Follower.position`."""
        return self._position

    @property
    def rows(self) -> Rows:
        """What is held now; later changes add rows elsewhere, and may mark some of these gone."""
        return self._rows

    def apply(self, change: Change, feed: Feed) -> None:
        """See `Follower.apply`."""
        if change.action == "delete":
            self._gone.append((change.first, change.last))
        if not change.brings_vectors:
            return
        ids, articles, vectors = feed.vectors(self._model, change.first, change.last)
        if not ids:
            return
        numbers = np.array(articles)
        days, outlets = self._places(numbers, feed)
        fresh = Rows(np.array(ids), numbers, days, outlets, vectors)
        # A change that comes twice, or a passage that had to wait until the model took it.
        if ids[0] <= self._largest:
            self._take_up()
            fresh = fresh.only(~np.isin(fresh.ids, self._rows.ids))
        self._fresh.append(fresh)
        self._largest = max(self._largest, ids[-1])

    def commit(self, position: int) -> None:
        """See `Follower.commit`."""
        self._take_up()
        self._position = position

    def reset(self) -> None:
        """See `Follower.reset`."""
        self._room = self._rows = _room(0, 0)
        self._fresh, self._gone = [], []
        self._largest = 0
        self._position = 0

    def admitted(self, rows: Rows, where: Filter, articles: Sequence[int] | None) -> Mask:
        """Which rows pass a filter.

        Args:
            articles: row numbers of the articles that pass `where.article_ids`, None for all.
        """
        mask: Mask = rows.articles != _GONE
        if where.date_from or where.last_day:
            mask &= rows.days >= (where.date_from.toordinal() if where.date_from else 0)
            if where.last_day:
                mask &= rows.days <= where.last_day.toordinal()
        if where.sources:
            numbers = [self._outlets[name] for name in where.sources if name in self._outlets]
            mask &= np.isin(rows.outlets, numbers)
        if articles is not None:
            mask &= np.isin(rows.articles, np.array(articles, dtype=np.int64))
        return mask

    def search(
        self,
        vector: Vectors,
        limit: int,
        where: Filter | None = None,
        articles: Sequence[int] | None = None,
    ) -> list[tuple[int, float]]:
        """Passage ids with their cosines, best first; `articles` as in `admitted`."""
        rows = self.rows
        return rows.nearest(vector, limit, self.admitted(rows, where or Filter(), articles))

    def _take_up(self) -> None:
        for fresh in self._fresh:
            if not len(fresh):
                continue
            if len(self._rows) and fresh.ids[0] < self._rows.ids[-1]:
                self._insert(fresh)
            else:
                self._append(fresh)
        rows = self._rows
        for first, last in self._gone:
            begin, end = np.searchsorted(rows.ids, (first, last + 1))
            rows.articles[begin:end] = _GONE
        self._fresh, self._gone = [], []

    def _insert(self, fresh: Rows) -> None:
        """Among the others, in a room of its own; this is rare."""
        held = self._rows
        joined = _room(len(held) + len(fresh), fresh.vectors.shape[1])
        joined.put(0, held)
        joined.put(len(held), fresh)
        self._room = self._rows = joined.only(np.argsort(joined.ids))

    def _append(self, fresh: Rows) -> None:
        """Into the room that is left; else into twice the room, without what is gone."""
        held, count = self._rows, len(self._rows)
        if count + len(fresh) > len(self._room):
            held = held.only(held.articles != _GONE)
            count = len(held)
            self._room = _room(2 * (count + len(fresh)), fresh.vectors.shape[1])
            if count:
                self._room.put(0, held)
        self._room.put(count, fresh)
        self._rows = self._room.first(count + len(fresh))

    def _places(self, articles: Integers, feed: Feed) -> tuple[Integers, Integers]:
        """Days and outlets of articles, in their order."""
        found = feed.places(int(articles.min()), int(articles.max()))
        if not found:  # all deleted since; the log says so further on
            unknown = np.full(len(articles), _UNKNOWN)
            return unknown, unknown
        numbers = np.array([row[0] for row in found])
        days = np.array([_UNKNOWN if row[1] is None else row[1] for row in found])
        outlets = np.array(
            [
                _UNKNOWN if name is None else self._outlets.setdefault(name, len(self._outlets))
                for _, _, name in found
            ]
        )
        at = np.minimum(np.searchsorted(numbers, articles), len(numbers) - 1)
        there = numbers[at] == articles
        return np.where(there, days[at], _UNKNOWN), np.where(there, outlets[at], _UNKNOWN)


def _products(vectors: Vectors, vector: Vectors) -> Vectors:
    """Each row times the vector.

    Not by `@`, which divides a long product among all cores: with others at work, as in a server
    that also embeds, the threads wait for each other ten times as long as one takes alone.
    """
    products: Vectors = np.einsum("ij,j->i", vectors, vector)
    return products


def _room(count: int, dimension: int) -> Rows:
    """Rows with nothing in them; memory is taken as they are written."""
    ids, articles, days, outlets = np.empty((4, count), dtype=np.int64)
    return Rows(ids, articles, days, outlets, np.empty((count, dimension), dtype=np.float32))
