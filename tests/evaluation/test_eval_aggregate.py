"""Figures of a run, from rows made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answers import Answer, AnsweredBy, Citation, Rejected, Sentence
from qa.evaluation.aggregate import abstention, citations, mean_scores, timings
from qa.evaluation.asking import Row
from qa.evaluation.dataset import Question

BY = AnsweredBy("extractive")


def row(answerable, status):
    """A row whose answer has this status; "error" for a question that failed."""
    answer = None if status == "error" else Answer("a", "?", status, "", BY)
    return Row(Question("q", "?", answerable=answerable), answer=answer, asked=True)


def test_abstention_by_hand():
    rows = [
        *[row(False, "not_found")] * 3,  # right
        row(False, "answered"),
        *[row(True, "not_found")] * 1,  # wrong
        *[row(True, "answered")] * 2,
        row(True, "disputed"),
        row(None, "not_found"),  # the set does not say: does not count
    ]
    assert abstention(rows) == {
        "answerable": 4,
        "unanswerable": 4,
        "abstained": 4,
        "precision": 3 / 4,
        "recall": 3 / 4,
        "f1": 3 / 4,
        "false_abstention_rate": 1 / 4,
        "balanced_accuracy": 3 / 4,
    }


def test_an_error_is_neither_abstention_nor_answer():
    found = abstention([row(False, "error"), row(True, "error")])
    assert found["abstained"] == 0
    assert found["recall"] == found["balanced_accuracy"] == found["false_abstention_rate"] == 0
    assert found["precision"] is None


def test_a_set_of_answerable_questions_only_has_no_recall():
    found = abstention([row(True, "not_found"), row(True, "answered")])
    assert found["false_abstention_rate"] == 1 / 2
    assert found["recall"] is found["f1"] is found["balanced_accuracy"] is None


statuses = st.sampled_from(["answered", "disputed", "not_found", "error"])


@given(st.lists(st.builds(row, st.sampled_from([True, False, None]), statuses)))
def test_abstention_shares_lie_between_0_and_1(rows):
    found = abstention(rows)
    shares = [found[name] for name in list(found)[3:] if found[name] is not None]
    assert all(0 <= value <= 1 for value in shares)


@given(st.lists(st.booleans(), min_size=1))
def test_perfect_abstention_scores_1(answerable):
    rows = [row(value, "answered" if value else "not_found") for value in answerable]
    found = abstention(rows)
    assert found["recall"] == (None if all(answerable) else 1)
    assert found["precision"] == (None if all(answerable) else 1)
    if any(answerable) and not all(answerable):
        assert found["balanced_accuracy"] == 1


def test_means_are_over_the_questions_that_have_the_score():
    rows = [Row(Question("a", "?"), scores={"x": 1.0, "y": 0.5}), Row(Question("b", "?"))]
    rows.append(Row(Question("c", "?"), scores={"x": 0.0}))
    assert mean_scores(rows) == ({"x": 0.5, "y": 0.5}, {"x": 2, "y": 1})


def test_citations_by_hand():
    cited = Citation(1, "d1", "T", None, None, None, "quote", 0, 5)
    good, dangling = Sentence("s", (1,), outcome="repaired"), Sentence("s", (7,))
    answer = Answer(
        "a",
        "?",
        "answered",
        "s",
        BY,
        sentences=(good, Sentence("s", ()), dangling),
        citations=(cited,),
        rejected=(Rejected("r", "no quote"),) * 2,
    )
    rows = [
        Row(Question("q", "?"), answer=answer, quotes_checked=1, quotes_verified=1),
        Row(Question("r", "?"), answer=answer, quotes_checked=1, quotes_verified=0),
        row(False, "not_found"),
    ]
    assert citations(rows) == {
        "count": 2,
        "verified": 0.5,
        "mean": 1,
        "repaired_sentences": 2,
        "rejected_sentences": 4,
        "rejected_share": 0.4,
        "uncited_sentences": 4,
    }
    assert citations([row(False, "not_found")])["verified"] is None


def test_timings_by_hand():
    rows = [Row(Question("q", "?"), timings_ms={"search": float(n)}) for n in range(101)]
    assert timings(rows) == {"search": {"p50": 50.0, "p95": 95.0, "mean": 50.0}}
    assert timings([]) == {}


def test_means_equal_those_of_ir_measures_over_all_queries():
    """One query at a time or all at once: a query without result is a zero either way."""
    import ir_measures
    from ir_measures import nDCG

    from qa.evaluation.measures import retrieval_scores

    qrels = {"a": {"d1": 1, "d2": 1}, "b": {"d1": 1}}
    rankings = {"a": ["d3", "d1"], "b": []}
    rows = [
        Row(Question(name, "?"), scores=retrieval_scores(rankings[name], [], grades))
        for name, grades in qrels.items()
    ]
    run = {name: {d: -float(n) for n, d in enumerate(found)} for name, found in rankings.items()}
    expected = ir_measures.calc_aggregate([nDCG @ 10], qrels, run)[nDCG @ 10]
    assert mean_scores(rows)[0]["ndcg@10"] == pytest.approx(expected)
