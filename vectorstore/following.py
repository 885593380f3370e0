"""Keeping an index up with the catalog's log, also when the index breaks."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing
from typing import Protocol

from vectorstore.feed import Change, Feed, Follower


class IndexOnDisk(Follower, Protocol):
    """A follower whose files can break.

    Attributes:
        failure: why the index cannot be used just now; empty if it can.
        mended: why it was made anew since it was opened; empty if it was not.
    """

    failure: str
    mended: str

    def fail(self, error: BaseException) -> None:
        """Leave the index out until it is reset; do not trust its files at the next start."""
        ...


def follow(follower: Follower, feed: Feed, most: int | None = None) -> None:
    """Apply what the log holds behind the follower's position.

    Args:
        most: end after the change with which so many passages came or went; None: at the end.
    """
    passages = 0
    with closing(followed(follower, feed)) as work:
        for change in work:
            passages += change.last - change.first + 1 if change.action != "write" else 0
            if most is not None and passages >= most:
                return


def followed(follower: Follower, feed: Feed) -> Generator[Change, None, None]:
    """As `follow`, change by change; who closes it leaves the follower at the last one given."""
    if follower.position > feed.last_seq():
        follower.reset()
    while changes := feed.changes(follower.position):
        for change in changes:
            follower.apply(change, feed)
            try:
                yield change
            except GeneratorExit:
                follower.commit(change.seq)
                raise
        follower.commit(changes[-1].seq)


def keep_up(index: IndexOnDisk, feed: Feed, most: int | None = None) -> None:
    """As `follow`; an index that fails is made anew once, and then left out until it is reset."""
    if not index.failure and not _followed(index, feed, most, anew=False):
        _followed(index, feed, most, anew=True)


def is_index_failure(error: BaseException) -> bool:
    """Whether an error met while using an index is the index's own.

    Chroma raises bare `Exception` among others, tantivy panics with a `BaseException`; the
    catalog's errors and a person's interrupt are not theirs.
    """
    if isinstance(error, Exception):
        return not isinstance(error, sqlite3.Error)
    return type(error).__name__ == "PanicException"


def _followed(index: IndexOnDisk, feed: Feed, most: int | None, *, anew: bool) -> bool:
    try:
        if anew:
            index.mended = index.failure
            index.reset()
        follow(index, feed, most)
    except BaseException as error:
        if not is_index_failure(error):
            raise
        index.fail(error)
        return False
    return True
