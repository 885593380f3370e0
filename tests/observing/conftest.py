"""A small archive behind a fake model, and the spans of what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fakes.embedder import HashedWords
from fakes.openai_server import FakeOpenAI
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.embedders import ObservedEmbedder
from qa.observing.stages import Stage, finished, trace_with
from qa.observing.tracing import SpanTracing
from qa.service import Dateline
from vectorstore.store import Store

SAID = "The ferry Halcyon returned to service on Monday, the operator said."
DRAFT = ArticleDraft(text=SAID, origin="a.txt", title="Ferry back", source="Harbour Post",
                     published="2023-11-20", external_id="a")  # fmt: skip


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def opened(tmp_path: Path, server: FakeOpenAI) -> Iterator[Callable[..., Dateline]]:
    with ExitStack() as stack:

        def open_service(**settings: Any) -> Dateline:
            known: dict[str, Any] = {
                "llm_base_url": server.base_url,
                "llm_model": "fake-model",
                "llm_timeout_s": 30.0,
                "llm_max_retries": 0,
            }
            config = Config(data_dir=tmp_path / "archive", **(known | settings))
            store = Store(config.data_dir, ObservedEmbedder(HashedWords()))
            service = stack.enter_context(Dateline(config, store))
            service.ingest_drafts([DRAFT])
            return service

        yield open_service


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """Every span of the test, in the order of their ends."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace_with(SpanTracing(provider))
    yield exporter
    trace_with(None)
    provider.shutdown()


@pytest.fixture
def stages() -> Iterator[list[Stage]]:
    """Every stage of the test, in the order of their ends."""
    ended: list[Stage] = []

    def note(stage: Stage) -> None:
        ended.append(stage)

    with finished.connected_to(note):
        yield ended
