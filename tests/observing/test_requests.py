"""Each request as a span in HTTP's words: part of its caller's trace, root of its question."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode, format_span_id, format_trace_id

from qa.config import Config
from qa.observing import logs
from qa.service import Dateline
from qa.web import create_app

TRACE, CALLER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
PARENT = {"traceparent": f"00-{TRACE}-{CALLER}-01"}
QUESTION = {"question": "When did the ferry Halcyon return?", "answerer": "extractive"}
EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture
def service(opened: Callable[..., Dateline]) -> Dateline:
    return opened()


@pytest.fixture
def client(service: Dateline) -> FlaskClient:
    return create_app(service).test_client()


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is logged as JSON, a line each."""
    written: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    handler = Kept()
    handler.setFormatter(logs._Json(logs.Masking(Config())))
    ours = logging.getLogger("qa")
    level = ours.level
    ours.addHandler(handler)
    ours.setLevel("INFO")
    yield written
    ours.removeHandler(handler)
    ours.setLevel(level)


def ask(client: FlaskClient, headers: dict[str, str]) -> None:
    with client.post("/api/v1/ask", json=QUESTION, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.get_data()


def named(spans: InMemorySpanExporter, name: str) -> ReadableSpan:
    for _ in range(200):  # a streamed answer ends in a thread of its own
        found = [span for span in spans.get_finished_spans() if span.name == name]
        if found:
            break
        time.sleep(0.05)
    [span] = found
    return span


def test_a_request_is_a_span_in_the_words_of_the_conventions(
    client: FlaskClient, spans: InMemorySpanExporter
) -> None:
    client.get("/api/v1/articles/none?fields=title", headers={"User-Agent": "test/1"})
    span = named(spans, "GET /api/v1/articles/<article_id>")
    assert span.kind is SpanKind.SERVER
    assert span.parent is None
    assert span.attributes == {
        "http.request.method": "GET",
        "http.route": "/api/v1/articles/<article_id>",
        "http.response.status_code": 404,
        "url.path": "/api/v1/articles/none",
        "url.scheme": "http",
        "client.address": "127.0.0.1",
        "user_agent.original": "test/1",
    }
    assert span.status.status_code is StatusCode.UNSET  # the caller's fault is no failure


def test_what_is_no_route_and_no_method_makes_no_name_of_its_own(
    client: FlaskClient, spans: InMemorySpanExporter
) -> None:
    client.open("/nothing?q=secret words", method="ODD")
    span = named(spans, "HTTP")
    assert span.attributes is not None
    assert span.attributes["http.request.method"] == "_OTHER"
    assert "http.route" not in span.attributes
    assert "secret" not in span.to_json()


@pytest.mark.parametrize("headers", [{}, EVENTS])
def test_the_stages_of_a_question_are_parts_of_its_request(
    client: FlaskClient, spans: InMemorySpanExporter, headers: dict[str, str]
) -> None:
    ask(client, headers | PARENT)
    request = named(spans, "POST /api/v1/ask")
    question = named(spans, "invoke_workflow ask")
    search = named(spans, "retrieval archive")
    assert request.parent is not None
    assert format_span_id(request.parent.span_id) == CALLER
    assert question.parent is not None
    assert search.parent is not None
    assert request.context is not None
    assert question.context is not None
    assert question.parent.span_id == request.context.span_id
    assert search.parent.span_id == question.context.span_id
    for span in (request, question, search):
        assert span.context is not None
        assert format_trace_id(span.context.trace_id) == TRACE


@pytest.mark.parametrize("given", ["", "00-zz-1-01", "x" * 5_000, f"00-{'0' * 32}-{CALLER}-01"])
def test_a_traceparent_that_is_none_begins_a_trace(
    client: FlaskClient, spans: InMemorySpanExporter, given: str
) -> None:
    assert client.get("/healthz", headers={"traceparent": given}).status_code == 200
    assert named(spans, "GET /healthz").parent is None


def test_one_request_is_no_part_of_the_one_before(
    client: FlaskClient, spans: InMemorySpanExporter
) -> None:
    for _ in range(2):
        ask(client, EVENTS)
    roots = [span for span in spans.get_finished_spans() if span.name == "POST /api/v1/ask"]
    assert [span.parent for span in roots] == [None, None]


def test_a_failure_of_ours_is_one(
    client: FlaskClient, service: Dateline, spans: InMemorySpanExporter
) -> None:
    service.close()
    assert client.get("/api/v1/articles").status_code >= 500
    span = named(spans, "GET /api/v1/articles")
    assert span.attributes is not None
    assert span.attributes["error.type"] == str(span.attributes["http.response.status_code"])
    assert span.status.status_code is StatusCode.ERROR


@pytest.mark.parametrize("headers", [{}, EVENTS])
def test_log_lines_carry_the_trace(
    client: FlaskClient, spans: InMemorySpanExporter, lines: list[str], headers: dict[str, str]
) -> None:
    ask(client, headers | PARENT)
    named(spans, "invoke_workflow ask")
    told = {line["logger"]: line for line in map(json.loads, lines)}
    assert told["qa.requests"]["trace_id"] == TRACE
    assert told["qa.requests"]["request_id"]


def test_without_tracing_they_carry_none(client: FlaskClient, lines: list[str]) -> None:
    client.get("/healthz", headers=PARENT)
    [line] = map(json.loads, lines)
    assert "trace_id" not in line
