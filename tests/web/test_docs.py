"""docs/api.md says what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema

from qa.web.kinds import HTTP_KINDS, KINDS

DOCS = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_route_is_described_and_no_other(client):
    paths = client.get("/openapi.json").json["paths"]
    routes = {(method.upper(), path) for path, item in paths.items() for method in item}
    described = set(re.findall(r"^## (GET|POST|DELETE) (\S+)$", DOCS, re.M))
    assert described == routes


def test_every_kind_of_problem_is_listed_with_its_status():
    listed = set(re.findall(r"^\| (/problems/\S+) \| (\d+) \|", DOCS, re.M))
    kinds = [*KINDS.values(), *HTTP_KINDS.values()]
    assert listed == {(kind.path, str(kind.status)) for kind in kinds}


def test_the_examples_have_the_form_that_the_openapi_document_promises(client):
    document = client.get("/openapi.json").json
    for route, method, statuses in (
        ("/api/v1/ask", "post", ["200"]),
        ("/api/v1/summaries", "post", ["200"]),
        ("/api/v1/search", "get", ["200"]),
        ("/api/v1/articles", "get", ["200"]),
        ("/api/v1/articles", "post", ["201"]),
    ):
        operation = document["paths"][route][method]
        section = DOCS.split(f"## {method.upper()} {route}\n")[1].split("\n## ")[0]
        examples = re.findall(r"```json\n(.*?)```", section, re.S)
        assert examples
        for example in examples:
            for status in statuses:
                schema = operation["responses"][status]["content"]["application/json"]["schema"]
                jsonschema.Draft202012Validator(document | schema).validate(json.loads(example))


def test_the_posted_article_is_stored_as_the_docs_say(client):
    body = re.search(r"/articles -H .*?-d '(\{.*?\})'", DOCS, re.S)[1]
    response = client.post("/api/v1/articles", data=body, content_type="application/json")
    [article_id] = response.json["article_ids"]
    assert article_id in DOCS
