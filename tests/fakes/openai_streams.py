"""Streams that the fake server can be told to send, piece by piece, with all that can go wrong."""

from __future__ import annotations

import json
import re
import select
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from fakes.openai_replies import as_bytes, chunk, usage

_HEADERS = {
    "Content-Type": "text/event-stream",
    "Connection": "close",
    "Transfer-Encoding": "chunked",
}


@dataclass(frozen=True)
class Pause:
    """Nothing is sent for so long, or until the client goes away."""

    seconds: float


@dataclass(frozen=True, init=False)
class Stream:
    """A reply whose parts are sent one by one.

    A part is text (a content delta), a dict (an event as it is), bytes (put on the wire as they
    are) or a Pause. `reason` None sends no finish_reason, `done` False no `[DONE]`; `cut` ends
    the connection without the end of the body; `tool` sends the texts as a tool's arguments.
    """

    parts: tuple[str | dict[str, Any] | bytes | Pause, ...]
    reason: str | None
    done: bool
    cut: bool
    tool: bool

    def __init__(
        self,
        *parts: str | dict[str, Any] | bytes | Pause,
        reason: str | None = "stop",
        done: bool = True,
        cut: bool = False,
        tool: bool = False,
    ) -> None:
        values = {"parts": parts, "reason": reason, "done": done, "cut": cut, "tool": tool}
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def text(self) -> str:
        return "".join(part for part in self.parts if isinstance(part, str))


def by_character(value: Any, size: int = 1) -> list[str]:
    """The JSON of a value in pieces of so many characters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return [text[start : start + size] for start in range(0, len(text), size)]


def by_word(reply: dict[str, Any], body: dict[str, Any]) -> list[bytes]:
    """A whole reply as the lines of a stream, some words each."""
    choice = reply["choices"][0] if reply["choices"] else None
    message = choice["message"] if choice else {}
    calls = message.get("tool_calls")
    text = calls[0]["function"]["arguments"] if calls else message.get("content") or ""
    made = Stream(tool=bool(calls))
    events = [_delta(piece, made, body) for piece in re.findall(r"\S+\s*|\s+", text)]
    if message.get("refusal"):
        events.append(chunk(body, {"refusal": message["refusal"]}))
    if choice:
        events.append(chunk(body, {}, choice["finish_reason"]))
    if (body.get("stream_options") or {}).get("include_usage"):
        events.append(chunk(body, None) | {"usage": usage(body, text)})
    return [*map(_line, events), b"data: [DONE]\n\n"]


def send(
    stream: Stream,
    body: dict[str, Any],
    handler: BaseHTTPRequestHandler,
    stopping: threading.Event,
) -> None:
    """Send the stream part by part; raises ConnectionError when the client has gone away."""
    handler.send_response(200)
    for name, value in _HEADERS.items():
        handler.send_header(name, value)
    handler.end_headers()
    for part in stream.parts:
        if isinstance(part, Pause):
            wait(part.seconds, handler.connection, stopping)
        elif isinstance(part, bytes):
            _write(handler, part)
        else:
            _write(handler, _line(part if isinstance(part, dict) else _delta(part, stream, body)))
    if stream.cut:
        return
    for event in _end(stream, body):
        _write(handler, _line(event))
    handler.wfile.write((_chunk(b"data: [DONE]\n\n") if stream.done else b"") + b"0\r\n\r\n")


def _write(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.wfile.write(_chunk(data))
    handler.wfile.flush()


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _delta(text: str, stream: Stream, body: dict[str, Any]) -> dict[str, Any]:
    call = {"index": 0, "id": "call-1", "function": {"name": "reply", "arguments": text}}
    return chunk(body, {"tool_calls": [call]} if stream.tool else {"content": text})


def _end(stream: Stream, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if stream.reason:
        yield chunk(body, {}, stream.reason)
    if (body.get("stream_options") or {}).get("include_usage"):
        yield chunk(body, None) | {"usage": usage(body, stream.text)}


def _line(event: dict[str, Any]) -> bytes:
    return b"data: " + as_bytes(event) + b"\n\n"


def wait(seconds: float, connection: socket.socket, stopping: threading.Event) -> None:
    """Wait, and raise ConnectionError as soon as the client has gone away."""
    for _ in range(max(int(seconds / 0.02), 1)):
        if stopping.wait(0.02):
            return
        readable, _, _ = select.select([connection], [], [], 0)
        if readable and not connection.recv(1, socket.MSG_PEEK):
            raise ConnectionResetError("the client has gone away")
