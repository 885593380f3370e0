"""Events of one answer, numbered and kept, so that a reader who lost some gets the rest.

A stream outlives its connection: for GRACE_S the work goes on and waits for its reader to come
back; then it is stopped. What is over is kept for a while as well, in bounded number.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

HEARTBEAT_S = 1.0  # a reader who went away is noticed when something is written to it
GRACE_S = 3.0  # how long the work goes on for a reader who went away
KEPT_S = 60.0  # how long a stream that is over can be read again
MOST_KEPT = 64
_WAITING = ": waiting\n\n"


@dataclass(frozen=True, slots=True)
class Event:
    """What is told; `data` is JSON on one line."""

    id: str
    name: str
    data: str

    def __str__(self) -> str:
        return f"id: {self.id}\nevent: {self.name}\ndata: {self.data}\n\n"


class Stream:
    """The events so far, and those who wait for the next.

    Attributes:
        id: hard to guess, since it opens the stream to whoever has it.
        asked: what was asked, so that the same request is known again.
        stopped: it ended without its last event, since nobody read it any more.
        failure: what its work ended with, if it failed.
    """

    def __init__(self, asked: str) -> None:
        self.id = secrets.token_urlsafe(12)
        self.asked = asked
        self._events: list[Event] = []
        self._changed = threading.Condition()
        self._over_at: float | None = None
        self._left_at: float | None = None
        self._reader = 0
        self.stopped = False
        self.failure: Exception | None = None

    def tell(self, name: str, data: object) -> None:
        """Add an event; JSON has no line ends of its own, so that its data is one line."""
        with self._changed:
            body = json.dumps(data, ensure_ascii=False)
            self._events.append(Event(f"{self.id}:{len(self._events) + 1}", name, body))
            self._changed.notify_all()

    def end(self, *, stopped: bool = False) -> None:
        """No event will follow."""
        with self._changed:
            self.stopped = stopped
            self._over_at = time.monotonic()
            self._changed.notify_all()

    @property
    def abandoned(self) -> bool:
        """Whether its reader has gone, and did not come back in time."""
        with self._changed:
            return self._left_at is not None and time.monotonic() - self._left_at > GRACE_S

    def over(self, seconds: float = 0.0) -> bool:
        """Whether the last event has been told, that many seconds ago."""
        with self._changed:
            return self._over_at is not None and time.monotonic() - self._over_at >= seconds

    def ending(self, patience_s: float) -> Event | None:
        """The last event; None if it has not been told within that time."""
        with self._changed:
            over = self._changed.wait_for(lambda: self._over_at is not None, patience_s)
            return self._events[-1] if over and self._events else None

    def read(self, after: int = 0) -> Reading:
        """The events behind the one of that number; whoever read before is sent away."""
        with self._changed:
            self._reader += 1
            self._left_at = None
            self._changed.notify_all()
            return Reading(self, self._reader, min(max(after, 0), len(self._events)))

    def next_event(self, reader: int, after: int) -> Event | Literal["waiting", "over"]:
        """The event behind that number, if it comes soon."""
        with self._changed:
            self._changed.wait_for(
                lambda: len(self._events) > after or self._over_at or reader != self._reader,
                timeout=HEARTBEAT_S,
            )
            if reader != self._reader:
                return "over"
            if len(self._events) > after:
                return self._events[after]
            return "over" if self._over_at else "waiting"

    def leave(self, reader: int) -> None:
        """The reader has gone; from now on the stream waits for it to come back."""
        with self._changed:
            if reader == self._reader:
                self._left_at = time.monotonic()


class Reading:
    """A body for the WSGI server, which closes it when the client is gone."""

    def __init__(self, stream: Stream, reader: int, after: int) -> None:
        self._stream = stream
        self._reader = reader
        self._after = after

    @property
    def at_end(self) -> bool:
        """Whether there is nothing to come."""
        return self._stream.over() and self._stream.next_event(self._reader, self._after) == "over"

    def __iter__(self) -> Iterator[str]:
        for event in self.events():
            yield str(event) if event else _WAITING

    def events(self) -> Iterator[Event | None]:
        """Each event as it comes, and None once in a while as long as none does."""
        while (told := self._stream.next_event(self._reader, self._after)) != "over":
            if told == "waiting":
                yield None
            else:
                self._after += 1
                yield told

    def close(self) -> None:
        """The connection is over, however that came."""
        self._stream.leave(self._reader)


class Streams:
    """The streams that can be read, by id; thread-safe."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._streams: dict[str, Stream] = {}

    def begin(self, asked: str, work: Callable[[Stream], None]) -> Stream:
        """A new stream, told by `work` in a thread of its own."""
        stream = Stream(asked)
        with self._guard:
            self._forget_old()
            self._streams[stream.id] = stream
        threading.Thread(target=work, args=(stream,), name="answer", daemon=True).start()
        return stream

    def find(self, stream_id: str) -> Stream | None:
        """The stream with that id, unless it is forgotten."""
        with self._guard:
            self._forget_old()
            return self._streams.get(stream_id)

    def running(self, asked: str) -> Stream | None:
        """The stream that works on what was asked, if one does."""
        with self._guard:
            found = (one for one in self._streams.values() if one.asked == asked)
            return next((one for one in found if not (one.over() or one.abandoned)), None)

    def _forget_old(self) -> None:
        over = [stream for stream in self._streams.values() if stream.over()]
        excess = len(over) - MOST_KEPT  # the oldest come first
        for place, stream in enumerate(over):
            if place < excess or stream.stopped or stream.over(KEPT_S):
                del self._streams[stream.id]


def position(event_id: str) -> tuple[str, int]:
    """Stream and number of an event's id; ("", 0) if it is none of ours."""
    found = re.fullmatch(r"([\w-]{1,40}):(\d{1,9})", event_id, re.ASCII)
    return (found[1], int(found[2])) if found else ("", 0)
