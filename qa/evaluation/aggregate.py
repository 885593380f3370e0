"""Figures of a whole run: means of scores, abstention, citations, seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from qa.evaluation.asking import Row

Figures = dict[str, float | int | None]
RETRIEVAL = ("ndcg@10", "mrr@10", "recall@4", "recall@10", "recall@100", "recall@10+copies")


def mean_scores(rows: Iterable[Row]) -> tuple[dict[str, float], dict[str, int]]:
    """Mean of each score over the questions that have it, and how many those are."""
    values: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name, value in row.scores.items():
            values[name].append(value)
    means = {name: sum(scores) / len(scores) for name, scores in values.items()}
    return means, {name: len(scores) for name, scores in values.items()}


def abstention(rows: Sequence[Row]) -> Figures:
    """How well `not_found` tells questions without an answer from those with one.

    Counts the questions asked of which the set says whether they are answerable. An error is
    neither an abstention nor an answer, so it lowers whichever would have been right.

        precision              of the abstentions, those on unanswerable questions
        recall                 of the unanswerable questions, those abstained on
        f1                     harmonic mean of both
        false_abstention_rate  of the answerable questions, those abstained on
        balanced_accuracy      mean of recall and the share of answerable questions answered

    A figure whose denominator is 0 is None; f1 is 0 if nothing was rightly abstained on.
    """
    asked = [row for row in rows if row.asked and row.question.answerable is not None]
    unanswerable = [row for row in asked if not row.question.answerable]
    answerable = [row for row in asked if row.question.answerable]
    right = sum(row.abstained for row in unanswerable)
    wrong = sum(row.abstained for row in answerable)
    recall = ratio(right, len(unanswerable))
    answered = ratio(sum(row.answered for row in answerable), len(answerable))
    both = recall is not None and answered is not None
    return {
        "answerable": len(answerable),
        "unanswerable": len(unanswerable),
        "abstained": right + wrong,
        "precision": ratio(right, right + wrong),
        "recall": recall,
        "f1": ratio(2 * right, len(unanswerable) + right + wrong) if unanswerable else None,
        "false_abstention_rate": ratio(wrong, len(answerable)),
        "balanced_accuracy": ((recall or 0.0) + (answered or 0.0)) / 2 if both else None,
    }


def citations(rows: Sequence[Row]) -> Figures:
    """Citations of all answers; `verified` is the share whose quote stands where it says.

    `rejected_share` is of all sentences that an answerer proposed. `uncited_sentences` are shown
    with no citation, or with one that does not exist: to be 0.
    """
    answers = [row.answer for row in rows if row.answer is not None and row.answered]
    checked = sum(row.quotes_checked for row in rows)
    uncited = 0
    for answer in answers:
        numbers = {item.number for item in answer.citations}
        uncited += sum(
            not sentence.citations or not set(sentence.citations) <= numbers
            for sentence in answer.sentences
        )
    rejected = sum(len(row.answer.rejected) for row in rows if row.answer)
    shown = [sentence for answer in answers for sentence in answer.sentences]
    return {
        "count": checked,
        "verified": ratio(sum(row.quotes_verified for row in rows), checked),
        "mean": ratio(sum(len(answer.citations) for answer in answers), len(answers)),
        "repaired_sentences": sum(sentence.outcome == "repaired" for sentence in shown),
        "rejected_sentences": rejected,
        "rejected_share": ratio(rejected, rejected + len(shown)),
        "uncited_sentences": uncited,
    }


def timings(rows: Sequence[Row]) -> dict[str, Figures]:
    """p50, p95 (linear between neighbours) and mean, in ms, of searching and of asking."""
    figures: dict[str, Figures] = {}
    for name in ("search", "ask"):
        values = [row.timings_ms[name] for row in rows if name in row.timings_ms]
        if values:
            p50, p95 = np.percentile(values, [50, 95])
            figures[name] = {
                "p50": round(float(p50), 1),
                "p95": round(float(p95), 1),
                "mean": round(sum(values) / len(values), 1),
            }
    return figures


def ratio(part: float, whole: float) -> float | None:
    """Part of whole; None of nothing."""
    return part / whole if whole else None
