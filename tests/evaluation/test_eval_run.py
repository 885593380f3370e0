"""A whole run over a small set, with a service in memory."""

import dataclasses
import json

import pytest

from qa.errors import InvalidInput, ReadError
from qa.evaluation import evaluate
from qa.evaluation.archive import archive_dir
from qa.evaluation.dataset import load_dataset
from qa.runs import Runs


@pytest.fixture
def run(config, service, small_set):
    """Evaluates a set with the service in memory."""

    def open_in_memory(own):
        own.data_dir.mkdir(parents=True, exist_ok=True)
        return service

    def run(directory=small_set, **options):
        return evaluate(config, directory, opener=open_in_memory, **options)

    return run


def read_rows(report):
    text = report.rows_file.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def test_report_of_the_small_set(run):
    found = run().as_json()
    assert (found["dataset"], found["questions"], found["asked"], found["errors"]) == (
        "small",
        3,
        3,
        0,
    )
    # q1 finds d1, one of two (its copy d2 is in the hit); q2 finds d3, the only one
    assert found["retrieval"]["recall@10"] == (1 / 2 + 1) / 2
    assert found["retrieval"]["recall@10+copies"] == 1
    assert found["retrieval"]["mrr@10"] == 1
    # q1 shows "Jordan", q2 never "snow"; q1's must_quote d2 is a copy of the quoted d1
    assert found["answers"]["answer_recall@quotes"] == 1 / 2
    assert found["answers"]["must_quote"] == 1
    assert found["abstention"]["balanced_accuracy"] == 1
    assert found["citations"]["verified"] == 1
    assert found["citations"]["rejected_sentences"] == 2
    assert found["counts"]["ndcg@10"] == 2
    assert found["by_type"]["none"] == {"questions": 1, "abstained": 1}
    assert found["answered_by"] == {"extractive": 3}
    assert set(found["timings_ms"]) == {"search", "ask"}
    assert found["corpus"]["articles"] == 3
    assert found["config"]["embedder"] == "minilm"
    json.dumps(found)


def test_whoever_wants_is_told_how_far_it_is_and_may_end_it(run):
    told = []
    run(told=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]

    class Enough(Exception):
        pass

    def enough(done, total):
        raise Enough

    with pytest.raises(Enough):
        run(told=enough)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_report_and_rows_are_kept_in_the_data_folder(run, config, tmp_path, elsewhere):
    report = run(rows=tmp_path / "mine.jsonl" if elsewhere else None)
    [kept] = Runs(config.data_dir).all()
    assert kept.report == json.loads(json.dumps(report.as_json()))
    assert Runs(config.data_dir).rows(kept.name) == read_rows(report)
    assert (tmp_path / "mine.jsonl").exists() == elsewhere


def test_rows_hold_each_question(run, tmp_path):
    report = run(rows=tmp_path / "deep" / "rows.jsonl")
    rows = read_rows(report)
    assert report.rows_file == tmp_path / "deep" / "rows.jsonl"
    assert [row["id"] for row in rows] == ["q1", "q2", "q3"]
    assert rows[0]["retrieved"] == ["d1"]
    assert rows[0]["quotes"] == ["The vote was 120 to 14. Jordan put it forward."]
    assert rows[2]["status"] == "not_found"


def test_rows_go_under_the_data_folder_by_default(run, config):
    first, second = run().rows_file, run().rows_file
    assert first.parent == second.parent == config.data_dir / "evaluations"
    assert first != second


def test_a_corpus_is_ingested_once(run, service):
    run()
    run()
    assert service.ingested == 1


def test_a_run_that_broke_off_while_ingesting_is_taken_up_again(run, service, config, small_set):
    run()
    (archive_dir(config, load_dataset(small_set)) / "evaluation.json").write_text("{")
    run()
    assert service.ingested == 2


def test_another_corpus_embedder_or_passage_size_is_another_archive(config, small_set, make_set):
    small = load_dataset(small_set)
    other = load_dataset(make_set(corpus=[{"_id": "d1", "text": "Other."}]))
    configs = [config] + [
        dataclasses.replace(config, **change)
        for change in ({"embedder": "openai:x"}, {"passage_chars": 300})
    ]
    places = {archive_dir(item, small) for item in configs} | {archive_dir(config, other)}
    assert len(places) == 4
    assert archive_dir(dataclasses.replace(config, llm_model="x"), small) in places


def test_quotes_are_checked_against_the_stored_article(run, service):
    service.shift = 1
    assert run().as_json()["citations"]["verified"] == 0


def test_errors_are_recorded_counted_and_do_not_stop_the_run(run, service):
    service.broken = True
    report = run()
    figures = report.as_json()
    assert report.errors == figures["errors"] == 3
    assert "no connection" in read_rows(report)[0]["error"]
    assert figures["retrieval"]["mrr@10"] == 1
    assert figures["answers"]["answer_recall@quotes"] == 0
    assert figures["abstention"]["recall"] == 0
    assert "questions that failed (their rows say why): 3" in report.table()


def test_retrieval_only_asks_nothing(run, service):
    service.broken = True
    figures = run(retrieval_only=True).as_json()
    assert (figures["asked"], figures["errors"], figures["answers"]) == (0, 0, {})


def test_a_set_with_nothing_to_judge_answers_by_is_not_asked_unless_forced(run, make_set):
    rows = [{"_id": "q1", "text": "vote", "answers": [], "answerable": True}]
    folder = make_set(queries=rows, qrels="q1\td1\t1\n")
    assert run(folder).as_json()["asked"] == 0
    forced = run(folder, retrieval_only=False).as_json()
    assert forced["asked"] == 1
    assert forced["answers"] == {}
    assert forced["citations"]["verified"] == 1
    assert forced["abstention"]["false_abstention_rate"] == 0


def test_summaries_are_asked_for_as_such(run, make_set):
    rows = [
        {"_id": "q-d3", "text": "Summarise.", "answers": ["storm port"], "type": "summary-single"},
        {"_id": "s2", "text": "Summarise.", "answers": ["x"], "type": "summary", "doc_ids": ["d9"]},
    ]
    report = run(make_set(queries=rows, qrels=None))
    good, bad = read_rows(report)
    assert good["quotes"] == ["A storm closed the port. Ships waited."]
    assert good["scores"]["token_recall@quotes"] == 1
    assert "d9" in bad["error"]


def test_as_of_reaches_the_service(run, service, make_set):
    rows = [{"_id": "q1", "text": "vote", "answers": ["120"], "as_of": "2023-11-16"}]
    run(make_set(queries=rows, qrels="q1\td1\t1\n"))
    assert {str(item.as_of) for item in service.filters} == {"2023-11-16"}


def test_judged_articles_that_the_corpus_lacks_are_counted(run, make_set):
    report = run(make_set(qrels="q1\td1\t1\nq1\td77\t1\n"))
    assert report.as_json()["corpus"]["missing"] == 1
    assert "articles that the qrels name and the corpus lacks: 1" in report.table()


def test_a_corpus_without_an_article_is_refused(run, make_set):
    with pytest.raises(ReadError, match="no readable article"):
        run(make_set(corpus=[]))


def test_halves_make_up_the_whole(run, make_set):
    rows = [{"_id": f"q{n}", "text": "vote", "answers": ["120"]} for n in range(20)]
    folder = make_set(queries=rows, qrels=None)
    parts = [run(folder, half=half) for half in ("tune", "held-out")]
    assert sum(part.as_json()["questions"] for part in parts) == 20
    assert "(tune half)" in parts[0].table()
    assert run(folder, limit=3).as_json()["questions"] == 3


def test_nothing_to_measure_is_said(run, make_set):
    with pytest.raises(InvalidInput, match="no question is left"):
        run(make_set(qrels=None), retrieval_only=True)


def test_rows_that_cannot_be_written_are_named(run, tmp_path):
    with pytest.raises(InvalidInput, match="rows cannot be written"):
        run(rows=tmp_path)


def test_more_passages_are_asked_for_only_if_one_article_fills_the_first_search(run, service):
    run(retrieval_only=True)
    assert service.searches == [250, 250]  # q1, q2: fewer hits than asked for, there are no more
    service.hits_per_article = 400
    figures = run(retrieval_only=True).as_json()
    assert service.searches[2:] == [250, 1000, 250, 1000]
    assert figures["retrieval"]["recall@10"] == (1 / 2 + 1) / 2


def test_progress_goes_to_stderr_and_only_if_wanted(run, capsys):
    run()
    assert capsys.readouterr() == ("", "")
    run(progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "3/3" in err
