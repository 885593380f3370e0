"""Answers and summaries by id, as they were given: a permalink shows the same tomorrow."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any, TypeVar

from qa.answers import Answer, Summary
from qa.errors import AnswerNotFound, StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, created TEXT NOT NULL, json TEXT NOT NULL
);
-- What would be answered the same again, by all that an answer depends on.
CREATE TABLE IF NOT EXISTS cache (
  key TEXT PRIMARY KEY, answer TEXT NOT NULL REFERENCES answers (id)
) WITHOUT ROWID;
"""
_Made = TypeVar("_Made", Answer, Summary)


class History:
    """An SQLite file of finished answers; threads may share it.

    Raises:
        StoreError: the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._guard = threading.Lock()
        try:
            self._db = _opened(path)
        except sqlite3.Error as error:
            raise StoreError(
                f"{path}: earlier answers cannot be read ({error}).",
                "Move the file away; a new one is made. The articles are not in it.",
            ) from error

    def keep(self, item: Answer | Summary, key: str | None = None) -> None:
        """Store a finished answer or summary; with a key, `known` finds it for the same key."""
        row = (item.id, type(item).__name__, item.created, json.dumps(item.as_json()))
        with self._guard, self._db:
            self._db.execute("BEGIN")
            self._db.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", row)
            if key:
                self._db.execute("INSERT OR REPLACE INTO cache VALUES (?, ?)", (key, item.id))

    def known(self, key: str, kind: type[_Made]) -> _Made | None:
        """The newest answer or summary kept under the key, if there is one."""
        from pydantic import TypeAdapter

        with self._guard:
            sql = "SELECT json FROM answers JOIN cache ON answer = id WHERE key = ? AND kind = ?"
            row = self._db.execute(sql, (key, kind.__name__)).fetchone()
        return TypeAdapter(kind).validate_json(row[0]) if row else None

    def get(self, answer_id: str) -> dict[str, Any]:
        """The JSON of an answer or summary, as it was given.

        Raises:
            AnswerNotFound: none has that id.
        """
        with self._guard:
            sql = "SELECT json FROM answers WHERE id = ?"
            row = self._db.execute(sql, (answer_id,)).fetchone()
        if row is None:
            raise AnswerNotFound(
                f"There is no answer {answer_id!r}.", "Ask the question again to get a new one."
            )
        found: dict[str, Any] = json.loads(row[0])
        return found

    def page(self, limit: int, before: int, kind: str | None) -> list[tuple[int, dict[str, Any]]]:
        """Answers and summaries in short, newest first, each with its row number.

        Args:
            before: the row number that the page begins before.
            kind: "Answer" or "Summary"; None for both.
        """
        sql = (
            "SELECT rowid, kind, json FROM answers WHERE rowid < ? AND kind = coalesce(?, kind)"
            " ORDER BY rowid DESC LIMIT ?"
        )
        with self._guard:
            rows = self._db.execute(sql, (before, kind, limit)).fetchall()
        return [
            (row, {"kind": name.lower(), **_in_short(json.loads(told))}) for row, name, told in rows
        ]

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._db.close()


def _in_short(told: dict[str, Any]) -> dict[str, Any]:
    """What a list says of an answer or summary."""
    names = ("id", "question", "about", "article_ids", "status", "verdict", "text", "as_of")
    return {name: told.get(name) for name in (*names, "created")}


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(_SCHEMA)
    except sqlite3.Error:
        db.close()
        raise
    return db
