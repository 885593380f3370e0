"""Each command on the sample archive: what is printed where, and the exit status."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from fakes.contract import (
    ANSWER_KEYS,
    ARTICLE_KEYS,
    CITATION_KEYS,
    EVAL_KEYS,
    HIT_KEYS,
    RETRIEVAL_KEYS,
    SENTENCE_KEYS,
)
from fakes.openai_server import Failure, FakeOpenAI

QUESTION = "Did Iran know of the Oct 7 attack in advance?"


# --- ask ----------------------------------------------------------------------------------------


def test_ask_prints_one_answer_as_json(dateline, archive: Path) -> None:
    done = dateline("ask", QUESTION, "--data-dir", archive, "--json")
    assert (done.status, done.err) == (0, "")
    assert done.json.keys() >= ANSWER_KEYS
    assert done.json["citations"]
    for citation in done.json["citations"]:
        assert citation.keys() >= CITATION_KEYS
    for sentence in done.json["sentences"]:
        assert sentence.keys() >= SENTENCE_KEYS


def test_ask_prints_text_with_its_quotes(dateline, archive: Path) -> None:
    done = dateline("--data-dir", archive, "ask", QUESTION)
    assert done.status == 0
    assert done.out.startswith(QUESTION)
    assert "[1]" in done.out
    assert "“" in done.out
    assert "Answered by: extractive, auto: no language model is configured." in done.out
    assert "\x1b" not in done.out


def test_not_found_is_an_answer_too(dateline, archive: Path) -> None:
    done = dateline("--data-dir", archive, "--json", "ask", "Who won the 2022 World Cup?")
    assert (done.status, done.json["status"]) == (0, "not_found")
    done = dateline("--data-dir", archive, "ask", "Who won the 2022 World Cup?")
    assert "The archive does not say." in done.out


def test_filters_and_as_of_are_applied(dateline, archive: Path) -> None:
    done = dateline(
        "ask", QUESTION, "--data-dir", archive, "--json", "--as-of", "2023-10-20",
        "--from", "2023-10-01", "--answerer", "extractive",
    )  # fmt: skip
    assert done.json["as_of"] == "2023-10-20"
    assert done.json["answered_by"]["note"] is None
    days = [citation["published"][:10] for citation in done.json["citations"]]
    assert all("2023-10-01" <= day <= "2023-10-20" for day in days)
    source = "Harbour Dispatch"
    found = dateline("search", "Gaza", "--data-dir", archive, "--json", "--source", source)
    assert {hit["source"] for hit in found.json["hits"]} == {source}


# --- search, summarise --------------------------------------------------------------------------


def test_search_prints_hits(dateline, archive: Path) -> None:
    done = dateline("search", "Khamenei Haniyeh", "-k", "3", "--data-dir", archive, "--json")
    assert (done.status, done.err) == (0, "")
    assert done.json.keys() >= {"query", "hits", "timings_ms"}
    assert len(done.json["hits"]) == 3
    for hit in done.json["hits"]:
        assert hit.keys() >= HIT_KEYS
    text = dateline("search", "Khamenei Haniyeh", "-k", "3", "--data-dir", archive)
    assert done.json["hits"][0]["title"] in text.out
    nothing = dateline("search", "ferry", "--data-dir", archive, "--to", "1999-01-01")
    assert (nothing.status, nothing.out) == (0, "Nothing found.\n")


@pytest.mark.parametrize("word", ["summarise", "summarize"])
def test_summaries_of_a_topic(dateline, archive: Path, word: str) -> None:
    done = dateline(word, "--about", "death toll in Gaza", "--data-dir", archive, "--json")
    assert done.status == 0
    assert done.json.keys() >= ANSWER_KEYS - {"question", "verdict"}
    assert done.json["citations"]


def test_summaries_of_articles(dateline, archive: Path) -> None:
    listed = dateline("articles", "--limit", "2", "--data-dir", archive, "--json").json
    ids = [item["id"] for item in listed["items"]]
    done = dateline("summarise", *ids, "--data-dir", archive, "--json")
    assert {c["article_id"] for c in done.json["citations"]} <= set(ids)
    text = dateline("summarise", ids[0], "--data-dir", archive)
    assert text.status == 0
    assert "[1]" in text.out


# --- articles -----------------------------------------------------------------------------------


def test_articles_are_listed_page_by_page(dateline, archive: Path) -> None:
    seen: list[str] = []
    cursor: list[str] = []
    while True:
        done = dateline("articles", "list", "--data-dir", archive, "--json", "--limit", 20, *cursor)
        assert done.status == 0
        assert done.json.keys() >= {"items", "next_cursor"}
        seen += [item["id"] for item in done.json["items"]]
        if done.json["next_cursor"] is None:
            break
        cursor = ["--cursor", done.json["next_cursor"]]
    assert len(seen) == len(set(seen)) == done.json["total"]


def test_options_of_a_list_may_stand_before_or_behind_the_word(dateline, archive: Path) -> None:
    for order in (["--limit", "1", "list"], ["list", "--limit", "1"], ["--limit", "1"]):
        done = dateline("articles", *order, "--data-dir", archive, "--json")
        assert len(done.json["items"]) == 1, order
    source = ["--source", "Harbour Dispatch"]
    for order in ([*source, "list"], ["list", *source], source):
        done = dateline("articles", *order, "--data-dir", archive, "--json")
        assert {item["source"] for item in done.json["items"]} == {"Harbour Dispatch"}, order


def test_an_article_is_shown(dateline, archive: Path) -> None:
    (item,) = dateline("articles", "--limit", 1, "--data-dir", archive, "--json").json["items"]
    done = dateline("articles", "show", item["id"], "--data-dir", archive, "--json")
    assert done.json.keys() >= ARTICLE_KEYS
    assert done.json["text"] == item["text"]
    assert item["text"] in dateline("articles", "show", item["id"], "--data-dir", archive).out


def test_an_article_is_deleted_once(dateline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry is back.", encoding="utf-8")
    added = dateline("ingest", tmp_path / "a.txt", "--data-dir", tmp_path / "d", "--json").json
    (one,) = added["article_ids"]
    done = dateline("articles", "delete", one, "--data-dir", tmp_path / "d", "--json")
    assert (done.status, done.json) == (0, {"deleted": [one]})
    again = dateline("articles", "delete", one, "--data-dir", tmp_path / "d")
    assert (again.status, again.out) == (1, "")
    assert one in again.err
    assert "`dateline articles` lists them" in again.err


# --- ingest -------------------------------------------------------------------------------------


def test_ingest_reports_and_does_nothing_the_second_time(dateline, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl.gz"
    lines = [{"id": n, "title": f"Ferry {n}", "text": f"Ferry {n} sails."} for n in (1, 2)]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    first = dateline("ingest", path, "--data-dir", tmp_path / "d", "--json")
    assert (first.status, first.err) == (0, "")
    counts = {name: first.json[name] for name in ("new", "updated", "unchanged", "failed")}
    assert counts == {"new": 2, "updated": 0, "unchanged": 0, "failed": []}
    second = dateline("ingest", path, "--data-dir", tmp_path / "d")
    assert second.status == 0
    assert second.out.startswith("new 0, updated 0, unchanged 2, failed 0; 0 passages in ")


def test_what_cannot_be_read_is_named_and_the_status_is_1(dateline, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad\x1b[2J\nname.txt").write_bytes(b"")
    inputs = [tmp_path / "away.txt", tmp_path / "empty", tmp_path / "bad\x1b[2J\nname.txt"]
    done = dateline("ingest", *inputs, "--data-dir", tmp_path / "d")
    assert done.status == 1
    assert "failed 3" in done.out
    lines = done.err.splitlines()
    assert [line.startswith("failed: ") for line in lines] == [True, True, True]
    assert "away.txt: there is no such file" in lines[0]
    assert "empty: the folder holds no files" in lines[1]
    assert "\x1b" not in done.err


# --- config, doctor, rebuild --------------------------------------------------------------------


def test_config_shows_settings_and_masks_the_key(dateline, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    (tmp_path / "dateline.toml").write_text("port = 4321\n", encoding="utf-8")
    done = dateline("config", "--json", "--data-dir", "x")
    assert done.status == 0
    assert done.json["port"] | {"meaning": ""} == {
        "value": 4321, "from": "dateline.toml", "meaning": "",
    }  # fmt: skip
    assert done.json["llm_api_key"]["value"] == "********"
    assert done.json["llm_api_key"]["from"] == "OPENAI_API_KEY"
    assert done.json["data_dir"]["from"] == "command line"
    text = dateline("config")
    assert "sk-very-secret" not in done.out + text.out
    assert "port" in text.out


def test_doctor_and_rebuild(dateline, archive: Path) -> None:
    done = dateline("doctor", "--data-dir", archive, "--json")
    assert (done.status, done.json["ok"]) == (0, True)
    assert all(check.keys() == {"name", "ok", "detail", "remedy"} for check in done.json["checks"])
    assert dateline("doctor", "--no-repair", "--data-dir", archive).out.count("ok  ") == 5
    rebuilt = dateline("rebuild", "--data-dir", archive)
    assert (rebuilt.status, rebuilt.err) == (0, "")
    assert "rebuilt: " in rebuilt.out
    assert dateline("doctor", "--data-dir", archive).status == 0


def test_a_doctor_who_finds_a_fault_says_1(dateline, archive: Path, monkeypatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DATELINE_LLM_MAX_RETRIES", "0")
    done = dateline("doctor", "--data-dir", archive)
    assert done.status == 1
    assert "FAIL  language model: http://127.0.0.1:9/v1 cannot be reached" in done.out


# --- eval ---------------------------------------------------------------------------------------


@pytest.fixture
def small_set(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    corpus = [
        {"_id": "d1", "title": "Vote", "text": "The vote was 120 to 14. Jordan put it forward."},
        {"_id": "d2", "title": "Storm", "text": "A storm closed the port. Ships waited."},
    ]
    query = {
        "_id": "q1",
        "text": "What was the vote?",
        "answers": ["120 to 14"],
        "answerable": True,
    }
    for name, rows in (("corpus", corpus), ("queries", [query])):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    for split in ("test", "dev"):
        qrels = "query-id\tcorpus-id\tscore\nq1\td1\t1\n"
        (folder / "qrels" / f"{split}.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_eval_prints_the_figures_and_names_the_rows(dateline, small_set: Path, tmp_path) -> None:
    done = dateline("eval", small_set, "--json", "--data-dir", tmp_path / "d", "--split", "dev")
    assert done.status == 0, done.err
    assert done.json.keys() >= EVAL_KEYS
    assert done.json["retrieval"].keys() >= RETRIEVAL_KEYS
    assert done.json["retrieval"]["ndcg@10"] == 1.0
    assert done.json["asked"] == 1
    (line,) = done.err.splitlines()
    rows = Path(line.removeprefix("rows: "))
    assert len(rows.read_text("utf-8").splitlines()) == 1
    table = dateline(
        "eval", small_set, "--data-dir", tmp_path / "d", "--split", "test", "--retrieval-only",
        "--rows", tmp_path / "rows.jsonl",
    )  # fmt: skip
    assert table.status == 0
    assert "ndcg@10" in table.out
    assert "answered by" not in table.out
    assert (tmp_path / "rows.jsonl").exists()


def test_eval_with_errors_says_1(dateline, small_set: Path, tmp_path, monkeypatch) -> None:
    with FakeOpenAI(default=Failure(401, "no")) as server:
        monkeypatch.setenv("DATELINE_LLM_BASE_URL", server.base_url)
        monkeypatch.setenv("DATELINE_LLM_MODEL", "fake-model")
        done = dateline(
            "eval", small_set, "--data-dir", tmp_path / "d", "--answerer", "llm", "--json"
        )
    assert (done.status, done.json["errors"]) == (1, 1)


def test_a_models_failure_cannot_command_the_terminal(dateline, archive: Path, monkeypatch) -> None:
    with FakeOpenAI(default=Failure(400, "no\x1b[2J\x07 \u202eway")) as server:
        monkeypatch.setenv("DATELINE_LLM_BASE_URL", server.base_url)
        monkeypatch.setenv("DATELINE_LLM_MODEL", "fake-model")
        done = dateline("ask", QUESTION, "--data-dir", archive, "--answerer", "llm", "--fresh")
    assert done.status == 1
    assert "no\ufffd[2J\ufffd \ufffdway" in done.err


def test_eval_of_no_set_is_wrong_usage(dateline, tmp_path: Path) -> None:
    done = dateline("eval", tmp_path / "away", "--data-dir", tmp_path / "d")
    assert done.status in (1, 2)
    assert done.out == ""
    assert "away" in done.err
