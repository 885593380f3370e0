"""What an index follows: the log of changes, and the passages and vectors behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from vectorstore.catalog import Catalog
from vectorstore.embedding import Vectors
from vectorstore.waiting import Waiting

_MOST_JOINED = 2_000  # passages: what a follower holds in memory at once


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log, about the passages `first` to `last`.

    Attributes:
        action: "write": they were added; "embed": they got their vectors; "add": both at once;
            "delete".
    """

    seq: int
    action: str
    first: int
    last: int

    @property
    def brings_words(self) -> bool:
        """Whether an index of words has something to take over."""
        return self.action in ("write", "add")

    @property
    def brings_vectors(self) -> bool:
        """Whether an index of vectors has something to take over."""
        return self.action in ("embed", "add")


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as an index needs it.

    Attributes:
        article: the article's row number in the catalog.
        day: days since 0001-01-01; 0 if unknown.
        title: empty if it was inferred, since then it is in the text already.
    """

    id: int
    article: int
    day: int
    source: str
    title: str
    text: str


def with_title(title: str, text: str) -> str:
    """A passage as both indexes take it: its article's title tells what it is about."""
    return f"{title}\n{text}" if title else text


class Follower(Protocol):
    """An index that is made from the catalog and keeps up with its log."""

    name: str

    @property
    def position(self) -> int:
        """The last change applied; 0 for an empty index."""
        ...

    def apply(self, change: Change, feed: Feed) -> None:
        """Take over one change; applying one twice does no harm."""
        ...

    def commit(self, position: int) -> None:
        """Make what was applied last, then remember the position."""
        ...

    def reset(self) -> None:
        """Begin again with an empty index at position 0."""
        ...


class Feed:
    """Reads of the catalog for followers.

    Attributes:
        waiting: the passages that have no vector yet.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.waiting = Waiting(catalog, self.rows)

    @property
    def archive(self) -> str:
        """The archive's identity: an index of another archive must not be followed on."""
        return self._catalog.meta("archive") or ""

    def changes(self, after: int, limit: int = 2000) -> list[Change]:
        """Entries of the log behind `after`, oldest first; equal ones in a row become one."""
        found = self._catalog.connection.execute(
            "SELECT seq, action, first, last FROM changes WHERE seq > ? ORDER BY seq LIMIT ?",
            (after, limit),
        )
        return _joined(Change(*row) for row in found)

    def last_seq(self) -> int:
        """The number of the newest entry of the log; 0 if there is none."""
        sql = "SELECT coalesce(max(seq), 0) FROM changes"
        return int(self._catalog.connection.execute(sql).fetchone()[0])

    def volume(self) -> int:
        """How many passages the whole log brings: those with words and those with vectors."""
        sql = (
            "SELECT coalesce(sum((last - first + 1) * (1 + (action = 'add'))), 0)"
            " FROM changes WHERE action <> 'delete'"
        )
        return int(self._catalog.connection.execute(sql).fetchone()[0])

    def words_behind(self, after: int) -> int:
        """How many entries behind `after` an index of words has to follow."""
        sql = "SELECT count(*) FROM changes WHERE seq > ? AND action <> 'embed'"
        return int(self._catalog.connection.execute(sql, (after,)).fetchone()[0])

    def rows(self, first: int, last: int) -> Iterator[PassageRow]:
        """The passages numbered `first` to `last` that still exist."""
        found = self._catalog.connection.execute(
            "SELECT p.id, p.article, coalesce(a.day, 0), coalesce(a.source, ''),"
            " CASE WHEN a.title_inferred THEN '' ELSE a.title END, p.start, p.end"
            " FROM passages p JOIN articles a ON a.rowid = p.article"
            " WHERE p.id BETWEEN ? AND ? ORDER BY p.id",
            (first, last),
        ).fetchall()
        number, text = -1, ""
        for passage, article, day, source, title, start, end in found:
            if article != number:
                sql = "SELECT text FROM articles WHERE rowid = ?"
                number = article
                row = self._catalog.connection.execute(sql, (article,)).fetchone()
                # Deleted since the first read; the log says so further on.
                text = row[0] if row else ""
            if text:
                yield PassageRow(passage, article, day, source, title, text[start:end])

    def vectors(self, model: str, first: int, last: int) -> tuple[list[int], list[int], Vectors]:
        """Passage ids, their articles' row numbers, and vectors, shape (n, dimension)."""
        found = self._catalog.connection.execute(
            "SELECT v.passage, p.article, v.vector FROM vectors v JOIN passages p"
            " ON p.id = v.passage WHERE v.passage BETWEEN ? AND ? AND v.model = ?"
            " ORDER BY v.passage",
            (first, last, model),
        ).fetchall()
        joined = np.frombuffer(b"".join(row[2] for row in found), dtype=np.float16)
        matrix = joined.astype(np.float32).reshape(len(found), -1 if found else 0)
        return [row[0] for row in found], [row[1] for row in found], matrix

    def places(self, first: int, last: int) -> list[tuple[int, int | None, str | None]]:
        """Row number, day and source of the articles `first` to `last`, in order."""
        return self._catalog.connection.execute(
            "SELECT rowid, day, source FROM articles INDEXED BY articles_for_filters"
            " WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
            (first, last),
        ).fetchall()

    def cosines(self, model: str, passages: Iterable[int], vector: Vectors) -> dict[int, float]:
        """The cosine of each of these passages with a vector of the same model."""
        found = self._catalog.chunked(
            "SELECT passage, vector FROM vectors WHERE model = ? AND passage IN ({})",
            list(passages),
            model,
        )
        numbers, held = [], []
        for number, blob in found:
            numbers.append(number)
            held.append(blob)
        if not held:
            return {}
        halves = np.frombuffer(b"".join(held), dtype=np.float16).reshape(len(held), -1)
        return dict(zip(numbers, (halves.astype(np.float32) @ vector).tolist(), strict=True))

    def embedded_count(self) -> int:
        """How many passages have a vector of the archive's model."""
        return self._catalog.passage_count() - self.waiting.without_vector()


def _joined(changes: Iterable[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in changes:
        last = joined[-1] if joined else None
        if (
            last
            and last.action == change.action != "delete"
            and change.first == last.last + 1
            and change.last - last.first < _MOST_JOINED
        ):
            joined[-1] = replace(last, seq=change.seq, last=change.last)
        else:
            joined.append(change)
    return joined
