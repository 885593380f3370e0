"""How long the stages of an answer took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Milliseconds by stage, and since the beginning."""

    so_far: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)

    @contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """Time what is done within."""
        started = time.perf_counter()
        yield
        self.so_far[stage] = _ms_since(started)

    def mark(self, moment: str) -> None:
        """Note when something came about for the first time."""
        self.so_far.setdefault(moment, _ms_since(self.began))

    def timings(self) -> dict[str, float]:
        """What was measured so far, and how long it is since the beginning."""
        return {**self.so_far, "total": _ms_since(self.began)}


def _ms_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1_000, 1)
