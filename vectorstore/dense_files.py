"""The dense index as Chroma's files in the data folder.

Chroma rewrites its files in place, so that a process killed at the wrong moment leaves files that
fail, answer wrongly, or take the reading process down. Therefore nothing depends on them: vectors
stand in the catalog, a store that was not closed cleanly is first tried in a process of its own
(`vectorstore.probe`), and a store that fails is made anew in another folder.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from vectorstore.chroma import open_folder
from vectorstore.cursor import read_cursor
from vectorstore.dense import DenseIndex
from vectorstore.feed import Change, Feed
from vectorstore.following import keep_up

_LOG = logging.getLogger(__name__)
_PROBE_SECONDS = 120


class DenseFiles(DenseIndex):
    """A dense index in a folder of its own; see `DenseIndex`."""

    def __init__(self, folder: Path, archive: str, model: str) -> None:
        super().__init__(folder, archive, model)
        self._folder = folder
        self._client: Any = None
        self._opened: Any = None
        self._opening = threading.Lock()
        self._clean = False
        if folder.is_file():  # a stray file in the index's place
            folder.unlink()
        last = read_cursor(self._cursor_file)
        generation = last.detail.get("generation") if last else None
        self._generation = generation if isinstance(generation, int) else 0
        cursor = self._read_cursor()
        if not cursor or "files" not in cursor.detail:
            self.reset()
            return
        self._position = cursor.position
        self._clean = cursor.detail["files"] == self._files()
        self.doubtful = not self._clean
        if self.doubtful and not _survives_probe(self._store):
            self.mended = "its files were damaged"
            _LOG.warning("The dense index was damaged; it is made anew from the catalog.")
            self.reset()

    @property
    def is_open(self) -> bool:
        """See `DenseIndex.is_open`."""
        return self._opened is not None

    def keep_up(self, feed: Feed, most: int | None = None) -> None:
        """See `DenseIndex.keep_up`."""
        keep_up(self, feed, most)
        # Looking into Chroma takes a second, so only when there is a reason.
        if self.doubtful and not self.failure:
            if self._is_short(self.size(), feed):
                self.mended = "it had lost passages"
                self.reset()
                keep_up(self, feed, most)
            self.doubtful = False

    def apply(self, change: Change, feed: Feed) -> None:
        """See `Follower.apply`."""
        if change.action != "write":
            self._mark_unclean()
        super().apply(change, feed)

    def commit(self, position: int) -> None:
        """See `Follower.commit`."""
        self._position = position
        self.writing = False
        self._note(None if self._client else self._files())

    def reset(self) -> None:
        """See `DenseIndex.reset`."""
        # The cursor may not know of what lies there; rows written over rows fall out of the graph.
        generation = 1 + max([self._generation, *map(_number, self._generations())])
        self._position = 0
        self.writing = False
        self._close_client(generation)
        self.failure = ""
        self.doubtful = False
        self._store.mkdir(parents=True, exist_ok=True)
        self._note(None)
        for leftover in self._generations():
            if leftover != self._store:
                shutil.rmtree(leftover, ignore_errors=True)

    def fail(self, error: BaseException) -> None:
        """See `IndexOnDisk.fail`."""
        self.failure = f"{type(error).__name__}: {error}"
        with contextlib.suppress(OSError):  # such as a full disk, which may be the failure
            self._mark_unclean()
        _LOG.warning("The dense index failed (%s); searching without it.", self.failure)

    def close(self) -> None:
        """Close Chroma, and note the state of its files, by which the next start trusts them."""
        if self._client is not None:
            self._close_client()
            if not self.failure:
                self._note(self._files())

    @property
    def _place(self) -> str:
        return f"chroma-{self._generation}"

    @property
    def _store(self) -> Path:
        return self._folder / self._place

    def _generations(self) -> list[Path]:
        return list(self._folder.glob("chroma-*"))

    def _collection(self) -> Any:
        with self._opening:
            if self._opened is None:
                self._client, self._opened = open_folder(self._store)
            return self._opened

    def _close_client(self, generation: int | None = None) -> None:
        """Close Chroma; a search that opens it again opens that generation, never the old one."""
        with self._opening:
            client, self._client, self._opened = self._client, None, None
            self._generation = self._generation if generation is None else generation
        if client is not None:
            # A broken store may not even close; it is left behind all the same.
            with contextlib.suppress(Exception):
                client.close()

    def _mark_unclean(self) -> None:
        if self._clean:
            self._note(None)

    def _note(self, files: dict[str, list[int]] | None) -> None:
        self._clean = files is not None
        self._write_cursor(self._position, generation=self._generation, files=files)

    def _files(self) -> dict[str, list[int]]:
        """Size and time of each of Chroma's files; another process's doing shows in them."""
        found = {}
        for path in sorted(self._store.rglob("*")):
            if path.is_file():
                status = path.stat()
                found[str(path.relative_to(self._store))] = [status.st_size, status.st_mtime_ns]
        return found


def _number(generation: Path) -> int:
    number = generation.name.removeprefix("chroma-")
    return int(number) if number.isdecimal() else 0


def _survives_probe(store: Path) -> bool:
    """Whether a process of its own could open the store and find its vectors by themselves."""
    # -P and our own path: what lies in the working directory must not be imported by mistake.
    command = [sys.executable, "-P", "-m", "vectorstore.probe", str(store)]
    paths = os.pathsep.join(sys.path)
    try:
        done = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
