"""Both indexes made anew from the catalog, while the archive is searched and added to.

The lexical index is made beside the one in use, which answers until the new one has all that it
has; then they change places in one step. The vectors are searched in memory meanwhile. Whoever is
told how far it is may raise, and so end it: before the change the old index of words stays; the
dense index stays as far as it has come, and takes over the rest at the next change or start.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing
from typing import Any

from vectorstore.errors import StoreError
from vectorstore.feed import Change, Feed, Follower
from vectorstore.following import IndexOnDisk, follow, followed, is_index_failure
from vectorstore.lexical import LexicalIndex

Told = Callable[[int, int], None]


class Rebuilding:
    """One rebuild of an archive.

    Args:
        told: called with the passages done and of how many. A passage is half done when its words
            are taken over, and done when its vector is.
    """

    def __init__(self, feed: Feed, passages: int, told: Told | None) -> None:
        self._feed = feed
        self._passages = passages
        self._told = told or (lambda _done, _total: None)
        self._rows, self._of = 0, max(1, feed.volume())

    def words(self, index: LexicalIndex, syncing: AbstractContextManager[Any]) -> None:
        """Replace the lexical index.

        Args:
            syncing: held while the new one takes the old one's place.

        Raises:
            StoreError: it cannot be made; the old one stays.
        """
        fresh = index.beside()
        try:
            self._follow(fresh, lambda change: change.brings_words)
            with syncing:
                follow(fresh, self._feed)  # what came meanwhile
                index.become(fresh)
        except BaseException:
            fresh.discard()
            raise

    def vectors(self, index: IndexOnDisk) -> None:
        """Empty the dense index and fill it; if it fails, it is left out until it is reset."""
        index.reset()
        try:
            self._follow(index, lambda change: change.brings_vectors)
        except StoreError as error:
            index.fail(error.__cause__ or error)

    def _follow(self, index: Follower, counts: Callable[[Change], bool]) -> None:
        with closing(followed(index, self._feed)) as work:
            self._told(self._done(), self._passages)
            while change := _next(work, index.name):
                self._rows += (change.last - change.first + 1) if counts(change) else 0
                self._told(self._done(), self._passages)

    def _done(self) -> int:
        return min(self._passages * self._rows // self._of, self._passages)


def _next(work: Generator[Change, None, None], name: str) -> Change | None:
    """The next change that was taken over. What `told` raises must not be taken for its failure."""
    try:
        return next(work, None)
    except BaseException as error:
        if not is_index_failure(error):
            raise
        raise StoreError(
            f"The {name} index cannot be made anew ({type(error).__name__}: {error}).",
            "See that the disk of the archive has room and can be written to.",
        ) from error
