"""Answers and summaries by id, as they were given: a permalink shows the same tomorrow."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

from qa.answers import Answer, Summary
from qa.errors import AnswerNotFound, StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, created TEXT NOT NULL, json TEXT NOT NULL
)
"""


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

    def keep(self, item: Answer | Summary) -> None:
        """Store a finished answer or summary."""
        row = (item.id, type(item).__name__, item.created, json.dumps(item.as_json()))
        with self._guard:
            self._db.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", row)

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

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._db.close()


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(_SCHEMA)
    except sqlite3.Error:
        db.close()
        raise
    return db
