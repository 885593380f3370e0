"""What Prometheus reads at /metrics: counts and times of this process, the state of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from qa import __version__
from qa.observing.stages import Stage, finished

if TYPE_CHECKING:
    from qa.service import Dateline

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_SLOW = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


class Metrics:
    """Counts what happens in this process, from now on."""

    def __init__(self, service: Dateline) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series beside each, which says when it began
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        self.registry.register(_ArchiveState(service))
        self._requests = self._counter(
            "http_requests", "HTTP requests answered.", "method", "route", "status"
        )
        self._request_times = self._times(
            "http_request_seconds", "Time to the end of a response.", _SLOW, "method", "route"
        )
        self._questions = self._counter(
            "questions", "Questions and summaries.", "operation", "answered_by", "status"
        )
        self._question_times = self._times(
            "question_seconds", "Time to a whole answer.", _SLOW, "operation", "answered_by"
        )
        self._sentences = self._counter("sentences", "Sentences checked.", "outcome")
        self._calls = self._counter("model_calls", "Calls of a language model.", "model", "outcome")
        self._call_times = self._times("model_seconds", "Time of a call.", _SLOW, "model")
        self._tokens = self._counter(
            "model_tokens", "Tokens, as servers count them.", "model", "kind"
        )
        self._searches = self._times("search_seconds", "Time of a search of the archive.", _FAST)
        self._embeddings = self._times(
            "embedding_seconds", "Time to embed a batch of texts.", _FAST, "model"
        )
        finished.connect(self._count)

    def text(self) -> bytes:
        """All of it, in Prometheus's text format."""
        return generate_latest(self.registry)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a response; `route` is the rule, not the path, so that there are few of them."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_times.labels(method, route).observe(seconds)

    def _count(self, stage: Stage) -> None:
        known, seconds = stage.attributes, stage.seconds
        if stage.kind == "search":
            self._searches.observe(seconds)
        elif stage.kind == "embed":
            self._embeddings.labels(known["gen_ai.request.model"]).observe(seconds)
        elif stage.kind == "verify" and "dateline.verified" in known:
            self._sentences.labels("verified" if known["dateline.verified"] else "rejected").inc()
        elif stage.kind == "model":
            self._count_call(stage)
        elif stage.kind == "question":
            operation = known["gen_ai.workflow.name"]
            by = known.get("dateline.answered_by", "nobody")
            status = known.get("dateline.answer.status", stage.error or "failed")
            self._questions.labels(operation, by, status).inc()
            self._question_times.labels(operation, by).observe(seconds)

    def _count_call(self, stage: Stage) -> None:
        model = stage.attributes["gen_ai.request.model"]
        self._calls.labels(model, stage.error or "ok").inc()
        self._call_times.labels(model).observe(stage.seconds)
        for kind in ("input", "output"):
            tokens = stage.attributes.get(f"gen_ai.usage.{kind}_tokens", 0)
            self._tokens.labels(model, kind).inc(tokens)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"dateline_{name}", meaning, labels, registry=self.registry)

    def _times(
        self, name: str, meaning: str, buckets: tuple[float, ...], *labels: str
    ) -> Histogram:
        return Histogram(
            f"dateline_{name}", meaning, labels, buckets=buckets, registry=self.registry
        )


class _ArchiveState(Collector):
    """Looks at the archive when it is asked, not before."""

    def __init__(self, service: Dateline) -> None:
        self._service = service

    def describe(self) -> list[Metric]:
        """Nothing: the archive need not be looked at to be registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """See `Collector.collect`."""
        store = self._service.store
        newest = store.feed.last_seq()
        yield InfoMetricFamily("dateline", "This version.", {"version": __version__})
        yield GaugeMetricFamily("dateline_articles", "Articles stored.", store.catalog.count())
        yield GaugeMetricFamily(
            "dateline_passages", "Passages stored.", store.catalog.passage_count()
        )
        without = GaugeMetricFamily(
            "dateline_passages_without_vector", "Found by their words only.", labels=["reason"]
        )
        progress = store.indexing.progress()
        without.add_metric(["waiting"], progress.waiting)
        without.add_metric(["refused"], progress.refused)
        yield without
        lag = GaugeMetricFamily(
            "dateline_index_lag_changes", "Changes an index has not seen.", labels=["index"]
        )
        for index in (store.lexical, store.dense):
            lag.add_metric([index.name], newest - index.position)
        yield lag
