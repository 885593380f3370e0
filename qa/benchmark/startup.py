"""What a command costs before it does anything: `--help`, and a search of the sample archive."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from tempfile import TemporaryDirectory

from qa.benchmark.corpora import sample
from qa.benchmark.measuring import Figures, timed
from qa.errors import BenchmarkError


def measure(rounds: int = 5) -> Figures:
    """Medians, on a warm machine; CPU is that of the process and all it starts."""
    with TemporaryDirectory() as folder:
        inner = ["--data-dir", folder]
        _run(["ingest", str(sample() / "articles"), *inner])
        commands = {"help": ["--help"], "search": ["search", "earthquake in Turkey", *inner]}
        found: Figures = {}
        for name, arguments in commands.items():
            _run(arguments)
            taken = [_run(arguments) for _ in range(rounds)]
            found[f"{name}_cpu_s"] = round(statistics.median(cpu for cpu, _ in taken), 3)
            found[f"{name}_wall_s"] = round(statistics.median(wall for _, wall in taken), 3)
        return found


def _run(arguments: list[str]) -> tuple[float, float]:
    """CPU and wall seconds of one command."""
    before = os.times()
    command = [sys.executable, "-m", "qa", *arguments]
    wall, done = timed(
        lambda: subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    )
    if done.returncode:
        raise BenchmarkError(f"`dateline {arguments[0]}` failed: {done.stderr.strip()[-200:]}")
    after = os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system, wall
