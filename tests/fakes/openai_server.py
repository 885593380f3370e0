"""A fake OpenAI-compatible server on loopback, for the real SDK to talk to.

    with FakeOpenAI() as server:
        server.reply({"found": False, "sentences": [], "verdict": None})
        ... Config(llm_base_url=server.base_url, llm_model="fake-model") ...
        assert server.chats[0]["messages"][-1]["role"] == "user"

`reply` queues what the next chat requests get, in order:

    dict or list              the content is its JSON
    str                       the content is this text
    Failure(429, ...)         an error status with OpenAI's error body; asks for a retry at once
    Raw(b"<html>...")         these bytes as the body, status 200
    Cut()                     half a body, then the connection is cut
    Finished("...", reason)   a content with another finish_reason ("length", "content_filter")
    Refused("...")            a refusal in place of a content
    NoChoices()               a reply with an empty list of choices
    Delayed(seconds, reply)   any of these, later
    Stream("...", ...)        pieces of a streamed reply, see `fakes.openai_streams`

With an empty queue `default` answers: a reply, or a function from the request to one. Without
it the request fails, loudly and without retries. Failures can be queued for embeddings too, by
`reply_embeddings`; else they are bags of words, hashed: texts that share words are alike.
`server.gone` is set when a client went away in the middle of a stream, or before its reply came.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from fakes.openai_replies import (
    Cut,
    Delayed,
    Failure,
    Finished,
    NoChoices,
    Raw,
    Refused,
    Reply,
    Request,
    as_bytes,
    bag_of_words,
    completion,
    embedded,
    objection,
)
from fakes.openai_streams import Pause, Stream, by_word, send, wait

__all__ = [
    "Cut",
    "Delayed",
    "Failure",
    "FakeOpenAI",
    "Finished",
    "NoChoices",
    "Pause",
    "Raw",
    "Refused",
    "Reply",
    "Request",
    "Stream",
    "bag_of_words",
]

_STOPPED_S = 30.0  # no delay outlives the test that asked for it


class FakeOpenAI:
    """The server; a context manager. Threads may share it.

    Args:
        models: what /v1/models lists, ids or whole entries.
        api_key: the only key let in, as a bearer or in `api-key`; None lets all in.
        formats: ways to ask for JSON that it knows ("tool" among them); others get status 400.
        lacks: further members of a request that it refuses ("temperature", "stream_options").
        streams: False sends whole replies where a stream was asked for.
        base: the path of the API.
        dimension: numbers in an embedding.
        default: what chats get when the queue is empty.
        routes: replies to other paths.
    """

    def __init__(
        self,
        *,
        models: Sequence[str | dict[str, Any]] = ("fake-model",),
        api_key: str | None = None,
        formats: Sequence[str] = ("json_schema", "json_object"),
        lacks: Sequence[str] = (),
        streams: bool = True,
        base: str = "/v1",
        dimension: int = 64,
        default: Reply | Callable[[Request], Reply] | None = None,
        routes: Mapping[str, Reply] | None = None,
    ) -> None:
        self.models = [{"id": item} if isinstance(item, str) else item for item in models]
        self.api_key, self.formats, self.lacks = api_key, tuple(formats), tuple(lacks)
        self.streams, self.base, self.dimension = streams, base, dimension
        self.default, self.routes = default, routes or {}
        self.gone = threading.Event()
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._chats: deque[Reply] = deque()
        self._embeddings: deque[Reply] = deque()
        self._http = _Server(("127.0.0.1", 0), _Handler)
        self._http.fake = self
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.01}
        )

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}{self.base}"

    @property
    def chats(self) -> list[dict[str, Any]]:
        """The bodies of all chat requests so far."""
        return [r.json for r in self.requests if r.path == f"{self.base}/chat/completions"]

    def reply(self, *replies: Reply) -> None:
        self._chats.extend(replies)

    def reply_embeddings(self, *replies: Reply) -> None:
        self._embeddings.extend(replies)

    def __enter__(self) -> FakeOpenAI:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, request: Request) -> Reply:
        """What this request gets: a scripted reply, else the server's own."""
        keys = {request.headers.get("authorization"), request.headers.get("api-key")}
        if self.api_key and not keys & {f"Bearer {self.api_key}", self.api_key}:
            return Failure(401, "Incorrect API key provided", "invalid_api_key")
        path = request.path.removeprefix(self.base)
        if path in self.routes:
            return self.routes[path]
        if path == "/models":
            return Raw(as_bytes({"object": "list", "data": self.models}))
        if path == "/embeddings":
            return (
                self._embeddings.popleft()
                if self._embeddings
                else embedded(request.json, self.dimension)
            )
        if path != "/chat/completions" or path == request.path:
            return Failure(404, f"Invalid URL ({request.path})")
        known = [model["id"] for model in self.models]
        refused = objection(request.json, known, self.formats, self.lacks)
        return refused or self._next_chat(request)

    def _next_chat(self, request: Request) -> Reply:
        if self._chats:
            return self._chats.popleft()
        if self.default is None:
            headers = {"x-should-retry": "false"}
            return Failure(500, "the test has queued no reply", headers=headers)
        return self.default(request) if callable(self.default) else self.default


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # server_close waits for them, so that none outlives its test
    fake: FakeOpenAI

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is part of the tests; nothing is printed."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        self._serve(None)

    def do_POST(self) -> None:
        self._serve(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, *_: object) -> None:
        pass

    def _serve(self, body: Any) -> None:
        self.close_connection = True
        headers = {name.lower(): value for name, value in self.headers.items()}
        path, _, query = self.path.partition("?")
        request = Request(self.command, path, headers, body, query)
        self.server.fake.requests.append(request)
        reply = self.server.fake.answer(request)
        while isinstance(reply, Delayed):
            try:
                wait(min(reply.seconds, _STOPPED_S), self.connection, self.server.fake.stopping)
            except ConnectionError:
                self.server.fake.gone.set()
                return
            reply = reply.reply
        if isinstance(reply, Failure):
            error = {"message": reply.message, "code": reply.code, "type": reply.code}
            self._send(reply.status, as_bytes({"error": error}), headers=reply.headers)
        elif isinstance(reply, Raw):
            self._send(200, reply.body, reply.content_type)
        elif body and body.get("stream") and self.server.fake.streams:
            self._stream(reply, body)
        else:
            whole = as_bytes(completion(reply, body or {}))
            self._send(200, whole, cut=isinstance(reply, Cut))

    def _send(
        self,
        status: int,
        body: bytes,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
        *,
        cut: bool = False,
    ) -> None:
        self.send_response(status)
        sent = {"Content-Type": content_type, "Content-Length": str(len(body))}
        for name, value in (sent | {"Connection": "close"} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def _stream(self, reply: Any, body: dict[str, Any]) -> None:
        """The reply as server-sent events; `Cut` ends after the first."""
        if isinstance(reply, Stream):
            try:
                send(reply, body, self, self.server.fake.stopping)
            except ConnectionError:
                self.server.fake.gone.set()
            return
        lines = by_word(completion(reply, body), body)
        if isinstance(reply, Cut):
            # The length promises more than comes: that is how a cut is told from an end.
            self._send(200, lines[0] * 2, "text/event-stream", cut=True)
        else:
            self._send(200, b"".join(lines), "text/event-stream")
