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

With an empty queue `default` answers: a reply, or a function from the request to one. Without
it the request fails, loudly and without retries. Failures can be queued for embeddings too, by
`reply_embeddings`; else they are bags of words, hashed: texts that share words are alike.
"""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Sequence
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
    chunk,
    completion,
    loose_objects,
    usage,
)

__all__ = [
    "Cut",
    "Delayed",
    "Failure",
    "FakeOpenAI",
    "Finished",
    "NoChoices",
    "Raw",
    "Refused",
    "Reply",
    "Request",
    "bag_of_words",
]

_STOPPED_S = 30.0  # no delay outlives the test that asked for it


class FakeOpenAI:
    """The server; a context manager. Threads may share it.

    Args:
        models: what /v1/models lists.
        api_key: the only key let in; None lets all in.
        formats: kinds of `response_format` that it knows; others get status 400.
        temperature: whether it takes one other than its own; if not, status 400.
        dimension: numbers in an embedding.
        default: what chats get when the queue is empty.
    """

    def __init__(
        self,
        *,
        models: Sequence[str] = ("fake-model",),
        api_key: str | None = None,
        formats: Sequence[str] = ("json_schema", "json_object"),
        temperature: bool = True,
        dimension: int = 64,
        default: Reply | Callable[[Request], Reply] | None = None,
    ) -> None:
        self.models, self.api_key, self.formats = tuple(models), api_key, tuple(formats)
        self.temperature, self.dimension, self.default = temperature, dimension, default
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
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def chats(self) -> list[dict[str, Any]]:
        """The bodies of all chat requests so far."""
        return [r.json for r in self.requests if r.path == "/v1/chat/completions"]

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
        if self.api_key and request.headers.get("authorization") != f"Bearer {self.api_key}":
            return Failure(401, "Incorrect API key provided", "invalid_api_key")
        if request.path == "/v1/models":
            return Raw(as_bytes({"object": "list", "data": [{"id": name} for name in self.models]}))
        if request.path == "/v1/embeddings":
            return self._embeddings.popleft() if self._embeddings else self._embedded(request.json)
        if request.path != "/v1/chat/completions":
            return Failure(404, f"Invalid URL ({request.path})")
        return self._objection(request.json) or self._next_chat(request)

    def _next_chat(self, request: Request) -> Reply:
        if self._chats:
            return self._chats.popleft()
        if self.default is None:
            headers = {"x-should-retry": "false"}
            return Failure(500, "the test has queued no reply", headers=headers)
        return self.default(request) if callable(self.default) else self.default

    def _objection(self, body: dict[str, Any]) -> Failure | None:
        """What OpenAI's server would refuse this request for."""
        if body["model"] not in self.models:
            message = f"The model `{body['model']}` does not exist"
            return Failure(404, message, "model_not_found")
        if not self.temperature and body.get("temperature", 1) != 1:
            return Failure(400, "'temperature' does not support 0 with this model")
        wanted = body.get("response_format", {"type": "text"})
        kind = wanted["type"]
        if kind not in (*self.formats, "text"):
            return Failure(400, f"'response_format' of type '{kind}' is not supported")
        if kind == "json_object" and "json" not in json.dumps(body["messages"]).lower():
            return Failure(400, "'messages' must contain the word 'json'")
        if kind == "json_schema":
            faults = list(loose_objects(wanted["json_schema"]["schema"]))
            if faults:
                return Failure(400, f"Invalid schema for response_format: {faults[0]}")
        return None

    def _embedded(self, body: dict[str, Any]) -> Raw:
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        data = [
            {"object": "embedding", "index": place, "embedding": bag_of_words(text, self.dimension)}
            for place, text in enumerate(texts)
        ]
        return Raw(as_bytes({"object": "list", "data": data, "model": body["model"]}))


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
        request = Request(self.command, self.path, headers, body)
        self.server.fake.requests.append(request)
        reply = self.server.fake.answer(request)
        while isinstance(reply, Delayed):
            self.server.fake.stopping.wait(min(reply.seconds, _STOPPED_S))
            reply = reply.reply
        if isinstance(reply, Failure):
            error = {"message": reply.message, "code": reply.code, "type": reply.code}
            self._send(reply.status, as_bytes({"error": error}), headers=reply.headers)
        elif isinstance(reply, Raw):
            self._send(200, reply.body, reply.content_type)
        elif body and body.get("stream"):
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

    def _stream(self, reply: Reply, body: dict[str, Any]) -> None:
        """The reply as server-sent events, some words each; `Cut` ends after the first."""
        choices = completion(reply, body)["choices"]
        content = (choices[0]["message"]["content"] or "") if choices else ""
        pieces = re.findall(r"\S+\s*|\s+", content)
        events = [chunk(body, {"content": piece}) for piece in pieces]
        if choices:
            events.append(chunk(body, {}, choices[0]["finish_reason"]))
        if (body.get("stream_options") or {}).get("include_usage"):
            events.append(chunk(body, None) | {"usage": usage(body, content)})
        lines = [b"data: " + as_bytes(event) + b"\n\n" for event in events] + [b"data: [DONE]\n\n"]
        if isinstance(reply, Cut):
            # The length promises more than comes: that is how a cut is told from an end.
            self._send(200, lines[0] * 2, "text/event-stream", cut=True)
        else:
            self._send(200, b"".join(lines), "text/event-stream")
