"""The dense channel of a search: Chroma or the exact scan, whichever is sooner and right."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import numpy as np

from vectorstore.dense import DenseIndex
from vectorstore.embedding import Vectors
from vectorstore.exact import ExactIndex, Mask, Rows
from vectorstore.feed import Feed
from vectorstore.following import follow
from vectorstore.models import Filter

_Found = list[tuple[int, float]]
_NARROW = 40_000  # passages that pass a filter and are scanned sooner than Chroma answers
_BROAD = 0.1  # share of the archive from which Chroma's own ranking holds enough that passes
_SPARE = 1.5  # times what is asked of Chroma, since what passes is not spread evenly
_LATEST = 2_000  # changes, or passages, that Chroma lacks and that are read for one search


class Nearest:
    """The passages nearest to a question.

    Attributes:
        scanned: an archive of so many passages is scanned until Chroma is open anyway, since
            opening it takes longer.
    """

    scanned = 50_000

    def __init__(self, dense: DenseIndex, feed: Feed, model: str) -> None:
        self._dense = dense
        self._feed = feed
        self._model = model
        self._reading = threading.Lock()
        self.exact = ExactIndex(model)

    def search(
        self, vector: Vectors, count: int, where: Filter, articles: Sequence[int] | None
    ) -> _Found:
        """Passage ids with their cosines, best first; `articles` as `ExactIndex` has them."""
        if where.empty:
            found = None if self._soon_scanned() else self._asked(vector, count)
            if found is not None:
                return found
        exact = self._followed()
        rows = exact.rows
        admitted = exact.admitted(rows, where, articles)
        passing = int(np.count_nonzero(admitted))
        if not where.empty and passing > max(_NARROW, _BROAD * len(rows)):
            wanted = int(_SPARE * count * len(rows) / passing)
            found = _passed(self._asked(vector, wanted), rows, admitted)
            if len(found) >= count:
                return found[:count]
        return rows.nearest(vector, count, admitted)

    def cosines(self, passages: Iterable[int], vector: Vectors) -> dict[int, float]:
        """The cosine of each of these that has a vector, from memory if they are held there."""
        rows, wanted = self.exact.rows, np.array(sorted(passages), dtype=np.int64)
        if not len(rows) or not len(wanted):
            return self._feed.cosines(self._model, wanted.tolist(), vector)
        at = np.minimum(np.searchsorted(rows.ids, wanted), len(rows) - 1)
        held = rows.ids[at] == wanted
        found = zip(wanted[held].tolist(), (rows.vectors[at[held]] @ vector).tolist(), strict=True)
        return dict(found) | self._feed.cosines(self._model, wanted[~held].tolist(), vector)

    def read_anew(self) -> None:
        """Read all vectors again, for instance because something was wrong with them."""
        fresh = ExactIndex(self._model)
        follow(fresh, self._feed)
        with self._reading:
            self.exact = fresh

    def _soon_scanned(self) -> bool:
        return not self._dense.is_open and self._feed.embedded_count() <= self.scanned

    def _followed(self) -> ExactIndex:
        # A lock of its own: an answer must not wait until a whole rebuild is done.
        with self._reading:
            follow(self.exact, self._feed)
            return self.exact

    def _asked(self, vector: Vectors, count: int) -> _Found | None:
        """What Chroma finds, and what it has not taken over yet; None if it cannot be asked."""
        position = self._dense.position
        if self._dense.writing or not position or self._feed.last_seq() - position > _LATEST:
            return None
        latest = [change for change in self._feed.changes(position) if change.brings_vectors]
        if sum(change.last - change.first + 1 for change in latest) > _LATEST:
            return None
        found = self._dense.search(vector, count)
        # Looked at again, since a rebuild may have emptied the index meanwhile.
        if found is None or self._dense.position < position:
            return None
        if not latest:
            return found
        cosines = dict(found)
        for change in latest:
            ids, _, vectors = self._feed.vectors(self._model, change.first, change.last)
            cosines |= zip(ids, (vectors @ vector).tolist() if ids else (), strict=True)
        return sorted(cosines.items(), key=lambda pair: -pair[1])[:count]


def _passed(found: _Found | None, rows: Rows, admitted: Mask) -> _Found:
    """Those whose passage passes the filter."""
    if not found:
        return []
    ids = np.array([number for number, _ in found])
    at = np.minimum(np.searchsorted(rows.ids, ids), len(rows) - 1)
    passes = (rows.ids[at] == ids) & admitted[at]
    return [pair for pair, good in zip(found, passes, strict=True) if good]
