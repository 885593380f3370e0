"""Passages without a vector of the archive's model: those that wait, and those it refused.

A model takes most passages and may refuse one for good, as a server does that finds it too long.
Such a passage is set aside with the reason, so that those behind it go on; it is found by its
words, and tried again when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vectorstore.catalog import Catalog, log
from vectorstore.embedding import Vectors

if TYPE_CHECKING:
    from vectorstore.feed import PassageRow

_MOST_TOLD = 300  # characters of a reason


@dataclass(frozen=True, slots=True)
class Refused:
    """A passage that the model gave no vector for, and why."""

    article_id: str
    start: int
    end: int
    reason: str


class Waiting:
    """The catalog's list of them.

    Args:
        rows: reads passages, as `Feed.rows` does.
    """

    def __init__(self, catalog: Catalog, rows: Callable[[int, int], Iterator[PassageRow]]) -> None:
        self._catalog = catalog
        self._rows = rows

    def first(self, limit: int) -> list[PassageRow]:
        """Passages that wait, oldest first."""
        found = self._catalog.connection.execute(
            "SELECT passage FROM waiting WHERE refused IS NULL ORDER BY passage LIMIT ?", (limit,)
        ).fetchall()
        wanted = {number for (number,) in found}
        if not wanted:
            return []
        return [row for row in self._rows(min(wanted), max(wanted)) if row.id in wanted]

    def count(self) -> int:
        """How many wait."""
        return self.without_vector() - self.refused_count()

    def refused_count(self) -> int:
        """How many were refused."""
        sql = "SELECT count(refused) FROM waiting"
        return int(self._catalog.connection.execute(sql).fetchone()[0])

    def without_vector(self) -> int:
        """How many wait or were refused."""
        sql = "SELECT count(*) FROM waiting"
        return int(self._catalog.connection.execute(sql).fetchone()[0])

    def refused(self, limit: int) -> list[Refused]:
        """Those that were refused, oldest first."""
        found = self._catalog.connection.execute(
            "SELECT a.id, p.start, p.end, w.refused FROM waiting w"
            " JOIN passages p ON p.id = w.passage JOIN articles a ON a.rowid = p.article"
            " WHERE w.refused IS NOT NULL ORDER BY w.passage LIMIT ?",
            (limit,),
        )
        return [Refused(*row) for row in found]

    def set_aside(self, passage: int, reason: str) -> Refused | None:
        """Note that the model refuses a passage; None if it was deleted meanwhile."""
        told = " ".join(reason.split())[:_MOST_TOLD]
        with self._catalog.transaction() as db:
            db.execute("UPDATE waiting SET refused = ? WHERE passage = ?", (told, passage))
            place = db.execute(
                "SELECT a.id, p.start, p.end, ? FROM passages p"
                " JOIN articles a ON a.rowid = p.article WHERE p.id = ?",
                (told, passage),
            ).fetchone()
        return Refused(*place) if place else None

    def try_again(self) -> None:
        """Have those that were refused wait again."""
        with self._catalog.transaction() as db:
            db.execute("UPDATE waiting SET refused = NULL WHERE refused IS NOT NULL")

    def give(self, ids: Sequence[int], vectors: Vectors, model: str) -> None:
        """Store the vectors of passages that wait, shape (len(ids), dimension), as float16.

        Passages that were deleted meanwhile are left out.
        """
        with self._catalog.transaction() as db:
            sql = "SELECT passage FROM waiting WHERE passage BETWEEN ? AND ?"
            left = {number for (number,) in db.execute(sql, (ids[0], ids[-1]))}
            rows = [
                (number, model, vector.tobytes())
                for number, vector in zip(ids, vectors.astype("float16"), strict=True)
                if number in left
            ]
            db.executemany("INSERT INTO vectors VALUES (?, ?, ?)", rows)
            db.executemany("DELETE FROM waiting WHERE passage = ?", [row[:1] for row in rows])
            log(db, "embed", ids[0], ids[-1])

    def change_model(self, model: str) -> None:
        """Have every passage wait that has no vector of this model; it is the archive's now."""
        with self._catalog.transaction() as db:
            db.execute("DELETE FROM waiting")
            db.execute(
                "INSERT INTO waiting (passage) SELECT id FROM passages WHERE id NOT IN"
                " (SELECT passage FROM vectors WHERE model = ?)",
                (model,),
            )
            db.execute("INSERT OR REPLACE INTO meta VALUES ('model', ?)", (model,))
