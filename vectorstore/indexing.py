"""Passages get their vectors: in the thread that adds them, or behind it in one of its own.

An article is written with its words first. Its passages stand in the catalog's list of those
that wait (`Feed.waiting`) until their vectors are written, batch by batch, oldest first. Each
batch is one transaction, so that whatever ends the process costs one batch at most; the next
process goes on from the list.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from vectorstore.closing import Closing
from vectorstore.embedding import Embedder
from vectorstore.feed import Feed, with_title

_LOG = logging.getLogger(__name__)
_BATCH = 256  # passages
_BATCH_BEHIND = 64  # of a server: about a second, which is how long a stop waits for
_LONGEST_PAUSE_S = 60.0
_LOOKED_AFTER_S = 5.0


@dataclass(frozen=True, slots=True)
class IndexingProgress:
    """How many passages are found by meaning, and how many by their words only as yet.

    Attributes:
        failure: why vectors cannot be made just now; empty if they can.
    """

    embedded: int
    waiting: int
    failure: str


class Indexing(Closing):
    """Embeds what waits.

    Args:
        sync: has the indexes take over what was embedded.
        sync_some: the same, a little at a time; says whether there is more.

    Attributes:
        most_waiting: passages that may wait behind a server; whoever adds more embeds them.
    """

    most_waiting = 10_000

    def __init__(
        self,
        feed: Feed,
        embedder: Embedder,
        sync: Callable[[], None],
        sync_some: Callable[[], bool],
    ) -> None:
        self._feed = feed
        self._embedder = embedder
        self._sync, self._sync_some = sync, sync_some
        self._embedding = threading.Lock()
        self._woken = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._failure = ""

    @property
    def runs(self) -> bool:
        """Whether a thread embeds and has the indexes follow."""
        return self._thread is not None

    def progress(self) -> IndexingProgress:
        """How far it is."""
        waiting = self._feed.waiting_count()
        return IndexingProgress(self._feed.embedded_count(), waiting, self._failure)

    def finish(self, told: Callable[[IndexingProgress], None] | None = None) -> None:
        """Embed all that waits, in this thread, and have the indexes follow.

        Args:
            told: called after each batch.

        Raises:
            EmbeddingError: the model failed; what it did before is kept.
        """
        try:
            self._until(0, told)
        finally:
            self._sync()

    def start(self) -> None:
        """Embed in a thread of its own from now on, whatever waits and whatever comes.

        The same thread has the indexes follow now and then, also when nothing comes, so that one
        on a server that was away is used again.
        """
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="indexing", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop the thread, if there is one, after the batch it is at."""
        self._stopping = True
        self._woken.set()
        if self._thread:
            self._thread.join()

    def take_up(self) -> None:
        """See to passages that were just written.

        Without a thread they are embedded here and now; with one, only if too many wait.
        """
        self._woken.set()
        self._until(self.most_waiting if self._thread else 0)

    def _until(self, waiting: int, told: Callable[[IndexingProgress], None] | None = None) -> None:
        while self._feed.waiting_count() > waiting and self._embed(_BATCH):
            if told:
                told(self.progress())

    def _embed(self, limit: int) -> int:
        """Embed the next passages; how many there were."""
        with self._embedding:
            rows = self._feed.waiting(limit)
            if rows:
                vectors = self._embedder.embed([with_title(row.title, row.text) for row in rows])
                self._feed.add_vectors([row.id for row in rows], vectors, self._embedder.model)
            return len(rows)

    def _run(self) -> None:
        pause_s, more = 0.0, False
        while True:
            self._woken.clear()
            if self._stopping:
                return
            try:
                embedded = self._embed(_BATCH_BEHIND)
                if embedded or more or not self._woken.wait(_LOOKED_AFTER_S):
                    more = self._sync_some()
                pause_s, self._failure = 0.0, ""
            except Exception as error:  # noqa: BLE001  (nobody above could be told)
                if not self._failure:
                    _LOG.warning("Passages cannot be embedded now (%s); trying again.", error)
                self._failure = str(error)
                pause_s = min(_LONGEST_PAUSE_S, 2 * pause_s or 1.0)
                self._woken.wait(pause_s)
