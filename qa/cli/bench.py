"""`dateline bench`: from its arguments to the figures."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from qa.benchmark import plots
from qa.benchmark.run import SECTIONS, Plan, run
from qa.errors import InvalidInput


def run_bench(arguments: Namespace) -> tuple[dict[str, Any], list[Path]]:
    """The figures, and the pictures that were drawn of them.

    Raises:
        InvalidInput: there is no such section or size.
        BenchmarkError: a section failed, or plots are wanted and cannot be drawn.
    """
    plan = Plan(
        sections=_sections(arguments.sections),
        folder=arguments.dir,
        articles=_positive(arguments.articles, "--articles"),
        questions=_positive(arguments.questions, "--questions"),
        sizes=[_positive(size, "--sizes") for size in arguments.sizes.split(",")],
        kept=arguments.keep,
    )
    if arguments.plots:
        plots.check()
    found = run(plan, lambda section: print(f"measuring: {section}", file=sys.stderr))
    return found, plots.draw(found, arguments.plots) if arguments.plots else []


def _sections(names: list[str]) -> tuple[str, ...]:
    for name in names:
        if name not in SECTIONS:
            raise InvalidInput(f"There is no section {name!r}.", f"Use {', '.join(SECTIONS)}.")
    return tuple(names) or SECTIONS


def _positive(value: str | int, option: str) -> int:
    if not str(value).strip().isdecimal() or int(value) < 1:
        raise InvalidInput(f"{option} cannot be {value!r}.", "Use whole numbers from 1.")
    return int(value)
