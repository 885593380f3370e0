"""An SQLite file for what the server itself keeps: jobs, and answers to repeated requests."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qa.errors import StoreError

# One process owns a data folder: what another one has left undone will not be done by it.
THIS_PROCESS = uuid.uuid4().hex
_preparing = threading.Lock()


@contextmanager
def transaction(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A connection whose statements are kept all together or not at all.

    Each transaction opens the file anew: that takes a millisecond, and leaves nothing to close.

    Raises:
        StoreError: the file cannot be used, or the disk is full.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as db:
            db.row_factory = sqlite3.Row
            _prepare(db, schema)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
    except sqlite3.Error as error:
        raise StoreError(
            f"{path.name}: the server's own records cannot be used ({error}).",
            "Free some space, or move the file away; a new one is made. No article is in it.",
        ) from error


def _prepare(db: sqlite3.Connection, schema: str) -> None:
    with _preparing:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            db.execute("PRAGMA auto_vacuum = FULL")  # what was deleted leaves the disk
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(f"BEGIN; {schema}; COMMIT")
