"""Reading a set: what is taken, and what is refused by name, line and reason."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import InvalidInput, ReadError
from qa.evaluation.dataset import Question, choose, half_of, load_dataset


def test_reads_questions_judgements_and_corpus(small_set):
    found = load_dataset(small_set)
    assert found.name == "small"
    assert found.corpus == small_set / "corpus.jsonl"
    assert found.qrels == {"q1": {"d1": 1, "d2": 1}, "q2": {"d3": 1}}
    assert found.questions[0] == Question(
        "q1", "vote Jordan", ("Jordan",), answerable=True, kind="factoid", must_quote=("d2",)
    )


def test_reads_every_optional_member(make_set):
    row = {
        "_id": "q9",
        "text": "?",
        "answers": ["a", "a", " "],
        "wrong_answers": [],
        "verdict": "disputed",
        "doc_ids": ["d1"],
        "as_of": "2023-11-16",
        "other": 1,
    }
    found = load_dataset(make_set(queries=[row], qrels=None)).questions[0]
    assert found == Question(
        "q9",
        "?",
        ("a",),
        wrong_answers=(),
        verdict="disputed",
        article_ids=("d1",),
        as_of=date(2023, 11, 16),
    )


def test_the_sample_archive_is_a_set_with_a_folder_of_articles(small_set):
    (small_set / "corpus.jsonl").unlink()
    (small_set / "articles").mkdir()
    (small_set / "articles" / "d1.md").write_text("Text.", encoding="utf-8")
    first = load_dataset(small_set)
    (small_set / "articles" / "d1.md").rename(small_set / "articles" / "d9.md")
    assert first.corpus == small_set / "articles"
    assert load_dataset(small_set).corpus_sha256 != first.corpus_sha256


def test_digest_hangs_on_content_and_not_on_place(make_set, small_set):
    here, there = load_dataset(make_set()), load_dataset(small_set)
    assert here.corpus_sha256 == there.corpus_sha256
    assert here.questions_sha256 == there.questions_sha256
    changed = load_dataset(make_set(corpus=[{"_id": "d1", "text": "Other."}]))
    assert changed.corpus_sha256 != here.corpus_sha256
    assert changed.questions_sha256 == here.questions_sha256


def test_qrels_may_be_missing(make_set):
    assert load_dataset(make_set(qrels=None)).qrels == {}


def test_qrels_take_a_missing_header_a_bom_and_windows_lines(make_set):
    folder = make_set()
    for text in ("q1\td1\t2\n", "\ufeffquery-id\tcorpus-id\tscore\r\nq1\td1\t2\r\n\r\n"):
        (folder / "qrels" / "test.tsv").write_bytes(text.encode())
        assert load_dataset(folder).qrels == {"q1": {"d1": 2}}


def test_grades_of_zero_are_not_relevant(make_set):
    assert load_dataset(make_set(qrels="q1\td1\t0\nq2\td3\t1\n")).qrels == {"q2": {"d3": 1}}


def test_split_is_test_else_the_only_one_else_named(small_set):
    test = small_set / "qrels" / "test.tsv"
    (small_set / "qrels" / "dev.tsv").write_text("q2\td3\t1\n", encoding="utf-8")
    assert "q1" in load_dataset(small_set).qrels
    assert list(load_dataset(small_set, "dev").qrels) == ["q2"]
    with pytest.raises(InvalidInput, match=r"no split 'train'.*dev, test"):
        load_dataset(small_set, "train")
    test.rename(test.with_name("train.tsv"))
    with pytest.raises(InvalidInput, match="several splits: dev, train"):
        load_dataset(small_set)
    test.with_name("train.tsv").unlink()
    assert list(load_dataset(small_set).qrels) == ["q2"]


def test_a_split_of_a_set_without_qrels_is_refused(make_set):
    with pytest.raises(InvalidInput, match=r"no split 'dev'.*no qrels at all"):
        load_dataset(make_set(qrels=None), "dev")


def test_questions_of_other_splits_are_left_out(make_set):
    rows = [{"_id": "q1", "text": "a"}, {"_id": "q2", "text": "b"}]
    found = load_dataset(make_set(queries=rows, qrels="q2\td1\t1\n"))
    assert [item.id for item in found.questions] == ["q2"]


def test_no_such_folder(tmp_path):
    with pytest.raises(InvalidInput, match="nowhere: there is no such folder"):
        load_dataset(tmp_path / "nowhere")


def test_no_corpus_and_no_queries(small_set):
    (small_set / "corpus.jsonl").rename(small_set / "other.jsonl")
    (small_set / "articles").mkdir()  # empty: no corpus either
    with pytest.raises(InvalidInput, match="holds no corpus"):
        load_dataset(small_set)
    (small_set / "other.jsonl").rename(small_set / "corpus.jsonl")
    (small_set / "queries.jsonl").unlink()
    with pytest.raises(InvalidInput, match=r"holds no queries\.jsonl"):
        load_dataset(small_set)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"_id": "q2", ', "not a question"),
        (b'["q2"]', "not a JSON object"),
        (b'{"_id": "q2"}', "'text' is missing"),
        (b'{"_id": 2, "text": "a"}', "'_id' is missing"),
        (b'{"_id": "q2", "text": "caf\xe9"}', "utf-8"),
        (b'{"_id": "q2", "text": "a", "answers": "b"}', "'answers' is not a list"),
        (b'{"_id": "q2", "text": "a", "answerable": "no"}', "'answerable' cannot be 'no'"),
        (b'{"_id": "q2", "text": "a", "verdict": "maybe"}', "'verdict' cannot be 'maybe'"),
        (b'{"_id": "q2", "text": "a", "as_of": "yesterday"}', "yesterday"),
        (b'{"_id": "q1", "text": "a"}', "earlier line"),
    ],
)
def test_a_broken_question_is_named_by_its_line(make_set, line, reason):
    folder = make_set(qrels=None)
    (folder / "queries.jsonl").write_bytes(b'{"_id": "q1", "text": "a"}\n\n' + line + b"\n")
    with pytest.raises(ReadError, match=rf"queries\.jsonl:3: .*{reason}"):
        load_dataset(folder)


def test_no_question_at_all(make_set):
    with pytest.raises(ReadError, match="holds no question"):
        load_dataset(make_set(queries=[]))


@pytest.mark.parametrize("line", ["q1 d1 1", "q1\td1\thigh", "q1\td1"])
def test_a_broken_judgement_is_named_by_its_line(make_set, line):
    with pytest.raises(ReadError, match=r"test\.tsv:2: not a relevance judgement"):
        load_dataset(make_set(qrels=f"q1\td1\t1\n{line}\n"))


def test_judgements_of_unknown_questions_are_refused(make_set):
    with pytest.raises(ReadError, match=r"test\.tsv:1: .*no question 'q77'"):
        load_dataset(make_set(qrels="q77\td1\t1\n"))


ids = st.lists(st.text(min_size=1), unique=True)


@given(ids)
def test_halves_share_nothing_and_leave_nothing_out(names):
    questions = [Question(name, "?") for name in names]
    tune, held_out = choose(questions, "tune"), choose(questions, "held-out")
    assert not set(tune) & set(held_out)
    assert set(tune) | set(held_out) == set(questions)


@given(ids, st.integers(1, 5))
def test_a_limit_takes_a_sample_that_grows_and_keeps_order(names, limit):
    questions = [Question(name, "?") for name in names]
    fewer, more = choose(questions, limit=limit), choose(questions, limit=limit + 1)
    assert len(fewer) == min(limit, len(questions))
    assert set(fewer) <= set(more)
    assert list(more) == [item for item in questions if item in more]


def test_halves_are_the_same_on_every_machine():
    held_out = [n for n in range(1, 20) if half_of(f"q{n:02}") == "held-out"]
    assert held_out == [1, 2, 3, 4, 5, 6, 9, 11, 15, 19]


@pytest.mark.parametrize("arguments", [{"half": "quarter"}, {"limit": 0}])
def test_unusable_choices_are_refused(arguments):
    with pytest.raises(InvalidInput):
        choose([Question("q", "?")], **arguments)


def test_json_lines_may_hold_any_text(make_set):
    rows = [{"_id": "é", "text": "line\u2028separator"}]
    folder = make_set(qrels=None)
    line = json.dumps(rows[0], ensure_ascii=False)
    (folder / "queries.jsonl").write_text(line, encoding="utf-8")
    assert load_dataset(folder).questions[0].text == "line\u2028separator"
