"""The table that people read, and the gate that holds the figures."""

from pathlib import Path

from qa.evaluation import EvalReport, check_floors

FIGURES = {
    "dataset": "small",
    "questions": 3,
    "half": "tune",
    "errors": 0,
    "retrieval": {"ndcg@10": 0.5},
    "answers": {},
    "abstention": {"abstained": 2, "precision": None},
    "citations": {},
    "timings_ms": {"search": {"p50": 1.0, "p95": 20.04, "mean": 3.0}},
    "counts": {"ndcg@10": 2},
    "answered_by": {"extractive": 3},
    "config": {"embedder": "minilm", "passage_chars": 800},
    "corpus": {"sha256": "0123456789abcdef", "articles": 3, "failed": 1, "missing": 0},
}

TABLE = """\
small: 3 questions (tune half)

retrieval                            value         n
  ndcg@10                            0.500         2

abstention                           value
  abstained                              2
  precision                              -

ms                                     p50       p95      mean
  search                               1.0      20.0       3.0

answered by: extractive (3)
embedder: minilm, passages of 800 characters
corpus: 3 articles, sha256 0123456789ab
articles that could not be read: 1
"""


def test_the_whole_table():
    assert EvalReport(FIGURES, 0, Path("rows.jsonl")).table() == TABLE


def test_floors_that_hold():
    floors = {"retrieval.ndcg@10": 0.5, "timings_ms.search.p95 at most": 21, "questions": 3}
    assert check_floors(FIGURES, floors) == []


def test_floors_that_do_not_hold_are_named():
    floors = {
        "retrieval.ndcg@10": 0.51,
        "retrieval.mrr@10": 0.1,
        "abstention.precision": 0.0,
        "timings_ms.search.p95 at most": 20,
        "corpus.sha256": "ffff",
        "dataset.name": 1,
    }
    assert check_floors(FIGURES, floors) == [
        "retrieval.ndcg@10: wanted 0.51, found 0.5.",
        "retrieval.mrr@10: wanted 0.1, found None.",
        "abstention.precision: wanted 0.0, found None.",
        "timings_ms.search.p95 at most: wanted 20, found 20.04.",
        "corpus.sha256: wanted ffff, found 0123456789abcdef.",
        "dataset.name: wanted 1, found None.",
    ]


def test_a_pinned_digest_that_holds():
    assert check_floors(FIGURES, {"corpus.sha256": "0123456789abcdef"}) == []
