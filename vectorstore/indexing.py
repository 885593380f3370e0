"""Passages get their vectors: in the thread that adds them, or behind it in one of its own.

An article is written with its words first. Its passages stand in the catalog's list of those
that wait (`vectorstore.waiting`) until their vectors are written, batch by batch, oldest first.
Each batch is one transaction, so that whatever ends the process costs one batch at most; the next
process goes on from the list.

If the model fails at a batch and still embeds a few words, something in that batch is the reason:
it is halved until the passages that are refused stand alone, and are set aside.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vectorstore.closing import Closing
from vectorstore.embedding import Embedder
from vectorstore.feed import Feed, PassageRow, with_title
from vectorstore.waiting import Refused

_LOG = logging.getLogger(__name__)
_BATCH = 256  # passages
_BATCH_BEHIND = 64  # of a server: about a second, which is how long a stop waits for
_LONGEST_PAUSE_S = 60.0
_LOOKED_AFTER_S = 5.0
_FEW_WORDS = "The ferry returned to service on Monday."  # which every model embeds that works


@dataclass(frozen=True, slots=True)
class IndexingProgress:
    """How many passages are found by meaning, and how many by their words only as yet.

    Attributes:
        failure: why vectors cannot be made just now; empty if they can.
        refused: passages that the model gives no vector for; they are found by their words.
    """

    embedded: int
    waiting: int
    failure: str
    refused: int = 0


class _Failed(Exception):
    """The model gave no vectors; its cause says why."""


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
        waiting = self._feed.waiting
        return IndexingProgress(
            self._feed.embedded_count(), waiting.count(), self._failure, waiting.refused_count()
        )

    def refused(self, limit: int = 10) -> list[Refused]:
        """Passages that the model gives no vector for, oldest first."""
        return self._feed.waiting.refused(limit)

    def try_refused(self) -> None:
        """Have passages that were refused wait again, for instance for `finish`."""
        self._feed.waiting.try_again()
        self._woken.set()

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
        while self._feed.waiting.count() > waiting and self._embed(_BATCH):
            if told:
                told(self.progress())

    def _embed(self, limit: int) -> int:
        """Embed the next passages; how many there were."""
        with self._embedding:
            rows = self._feed.waiting.first(limit)
            if rows:
                try:
                    self._give_vectors(rows)
                except _Failed as failed:
                    self._part(rows, failed)
            return len(rows)

    def _give_vectors(self, rows: Sequence[PassageRow]) -> None:
        try:
            vectors = self._embedder.embed([with_title(row.title, row.text) for row in rows])
        except Exception as error:
            raise _Failed from error
        self._feed.waiting.give([row.id for row in rows], vectors, self._embedder.model)

    def _part(self, rows: Sequence[PassageRow], failed: _Failed) -> None:
        """Find out which of these the model refuses, or raise its error if it refuses all."""
        self._check_it_works(failed)
        middle = max(1, len(rows) // 2)
        for part in (rows[:middle], rows[middle:]):
            if not part or self._stopping:
                return
            try:
                self._give_vectors(part)
            except _Failed as again:
                if len(part) > 1:
                    self._part(part, again)
                else:
                    self._check_it_works(again)
                    self._set_aside(part[0], again)

    def _check_it_works(self, failed: _Failed) -> None:
        """Raise what made it fail if the model does not even embed a few words."""
        try:
            self._embedder.embed([_FEW_WORDS])
        except Exception:  # noqa: BLE001  (whatever it is, the first error says more)
            raise (failed.__cause__ or failed) from None

    def _set_aside(self, row: PassageRow, failed: _Failed) -> None:
        if refused := self._feed.waiting.set_aside(row.id, str(failed.__cause__)):
            _LOG.warning(
                "A passage of article %s (%d to %d) gets no vector, only its words find it: %s",
                *(refused.article_id, refused.start, refused.end, refused.reason),
            )

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
