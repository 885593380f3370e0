"""Metrics, log lines and ids of requests."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

QUESTION = "Was Tehran informed in advance of the attack?"


def read(client) -> dict[tuple[str, ...], float]:
    """Each sample of /metrics, by its name and the values of its labels in order of their names."""
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    families = text_string_to_metric_families(answer.get_data(as_text=True))
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_questions_sentences_searches_and_requests_are_counted(client):
    client.post("/api/v1/ask", json={"question": QUESTION, "answerer": "extractive"})
    client.get("/api/v1/search?q=ferry")
    seen = read(client)
    asked = {key: value for key, value in seen.items() if key[0] == "dateline_questions_total"}
    [(key, value)] = asked.items()
    assert key[1:3] == ("extractive", "ask")
    assert value == 1
    assert seen["dateline_http_requests_total", "POST", "/api/v1/ask", "200"] == 1
    assert seen["dateline_http_request_seconds_count", "POST", "/api/v1/ask"] == 1
    assert seen["dateline_sentences_total", "verified"] >= 1
    assert seen["dateline_search_seconds_count",] == 2
    assert [value for key, value in seen.items() if key[0] == "dateline_embedding_seconds_count"]


def test_the_archive_is_looked_at_when_asked(client, service):
    before = read(client)
    assert before["dateline_articles",] == service.health()["articles"]
    assert before["dateline_index_lag_changes", "lexical"] == 0
    assert before["dateline_index_lag_changes", "dense"] == 0
    assert before["dateline_passages_without_vector", "refused"] == 0
    client.post("/api/v1/articles", json={"title": "Buoy", "text": "The buoy was moored again."})
    assert read(client)["dateline_articles",] == before["dateline_articles",] + 1


def test_addresses_and_methods_make_no_series_of_their_own(client):
    for number in range(20):
        client.get(f"/nothing/{number}")
        client.open(f"/odd/{number}", method=f"ODD{number}")
        client.get(f"/articles/{number}")
    series = [key for key in read(client) if key[0] == "dateline_http_requests_total"]
    assert len(series) <= 4


def test_failures_are_counted_as_such(client):
    client.post("/api/v1/ask", json={"question": QUESTION, "answerer": "llm"})
    assert read(client)["dateline_questions_total", "nobody", "ask", "ConfigError"] == 1


def test_a_stream_is_counted_when_it_is_over(client):
    asked = {"question": QUESTION, "answerer": "extractive"}
    answer = client.post("/api/v1/ask", json=asked, headers={"Accept": "text/event-stream"})
    key = ("dateline_http_requests_total", "POST", "/api/v1/ask", "200")
    assert key not in read(client)
    answer.get_data()
    answer.close()
    assert read(client)[key] == 1


def test_a_request_is_logged_without_the_words_of_its_question(client, caplog):
    with caplog.at_level(logging.INFO, logger="qa.requests"):
        client.get(
            "/", query_string={"question": "Who saw the zeppelin?"}, headers={"X-Request-ID": "r1"}
        )
        client.post("/api/v1/ask", json={"question": "Who saw the zeppelin?"})
    first, second = (record for record in caplog.records if record.name == "qa.requests")
    assert first.request_id == "r1"
    assert (first.method, first.path, first.route) == ("GET", "/", "/")
    assert first.status in (200, 303)
    assert first.ms > 0
    assert second.request_id not in ("r1", None, "")
    assert "zeppelin" not in str([vars(record) for record in caplog.records])


def test_a_refused_request_is_logged_too(client, caplog):
    with caplog.at_level(logging.INFO, logger="qa.requests"):
        client.get("/healthz", headers={"Host": "evil.example"})
    assert [record.status for record in caplog.records] == [421]


@pytest.mark.parametrize("path", ["/", "/api/v1/articles", "/nope", "/healthz"])
def test_every_response_has_an_id(client, path):
    assert client.get(path, headers={"X-Request-ID": "a.b-c"}).headers["X-Request-ID"] == "a.b-c"
    one, other = (client.get(path).headers["X-Request-ID"] for _ in range(2))
    assert one != other
    odd = client.get(path, headers={"X-Request-ID": "<script>"}).headers["X-Request-ID"]
    assert "script" not in odd


def test_every_metric_is_on_the_page_about_them_and_no_other(client):
    page = (Path(__file__).parents[2] / "docs" / "operation.md").read_text("utf-8")
    section = page.split("## Metrics")[1].split("\n## ")[0]
    families = text_string_to_metric_families(client.get("/metrics").get_data(as_text=True))
    known = {
        family.name + {"counter": "_total"}.get(family.type, "")
        for family in families
        if family.name.startswith("dateline")
    }
    assert set(re.findall(r"`(dateline_[a-z_]+)`", section)) == known
