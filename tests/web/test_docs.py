"""docs/api.md says what the code does, and its examples run."""

from __future__ import annotations

import json
import re
import shlex
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

from qa.web import job_kinds
from qa.web.kinds import HTTP_KINDS, KINDS

DOCS = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
SERVER = "http://127.0.0.1:8000"
FERRY = {
    "title": "Ferry returns to service",
    "date": "2023-11-20",
    "source": "Harbour Post",
    "text": "The ferry returned to service on Monday, the operator said.",
}


def test_every_route_is_described_and_no_other(client):
    paths = client.get("/openapi.json").json["paths"]
    routes = {(method.upper(), path) for path, item in paths.items() for method in item}
    described = set(re.findall(r"^## (GET|POST|DELETE) (\S+)$", DOCS, re.M))
    assert described == routes


def test_every_kind_of_problem_is_listed_with_its_status():
    listed = set(re.findall(r"^\| (/problems/\S+) \| (\d+) \| (.+) \|$", DOCS, re.M))
    kinds = [*KINDS.values(), *HTTP_KINDS.values()]
    assert listed == {(kind.path, str(kind.status), kind.meaning) for kind in kinds}


def test_the_examples_have_the_form_that_the_openapi_document_promises(client):
    document = client.get("/openapi.json").json
    for route, method, statuses in (
        ("/api/v1/ask", "post", ["200"]),
        ("/api/v1/summaries", "post", ["200"]),
        ("/api/v1/search", "get", ["200"]),
        ("/api/v1/articles", "get", ["200"]),
        ("/api/v1/answers", "get", ["200"]),
    ):
        operation = document["paths"][route][method]
        section = DOCS.split(f"## {method.upper()} {route}\n")[1].split("\n## ")[0]
        examples = re.findall(r"```json\n(.*?)```", section, re.S)
        assert examples
        for example in examples:
            for status in statuses:
                schema = operation["responses"][status]["content"]["application/json"]["schema"]
                jsonschema.Draft202012Validator(document | schema).validate(json.loads(example))


def examples() -> Iterator[tuple[list[str], dict[str, Any] | None]]:
    """Each curl command of the page, with the JSON that is said to come of it."""
    found = re.finditer(r"```sh\n(curl .*?)```(?:\n\n```json\n(.*?)```)?", DOCS, re.S)
    for command in found:
        yield (
            shlex.split(command[1].replace("\\\n", " ")),
            json.loads(command[2]) if command[2] else None,
        )


def run(client: FlaskClient, words: list[str], folder: Path) -> Any:
    """What the server answers to a curl command."""
    method, headers, files, data, address = "", {}, [], None, ""
    rest = iter(words[1:])
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, value = next(rest).split(": ", 1)
            headers[name] = value
        elif word == "-F":
            name = next(rest).removeprefix("file=@")
            files.append((BytesIO((folder / name).read_bytes()), name))
        elif word == "-d":
            data = next(rest)
        elif word != "-N":
            address = word.removeprefix(SERVER)
    form = {"file": files} if files else data
    method = method or ("POST" if form else "GET")
    return client.open(address, method=method, headers=headers, data=form)


def within(said: Any, given: Any) -> bool:
    """Whether all that is said to be given is there, in its order."""
    if isinstance(said, dict) and isinstance(given, dict):
        return all(name in given and within(part, given[name]) for name, part in said.items())
    if isinstance(said, list) and isinstance(given, list):
        return not said or not given or within(said[0], given[0])
    return True


def renamed(word: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        word = word.replace(old, new)
    return word


def unfinished(client: FlaskClient) -> bool:
    states = ("queued", "running")
    return any(client.get(f"/api/v1/jobs?state={state}").json["items"] for state in states)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tram.txt").write_text("The tram returned to service on Tuesday.\n")
    (tmp_path / "empty.txt").write_text("")
    return tmp_path


def test_every_example_runs_and_gives_what_stands_below_it(client, folder):
    client.post("/api/v1/articles", json=FERRY)
    names: dict[str, str] = {}  # of the page's ids, those of this archive
    ran = 0
    for written, said in examples():
        words = [renamed(word, names) for word in written]
        response = run(client, words, folder)
        told = f"{' '.join(words)}: {response.get_data(as_text=True)[:300]}"
        promised = said["status"] if said and str(said.get("type")).startswith("/problems/") else 0
        # The job that an example cancels was over before the next command was typed.
        good = (promised,) if promised else (200, 201, 202, 204, 409 if "jobs" in told else 200)
        while response.status_code == 202 and unfinished(client):
            time.sleep(0.01)
        assert response.status_code in good, told
        ran += 1
        for stream in re.findall(r"^id: (\S+):1$", response.get_data(as_text=True), re.M):
            names["j-eEec0XfZNuudK-"] = stream
        if said is not None:
            assert within(said, response.json), told
            if "id" in said:
                names[said["id"]] = response.json["id"]
    assert ran == DOCS.count("```sh\ncurl ")


def test_the_posted_article_is_stored_as_the_docs_say(client):
    body = re.search(r"/articles -H .*?-d '(\{.*?\})'", DOCS, re.S)[1]
    response = client.post("/api/v1/articles", data=body, content_type="application/json")
    [article_id] = response.json["article_ids"]
    assert article_id in DOCS


def test_the_examples_of_the_openapi_document_run(client):
    client.post("/api/v1/articles", json=FERRY)
    document, ran = client.get("/openapi.json").json, 0
    for path, item in document["paths"].items():
        for method, operation in item.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            if "requestBody" in operation:
                schema = document | body["schema"]
                jsonschema.Draft202012Validator(schema).validate(body["example"])
                response = client.open(path, method=method.upper(), json=body["example"])
                assert response.status_code in (200, 201, 202), response.data
                assert str(response.status_code) in operation["responses"]
                ran += 1
    assert ran == 4


def test_the_docs_page_loads_nothing_from_elsewhere(client):
    page = client.get("/docs")
    assert page.status_code == 200
    sources = re.findall(r'(?:src|href)="([^"]+)"', page.get_data(as_text=True))
    assert sources
    for source in sources:
        assert source.startswith("/")
        with client.get(source) as file:
            assert file.status_code == 200
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert job_kinds.SAMPLE in DOCS
