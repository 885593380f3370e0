"""What stands before the app while its archive opens, and once it stops."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from werkzeug.test import Client

from qa.web.gate import Gate


def app() -> Flask:
    made = Flask("behind")
    made.add_url_rule("/<path:_path>", "any", lambda _path: "in")
    return made


@pytest.fixture
def gate() -> Gate:
    return Gate()


def test_a_process_that_opens_its_archive_lives_and_is_not_ready(gate):
    client = Client(gate)
    assert client.get("/healthz").json == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"
    assert answer.json["type"] == "/problems/not-ready"
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_people_get_a_page_that_loads_itself_again(gate):
    answer = Client(gate).get("/readyz", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert int(answer.headers["Refresh"]) > 0
    assert "being opened" in answer.text


def test_who_comes_early_is_let_in_when_it_opens(gate):
    answers = []
    early = threading.Thread(target=lambda: answers.append(Client(gate).get("/api")))
    early.start()
    gate.open(app())
    early.join()
    assert [answer.text for answer in answers] == ["in"]


def test_only_some_wait_and_the_others_are_told_at_once():
    gate = Gate(patience_s=60.0)
    waiting = [
        threading.Thread(target=Client(gate).get, args=("/api",)) for _ in range(Gate.PLACES)
    ]
    for thread in waiting:
        thread.start()
    while gate.waiting < Gate.PLACES:
        threading.Event().wait(0.01)
    assert Client(gate).get("/api").status_code == 503
    gate.open(app())
    for thread in waiting:
        thread.join()


def test_patience_ends():
    assert Client(Gate(patience_s=0.01)).get("/api").status_code == 503


def test_a_server_that_stops_lives_and_lets_nobody_in(gate):
    gate.open(app())
    client = Client(gate)
    assert client.get("/api").text == "in"
    gate.stop()
    for path in ("/api", "/readyz"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "stopping" in answer.json["detail"]
    assert client.get("/healthz").text == "in"


def test_a_stop_lets_go_of_those_who_wait():
    gate = Gate(patience_s=60.0)
    answers = []
    early = threading.Thread(target=lambda: answers.append(Client(gate).get("/api").status_code))
    early.start()
    gate.stop()
    early.join()
    assert answers == [503]


@pytest.mark.parametrize(
    ("method", "path", "done"),
    [
        ("GET", "/api/v1/search", False),
        ("POST", "/api/v1/ask", False),
        ("POST", "/api/v1/summaries", False),
        ("POST", "/api/v1/articles", True),
        ("DELETE", "/api/v1/articles/1", True),
    ],
)
def test_questions_of_those_who_have_gone_are_not_worked_on(gate, method, path, done):
    asked = []
    behind = app()
    behind.before_request(lambda: asked.append(path))
    gate.open(behind)
    for gone in (True, False):
        environ = {"waitress.client_disconnected": lambda gone=gone: gone}
        Client(gate).open(path, method=method, environ_overrides=environ)
        assert len(asked) == (done if gone else 1 + done)


def test_what_the_gate_says_has_a_name(gate):
    answer = Client(gate).get("/readyz", headers={"X-Request-ID": "mine-1"})
    assert answer.headers["X-Request-ID"] == answer.json["request_id"] == "mine-1"
    assert Client(gate).get("/healthz", headers={"X-Request-ID": "a b"}).headers[
        "X-Request-ID"
    ] not in ("", "a b")
