"""The figures of evaluation runs as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SECTIONS = ("retrieval", "answers", "abstention", "citations")
_MAIN = ("ndcg@10", "short_correct", "correct", "verdict_correct")
_BINS = 10
Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its number of questions; `share` is None unless it lies in 0 to 1."""

    name: str
    value: float | None
    count: int | None = None

    @property
    def share(self) -> float | None:
        """The value if a bar can show it."""
        is_share = isinstance(self.value, float) and 0 <= self.value <= 1
        return self.value if is_share else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in two runs."""

    name: str
    before: Figure
    after: Figure

    @property
    def change(self) -> float | None:
        """By how much it grew; None where a run lacks it."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that came out differently in two runs."""

    before: dict[str, Any]
    after: dict[str, Any]
    change: float


def sections(report: Report) -> dict[str, list[Figure]]:
    """The figures of a report by section, those that are none left out."""
    counts = report.get("counts") or {}
    return {
        section: [
            Figure(name, value, counts.get(name))
            for name, value in report[section].items()
            if value is None or isinstance(value, int | float)
        ]
        for section in _SECTIONS
        if isinstance(report.get(section), dict) and report[section]
    }


def main_score(report: Report) -> str:
    """The score by which questions are sorted: nDCG, else the first that the report has."""
    names = [*(report.get("retrieval") or {}), *(report.get("answers") or {})]
    return next((name for name in _MAIN if name in names), names[0] if names else "")


def differences(before: Report, after: Report) -> list[Difference]:
    """Every figure that either run has."""
    old, new = _by_name(before), _by_name(after)
    names = list(dict.fromkeys([*old, *new]))
    none = Figure("", None)
    return [Difference(name, old.get(name, none), new.get(name, none)) for name in names]


def changed_questions(
    before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], score: str
) -> list[Changed]:
    """Questions of both runs with another score, status or verdict; largest change first."""
    old = {row["id"]: row for row in before}
    found = []
    for row in after:
        was = old.get(row["id"])
        if was is None:
            continue
        change = (row["scores"].get(score) or 0.0) - (was["scores"].get(score) or 0.0)
        both_asked = row.get("status") and was.get("status")
        other = any(row.get(name) != was.get(name) for name in ("status", "verdict"))
        if change or (both_asked and other):
            found.append(Changed(was, row, change))
    return sorted(found, key=lambda item: -abs(item.change))


def histogram(values: Sequence[float]) -> list[tuple[str, int]]:
    """How many values lie in each tenth of 0 to 1, with the tenth's name."""
    bins = [0] * _BINS
    for value in values:
        bins[min(int(value * _BINS), _BINS - 1) if value > 0 else 0] += 1
    return [(f"{i / _BINS:.1f} to {(i + 1) / _BINS:.1f}", number) for i, number in enumerate(bins)]


def _by_name(report: Report) -> dict[str, Figure]:
    return {
        f"{section}: {figure.name}": figure
        for section, figures in sections(report).items()
        for figure in figures
    }
