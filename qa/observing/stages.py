"""Stages of the work: a request, its question, in it searches, embeddings, model calls, checks.

A stage that has ended is told to everyone connected to `finished`. If `tracing` was set up each
is a span as well, within the one that was current when it began. Names of attributes are
OpenTelemetry's where it has some (`gen_ai.*`), else ours (`dateline.*`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Literal, Protocol

from blinker import Signal

# The sender is the Stage; receivers are held weakly.
finished = Signal()


Role = Literal["internal", "client", "server"]


class Tracing(Protocol):
    """Where spans go."""

    def start(self, name: str, *, role: Role, caller: Mapping[str, str]) -> Any:
        """A span within the current one, or within the caller's that its headers tell of."""

    def current(self, span: Any) -> AbstractContextManager[Any]:
        """Make it the one that others begin in."""

    def trace_id(self) -> str | None:
        """Of the current span."""

    def end(self, span: Any, attributes: dict[str, Any], error: str | None) -> None:
        """Its attributes are whole, and it is over."""


_tracing: Tracing | None = None


def trace_with(tracing: Tracing | None) -> None:
    """From now on each stage is a span of this; None: of nothing."""
    global _tracing  # noqa: PLW0603  (of the process, as OpenTelemetry's provider is)
    _tracing = tracing


def trace_id() -> str | None:
    """By which the current stage's trace is found; None if there is none."""
    return _tracing.trace_id() if _tracing else None


class Stage:
    """A piece of work, from now until `end`.

    Attributes:
        kind: request, question, search, embed, model or verify.
        attributes: what is known of it; add to them until it ends.
        seconds: how long it took, once it has ended.
        error: the class of the error that ended it, or its status, or None.

    Args:
        role: "client" if another server is called, "server" if another program called.
        caller: headers of that program's request, which may tell of a trace to go on with.
    """

    def __init__(
        self,
        kind: str,
        name: str,
        attributes: Mapping[str, Any],
        *,
        role: Role = "internal",
        caller: Mapping[str, str] | None = None,
    ) -> None:
        self.kind = kind
        self.attributes = dict(attributes)
        self.seconds = 0.0
        self.error: str | None = None
        self._began = time.perf_counter()
        self._tracing = _tracing
        self._span = (
            self._tracing.start(name, role=role, caller=caller or {}) if self._tracing else None
        )

    def current(self) -> AbstractContextManager[Any]:
        """Within this `with`, stages that begin are parts of this one. Never over a `yield`."""
        return self._tracing.current(self._span) if self._tracing else nullcontext()

    def end(self, error: BaseException | str | None = None) -> None:
        """The work is done, or failed, or nobody wants it any more (GeneratorExit)."""
        self.seconds = time.perf_counter() - self._began
        self.error = type(error).__name__ if isinstance(error, BaseException) else error
        if self._tracing:
            self._tracing.end(self._span, self.attributes, self.error)
        finished.send(self)


@contextmanager
def within(made: Stage) -> Iterator[Stage]:
    """The stage is the current one, and ends with the `with`."""
    try:
        with made.current():
            yield made
    except BaseException as error:
        made.end(error)
        raise
    made.end()


def stage(
    kind: str, name: str, attributes: Mapping[str, Any] | None = None
) -> AbstractContextManager[Stage]:
    """A stage around what is done at one go."""
    return within(Stage(kind, name, attributes or {}))


def searching() -> AbstractContextManager[Stage]:
    """A stage around a search of the archive."""
    return stage("search", "retrieval archive", {"gen_ai.operation.name": "retrieval"})
