"""Idempotency-Key: a request that is sent again is answered as before, and not done again.

Kept are answers that succeeded, for a day and in bounded number; what failed may be tried again
with the same key. Event streams have their own way (Last-Event-ID) and are never kept.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from sqlite3 import Connection, Row
from typing import ParamSpec

from flask import Response, make_response, request

from qa.web import events
from qa.web.current import current
from qa.web.failures import KeyInUse, KeyReused
from qa.web.small_database import THIS_PROCESS, transaction

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEPT_S = 24 * 3600
MOST_KEPT = 2_000
_SCHEMA = """
CREATE TABLE replays (
  key TEXT PRIMARY KEY, request TEXT NOT NULL, process TEXT NOT NULL, began REAL NOT NULL,
  status INTEGER, headers TEXT, body BLOB
);
CREATE INDEX replays_by_age ON replays (began);
"""
_KEPT_HEADERS = ("Content-Type", "Location")
_Given = ParamSpec("_Given")
# Of a view: flask.typing's own cannot be read when the OpenAPI document is made.
Reply = Response | tuple[Response, int] | tuple[Response, int, dict[str, str]]


class Replays:
    """The keys of late, with what was answered; threads may share it.

    Args:
        path: the SQLite file, made with the first key.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def begin(self, key: str, asked: str) -> Response | None:
        """The earlier answer to this request; None if it is to be worked on.

        Raises:
            KeyReused: the key came with another request.
            KeyInUse: the same request is being worked on.
        """
        with self._transaction() as db:
            known: Row | None = db.execute("SELECT * FROM replays WHERE key = ?", (key,)).fetchone()
            if known and known["status"] is None and known["process"] != THIS_PROCESS:
                known = None  # the process ended before it answered
            if known and time.time() - known["began"] > KEPT_S:
                known = None
            if known is None:
                row = (key, asked, THIS_PROCESS, time.time())
                db.execute(
                    "INSERT OR REPLACE INTO replays (key, request, process, began)"
                    " VALUES (?, ?, ?, ?)",
                    row,
                )
                return None
        return _again(known, asked)

    def finish(self, key: str, response: Response) -> None:
        """Keep the answer, if it succeeded; else let the key go."""
        with self._transaction() as db:
            if not 200 <= response.status_code < 300:
                db.execute("DELETE FROM replays WHERE key = ?", (key,))
                return
            headers = "\n".join(response.headers.get(name, "") for name in _KEPT_HEADERS)
            db.execute(
                "UPDATE replays SET status = ?, headers = ?, body = ? WHERE key = ?",
                (response.status_code, headers, response.get_data(), key),
            )
            db.execute(
                "DELETE FROM replays WHERE status IS NOT NULL AND (began < ? OR key IN (SELECT key"
                " FROM replays WHERE status IS NOT NULL ORDER BY began DESC LIMIT -1 OFFSET ?))",
                (time.time() - KEPT_S, MOST_KEPT),
            )

    def forget(self, key: str) -> None:
        """Let the key go: its request was not answered."""
        with self._transaction() as db:
            db.execute("DELETE FROM replays WHERE key = ?", (key,))

    def _transaction(self) -> AbstractContextManager[Connection]:
        return transaction(self._path, _SCHEMA)


def idempotent(view: Callable[_Given, Reply]) -> Callable[_Given, Response]:
    """A view that is not done again for a request that comes again with the same key."""

    @functools.wraps(view)
    def replaying(*given: _Given.args, **named: _Given.kwargs) -> Response:
        key = request.headers.get(HEADER)
        if key is None or events.wanted():
            return make_response(view(*given, **named))
        replays, owned = current().replays, f"{_sender()} {request.path} {key}"
        known = replays.begin(owned, _asked())
        if known is not None:
            return known
        try:
            response = make_response(view(*given, **named))
        except BaseException:
            replays.forget(owned)
            raise
        replays.finish(owned, response)
        return response

    return replaying


def _again(known: Row, asked: str) -> Response:
    if known["request"] != asked:
        raise KeyReused(
            f"The {HEADER} came with another request before.",
            "Send a new key with each new request.",
            field=HEADER,
        )
    if known["status"] is None:
        raise KeyInUse(
            f"A request with the same {HEADER} is being worked on.",
            "Send it again in a while, with the same key.",
            field=HEADER,
        )
    response = Response(known["body"], known["status"])
    for name, value in zip(_KEPT_HEADERS, known["headers"].split("\n"), strict=True):
        if value:
            response.headers[name] = value
    response.headers[REPLAYED] = "true"
    return response


def _sender() -> str:
    """Who sends it, without the secret itself: one caller's key opens nothing to another."""
    secrets = [request.headers.get(name, "") for name in ("Authorization", "X-API-Key", "Cookie")]
    return hashlib.sha256("\n".join(secrets).encode()).hexdigest()


def _asked() -> str:
    """A digest of all that decides about the answer; of files what they hold, not how it is cut."""
    digest = hashlib.sha256()
    for part in (request.full_path, request.headers.get("Prefer", ""), request.mimetype):
        digest.update(part.encode() + b"\0")
    if request.files:
        for field, many in request.files.lists():
            for file in many:
                digest.update(f"{field}\0{file.filename}\0".encode())
                digest.update(hashlib.sha256(file.read()).digest())
                file.seek(0)
    else:
        digest.update(request.get_data())
    return digest.hexdigest()
