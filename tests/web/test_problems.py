"""Every failure is a problem: one shape, a stable type, a sentence, the field at fault."""

from __future__ import annotations

import html
import json
import logging

import pytest
from flask import Flask

from qa import errors
from qa.web import create_app
from qa.web.kinds import HTTP_KINDS, KINDS


class Failing:
    """A service of which every call fails with one error."""

    def __init__(self, service, error):
        self.config, self._error = service.config, error

    def __getattr__(self, name):
        def fail(*args, **kwargs):
            raise self._error

        def fail_later(*args, **kwargs):
            yield None
            raise self._error

        return fail_later if name in ("asking", "summarising") else fail


def check(response, status, field=None):
    body = response.json
    assert response.status_code == status == body["status"]
    assert response.mimetype == "application/problem+json"
    assert body.get("field") == field
    assert body["type"].startswith("/problems/")
    assert body["title"]
    assert body["detail"].endswith((".", ")"))
    return body


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 422, "question"),
        ({"question": None}, 422, "question"),
        ({"question": 7}, 422, "question"),
        ({"question": ["a"]}, 422, "question"),
        ({"question": ""}, 422, "question"),
        ({"question": " \n\t "}, 422, "question"),
        ({"question": "x" * 100_000}, 422, "question"),
        ({"question": "a", "from": "2023-13-45"}, 422, "from"),
        ({"question": "a", "from": "yesterday"}, 422, "from"),
        ({"question": "a", "from": 0}, 422, "from"),
        ({"question": "a", "as_of": "0"}, 422, "as_of"),
        ({"question": "a", "to": "２０２３-11-15"}, 422, "to"),
        ({"question": "a", "from": "2023-12-01", "to": "2023-11-01"}, 422, "to"),
        ({"question": "a", "source": 7}, 422, "source"),
        ({"question": "a", "source": ["a"] * 101}, 422, "source"),
        ({"question": "a", "answerer": "oracle"}, 422, "answerer"),
        ({"question": "a", "fresh": 1}, 422, "fresh"),
        ({"question": "a", "fom": "2023-01-01"}, 422, "fom"),
        ([], 422, None),
        ("text", 422, None),
        ('{"question": "a"}', 422, None),
    ],
)
def test_a_question_that_cannot_be_used(client, body, status, field):
    found = check(client.post("/api/v1/ask", json=body), status, field)
    if field:
        assert field in found["detail"]


@pytest.mark.parametrize(
    ("body", "field"), [(b'{"question": "\\ud800"}', "question"), (b"null", None), (b"NaN", None)]
)
def test_a_question_in_odd_json(client, body, field):
    check(client.post("/api/v1/ask", data=body, content_type="application/json"), 422, field)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%20", "q"),
        ("q=a&k=0", "k"),
        ("q=a&k=-1", "k"),
        ("q=a&k=abc", "k"),
        ("q=a&k=1.5", "k"),
        ("q=a&k=1001", "k"),
        ("q=a&k=" + "9" * 5000, "k"),
        ("q=a&from=2023-02-30", "from"),
        ("q=a&from=2023-11-02&to=2023-11-01", "to"),
        ("q=a&size=3", "size"),
    ],
)
def test_a_search_that_cannot_be_used(client, query, field):
    check(client.get(f"/api/v1/search?{query}"), 422, field)


@pytest.mark.parametrize("body", [{}, {"article_ids": []}])
def test_a_summary_of_nothing(client, body):
    check(client.post("/api/v1/summaries", json=body), 422, "article_ids")


def test_a_summary_of_two_things(client):
    both = {"article_ids": ["a"], "about": "b"}
    check(client.post("/api/v1/summaries", json=both), 422, "about")


def test_a_summary_of_an_article_that_is_not_there(client):
    check(client.post("/api/v1/summaries", json={"article_ids": ["none"]}), 404)


@pytest.mark.parametrize("body", ["{", "", "nope", "\xff\xfe", '{"a": 1,}'])
def test_a_body_that_is_not_json(client, body):
    data = body.encode("latin-1")
    check(client.post("/api/v1/ask", data=data, content_type="application/json"), 400)


@pytest.mark.parametrize("levels", [33, 500, 100_000])
def test_json_that_is_nested_too_deeply(client, levels):
    data = '{"question": ' + "[" * (levels - 1) + "]" * (levels - 1) + "}"
    found = check(client.post("/api/v1/ask", data=data, content_type="application/json"), 422)
    assert found["type"] == "/problems/too-deep"


def test_json_of_as_many_levels_as_are_allowed(client):
    data = '{"question": ' + "[" * 31 + "]" * 31 + "}"
    check(client.post("/api/v1/ask", data=data, content_type="application/json"), 422, "question")


@pytest.mark.parametrize("media_type", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_a_body_in_another_form(client, media_type):
    check(client.post("/api/v1/ask", data=b"question=a", content_type=media_type), 415)


def test_files_where_none_belong(client):
    check(client.post("/api/v1/ask", data={"file": "x"}, content_type="multipart/form-data"), 415)


def test_a_body_that_is_too_large(client):
    found = check(client.post("/api/v1/ask", json={"question": "x" * 2_000_000}), 413)
    assert "1,000,000" in found["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nope", 404),
        ("get", "/api/v1/articles/none", 404),
        ("get", "/api/v1/articles/..%2f..%2fetc%2fpasswd", 404),
        ("get", "/api/v1/answers/none", 404),
        ("get", "/api/v1/ask", 405),
        ("put", "/api/v1/articles", 405),
        ("post", "/healthz", 405),
    ],
)
def test_routes_that_are_not_there(client, method, path, status):
    response = getattr(client, method)(path)
    check(response, status)
    if status == 405:
        assert response.headers["Allow"]


def test_an_unknown_cursor(client):
    check(client.get("/api/v1/articles?cursor=nonsense!"), 422, "cursor")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.InvalidInput("No.", field="question"), 422),
        (errors.ModelQuota("No."), 429),
        (errors.ModelUnauthorised("No."), 502),
        (errors.ModelNotFound("No."), 502),
        (errors.ModelAnswerInvalid("No."), 502),
        (errors.ModelUnreachable("No."), 504),
        (errors.StoreLocked("No."), 503),
        (errors.CatalogUnreadable("No."), 503),
        (errors.EmbeddingError("No."), 503),
        (errors.ConfigError("No."), 422),
        (errors.PromptError("No."), 500),
    ],
)
def test_each_error_of_ours_has_its_status(service, error, status):
    client = create_app(Failing(service, error)).test_client()
    found = check(
        client.post("/api/v1/ask", json={"question": "a"}), status, getattr(error, "field", None)
    )
    assert found["detail"] == "No."


def test_every_error_class_of_ours_has_a_kind():
    """An error added later gets at least its parent's kind, and never the unforeseen's."""
    for name in errors.__all__:
        ancestors = getattr(errors, name).__mro__
        assert next(KINDS[one] for one in ancestors if one in KINDS).slug != "internal"


def test_an_unforeseen_error_shows_nothing_of_itself(service, caplog):
    client = create_app(Failing(service, RuntimeError("secret /etc/path"))).test_client()
    with caplog.at_level(logging.ERROR):
        response = client.post("/api/v1/ask", json={"question": "a"})
    check(response, 500)
    assert b"secret" not in response.data
    assert b"Traceback" not in response.data
    assert "secret" in caplog.text


@pytest.mark.parametrize("error", [errors.ModelQuota("Spent."), RuntimeError("secret")])
def test_a_failure_within_a_stream_is_an_event(service, error):
    client = create_app(Failing(service, error)).test_client()
    stream = {"Accept": "text/event-stream"}
    response = client.post("/api/v1/ask", json={"question": "a"}, headers=stream)
    _, name, data = response.get_data(as_text=True).strip().split("\n")
    assert name == "event: error"
    problem = json.loads(data.removeprefix("data: "))
    assert problem["status"] == (429 if isinstance(error, errors.ModelQuota) else 500)
    assert "secret" not in data


def test_an_input_at_fault_is_told_before_a_stream_begins(client):
    stream = {"Accept": "text/event-stream"}
    check(client.post("/api/v1/ask", json={"question": ""}, headers=stream), 422, "question")


def test_not_ready_is_503(service):
    class Starting(Failing):
        def health(self):
            return {"ready": False}

    client = create_app(Starting(service, RuntimeError())).test_client()
    check(client.get("/readyz"), 503)
    assert client.get("/healthz").status_code == 200


def test_each_type_leads_to_a_page_and_none_is_used_twice(client):
    kinds = [*KINDS.values(), *HTTP_KINDS.values()]
    assert len({kind.slug for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert html.escape(kind.title, quote=True).replace("&#x27;", "&#39;") in client.get(
            kind.path
        ).get_data(as_text=True)
    assert client.get("/problems/none").status_code == 404


def test_people_get_a_page(client: Flask):
    response = client.get("/articles/none", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert "No such article" in response.get_data(as_text=True)
    check(client.get("/articles/none", headers={"Accept": "application/json"}), 404)
