"""The events of a streamed reply: server-sent events, read with bounds and without trust.

The SDK's own reader sets no bound to a line, does not tell an end from a cut, and fails on a
server that sends a whole reply where a stream was asked for.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final

from qa.llm.received import Received

Event = dict[str, Any]
# Each token comes in an envelope of some 300 bytes: room for 60,000 of them.
MOST_BYTES = 20_000_000
_LONGEST_LINE = 2_000_000
# What stands before the first event, when the server has taken the request, and behind the last.
OPENED: Final[Event] = {}
DONE: Final[Event] = {}


class Garbled(ValueError):
    """What came is no stream of events; the message says what is wrong."""


async def events(chunks: AsyncIterator[bytes]) -> AsyncGenerator[Event | None, None]:
    """The JSON objects of a stream as they come, then `DONE` if the server says so.

    None stands for a chunk that completes no event, such as a comment sent to keep the
    connection open. A body that is one JSON object, from a server that knows no streams, is one
    event.

    Raises:
        Garbled: the stream is too long, or holds what is not an event.
    """
    lines, received = _Lines(), Received(in_pieces=True)
    async for chunk in chunks:
        complete = lines.feed(chunk)
        if lines.whole:
            continue
        found = [event for line in complete if (event := _event(line, received)) is not None]
        if not found:
            yield None
        for event in found:
            yield event
            if event is DONE:
                return
    if lines.whole:
        yield _object(bytes(lines.rest), Received())
    elif (last := _event(bytes(lines.rest), received)) is not None:
        yield last


class _Lines:
    """Cuts bytes into lines.

    Attributes:
        rest: the bytes behind the last line's end.
        whole: the body is JSON and no stream; all of it is in `rest`.
    """

    def __init__(self) -> None:
        self.rest = bytearray()
        self.whole = False
        self._begun = False
        self._size = 0
        self._looked_at = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        self._size += len(chunk)
        if self._size > MOST_BYTES:
            raise Garbled(f"it is longer than {MOST_BYTES:,} bytes")
        self.rest += chunk
        if not self._begun:
            self._begin()
        if self.whole:
            return []
        end = self.rest.rfind(b"\n", self._looked_at)
        complete = bytes(self.rest[:end]).split(b"\n") if end >= 0 else []
        del self.rest[: end + 1]
        self._looked_at = len(self.rest)
        if self._looked_at > _LONGEST_LINE:
            raise Garbled(f"a line is longer than {_LONGEST_LINE:,} bytes")
        return complete

    def _begin(self) -> None:
        """Leave out a byte order mark, and see whether it is JSON that begins."""
        if len(self.rest) < len(BOM_UTF8) and BOM_UTF8.startswith(self.rest):
            return
        if self.rest.startswith(BOM_UTF8):
            del self.rest[: len(BOM_UTF8)]
        if start := bytes(self.rest.lstrip()[:1]):
            self._begun, self.whole = True, start == b"{"


def _event(line: bytes, received: Received) -> Event | None:
    """The event of a line; None for any other line.

    Each event of this protocol is one `data` line; what else the standard knows (names, ids,
    comments, blank lines) says nothing here.
    """
    name, _, value = line.rstrip(b"\r").partition(b":")
    value = value.strip()
    if name.strip() != b"data" or not value:
        return None
    return DONE if value == b"[DONE]" else _object(value, received)


def _object(text: bytes, received: Received) -> Event:
    try:
        value = received.loaded(text)
    except (ValueError, RecursionError):
        raise Garbled("an event is not JSON") from None
    if not isinstance(value, dict):
        raise Garbled("an event is not a JSON object")
    return value
