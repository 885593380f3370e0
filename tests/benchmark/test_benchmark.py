"""The benchmark's sections give what the tables, the ratios and the plots are made of."""

import json
from pathlib import Path
from typing import Any

import pytest
from fakes import commands

from qa.benchmark import corpora, embedding, ingesting, measuring, peers, plots, queries
from qa.benchmark.made_up import PASSAGES, MadeUp, MadeUpVectors
from qa.benchmark.run import Plan, ratios, run
from qa.benchmark.table import table
from qa.errors import BenchmarkError
from vectorstore.splitting import split_passages

MACHINE = {"cpus": 2}


def times(p50: float, less: float, cpu: float) -> dict[str, Any]:
    own = {"p50_ms": less, "p95_ms": 2 * less, "cpu_p50_ms": cpu}
    return {"p50_ms": p50, "p95_ms": 2 * p50, "without_embedding": own}


def archive(passages: int, factor: float) -> dict[str, Any]:
    filtered = times(30 * factor, 8 * factor, 3 * factor)
    alone = times(20 * factor, 4 * factor, 2 * factor)
    return {"passages": passages, "alone": alone, "filter 1%": filtered, "rss_mb": 300}


def peer(factor: float) -> dict[str, Any]:
    figures = {"articles_per_s": 8.0, "p50_ms": 20.0, "p95_ms": 30.0, "rss_mb": 400}
    return {name: value * factor for name, value in figures.items()} | {"ndcg@10": 0.7}


FOUND = {
    "embedding": {"times_faster": 8.5},
    "ingest": {"ingest_to_embedding": 1.1, "ingest_to_embedding_cpu": 1.1},
    "queries": [archive(1_000, 1), archive(100_000, 1.5)],
    "peers": {"dateline": peer(1), "langchain": peer(2), "txtai": {"left_out": "not installed: x"}},
}


def test_the_same_seed_makes_the_same_archive() -> None:
    one, other = MadeUp(5), MadeUp(5)
    assert list(one.articles()) == list(other.articles())
    assert one.questions(3) == other.questions(3)
    assert MadeUp(5, seed=14).article(0) != one.article(0)
    assert {len(split_passages(article, 800)) for article in one.articles()} == {PASSAGES}
    text = one.article(0).text
    assert (MadeUpVectors().embed([text]) == MadeUpVectors().embed([text])).all()


def test_ratios_are_of_figures_of_one_run() -> None:
    found = ratios(FOUND)
    assert found["embedding: times Chroma's function"] == 8.5
    assert found["search CPU without embedding: 100,000 over 1,000 passages"] == 1.5
    assert found["filter 1% over unfiltered p50, 100,000 passages"] == 1.5
    assert found["filter 1% over unfiltered p50 without embedding"] == 2.0
    assert found["articles_per_s: dateline over langchain"] == 0.5
    assert not [name for name in found if "txtai" in name]


def test_the_table_names_what_was_left_out() -> None:
    shown = table({"ratios": ratios(FOUND), **FOUND, "machine": MACHINE})
    assert shown.startswith("Ratios within this run")
    assert "not installed: x" in shown
    assert "100,000" in shown


def test_percentiles_are_those_of_the_sorted_times() -> None:
    assert measuring.percentiles([i / 1_000 for i in range(100)]) == {"p50_ms": 50, "p95_ms": 95}


def test_searches_are_measured_on_an_archive_that_is_kept(tmp_path: Path) -> None:
    found = queries.measure(str(tmp_path), 40, questions=2)
    assert found["passages"] == 40
    assert found["alone"]["p50_ms"] >= found["alone"]["without_embedding"]["p50_ms"] > 0
    assert {"filter 1%", "filter 20%", "filter 50%", "8 threads", "fill_s"} <= found.keys()
    assert "fill_s" not in queries.measure(str(tmp_path), 40, questions=1)


def test_embedding_and_ingesting_are_measured_on_the_sample() -> None:
    found = embedding.measure(count=2, rounds=1)
    assert found["passages"] == 2
    assert found["times_faster"] > 0
    found = ingesting.measure(count=3, rounds=1)
    assert found["articles"] == 3
    assert found["ingest_to_embedding"] > 0


def test_a_retriever_is_measured_on_questions_whose_articles_it_has() -> None:
    whole = len(corpora.drafts(corpora.dataset(None), 1_000))
    found = peers.measure("dateline", count=whole, questions=5)
    assert (found["articles"], found["questions"]) == (whole, 5)
    assert found["ndcg@10"] > 0.9
    assert peers.measure("dateline", count=1)["ndcg@10"] is None


def test_a_section_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"The section ingest"):
        run(Plan(sections=["ingest"], folder=tmp_path), lambda _: None)


def test_plots_are_drawn(tmp_path: Path) -> None:
    drawn = plots.draw(FOUND, tmp_path / "plots")
    assert drawn
    for path in drawn:
        assert path.read_bytes().startswith(b"\x89PNG")


def test_the_command_prints_one_document() -> None:
    done = commands.run("bench", "peers", "--articles", "1", "--questions", "1", "--json")
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["peers"]["dateline"]["articles"] == 1
    for wrong in (["speed"], ["queries", "--sizes", "1e3"], ["peers", "--articles", "0"]):
        assert commands.run("bench", *wrong).returncode == 2
