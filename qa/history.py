"""Answers and summaries by id, as they were given: a permalink shows the same tomorrow."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from qa.answers import Answer, Summary
from qa.checking import row_before
from qa.errors import AnswerNotFound, StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, created TEXT NOT NULL, json TEXT NOT NULL
);
DROP INDEX IF EXISTS answers_by_time;  -- of earlier versions: a second can hold several answers
-- What would be answered the same again, by all that an answer depends on.
CREATE TABLE IF NOT EXISTS cache (
  key TEXT PRIMARY KEY, answer TEXT NOT NULL REFERENCES answers (id)
) WITHOUT ROWID;
-- What it is found by, and what it was given with: filter, answerer, passages (JSON).
CREATE TABLE IF NOT EXISTS asked (
  answer TEXT PRIMARY KEY REFERENCES answers (id), heading TEXT NOT NULL, folded TEXT NOT NULL,
  given TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cited (
  article TEXT NOT NULL, answer TEXT NOT NULL REFERENCES answers (id),
  PRIMARY KEY (article, answer)
) WITHOUT ROWID;
"""
_ASKED = """
INSERT OR IGNORE INTO asked
  SELECT id, heading, folded(heading), ? FROM (
    SELECT id, coalesce(json_extract(json, '$.question'), json_extract(json, '$.about'), '')
      AS heading FROM answers WHERE {})
"""
_CITED = """
INSERT OR IGNORE INTO cited
  SELECT json_extract(cited.value, '$.article_id'), answers.id
  FROM answers, json_each(answers.json, '$.citations') AS cited WHERE {}
"""
_BOTH = "answers JOIN asked ON asked.answer = id"
_LINE = f"SELECT answers.rowid, kind, json FROM {_BOTH}"
_KINDS = {"answer": "Answer", "summary": "Summary"}
_Made = TypeVar("_Made", Answer, Summary)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer or summary as a list shows it.

    Attributes:
        kind: "Answer" or "Summary".
        question: of an answer.
        about: the topic of a summary, if it has one.
        article_ids: what was chosen to be summarised; None for an answer.
    """

    kind: str
    id: str
    question: str | None
    about: str | None
    article_ids: list[str] | None
    status: str
    verdict: str | None
    text: str
    as_of: str | None
    created: str | None

    @property
    def heading(self) -> str:
        """The question, or the topic; empty for a summary of chosen articles."""
        return self.question or self.about or ""

    @property
    def articles(self) -> int | None:
        """How many were chosen to be summarised; None for an answer."""
        return None if self.article_ids is None else len(self.article_ids)

    def as_json(self) -> dict[str, Any]:
        """As the API lists it."""
        return asdict(self) | {"kind": self.kind.lower()}


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page of answers, newest first; `next_cursor` asks for the next one."""

    items: tuple[AnswerLine, ...]
    next_cursor: str | None
    total: int


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

    def keep(
        self,
        item: Answer | Summary,
        key: str | None = None,
        *,
        given: dict[str, Any] | None = None,
    ) -> None:
        """Store a finished answer or summary, and what it was made with, for `given`.

        With a key, `known` finds it for the same key.
        """
        row = (item.id, type(item).__name__, item.created, json.dumps(item.as_json()))
        with self._guard, self._db:
            self._db.execute("BEGIN")
            self._db.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", row)
            self._db.execute(_ASKED.format("id = ?"), (json.dumps(given or {}), item.id))
            self._db.execute(_CITED.format("answers.id = ?"), (item.id,))
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
        return dict(json.loads(row[0]))

    def given(self, answer_id: str) -> dict[str, Any]:
        """What an answer was made with: filter, answerer, hits; empty if that was not kept."""
        with self._guard:
            sql = "SELECT given FROM asked WHERE answer = ?"
            row = self._db.execute(sql, (answer_id,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def listed(
        self,
        *,
        limit: int = 50,
        cursor: str | None = None,
        text: str | None = None,
        kind: str | None = None,
    ) -> AnswerPage:
        """A page of answers and summaries, newest first.

        Args:
            cursor: the `next_cursor` of the page before.
            text: what question or topic must hold; case does not count.
            kind: "answer" or "summary"; None for both.
        """
        conditions, values = ["TRUE"], []
        if text:
            conditions.append("instr(folded, ?)")
            values.append(text.casefold())
        if kind:
            conditions.append("kind = ?")
            values.append(_KINDS.get(kind, kind))
        where = " AND ".join(conditions)
        with self._guard:
            rows = self._db.execute(
                f"{_LINE} WHERE {where} AND answers.rowid < ? ORDER BY answers.rowid DESC LIMIT ?",
                (*values, row_before(cursor), limit + 1),
            ).fetchall()
            sql = f"SELECT count(*) FROM {_BOTH if kind else 'asked'} WHERE {where}"
            total = self._db.execute(sql, values).fetchone()[0]
        more = str(rows[limit - 1][0]) if len(rows) > limit else None
        return AnswerPage(tuple(map(_line, rows[:limit])), more, total)

    def lately(self, limit: int) -> list[tuple[str, str]]:
        """Question and id of the newest answers; reads none of them whole."""
        sql = "SELECT heading, id FROM answers JOIN asked ON answer = id WHERE kind = 'Answer'"
        newest = "ORDER BY answers.rowid DESC LIMIT ?"
        with self._guard:
            return self._db.execute(f"{sql} {newest}", (limit,)).fetchall()

    def citing(self, article_id: str, limit: int = 50) -> list[AnswerLine]:
        """The newest answers and summaries that cite an article."""
        with self._guard:
            rows = self._db.execute(
                f"{_LINE} WHERE id IN (SELECT answer FROM cited WHERE article = ?)"
                " ORDER BY answers.rowid DESC LIMIT ?",
                (article_id, limit),
            ).fetchall()
        return [_line(row) for row in rows]

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._db.close()


def _line(row: tuple[int, str, str]) -> AnswerLine:
    told = json.loads(row[2])
    names = [item.name for item in fields(AnswerLine)[1:]]
    return AnswerLine(row[1], *(told.get(name) for name in names))


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.create_function("folded", 1, str.casefold, deterministic=True)
        db.executescript(_SCHEMA)
        _list_older(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _list_older(db: sqlite3.Connection) -> None:
    """Make answers found that were kept before there were lists."""
    if db.execute("PRAGMA user_version").fetchone()[0]:
        return
    db.execute("BEGIN IMMEDIATE")
    db.execute(_ASKED.format("1"), ("{}",))
    db.execute(_CITED.format("1"))
    db.execute("PRAGMA user_version = 1")
    db.execute("COMMIT")
