"""The REST contract of reading, asking and searching."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

QUESTION = "Was Tehran informed in advance of the attack?"
ANSWER = set(
    "id question status verdict text sentences citations rejected answered_by as_of timings_ms "
    "usage".split()
)


def ask(client: FlaskClient, **body: Any) -> Any:
    return client.post("/api/v1/ask", json={"question": QUESTION} | body)


def events(body: str) -> list[tuple[str, Any]]:
    """Names and data of server-sent events, read as a browser would."""
    found = []
    for block in body.strip().split("\n\n"):
        if block.startswith(":"):
            continue
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_an_answer_has_the_members_of_the_contract_and_quotes_stored_text(client):
    answer = ask(client).json
    assert answer.keys() >= ANSWER
    assert answer["citations"]
    for citation in answer["citations"]:
        text = client.get(f"/api/v1/articles/{citation['article_id']}").json["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_is_found_again_by_its_id(client):
    answer = ask(client).json
    assert client.get(f"/api/v1/answers/{answer['id']}").json == answer


def test_members_come_in_the_order_of_the_contract_and_unescaped(client):
    body = ask(client, question="Wie viele Fähren?").get_data(as_text=True)
    assert body.startswith('{"id":')
    assert "Fähren" in body


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"source": "Harbour Post"}, {"Harbour Post"}),
        ({"source": ["The Lowland Courier", "None Such"]}, {"The Lowland Courier"}),
        ({"to": "2023-11-15"}, {"Harbour Post"}),
        ({"from": "2023-11-16"}, {"The Lowland Courier"}),
        ({"as_of": "2023-11-15"}, {"Harbour Post"}),
        ({"as_of": "2020-01-01"}, set()),
    ],
)
def test_filters_hold_for_questions(client, bounds, found):
    cited = {citation["source"] for citation in ask(client, **bounds).json["citations"]}
    assert cited <= found
    query = {"q": QUESTION} | bounds
    hits = client.get("/api/v1/search", query_string=query).json["hits"]
    assert {hit["source"] for hit in hits} >= found
    assert bool(hits) == bool(found)


def test_search_gives_passages_with_offsets_and_ranks(client):
    found = client.get("/api/v1/search?q=Tehran+informed&k=1&source=Harbour+Post&source=X").json
    assert found.keys() == {"query", "hits", "timings_ms"}
    [hit] = found["hits"]
    text = client.get(f"/api/v1/articles/{hit['article_id']}").json["text"]
    assert text[hit["start"] : hit["end"]] == hit["text"]
    assert hit["source"] == "Harbour Post"


def test_the_library_is_paged_by_cursor(client):
    seen, cursor = [], None
    while True:
        page = client.get("/api/v1/articles", query_string={"limit": 3, "cursor": cursor}).json
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 4


def test_the_library_is_filtered(client):
    page = client.get("/api/v1/articles?from=2023-11-16&to=2023-11-19").json
    assert [item["title"] for item in page["items"]] == ["Report denied"]


def test_summaries_of_articles_and_of_a_topic(client, find):
    chosen = client.post("/api/v1/summaries", json={"article_ids": [find("ferry")["id"]]}).json
    topic = client.post("/api/v1/summaries", json={"about": "the ferry"}).json
    for summary in (chosen, topic):
        assert any("ferry" in citation["quote"] for citation in summary["citations"])
        assert client.get(f"/api/v1/answers/{summary['id']}").json == summary


def test_an_article_is_deleted_once(client, find):
    path = f"/api/v1/articles/{find('ferry')['id']}"
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.delete(path).json["type"] == "/problems/article-not-found"


def test_events_are_sentences_then_the_answer(client):
    response = client.post(
        "/api/v1/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}
    )
    assert response.mimetype == "text/event-stream"
    found = events(response.get_data(as_text=True))
    name, answer = found[-1]
    assert name == "answer"
    sentences = [data for name, data in found if name == "sentence"]
    assert [data["sentence"] for data in sentences] == answer["sentences"]
    for data in sentences:
        numbers = [citation["number"] for citation in data["citations"]]
        assert numbers == data["sentence"]["citations"]
    assert [data for name, data in found if name == "rejected"] == answer["rejected"]


def test_probes(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json["ready"] is True


def test_the_openapi_document_describes_every_route_and_what_it_gives(client, app, find):
    document = client.get("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }
    assert routes | {"/healthz", "/readyz"} == set(document["paths"])
    given = {
        "AnswerJSON": ask(client).json,
        "SearchJSON": client.get("/api/v1/search?q=Tehran").json,
        "ArticlesJSON": client.get("/api/v1/articles").json,
        "ArticleJSON": find("ferry"),
        "Problem": client.get("/api/v1/articles/none").json,
        "IngestJSON": client.post("/api/v1/articles", json={"text": "The tram is back."}).json,
    }
    for name, instance in given.items():
        schema = document | {"$ref": f"#/components/schemas/{name}"}
        jsonschema.Draft202012Validator(schema).validate(instance)


def test_no_reference_of_the_openapi_document_is_broken(client):
    document = client.get("/openapi.json").json
    names = {part.split('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:]}
    assert names <= document["components"]["schemas"].keys()
    assert "<br/>" not in json.dumps(document)
