"""Each measure against arithmetic done by hand, and against what must hold for any input."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.evaluation.dataset import Question
from qa.evaluation.measures import (
    Shown,
    answer_scores,
    contains,
    normalise,
    retrieval_scores,
    token_f1,
    token_recall,
)

words = st.lists(st.sampled_from(["oil", "port", "3,559", "the", "Reuters’", "—", "vote"])).map(
    " ".join
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The  3,559 People.", "3559 people"),
        ("“Baseless”, they said—no.", "baseless they said no"),
        ("2010–12 and 2010-12", "201012 and 201012"),
        ("A theatre, an anthem", "theatre anthem"),
        ("£200m + 5%", "£200m 5"),
        ("The!", ""),
        ("a\u0301gora", "ágora"),
    ],
)
def test_normalise(text, expected):
    assert normalise(text) == expected


def test_contains_looks_for_whole_tokens_in_their_order():
    assert contains("He said no.", "No")
    assert not contains("Nobody knows.", "no")
    assert contains("in the city of Broken Bow, Nebraska", "Broken Bow")
    assert not contains("Bow, Broken", "Broken Bow")
    assert not contains("the", "the")


def test_token_f1_by_hand():
    # text: big oil port (3); gold: oil port closed down (4); common 2
    # precision 2/3, recall 2/4, F1 = 2 * (2/3 * 1/2) / (2/3 + 1/2) = 4/7
    assert token_f1("The big oil port", "oil port closed down") == pytest.approx(4 / 7)
    assert token_recall("The big oil port", "oil port closed down") == pytest.approx(1 / 2)
    # repeats: text oil oil (2), gold oil (1), common 1: F1 = 2 * 1 / 3
    assert token_f1("oil oil", "oil") == pytest.approx(2 / 3)
    assert token_f1("", "oil") == token_f1("oil", "") == token_f1("", "") == 0


def test_retrieval_by_hand():
    ranking = ["x1", "d1", "x2", "x3", "x4", "d2"]
    found = retrieval_scores(ranking, ranking, {"d1": 1, "d2": 1})
    dcg = 1 / math.log2(3) + 1 / math.log2(7)
    ideal = 1 / math.log2(2) + 1 / math.log2(3)
    assert found["ndcg@10"] == pytest.approx(dcg / ideal)
    assert found["mrr@10"] == pytest.approx(1 / 2)
    assert found["recall@4"] == pytest.approx(1 / 2)
    assert found["recall@10"] == found["recall@100"] == 1


def test_mrr_stops_at_ten_and_recall_does_not():
    ranking = [f"x{n}" for n in range(10)] + ["d1"]
    found = retrieval_scores(ranking, ranking, {"d1": 1})
    assert (found["mrr@10"], found["ndcg@10"], found["recall@10"]) == (0, 0, 0)
    assert found["recall@100"] == 1


def test_a_query_with_no_result_scores_zero():
    assert set(retrieval_scores([], [], {"d1": 1}).values()) == {0}


def test_copies_count_apart():
    found = retrieval_scores(["d1"], ["d1", "d2"], {"d1": 1, "d2": 1})
    assert found["recall@10"] == 1 / 2
    assert found["recall@10+copies"] == 1


def test_answer_scores_by_hand():
    question = Question("q", "Who?", answers=("Ann Lee", "Miss Lee"), answerable=True)
    shown = Shown(text="It was Bob. [1] Then Ann Lee. [2]", quotes=("It was Bob.", "Then Ann Lee."))
    assert answer_scores(question, shown) == {
        "answer_recall@quotes": 1,
        "answer_recall@quote1": 0,
        "answer_recall@quotes3": 1,
        "answer_recall@text": 1,
        "all_answers@quotes": 0,
        # text: it was bob then ann lee (6, the numbers in brackets gone); gold 2, common 2
        "token_f1@text": pytest.approx(2 * 2 / 8),
        "token_f1@quotes": pytest.approx(2 * 2 / 8),
        "token_recall@quotes": 1,
    }


def test_a_gold_answer_does_not_stand_across_two_quotes():
    question = Question("q", "Who?", answers=("Ann Lee",))
    scores = answer_scores(question, Shown(quotes=("Ann", "Lee")))
    assert scores["answer_recall@quotes"] == 0
    assert scores["token_recall@quotes"] == 1


def test_wrong_answers():
    question = Question("q", "How many?", answers=("5", "7"), wrong_answers=("9",))
    clean = answer_scores(question, Shown(text="5, 7", quotes=("5 dead", "7 dead")))
    mixed = answer_scores(question, Shown(text="5, 7, 9", quotes=("5 dead", "7 dead", "9 dead")))
    assert clean["all_answers_no_wrong@quotes"] == 1
    assert clean["wrong_answers@quotes"] == clean["wrong_answers@text"] == 0
    assert mixed["all_answers_no_wrong@quotes"] == 0
    assert mixed["wrong_answers@quotes"] == mixed["wrong_answers@text"] == 1


def test_what_is_wrong_is_worse_as_a_fact_than_as_disputed():
    question = Question("q", "How many?", answers=("5",), wrong_answers=("9",))
    quotes = ("5 dead", "9 dead")
    fact = answer_scores(question, Shown(quotes=quotes))
    disputed = answer_scores(question, Shown(quotes=quotes, disputed=True))
    right = answer_scores(question, Shown(quotes=quotes[:1]))
    shares = [scores["wrong_as_fact@quotes"] for scores in (fact, disputed, right)]
    assert shares == [1, 0, 0]


def test_a_short_answer_is_scored_only_where_there_is_one():
    question = Question("q", "Who?", answers=("Ann Lee",))
    shown = answer_scores(question, Shown(quotes=("Ann Lee did.",), short="Ann"))
    assert shown["token_f1@short"] == pytest.approx(2 / 3)
    assert "token_f1@short" not in answer_scores(question, Shown(quotes=("Ann Lee did.",)))


def test_sharing_of_wrong_answers_is_not_asked_where_there_are_none():
    scores = answer_scores(Question("q", "?", answers=("5",), wrong_answers=()), Shown())
    assert "wrong_answers@quotes" not in scores
    assert scores["all_answers_no_wrong@quotes"] == 0


def test_yes_and_no_are_scored_as_a_verdict_and_not_sought_in_quotes():
    question = Question("q", "Did it?", answers=("Yes",), answerable=True)
    assert answer_scores(question, Shown(verdict="yes")) == {"verdict_accuracy": 1}
    assert answer_scores(question, Shown(verdict="no")) == {"verdict_accuracy": 0}


def test_verdict_of_the_set_goes_before_the_one_read_from_its_answers():
    question = Question("q", "Did it?", answers=("No",), verdict="disputed")
    assert answer_scores(question, Shown(verdict="disputed")) == {"verdict_accuracy": 1}


def test_must_quote_is_the_share_of_the_articles_quoted():
    question = Question("q", "Did it?", must_quote=("d1", "d2"))
    assert answer_scores(question, Shown(articles=frozenset({"d2", "d9"}))) == {"must_quote": 0.5}


def test_an_unanswerable_question_has_no_answer_scores():
    question = Question("q", "Who?", answers=("Insufficient information",), answerable=False)
    assert answer_scores(question, Shown(text="Insufficient information")) == {}


def test_nothing_shown_scores_zero_and_does_not_vanish():
    scores = answer_scores(Question("q", "Who?", answers=("Ann",)), Shown())
    assert len(scores) == 8
    assert set(scores.values()) == {0}


@given(st.lists(words, min_size=1), st.lists(words), st.lists(words), words)
def test_answer_scores_lie_between_0_and_1(golds, wrong, quotes, text):
    question = Question("q", "?", tuple(golds), wrong_answers=tuple(wrong), must_quote=("d1",))
    scores = answer_scores(question, Shown("yes", text, tuple(quotes), frozenset({"d1"})))
    assert all(0 <= value <= 1 for value in scores.values())


@given(words.filter(normalise))
def test_the_gold_answer_itself_scores_1(gold):
    scores = answer_scores(Question("q", "?", (gold,)), Shown(text=gold, quotes=(gold,)))
    assert set(scores.values()) == {1}


@given(words, words)
def test_f1_is_symmetric_and_recall_its_upper_half(text, gold):
    assert token_f1(text, gold) == token_f1(gold, text)
    assert contains(text, gold) <= (token_recall(text, gold) == 1)


@given(st.text())
def test_normalise_is_idempotent(text):
    once = normalise(text)
    assert normalise(once) == once


@settings(deadline=None)  # the first call imports ir_measures
@given(st.permutations([f"d{n}" for n in range(12)]), st.sets(st.integers(0, 11), min_size=1))
def test_retrieval_scores_lie_between_0_and_1_and_grow_with_depth(ranking, relevant):
    grades = {f"d{n}": 1 for n in relevant}
    found = retrieval_scores(ranking, ranking, grades)
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in found.values())
    assert found["recall@4"] <= found["recall@10"] <= found["recall@100"] == 1


@settings(deadline=None)  # the first call imports ir_measures
@given(st.integers(1, 10))
def test_a_perfect_ranking_scores_1(number):
    ranking = [f"d{n}" for n in range(number)]
    found = retrieval_scores(ranking, ranking, dict.fromkeys(ranking, 1))
    assert found["ndcg@10"] == pytest.approx(1)
    assert found["mrr@10"] == found["recall@10"] == found["recall@10+copies"] == 1
