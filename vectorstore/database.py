"""One SQLite file: a connection a thread, one writer at a time, schema and settings."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from vectorstore.errors import CatalogUnreadable, StoreError

# The first makes a new file; each of the others makes the next version of one.
_SCHEMAS = ("schema.sql", "copies.sql", "waiting.sql", "refused.sql")
SCHEMA_VERSION = len(_SCHEMAS)
_MOST_VARIABLES = 5_000
_CACHE_KB = 4_000  # of a thread's connection, at most


class Database:
    """The catalog's file, safe to read from many threads while one of them writes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        self._writing = threading.RLock()
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise self.unreadable(error) from error
        except BaseException:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        if not hasattr(self._local, "connection"):
            # isolation_level None: transactions begin and end in `transaction`, nowhere else.
            connection = sqlite3.connect(
                self._path, isolation_level=None, check_same_thread=False, timeout=30
            )
            with self._guard:
                for thread in [known for known in self._connections if not known.is_alive()]:
                    self._connections.pop(thread).close()
                self._connections[threading.current_thread()] = connection
            connection.create_function("folded", 1, _folded, deterministic=True)
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL, so that a power cut cannot take back a change that an index has followed.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            # Each search reads some hundred rows from all over the file; most of the way to them
            # is the same pages.
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            self._local.connection = connection
        found: sqlite3.Connection = self._local.connection
        return found

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection whose statements are kept all together or not at all.

        Raises:
            StoreError: the disk is full or the file cannot be written; nothing was kept.
        """
        with self._writing:
            db = self.connection
            try:
                db.execute("BEGIN IMMEDIATE")
                yield db
                db.execute("COMMIT")
            except BaseException as error:
                if db.in_transaction:  # SQLite itself has ended it if the disk is full
                    db.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise StoreError(
                        f"{self._path}: the catalog cannot be written ({error}).",
                        "Free some space, or see who else holds the file; then do it again.",
                    ) from error
                raise

    def chunked(self, sql: str, values: Sequence[Any], *first: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of `sql`, whose `{}` becomes as many placeholders as SQLite takes at once.

        Args:
            first: values of the placeholders that stand before the `{}`.
        """
        for start in range(0, len(values), _MOST_VARIABLES):
            part = values[start : start + _MOST_VARIABLES]
            yield from self.connection.execute(
                sql.format(",".join("?" * len(part))), [*first, *part]
            )

    def meta(self, key: str) -> str | None:
        """A setting of the archive itself."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Store a setting of the archive itself."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def check(self) -> list[str]:
        """What SQLite's own check finds wrong; nothing if all is well."""
        rows = self.connection.execute("PRAGMA quick_check").fetchall()
        return [row[0] for row in rows if row[0] != "ok"]

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()

    def unreadable(self, error: sqlite3.Error) -> CatalogUnreadable:
        """What to tell a person when SQLite cannot read the file."""
        return CatalogUnreadable(
            f"{self._path}: the catalog cannot be read ({error}).",
            "Restore it from a backup, or choose another --data-dir and ingest again.",
        )

    def _prepare(self) -> None:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise CatalogUnreadable(
                f"{self._path}: the catalog is of version {version}, this Dateline knows "
                f"{SCHEMA_VERSION}.",
                "Use the newer Dateline that made it.",
            )
        tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == 0 and tables:
            raise CatalogUnreadable(
                f"{self._path} is a database of something else than Dateline.",
                "Choose another --data-dir.",
            )
        for number, name in enumerate(_SCHEMAS[version:], start=version + 1):
            script = resources.files("vectorstore").joinpath(name).read_text("utf-8")
            self.connection.executescript(
                f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;"
            )


def _folded(text: str | None) -> str | None:
    """Case folded as Python has it; SQLite's own `lower` knows no letters but A to Z."""
    return None if text is None else text.casefold()
