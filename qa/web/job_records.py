"""The file of jobs: what was asked, with all of its input, how far it is, and how it ended."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Any

from qa.checking import row_before
from qa.web.failures import JobFinished, JobNotFound, TooManyJobs
from qa.web.small_database import THIS_PROCESS, transaction

MOST_WAITING = 50
MOST_KEPT = 500  # jobs that are over
_SCHEMA = """
CREATE TABLE jobs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  request TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'queued', created TEXT NOT NULL,
  started TEXT, finished TEXT, done INTEGER NOT NULL DEFAULT 0, total INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0, cancelling INTEGER NOT NULL DEFAULT 0, process TEXT,
  result TEXT, problem TEXT
);
CREATE INDEX jobs_by_state ON jobs (state);
CREATE TABLE inputs (
  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE, place INTEGER NOT NULL,
  name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (job, place)
);
"""


class JobRecords:
    """The jobs of one data folder; threads may share it.

    Args:
        path: the SQLite file, made with the first job.

    Raises:
        StoreError: the file cannot be used (any method).
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def exist(self) -> bool:
        """Whether there ever was a job."""
        return self._path.exists()

    def add(
        self, kind: str, request: Mapping[str, Any], inputs: Sequence[tuple[str, bytes]]
    ) -> str:
        """Store a job with all of its input, or nothing of it; its id.

        Raises:
            TooManyJobs: MOST_WAITING jobs are not over yet.
        """
        job_id = uuid.uuid4().hex
        with self._transaction() as db:
            sql = "SELECT count(*) FROM jobs WHERE finished IS NULL"
            waiting = db.execute(sql).fetchone()[0]
            if waiting >= MOST_WAITING:
                raise TooManyJobs(
                    f"{waiting} jobs are not over yet, and more are not kept.",
                    "Wait for some of them, or cancel some.",
                )
            sql = "INSERT INTO jobs (id, kind, request, created) VALUES (?, ?, ?, ?)"
            number = db.execute(sql, (job_id, kind, json.dumps(request), _now())).lastrowid
            rows = ((number, place, *item) for place, item in enumerate(inputs))
            db.executemany("INSERT INTO inputs VALUES (?, ?, ?, ?)", rows)
            sql = (
                "DELETE FROM jobs WHERE number IN (SELECT number FROM jobs"
                " WHERE finished IS NOT NULL ORDER BY number DESC LIMIT -1 OFFSET ?)"
            )
            db.execute(sql, (MOST_KEPT,))
        return job_id

    def get(self, job_id: str) -> dict[str, Any]:
        """The JSON of a job, or JobNotFound."""
        with self._transaction() as db:
            return _as_json(_row(db, job_id))

    def page(
        self, limit: int, cursor: str | None, state: str | None, kind: str | None
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Jobs without their results, newest first, and the cursor of those behind them."""
        sql = (
            "SELECT * FROM jobs WHERE number < ? AND state = coalesce(?, state)"
            " AND kind = coalesce(?, kind) ORDER BY number DESC LIMIT ?"
        )
        with self._transaction() as db:
            rows = db.execute(sql, (row_before(cursor), state, kind, limit + 1)).fetchall()
        items = [_as_json(row) | {"result": None} for row in rows[:limit]]
        return items, str(rows[limit - 1]["number"]) if len(rows) > limit else None

    def cancel(self, job_id: str) -> dict[str, Any]:
        """Cancel a job that waits; note of one that runs that it is to end.

        Raises:
            JobNotFound: there is none.
            JobFinished: it is done or failed.
        """
        with self._transaction() as db:
            row = _row(db, job_id)
            if row["state"] in ("done", "failed"):
                raise JobFinished(f"The job is {row['state']} already.")
            if row["state"] == "queued":
                _finish(db, row["number"], "cancelled")
            else:
                db.execute("UPDATE jobs SET cancelling = 1 WHERE number = ?", (row["number"],))
            return _as_json(_row(db, job_id))

    def claim(self) -> Row | None:
        """The oldest job that waits, which is running from now on; None if none waits."""
        sql = (
            "UPDATE jobs SET state = 'running', started = coalesce(started, ?), process = ?,"
            " attempts = attempts + 1 WHERE number ="
            " (SELECT min(number) FROM jobs WHERE state = 'queued') RETURNING *"
        )
        with self._transaction() as db:
            found: Row | None = db.execute(sql, (_now(), THIS_PROCESS)).fetchone()
            return found

    def left_running(self) -> list[Row]:
        """The jobs that were running when an earlier process ended."""
        with self._transaction() as db:
            sql = "SELECT * FROM jobs WHERE state = 'running' AND process <> ?"
            return db.execute(sql, (THIS_PROCESS,)).fetchall()

    def input(self, number: int, place: int) -> tuple[str, bytes] | None:
        """Name and content of an input of a job; None behind the last."""
        with self._transaction() as db:
            sql = "SELECT name, data FROM inputs WHERE job = ? AND place = ?"
            row = db.execute(sql, (number, place)).fetchone()
        return (row["name"], row["data"]) if row else None

    def progress(self, number: int, done: int, total: int | None) -> bool:
        """Note how far a job is; True if it is to end."""
        sql = "UPDATE jobs SET done = ?, total = ? WHERE number = ? RETURNING cancelling"
        with self._transaction() as db:
            return bool(db.execute(sql, (done, total, number)).fetchone()[0])

    def finish(self, number: int, state: str, **outcome: dict[str, Any]) -> None:
        """Note how a job ended, with its `result` or its `problem`, and let its input go."""
        with self._transaction() as db:
            _finish(db, number, state, **outcome)

    def queue_again(self, number: int, *, counted: bool) -> None:
        """Let a job begin again; `counted` if the attempt that was broken off counts."""
        sql = (
            "UPDATE jobs SET state = 'queued', process = NULL, attempts = attempts - ?"
            " WHERE number = ?"
        )
        with self._transaction() as db:
            db.execute(sql, (not counted, number))

    def _transaction(self) -> AbstractContextManager[Connection]:
        return transaction(self._path, _SCHEMA)


def _finish(
    db: Connection,
    number: int,
    state: str,
    result: dict[str, Any] | None = None,
    problem: dict[str, Any] | None = None,
) -> None:
    sql = "UPDATE jobs SET state = ?, finished = ?, result = ?, problem = ? WHERE number = ?"
    kept = [json.dumps(item) if item is not None else None for item in (result, problem)]
    db.execute(sql, (state, _now(), *kept, number))
    db.execute("DELETE FROM inputs WHERE job = ?", (number,))


def _row(db: Connection, job_id: str) -> Row:
    row: Row | None = db.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if row is None:
        raise JobNotFound(f"There is no job {job_id[:60]!r}.", "GET /api/v1/jobs lists them.")
    return row


def _as_json(row: Row) -> dict[str, Any]:
    names = ("id", "kind", "state", "created", "started", "finished", "attempts")
    return {name: row[name] for name in names} | {
        "cancelling": bool(row["cancelling"] and row["state"] == "running"),
        "request": json.loads(row["request"]),
        "progress": {"done": row["done"], "total": row["total"]},
        "result": json.loads(row["result"]) if row["result"] else None,
        "problem": json.loads(row["problem"]) if row["problem"] else None,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
