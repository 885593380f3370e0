"""Past runs of `dateline eval`, as files of the data folder: a report each, and its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from qa.errors import RunNotFound

_NAME = re.compile(r"[\w.-]{1,200}")


def evaluations_dir(data_dir: Path) -> Path:
    """The folder under which evaluation archives, reports and rows are kept."""
    return data_dir / "evaluations"


@dataclass(frozen=True, slots=True)
class Run:
    """A run: the stem of its files' names, and its report as `dateline eval --json` prints it."""

    name: str
    report: dict[str, Any]


class Runs:
    """The runs under one data folder. Files that are no reports are passed over."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = evaluations_dir(data_dir)

    def all(self) -> list[Run]:
        """Every run, newest first."""
        found = [Run(path.stem, report) for path in self._reports() if (report := _read(path))]
        return sorted(found, key=lambda run: str(run.report.get("date")), reverse=True)

    def get(self, name: str) -> Run:
        """The run of that name, or RunNotFound."""
        report = _read(self._file(name, ".json"))
        if report is None:
            raise _unknown(name)
        return Run(name, report)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """What came of each question of a run; nothing if its rows were removed."""
        try:
            with self._file(name, ".jsonl").open(encoding="utf-8") as lines:
                return [json.loads(line) for line in islice(lines, 100_000)]
        except (OSError, ValueError):
            return []

    def _reports(self) -> Iterator[Path]:
        return self._folder.glob("*.json")

    def _file(self, name: str, suffix: str) -> Path:
        """A file of the folder itself: a name of a link cannot lead out of it."""
        if not _NAME.fullmatch(name) or name.startswith("."):
            raise _unknown(name)
        return self._folder / f"{name}{suffix}"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        report = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) and "dataset" in report else None


def _unknown(name: str) -> RunNotFound:
    return RunNotFound(
        f"There is no evaluation run {name!r}.", "`dateline eval DIR` makes one; see /evaluations."
    )
