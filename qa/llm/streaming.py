"""One streamed reply, read to its end: what a stream may lack, and when it is given up."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

from qa.errors import ModelUnreachable
from qa.llm.connection import Connection, not_the_api
from qa.llm.events import DONE, OPENED
from qa.llm.failures import broken_off, timed_out
from qa.llm.replies import Reply, no_choice

_LONGEST = 10  # times the seconds that one may wait for a word
_AFTERWARDS_S = 2.0  # for a count of tokens, once the answer is whole


def pieces(
    connection: Connection, request: dict[str, Any], reply: Reply
) -> Generator[str, None, None]:
    """The pieces of a stream's text, added to `reply` until it is whole.

    An empty piece says that nothing has come for a while. The end of a stream is what the server
    says it is: a reason to finish, or `[DONE]`; without either it was cut.

    Raises:
        ModelUnreachable: the server breaks off, or gives nothing for too long.
        ModelError: as `Connection.stream`.
    """
    patience = _Patience(connection.timeout_s)
    came = done = False
    stream = connection.stream(request)
    try:
        for event in stream:
            if event is OPENED:
                patience.start()
            done = done or event is DONE
            came = came or bool(event)
            piece = reply.add(event) if event else ""
            if patience.exhausted(reply.progress) and not done:
                raise timed_out(connection.endpoint, connection.timeout_s)
            given = time.monotonic()
            yield piece
            patience.forgive(time.monotonic() - given)
            if reply.finished and patience.idle_s > _AFTERWARDS_S:
                break
    except ModelUnreachable:
        # Behind the reason to finish there is no word to be lost, a count of tokens at most.
        if not reply.finished:
            raise
    finally:
        stream.close()
    if not (came or done):
        raise not_the_api(connection.address)
    if not reply.progress and not reply.finished:
        raise no_choice({}, connection.endpoint, reply.asked)
    if not (done or reply.finished):
        raise broken_off(connection.endpoint)


class _Patience:
    """Whether a stream gets on: some word in time, and the whole of it in time.

    A read time-out alone would start anew with each byte, also of a comment that only keeps the
    connection open. Until the server has taken the request, the SDK waits and tries again.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._began = self._last = float("inf")
        self._progress = 0

    def start(self) -> None:
        """Begin to count."""
        self._began = self._last = time.monotonic()

    def forgive(self, seconds: float) -> None:
        """Leave out time in which nobody waited for the server."""
        self._began += seconds
        self._last += seconds

    @property
    def idle_s(self) -> float:
        """Seconds since the last progress."""
        return time.monotonic() - self._last

    def exhausted(self, progress: int) -> bool:
        """Whether it is over, after so much progress."""
        now = time.monotonic()
        if progress > self._progress:
            self._progress, self._last = progress, now
        overdue = now - self._last > self._seconds
        return overdue or now - self._began > self._seconds * _LONGEST
