"""A question as a trace, in memory: question, search, model, verify, in GenAI's words."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fakes.openai_server import Delayed, Failure, FakeOpenAI
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from qa.errors import ConfigError, ModelBusy, ModelUnauthorised
from qa.observing import tracing
from qa.observing.stages import Stage
from qa.service import Dateline

SAID = "The ferry Halcyon returned to service on Monday, the operator said."
QUESTION = "When did the ferry Halcyon return?"
REPLY = {
    "found": True,
    "verdict": None,
    "sentences": [
        {
            "text": "The ferry Halcyon returned on Monday.",
            "quotes": [{"passage": 1, "quote": "Halcyon returned to service on Monday"}],
            "attribution": None,
            "role": "claim",
        },
        {
            "text": "It sank.",
            "quotes": [{"passage": 1, "quote": "it sank"}],
            "attribution": None,
            "role": "claim",
        },
    ],
}


def by_name(exporter: InMemorySpanExporter) -> dict[str, list[ReadableSpan]]:
    found: dict[str, list[ReadableSpan]] = {}
    for span in exporter.get_finished_spans():
        found.setdefault(span.name, []).append(span)
    return found


def test_a_question_is_one_trace(
    opened: Callable[..., Dateline], server: FakeOpenAI, spans: InMemorySpanExporter
) -> None:
    service = opened()
    spans.clear()
    server.reply(REPLY)
    answer = service.ask(QUESTION, answerer="llm")
    found = by_name(spans)
    [root] = found["invoke_workflow ask"]
    assert root.parent is None
    assert root.attributes is not None
    assert root.attributes["gen_ai.operation.name"] == "invoke_workflow"
    assert root.attributes["gen_ai.workflow.name"] == "ask"
    assert root.attributes["dateline.answer.id"] == answer.id
    assert root.attributes["dateline.sentences.verified"] == 1
    assert root.attributes["dateline.sentences.rejected"] == 1
    assert root.context is not None
    for name in ("retrieval archive", "chat fake-model", "verify"):
        for span in found[name]:
            assert span.parent is not None, name
            assert span.parent.span_id == root.context.span_id
    [search] = found["retrieval archive"]
    [embedding] = [span for span in found["embeddings hashed-words"] if span.parent]
    assert search.context is not None
    assert embedding.parent is not None
    assert embedding.parent.span_id == search.context.span_id
    verified = [span.attributes["dateline.verified"] for span in found["verify"] if span.attributes]
    assert verified == [True, False]
    assert {span.context.trace_id for span in spans.get_finished_spans() if span.context} == {
        root.context.trace_id
    }


def test_a_call_of_the_model_says_what_the_conventions_ask_for(
    opened: Callable[..., Dateline], server: FakeOpenAI, spans: InMemorySpanExporter
) -> None:
    service = opened()
    server.reply(REPLY)
    answer = service.ask(QUESTION, answerer="llm")
    [call] = by_name(spans)["chat fake-model"]
    assert call.kind is SpanKind.CLIENT
    assert call.attributes == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "fake-model",
        "gen_ai.request.max_tokens": service.config.llm_max_output_tokens,
        "gen_ai.response.model": "fake-model",
        "gen_ai.response.finish_reasons": ("stop",),
        "gen_ai.usage.input_tokens": answer.usage["prompt_tokens"],
        "gen_ai.usage.output_tokens": answer.usage["completion_tokens"],
        "server.address": "127.0.0.1",
    }


def test_a_failure_is_named_and_its_words_are_not_sent(
    opened: Callable[..., Dateline], server: FakeOpenAI, spans: InMemorySpanExporter
) -> None:
    service = opened()
    server.reply(Failure(401))
    with pytest.raises(ModelUnauthorised):
        service.ask(QUESTION, answerer="llm")
    for name in ("chat fake-model", "invoke_workflow ask"):
        [span] = by_name(spans)[name]
        assert span.attributes is not None
        assert span.attributes["error.type"] == "ModelUnauthorised"
        assert span.status.status_code is StatusCode.ERROR
        assert not span.status.description
        assert not span.events


@pytest.mark.parametrize("told", [False, True])
def test_the_words_of_a_question_are_traced_only_if_wanted(
    opened: Callable[..., Dateline], spans: InMemorySpanExporter, told: bool
) -> None:
    service = opened(log_questions=told)
    service.ask(QUESTION, answerer="extractive")
    service.summarise(about="the ferry Halcyon", answerer="extractive")
    sent = "".join(str(span.to_json()) for span in spans.get_finished_spans())
    assert (QUESTION in sent) is told
    assert SAID not in sent


def test_whoever_stops_reading_ends_every_stage(
    opened: Callable[..., Dateline], server: FakeOpenAI, spans: InMemorySpanExporter
) -> None:
    service = opened()
    spans.clear()
    server.reply(Delayed(20.0, REPLY))
    steps = service.asking(QUESTION, answerer="llm")
    next(steps)
    next(steps)
    steps.close()
    found = by_name(spans)
    for name in ("chat fake-model", "invoke_workflow ask"):
        [span] = found[name]
        assert span.status.status_code is not StatusCode.ERROR


def test_steps_that_nobody_takes_are_no_stage(
    opened: Callable[..., Dateline], stages: list[Stage]
) -> None:
    service = opened()
    stages.clear()
    service.asking(QUESTION).close()
    assert not stages


def test_traces_of_two_questions_at_once_do_not_mix(
    opened: Callable[..., Dateline], spans: InMemorySpanExporter
) -> None:
    service = opened()
    spans.clear()
    one, other = (service.asking(QUESTION, answerer="extractive") for _ in range(2))
    steps = [one, other]
    while steps:  # in turns, in one thread
        for each in list(steps):
            try:
                next(each)
            except StopIteration:
                steps.remove(each)
    found = by_name(spans)
    roots = {span.context.span_id for span in found["invoke_workflow ask"] if span.context}
    assert len(roots) == 2
    for name in ("retrieval archive", "verify"):
        assert {span.parent.span_id for span in found[name] if span.parent} == roots


# --- what is measured without traces --------------------------------------------------------


def test_each_kind_of_stage_is_told(
    opened: Callable[..., Dateline], server: FakeOpenAI, stages: list[Stage]
) -> None:
    service = opened()
    server.reply(REPLY)
    service.ask(QUESTION, answerer="llm")
    assert {"question", "search", "embed", "model", "verify"} == {item.kind for item in stages}
    assert all(item.seconds > 0 for item in stages)
    assert stages[-1].kind == "question"


# --- a model that is slow -------------------------------------------------------------------


def test_no_more_wait_for_the_model_than_may(
    opened: Callable[..., Dateline], server: FakeOpenAI
) -> None:
    service = opened(max_model_questions=1)
    waiting = service.asking(QUESTION, answerer="llm")
    server.reply(Delayed(20.0, REPLY))
    next(waiting)
    next(waiting)  # the request is with the model now
    with pytest.raises(ModelBusy, match="waiting for the language model"):
        service.ask(QUESTION, answerer="llm")
    by_itself = service.ask(QUESTION, answerer="auto")
    assert by_itself.answered_by.kind == "extractive"
    assert "waiting for the language model" in (by_itself.answered_by.note or "")
    waiting.close()
    server.reply(REPLY)
    assert service.ask(QUESTION, answerer="llm").answered_by.kind == "llm"


def test_health_tells_how_the_model_is(opened: Callable[..., Dateline], server: FakeOpenAI) -> None:
    service = opened()
    assert service.health()["model_state"] == "not asked yet"
    service.probe_model()
    assert service.health()["model_state"] == "ready"
    server.reply(Failure(401))
    service.ask(QUESTION, answerer="auto")
    assert service.health()["model_state"].startswith("failed: ")


def test_health_names_a_model_that_is_missing(opened: Callable[..., Dateline]) -> None:
    service = opened(llm_base_url="", llm_model="")
    service.probe_model()
    assert service.health()["model_state"] == "none is configured"
    assert service.health()["ready"]


# --- set-up ---------------------------------------------------------------------------------


class _Collector(BaseHTTPRequestHandler):
    server: _Receiving

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.put((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class _Receiving(ThreadingHTTPServer):
    """An OTLP collector that keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Collector)
        self.received: queue.Queue[tuple[str, bytes]] = queue.Queue()


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"OTEL_SERVICE_NAME": "x"},
        {"OTEL_SDK_DISABLED": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"},
        {"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"},
    ],
)
def test_nothing_is_traced_unless_an_endpoint_is_set(environ: dict[str, str]) -> None:
    tracing.set_up(environ)()
    stage = Stage("search", "retrieval archive", {})
    assert stage._span is None
    stage.end()


def test_spans_reach_the_collector_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, opened: Callable[..., Dateline]
) -> None:
    with _Receiving() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        endpoint = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        stop = tracing.set_up({"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint})
        opened().ask(QUESTION, answerer="extractive")
        stop()
        path, body = server.received.get(timeout=30)
        server.shutdown()
    assert path == "/v1/traces"
    assert b"invoke_workflow ask" in body
    assert b"dateline" in body
    assert QUESTION.encode() not in body


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http", None)
    with pytest.raises(ConfigError, match=r"dateline-news\[otel\]"):
        tracing.set_up({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"})
