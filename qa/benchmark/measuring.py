"""How things are measured: each section in a process of its own, times as percentiles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from qa.errors import BenchmarkError

Figures = dict[str, Any]
_T = TypeVar("_T")


def timed(function: Callable[[], _T]) -> tuple[float, _T]:
    """Seconds that a call takes, and what it returns."""
    began = time.perf_counter()
    result = function()
    return time.perf_counter() - began, result


def percentiles(seconds: Sequence[float]) -> Figures:
    """The median and the 95th percentile, in milliseconds."""
    ordered = sorted(seconds)
    return {
        name: round(1_000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)
        for name, share in (("p50_ms", 0.5), ("p95_ms", 0.95))
    }


def with_threads(count: int, questions: Sequence[str], ask: Callable[[str], _T]) -> list[_T]:
    """Each question asked once, by `count` threads that were warmed up with the first."""
    with ThreadPoolExecutor(count, initializer=lambda: ask(questions[0])) as pool:
        return list(pool.map(ask, questions))


def rss_mb() -> int | None:
    """What this process holds in memory; None where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


def disk_mb(folder: Path) -> float:
    """The size of all files in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return round(sum(path.stat().st_size for path in files) / 1e6, 1)


def in_process(section: str, options: Figures) -> Figures:
    """The figures of one section, measured in a process of its own.

    Raises:
        BenchmarkError: it ended otherwise than with figures.
    """
    command = [sys.executable, "-m", "qa.benchmark", section, json.dumps(options)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False
    )
    try:
        found: Figures = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        said = " ".join("".join(done.stderr.splitlines()[-1:]).split())
        why = said or f"exit status {done.returncode}"
        raise BenchmarkError(f"The section {section} failed: {why}.") from None
    return found
