"""Deleted articles that may still be restored: for a day, in a file beside the catalog.

An article is put in here before it leaves the store, and taken out after it is back in it. So a
crash at any moment leaves it in the store, in here, or in both; what the store holds does not
count as deleted.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qa.errors import ArticleNotFound, StoreError
from vectorstore.models import Article, Filter
from vectorstore.store import Store

UNDO_FOR = timedelta(days=1)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS deleted (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, article TEXT NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted article, and when it was deleted (UTC)."""

    article: Article
    at: datetime


class Trash:
    """The deleted articles of one store; threads may share it.

    Raises:
        StoreError: the file cannot be used.
    """

    def __init__(self, path: Path, store: Store) -> None:
        self._store = store
        self._guard = threading.RLock()
        try:
            self._db = _opened(path)
        except sqlite3.Error as error:
            raise StoreError(
                f"{path}: deleted articles cannot be read ({error}).",
                "Move the file away; a new one is made.",
            ) from error

    def delete(self, article_id: str) -> Article:
        """Take an article out of the store, to be restored within `UNDO_FOR`.

        Raises:
            ArticleNotFound: the store has none with that id.
        """
        with self._guard:
            article = self._store.catalog.article(article_id)
            row = (article.id, _now().isoformat(), json.dumps(asdict(article)))
            self._db.execute("INSERT OR REPLACE INTO deleted VALUES (?, ?, ?)", row)
            self._store.delete(article_id)
            self._forget_old()
        return article

    def restore(self, article_id: str) -> str:
        """Put a deleted article back.

        Returns:
            The id under which the store holds it: another one if it was added again meanwhile.

        Raises:
            ArticleNotFound: it was not deleted, or too long ago.
        """
        with self._guard:
            self._forget_old()
            sql = "SELECT article FROM deleted WHERE id = ?"
            row = self._db.execute(sql, (article_id,)).fetchone()
            if row is None:
                raise ArticleNotFound(
                    f"There is no deleted article {article_id!r}.",
                    "A deletion can be undone for a day. Add the article again.",
                )
            held_as = article_id
            if not self._holds(article_id):
                [added] = self._store.add([_article(row[0])])
                self._store.sync()
                held_as = added.article_id
            self.forget(article_id)
        return held_as

    def held(self, limit: int = 100) -> list[Deleted]:
        """What can be restored, last deleted first, at most `limit`."""
        sql = "SELECT at, article FROM deleted ORDER BY at DESC LIMIT ?"
        return self._found(sql, limit)

    def find(self, article_id: str) -> Deleted | None:
        """The deleted article with that id, if it can be restored."""
        found = self._found("SELECT at, article FROM deleted WHERE id = ?", article_id)
        return found[0] if found else None

    def forget(self, article_id: str) -> None:
        """Drop a deleted article for good, if it is here."""
        with self._guard:
            self._db.execute("DELETE FROM deleted WHERE id = ?", (article_id,))

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._db.close()

    def _found(self, sql: str, value: str | int) -> list[Deleted]:
        with self._guard:
            self._forget_old()
            rows = self._db.execute(sql, (value,)).fetchall()
        found = [Deleted(_article(row[1]), datetime.fromisoformat(row[0])) for row in rows]
        return [item for item in found if not self._holds(item.article.id)]

    def _holds(self, article_id: str) -> bool:
        return bool(self._store.catalog.matching(Filter(article_ids=(article_id,))))

    def _forget_old(self) -> None:
        oldest = (_now() - UNDO_FOR).isoformat()
        self._db.execute("DELETE FROM deleted WHERE at < ?", (oldest,))


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
    try:
        db.execute("PRAGMA secure_delete = ON")  # what is deleted for good is overwritten
        db.executescript(_SCHEMA)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _article(kept: str) -> Article:
    members = json.loads(kept)
    members["authors"] = tuple(members["authors"])
    members["boilerplate"] = tuple((start, end) for start, end in members["boilerplate"])
    members["copies"] = ()
    return Article(**members)


def _now() -> datetime:
    return datetime.now(UTC)
