"""Stages as OpenTelemetry spans; the only module that loads it, and only if it is configured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.errors import ConfigError
from qa.observing.stages import Role, trace_with

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span, TracerProvider

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")


class SpanTracing:
    """Spans of one provider; see `qa.observing.stages.Tracing`."""

    def __init__(self, provider: TracerProvider) -> None:
        self._tracer = provider.get_tracer("dateline", __version__)

    def start(self, name: str, *, role: Role, caller: Mapping[str, str]) -> Span:
        """See `Tracing.start`. Callers tell of their span by W3C's `traceparent`."""
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        within = TraceContextTextMapPropagator().extract(caller) if caller else None
        return self._tracer.start_span(name, context=within, kind=SpanKind[role.upper()])

    def current(self, span: Span) -> AbstractContextManager[Span]:
        """See `Tracing.current`."""
        from opentelemetry.trace import use_span

        return use_span(span, record_exception=False, set_status_on_exception=False)

    def trace_id(self) -> str | None:
        """See `Tracing.trace_id`."""
        from opentelemetry.trace import format_trace_id, get_current_span

        found = get_current_span().get_span_context()
        return format_trace_id(found.trace_id) if found.is_valid else None

    def end(self, span: Span, attributes: dict[str, Any], error: str | None) -> None:
        """See `Tracing.end`. The words of an error are not sent: they may hold a question's."""
        from opentelemetry.trace import StatusCode

        span.set_attributes({name: value for name, value in attributes.items() if value != ""})
        if error and error != "GeneratorExit":  # nobody wanted more: no failure
            span.set_attribute("error.type", error)
            span.set_status(StatusCode.ERROR)
        span.end()


def set_up(environ: Mapping[str, str]) -> Callable[[], None]:
    """Send spans where OpenTelemetry's own variables say; nothing is loaded if they are not set.

    Returns:
        what sends the last spans and ends it.

    Raises:
        ConfigError: the packages for it are not installed.
    """
    off = environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if (
        off
        or environ.get("OTEL_TRACES_EXPORTER") == "none"
        or not any(map(environ.get, _ENDPOINTS))
    ):
        return lambda: None
    protocol = environ.get("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") or environ.get(
        "OTEL_EXPORTER_OTLP_PROTOCOL", ""
    )
    try:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        exporter = _exporter(protocol)
    except ImportError as error:
        raise ConfigError(
            f"Traces are wanted ({_ENDPOINTS[1]}), but {error.name} is not installed.",
            "Install `dateline-news[otel]`, or unset the variable.",
        ) from error
    named = {"service.name": environ.get("OTEL_SERVICE_NAME") or "dateline"}
    resource = Resource.create({**named, "service.version": __version__})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace_with(SpanTracing(provider))

    def stop() -> None:
        trace_with(None)
        provider.shutdown()

    return stop


def _exporter(protocol: str) -> SpanExporter:
    if protocol.startswith("grpc"):
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return OTLPSpanExporter()
    from opentelemetry.exporter.otlp.proto.http import trace_exporter

    return trace_exporter.OTLPSpanExporter()
