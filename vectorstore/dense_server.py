"""The dense index as a collection on a Chroma server.

The server is not ours: it may be away, restarted, emptied, or put back to an older state, and
another process may write to it. So how far the collection is stands in the collection itself, and
is read before each use. The cursor in the data folder holds the collection's name, which is made
up at random whenever it is made anew, and the furthest it can be. Written first, so that:

    position there = ours               it is as we left it
    position there < furthest noted     a crash, or an older state came back: follow on from there
    position there > furthest noted     somebody else wrote, or this folder is older: made anew
    no such collection                  the server was emptied or is another one: made anew

After each time that nobody looked, what is there is counted and tried as well.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import shutil
import threading
import time
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vectorstore.chroma import ChromaServer, is_lost
from vectorstore.cursor import read_cursor
from vectorstore.dense import DenseIndex
from vectorstore.errors import StoreError
from vectorstore.feed import Feed
from vectorstore.following import follow, is_index_failure
from vectorstore.probe import finds_itself

_LOG = logging.getLogger(__name__)
_MOST_TOLD = 200  # characters of an error; a proxy may answer with a whole page


class Altered(Exception):
    """The collection is not as this process left it."""


class Unusable(Exception):
    """The collection holds less than it says, or more than this archive ever told it."""


class DenseServer(DenseIndex):
    """A dense index on a Chroma server; see `DenseIndex`.

    Args:
        folder: keeps the cursor.
        url: the server's address, such as `http://chroma:8000`.

    Attributes:
        pause_s: seconds between tries to reach a server that is away.

    Raises:
        StoreError: that is no such address.
    """

    pause_s = 4.0

    def __init__(self, folder: Path, archive: str, model: str, url: str) -> None:
        super().__init__(folder, archive, model)
        self._folder = folder
        self._url = _checked(url)
        self._shown = url.rpartition("@")[2]
        self._server: ChromaServer | None = None
        self._opening = threading.Lock()
        self._lost = False
        self._try_again_at = 0.0
        last = read_cursor(self._cursor_file)
        detail = last.detail if last and isinstance(last.detail.get("collection"), str) else {}
        self._name: str = detail.get("collection", "")
        self._left = [str(name) for name in detail.get("left", ())]
        cursor = self._read_cursor()
        if cursor and self._name:
            self._position = self._furthest = cursor.position
            self.doubtful = True
        else:
            self.reset()

    @property
    def is_open(self) -> bool:
        """See `DenseIndex.is_open`."""
        return self._server is not None

    def keep_up(self, feed: Feed, most: int | None = None) -> None:
        """See `DenseIndex.keep_up`; a server that is away is tried again after some seconds."""
        if self.failure and time.monotonic() < self._try_again_at:
            return
        for _ in range(2):  # the second time with a collection that is made anew
            try:
                if self._lost:
                    self.mended = self.failure
                    self.reset()
                self._follow(feed, most)
            except BaseException as error:
                if not is_index_failure(error):
                    raise
                self.fail(error)
                if self._lost:
                    continue
            return

    def commit(self, position: int) -> None:
        """See `Follower.commit`."""
        self.writing = True
        collection = self._collection()
        self._furthest = position
        self._note()  # first: see above
        collection.modify(metadata=self._metadata(position))
        self._position = position
        self.writing = False

    def reset(self) -> None:
        """See `DenseIndex.reset`; asks nothing of the server, which may be away."""
        if self._name:
            self._left.append(self._name)
        model = f"{zlib.crc32(self._model.encode()):08x}"
        self._name = f"dateline-{self._archive}-{model}-{secrets.token_hex(4)}"
        self._position = self._furthest = 0
        self.writing = self.doubtful = self.away = self._lost = False
        self.failure = ""
        self._note()
        for files in self._folder.glob("chroma-*"):  # of an index in files, before
            shutil.rmtree(files, ignore_errors=True)

    def fail(self, error: BaseException) -> None:
        """See `DenseIndex.fail`."""
        told = " ".join(str(error).split())[:_MOST_TOLD]
        failure = f"the Chroma server {self._shown} cannot be used: {type(error).__name__}: {told}"
        if failure != self.failure:
            _LOG.warning("%s; the catalog's vectors are searched meanwhile.", failure)
        # What was never filled is not made anew: the fault is the server's.
        self._lost = self._furthest > 0 and (isinstance(error, Unusable) or is_lost(error))
        self.away = not self._lost and not isinstance(error, Altered)
        self._try_again_at = time.monotonic() + self.pause_s if self.away else 0.0
        self.writing = False
        self.doubtful = True
        self.failure = failure

    def close(self) -> None:
        """See `DenseIndex.close`."""
        with self._opening:
            server, self._server = self._server, None
        if server:
            server.close()

    @property
    def _place(self) -> str:
        return self._name

    def _follow(self, feed: Feed, most: int | None) -> None:
        if self._furthest > feed.last_seq():  # the catalog was put back to an older state
            self.reset()
        # A process that only looks something up need not load Chroma for it.
        if self.failure or self.is_open or self._position != feed.last_seq():
            self._position = self._held()[1]
            self._drop_what_was_left()
            follow(self, feed, most)
            if self.doubtful:
                self._look_into_it(feed)
        if self.failure:
            _LOG.warning("The Chroma server %s is back.", self._shown)
            self.failure = ""

    def _look_into_it(self, feed: Feed) -> None:
        collection = self._collection()
        if self._is_short(collection.count(), feed):
            raise Unusable("its collection has lost passages")
        if not finds_itself(collection):
            raise Unusable("its collection does not find its own vectors")
        self.doubtful = self._position != feed.last_seq()

    def _collection(self) -> Any:
        collection, position = self._held()
        if position != self._position:
            raise Altered("its collection is not as it was left")
        return collection

    def _held(self) -> tuple[Any, int]:
        """The collection and how far it says it is."""
        with self._opening:
            self._server = self._server or ChromaServer(self._url)
            server = self._server
        if self._furthest:
            collection = server.find(self._name)
        else:
            collection = server.find_or_make(self._name, self._metadata(0))
        position = int((collection.metadata or {}).get("position", 0))
        if position > self._furthest:
            raise Unusable("its collection holds more than this archive put there")
        return collection, position

    def _metadata(self, position: int) -> dict[str, str | int]:
        """What is written to the collection; archive and model are for people who look there."""
        return {"position": position, "archive": self._archive, "model": self._model}

    def _drop_what_was_left(self) -> None:
        """Delete collections that were replaced; those that resist are tried another time."""
        if self._left and self._server:
            with contextlib.suppress(Exception):
                while self._left:
                    self._server.drop(self._left[-1])
                    self._left.pop()
            self._note()

    def _note(self) -> None:
        self._write_cursor(self._furthest, collection=self._name, left=self._left)


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # such as a port that is no number
        good = False
    if not good or parts.query or parts.fragment:
        raise StoreError(
            "DATELINE_CHROMA_URL is not the address of a Chroma server.",
            "It looks like http://chroma:8000; without it, vectors are indexed in the data folder.",
        )
    return url
