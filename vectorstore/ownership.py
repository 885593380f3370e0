"""One process owns a data folder: two writers would wreck its indexes without a word."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.closing import Closing
from vectorstore.errors import StoreError, StoreLocked


class Ownership(Closing):
    """An OS lock on a data folder, freed by the system when its process ends in any way.

    Args:
        owner: what the process is, for the one that is kept out ("dateline serve").
        wait_s: seconds to wait for another owner to finish.

    Raises:
        StoreLocked: another process holds the folder; the message says which.
        StoreError: the folder cannot be made or written.
    """

    def __init__(self, data_dir: Path, owner: str, wait_s: float) -> None:
        self._note = data_dir / "owner.json"
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            # Not of one thread: a server may be closed by another one than opened it.
            self._lock = FileLock(data_dir / "owner.lock", timeout=wait_s, thread_local=False)
            self._lock.acquire()
            self._write_note(owner)
        except Timeout:
            raise StoreLocked(
                f"{data_dir} is in use by {_read_note(self._note)}.",
                "Wait for it or stop it, or use another --data-dir.",
            ) from None
        except OSError as error:
            raise StoreError(
                f"{data_dir} cannot be used as a data folder ({error.strerror or error}).",
                "Choose a folder that can be written, with --data-dir or DATELINE_DATA_DIR.",
            ) from error

    def close(self) -> None:
        """Let the next process in."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()

    def _write_note(self, owner: str) -> None:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note = {"owner": owner, "pid": os.getpid(), "since": since}
        self._note.write_text(json.dumps(note), encoding="utf-8")


def _read_note(path: Path) -> str:
    try:
        note = json.loads(path.read_text("utf-8"))
        return f"{note['owner']} (process {note['pid']}, since {note['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
