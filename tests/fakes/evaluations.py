"""Two kept evaluation runs, with the members that `dateline eval` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qa.runs import evaluations_dir


def keep_runs(data_dir: Path, named: str = "news & <b>more</b>") -> tuple[str, str]:
    """Write two runs of the same three questions; their names, the earlier first."""
    for number, scores in enumerate(([0.0, 0.5, 1.0], [1.0, 0.5, 0.25])):
        keep_run(data_dir, f"run-{number}", report(named, number, scores), rows(scores, named))
    return "run-0", "run-1"


def keep_run(data_dir: Path, name: str, kept: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    folder = evaluations_dir(data_dir)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(kept), "utf-8")
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / f"{name}.jsonl").write_text(text, "utf-8")


def report(dataset: str, number: int, scores: list[float]) -> dict[str, Any]:
    mean = sum(scores) / len(scores)
    return {
        "dataset": dataset,
        "questions": len(scores),
        "asked": len(scores),
        "errors": 0,
        "retrieval": {"ndcg@10": mean, "mrr@10": mean},
        "answers": {"short_correct": None},
        "abstention": {"abstained": 1, "precision": 0.5},
        "citations": {"verified": 1.0},
        "timings_ms": {"search": {"p50": 3.0, "p95": 9.0, "mean": 4.5}},
        "counts": {"ndcg@10": len(scores)},
        "by_type": {dataset: {"questions": 2, "abstained": 1, "ndcg@10": mean}},
        "answered_by": {"extractive": len(scores)},
        "half": "all",
        "questions_sha256": "abc",
        "version": "0.1.0",
        "date": f"2026-01-0{number + 1}T10:00:00+00:00",
    }


def rows(scores: list[float], text: str) -> list[dict[str, Any]]:
    return [
        {
            "id": f"q{number}",
            "text": f"{text} {number}?",
            "type": text,
            "answerable": True,
            "gold": [text],
            "retrieved": [text],
            "scores": {"ndcg@10": score},
            "status": "answered" if score else "not_found",
            "verdict": None,
            "answer": text,
            "quotes": [text],
            "quotes_verified": 1,
            "rejected": [],
            "error": None,
            "timings_ms": {"search": 3.0},
        }
        for number, score in enumerate(scores)
    ]
