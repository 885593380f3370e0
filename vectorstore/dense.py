"""The dense index: how it follows the catalog and is searched.

Where its vectors lie is another matter: `dense_files` has them in the data folder, `dense_server`
on a Chroma server.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from vectorstore.chroma import answered_soon
from vectorstore.cursor import Cursor, read_cursor, write_cursor
from vectorstore.embedding import Vectors
from vectorstore.feed import Change, Feed
from vectorstore.following import is_index_failure

_BATCH = 200  # an upsert holds the GIL; larger ones freeze a server's other threads


class DenseIndex(ABC):
    """A follower of the catalog that finds passages by nearness of meaning.

    Attributes:
        failure: why the index cannot be used just now; empty if it can.
        away: it fails for a reason that passes or is outside, so that making it anew is no help.
        mended: why it was made anew since it was opened; empty if it was not.
        writing: changes are being taken over, and queries fail that would not otherwise.
        doubtful: rows may be missing, for what was done to it while nobody looked.
    """

    name = "dense"

    def __init__(self, folder: Path, archive: str, model: str) -> None:
        self._cursor_file = folder / "cursor.json"
        self._archive = archive
        self._model = model
        self._position = 0
        self.failure = ""
        self.away = False
        self.mended = ""
        self.writing = False
        self.doubtful = False

    @property
    def position(self) -> int:
        """See `Follower.position`."""
        return self._position

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether Chroma was loaded, which takes a second the first time."""

    def open(self) -> None:
        """Load Chroma now rather than at the first search that needs it."""
        with answered_soon():
            self.size()

    def size(self) -> int:
        """How many passages the index holds; 0 if it failed."""
        try:
            return int(self._collection().count())
        except BaseException as error:
            if not is_index_failure(error):
                raise
            self.fail(error)
            return 0

    @abstractmethod
    def keep_up(self, feed: Feed, most: int | None = None) -> None:
        """Follow the catalog, and mend what can be mended; a failure is kept in `failure`.

        Args:
            most: as `following.follow` has it.
        """

    def apply(self, change: Change, feed: Feed) -> None:
        """See `Follower.apply`."""
        if change.action == "write":
            return
        collection = self._collection()
        self.writing = True
        if change.action == "delete":
            ids = [str(number) for number in range(change.first, change.last + 1)]
            for start in range(0, len(ids), 1_000):
                collection.delete(ids=ids[start : start + 1_000])
            return
        numbers, _, vectors = feed.vectors(self._model, change.first, change.last)
        for start in range(0, len(numbers), _BATCH):
            collection.upsert(
                ids=[str(number) for number in numbers[start : start + _BATCH]],
                embeddings=vectors[start : start + _BATCH],
            )

    @abstractmethod
    def commit(self, position: int) -> None:
        """See `Follower.commit`."""

    @abstractmethod
    def reset(self) -> None:
        """See `Follower.reset`; the new index lies in another place than the old one."""

    @abstractmethod
    def fail(self, error: BaseException) -> None:
        """Leave the index out of searches until it is mended."""

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]] | None:
        """Passage ids with their cosines, best first; None if Chroma failed.

        A failure is kept in `failure`, and the index is not asked again until it is mended.
        """
        if self.failure:
            return None
        before = self._place, self._position
        try:
            with answered_soon():
                found = self._collection().query(
                    query_embeddings=vector[None, :], n_results=limit, include=["distances"]
                )
        except BaseException as error:
            if not is_index_failure(error):
                raise
            # Not if it was replaced or written to meanwhile: what is broken fails the writer, too.
            if before == (self._place, self._position) and not self.writing:
                self.fail(error)
            return None
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(int(number), 1.0 - float(distance)) for number, distance in pairs]

    @abstractmethod
    def close(self) -> None:
        """Let go of Chroma."""

    @property
    @abstractmethod
    def _place(self) -> str:
        """Names where the vectors lie; another after each reset."""

    @abstractmethod
    def _collection(self) -> Any:
        """Chroma's collection, ready to be used."""

    def _is_short(self, held: int, feed: Feed) -> bool:
        """Whether another number is held than the catalog has, at the same place in the log."""
        return held != feed.embedded_count() and self._position == feed.last_seq()

    def _read_cursor(self) -> Cursor | None:
        """The cursor, if it is of this archive and model."""
        cursor = read_cursor(self._cursor_file)
        known = cursor and cursor.archive == self._archive
        return cursor if cursor and known and cursor.detail.get("model") == self._model else None

    def _write_cursor(self, position: int, **detail: Any) -> None:
        cursor = Cursor(self._archive, position, {"model": self._model, **detail})
        write_cursor(self._cursor_file, cursor)
