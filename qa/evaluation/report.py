"""The report of a run: JSON, a table for people, and the gate that holds its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.evaluation.aggregate import (
    RETRIEVAL,
    abstention,
    citations,
    mean_scores,
    timings,
)
from qa.evaluation.asking import Row

_SECTIONS = ("retrieval", "answers", "abstention", "citations")


@dataclass(frozen=True, slots=True)
class EvalReport:
    """Figures of a run; `figures` is the JSON of `dateline eval --json`.

    Attributes:
        errors: questions that failed; the command ends with 1 if there are any.
        rows_file: where the rows of single questions were written.
        unread: lines of the corpus that could not be read; the command names them and ends with 1.
    """

    figures: dict[str, Any]
    errors: int
    rows_file: Path
    unread: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The report as one JSON object; shares between 0 and 1, None where nothing counts."""
        return self.figures

    def table(self) -> str:
        """The report as plain text: a line a figure, with the number of questions behind it."""
        figures = self.figures
        head = f"{figures['dataset']}: {figures['questions']} questions"
        lines = [head + (f" ({figures['half']} half)" if figures["half"] != "all" else "")]
        for section in _SECTIONS:
            lines += _section(section, figures[section], figures["counts"])
        if figures["timings_ms"]:
            lines += ["", f"{'ms':<32}{'p50':>10}{'p95':>10}{'mean':>10}"]
            lines += [
                f"  {name:<30}{row['p50']:>10.1f}{row['p95']:>10.1f}{row['mean']:>10.1f}"
                for name, row in figures["timings_ms"].items()
            ]
        lines += ["", *_remarks(figures)]
        return "\n".join(lines).rstrip() + "\n"


def make_report(
    rows: Sequence[Row], about: Mapping[str, Any], rows_file: Path, unread: tuple[str, ...] = ()
) -> EvalReport:
    """Put the figures together.

    Args:
        rows: one a question.
        about: members known before the run: dataset, half, corpus, config, version, date.
        rows_file: where the rows were written.
        unread: lines of the corpus that could not be read, with the reason.
    """
    means, counts = mean_scores(rows)
    asked = [row for row in rows if row.asked]
    errors = sum(row.error is not None for row in rows)
    figures = {
        "dataset": about["dataset"],
        "questions": len(rows),
        "asked": len(asked),
        "errors": errors,
        "retrieval": {name: means[name] for name in RETRIEVAL if name in means},
        "answers": {name: value for name, value in means.items() if name not in RETRIEVAL},
        "abstention": abstention(rows) if asked else {},
        "citations": citations(rows) if asked else {},
        "timings_ms": timings(rows),
        "counts": counts,
        "by_type": _by_type(rows),
        "answered_by": _answered_by(asked),
        **{name: value for name, value in about.items() if name != "dataset"},
    }
    return EvalReport(figures, errors, rows_file, unread)


def check_floors(report: Mapping[str, Any], floors: Mapping[str, float | str]) -> list[str]:
    """What a report falls short of; an empty list if it holds.

    Args:
        report: a report's JSON.
        floors: least values by dotted name, "retrieval.ndcg@10"; a string must be met exactly,
            which pins "corpus.sha256". A name that ends in " at most" is a ceiling, for the
            figures where less is better.

    Returns:
        One sentence for each figure that is missing, None, below its floor or not as pinned.
    """
    failures = []
    for name, wanted in floors.items():
        ceiling = name.endswith(" at most")
        value = _lookup(report, name.removesuffix(" at most"))
        if isinstance(wanted, str):
            held = value == wanted
        elif not isinstance(value, int | float):
            held = False
        else:
            held = value <= wanted if ceiling else value >= wanted
        if not held:
            failures.append(f"{name}: wanted {wanted}, found {value}.")
    return failures


def _lookup(report: Mapping[str, Any], name: str) -> Any:
    value: Any = report
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _by_type(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Means of scores and the share abstained on, for each type; nothing for a single type."""
    types: dict[str, list[Row]] = {}
    for row in rows:
        types.setdefault(row.question.kind or "", []).append(row)
    if len(types) < 2:
        return {}
    return {
        kind: {
            "questions": len(group),
            "abstained": sum(row.abstained for row in group),
            **mean_scores(group)[0],
        }
        for kind, group in sorted(types.items())
    }


def _answered_by(rows: Sequence[Row]) -> dict[str, int]:
    """How many answers each answerer gave: "extractive", "llm some-model"."""
    numbers: dict[str, int] = {}
    for row in rows:
        if row.answer:
            by = row.answer.answered_by
            name = f"{by.kind} {by.model or ''}".strip()
            numbers[name] = numbers.get(name, 0) + 1
    return numbers


def _section(
    title: str, figures: Mapping[str, float | int | None], counts: Mapping[str, int]
) -> Iterator[str]:
    if not figures:
        return
    yield ""
    yield f"{title:<32}{'value':>10}" + (f"{'n':>10}" if counts.keys() & figures.keys() else "")
    for name, value in figures.items():
        number = f"{counts[name]:>10}" if name in counts else ""
        yield f"  {name:<30}{_cell(value)}{number}"


def _cell(value: float | None) -> str:
    if value is None:
        return f"{'-':>10}"
    return f"{value:>10}" if isinstance(value, int) else f"{value:>10.3f}"


def _remarks(figures: Mapping[str, Any]) -> Iterator[str]:
    by = ", ".join(f"{name} ({number})" for name, number in figures["answered_by"].items())
    config, corpus = figures["config"], figures["corpus"]
    if by:
        yield f"answered by: {by}"
    yield f"embedder: {config['embedder']}, passages of {config['passage_chars']} characters"
    yield f"corpus: {corpus['articles']} articles, sha256 {corpus['sha256'][:12]}"
    if corpus["failed"]:
        yield f"articles that could not be read: {corpus['failed']}"
    if corpus["missing"]:
        yield f"articles that the qrels name and the corpus lacks: {corpus['missing']}"
    if figures["errors"]:
        yield f"questions that failed (their rows say why): {figures['errors']}"
