"""API keys: who may do what over the network, and the key that signs the forms.

They stand in a small database of their own beside the archive, `access.sqlite3`: a running server
holds the archive, and still sees at once which keys were made or revoked. It is no part of a
backup of the archive, and only its owner can read it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa.errors import InvalidInput, StoreError

SCOPES = ("read", "write", "admin")  # each holds those before it
KEYS_FILE = "access.sqlite3"
_PREFIX = "dateline"  # by which people, logs and scanners for secrets know a key
_SECRET_BYTES = 32
_NAME_CHARS = 100
_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, hash BLOB NOT NULL,
  created TEXT NOT NULL, expires TEXT, revoked TEXT
);
CREATE TABLE IF NOT EXISTS signing (secret BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret; times are ISO 8601 in UTC."""

    id: str
    name: str
    scope: str
    created: str
    expires: str | None
    revoked: str | None

    @property
    def state(self) -> str:
        """`valid`, `expired` or `revoked`."""
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and self.expires <= _now() else "valid"

    def may(self, scope: str) -> bool:
        """Whether the key's scope holds this one."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)

    def as_json(self) -> dict[str, Any]:
        """Every member, and the state."""
        return {**asdict(self), "state": self.state}


class Keys:
    """The keys of one data folder; threads and processes may share it.

    Only a hash is stored. SHA-256 without salt or stretching is enough, since a key is 256 random
    bits: there is no list of likely ones to try, as there is for passwords.

    Each method raises StoreError if the file cannot be made, read or written.
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / KEYS_FILE

    @property
    def needed(self) -> bool:
        """Whether a key was ever made: revoked and expired ones do not open the archive again."""
        return self._path.exists() and bool(self._rows("SELECT 1 FROM keys LIMIT 1"))

    def create(self, name: str, scope: str, expires: datetime | None = None) -> tuple[Key, str]:
        """A new key and its token, which is shown once and kept nowhere.

        Raises:
            InvalidInput: name, scope or expiry cannot be used.
        """
        if not name.strip() or len(name) > _NAME_CHARS or not name.isprintable():
            raise InvalidInput(
                f"A key cannot be named {name[:_NAME_CHARS]!r}.",
                f"Use 1 to {_NAME_CHARS} letters that say who has it.",
                field="name",
            )
        if scope not in SCOPES:
            raise InvalidInput(f"There is no scope {scope!r}.", f"Use {', '.join(SCOPES)}.")
        until = expires.astimezone(UTC).isoformat(timespec="seconds") if expires else None
        key = Key(secrets.token_hex(4), name.strip(), scope, _now(), until, None)
        if key.state == "expired":
            raise InvalidInput("The key would have expired already.", "Choose a later --expires.")
        token = f"{_PREFIX}_{key.id}_{secrets.token_urlsafe(_SECRET_BYTES)}"
        row = (key.id, key.name, key.scope, _hash(token), key.created, key.expires, None)
        self._rows("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return key, token

    def all(self) -> list[Key]:
        """Every key, oldest first."""
        found = self._rows(
            "SELECT id, name, scope, created, expires, revoked FROM keys ORDER BY rowid"
        )
        return [Key(*row) for row in found]

    def revoke(self, named: str) -> Key:
        """Make a key useless, by its id, or by its name if only one valid key has it.

        Raises:
            InvalidInput: no valid key has that name, or several have it.
        """
        found = [key for key in self.all() if key.state == "valid" and named in (key.id, key.name)]
        if len(found) != 1:
            what = "Several keys are" if found else "No valid key is"
            raise InvalidInput(f"{what} called {named!r}.", "`dateline keys list` shows their ids.")
        self._rows("UPDATE keys SET revoked = ? WHERE id = ?", (_now(), found[0].id))
        return self.get(found[0].id) or found[0]

    def get(self, key_id: str) -> Key | None:
        """The key with that id, whatever its state."""
        return next((key for key in self.all() if key.id == key_id), None)

    def valid(self, token: str) -> Key | None:
        """The key that a token is, if it is valid now."""
        prefix, _, rest = token.partition("_")
        key_id = rest.partition("_")[0]
        [stored] = self._rows("SELECT hash FROM keys WHERE id = ?", (key_id,)) or [(b"",)]
        if not hmac.compare_digest(stored[0], _hash(token)) or prefix != _PREFIX:
            return None
        key = self.get(key_id)
        return key if key and key.state == "valid" else None

    def signing_secret(self) -> bytes:
        """What cookies and forms are signed with: the same after a restart."""
        made = secrets.token_bytes(_SECRET_BYTES)
        sql = "INSERT INTO signing SELECT ? WHERE NOT EXISTS (SELECT 1 FROM signing)"
        self._rows(sql, (made,))
        [(secret,)] = self._rows("SELECT secret FROM signing LIMIT 1")
        return bytes(secret)

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        # Opened each time (0.1 ms), so that nothing needs closing and no thread owns it.
        try:
            self._make_private()
            with closing(sqlite3.connect(self._path, isolation_level=None, timeout=30)) as db:
                db.executescript(_SCHEMA)
                return db.execute(sql, values).fetchall()
        except OSError as error:
            raise self._unusable(error.strerror or error) from error
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _make_private(self) -> None:
        """The file is made by us, so that nobody else can read it at any moment."""
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        if self._path.stat().st_mode & 0o077:
            self._path.chmod(0o600)

    def _unusable(self, why: object) -> StoreError:
        return StoreError(
            f"{self._path}: the keys cannot be read or written ({why}).",
            "Check the folder; if the file is damaged, remove it and make new keys.",
        )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
