"""Requests that come again, or want less: keys, ETags, fields, compression, ids, limits."""

from __future__ import annotations

import gzip
import io
import json
import threading
import time
from typing import Any

import pytest

from qa.web import create_app, idempotency, limits
from qa.web.failures import Overloaded, TookTooLong
from qa.web.limits import Slots
from qa.web.replies import ArticleJSON, HitJSON

TRAM = {"title": "Tram back", "text": "The tram is back in service.", "date": "2023-11-21"}


def keyed(client: Any, key: str, path: str = "/api/v1/ask", **given: Any) -> Any:
    given = given or {"json": {"question": "Who spoke?"}}
    return client.post(path, headers={"Idempotency-Key": key}, **given)


def test_the_same_key_and_request_give_the_same_answer(client):
    first, again = keyed(client, "key-1"), keyed(client, "key-1")
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.mimetype == "application/json"


def test_articles_sent_twice_are_new_twice_in_words_and_once_in_truth(client):
    first = keyed(client, "key-2", "/api/v1/articles", json=TRAM)
    again = keyed(client, "key-2", "/api/v1/articles", json=TRAM)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json == first.json


def test_files_sent_again_are_known_however_the_form_is_cut(client):
    for _ in range(2):
        files = {"file": [(io.BytesIO(b"The bus is late.\n"), "bus.txt")]}
        response = keyed(client, "key-3", "/api/v1/articles", data=files)
    assert response.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/api/v1/ask", {"json": {"question": "Something else?"}}),
        ("/api/v1/ask?", {"json": {"question": "Who spoke? "}}),
    ],
)
def test_the_same_key_with_another_request_is_refused(client, path, given):
    keyed(client, "key-4")
    response = keyed(client, "key-4", path, **given)
    assert response.status_code == 422
    assert response.json["type"] == "/problems/idempotency-key-reused"
    assert response.json["field"] == "Idempotency-Key"


def test_a_key_of_one_caller_opens_nothing_to_another(client):
    keyed(client, "key-5")
    headers = {"Idempotency-Key": "key-5", "Authorization": "Bearer other"}
    other = client.post("/api/v1/ask", json={"question": "Who spoke?"}, headers=headers)
    assert "Idempotent-Replayed" not in other.headers


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 256])
def test_a_key_that_is_none(client, key):
    response = keyed(client, key)
    assert (response.status_code, response.json["field"]) == (422, "Idempotency-Key")


def test_what_failed_may_be_tried_again_with_its_key(client):
    assert keyed(client, "key-6", json={"question": ""}).status_code == 422
    assert keyed(client, "key-6").status_code == 200


def test_a_key_in_use_is_a_conflict_and_is_free_when_its_process_is_gone(client, app, monkeypatch):
    replays = app.extensions["dateline.current"].replays
    entered, leave = threading.Event(), threading.Event()
    taken = replays.begin

    def begin(key: str, asked: str) -> Any:
        known = taken(key, asked)
        entered.set()
        leave.wait(20)
        return known

    monkeypatch.setattr(replays, "begin", begin)
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(keyed(app.test_client(), "key-7")))
    first.start()
    assert entered.wait(20)
    monkeypatch.setattr(replays, "begin", taken)
    conflict = keyed(client, "key-7")
    assert (conflict.status_code, conflict.headers["Retry-After"]) == (409, "1")
    assert conflict.json["type"] == "/problems/idempotency-key-in-use"
    with monkeypatch.context() as later:
        later.setattr(idempotency, "THIS_PROCESS", "another")
        assert keyed(client, "key-7").status_code == 200
    leave.set()
    first.join()
    assert answers[0].status_code == 200


def test_keys_are_kept_in_bounded_number_and_for_a_day(client, app, monkeypatch):
    monkeypatch.setattr(idempotency, "MOST_KEPT", 2)
    for number in range(4):
        keyed(client, f"many-{number}", "/api/v1/articles", json=TRAM)
    assert (
        "Idempotent-Replayed" not in keyed(client, "many-0", "/api/v1/articles", json=TRAM).headers
    )
    now = time.time() + idempotency.KEPT_S + 1
    monkeypatch.setattr(time, "time", lambda: now)
    late = keyed(client, "many-3", "/api/v1/articles", json=TRAM)
    assert "Idempotent-Replayed" not in late.headers


def test_what_the_client_has_is_not_sent_again(client, find):
    article = find("ferry")["id"]
    answer = client.post("/api/v1/ask", json={"question": "Who spoke?"}).json["id"]
    for path in (
        "articles?limit=2",
        f"articles/{article}",
        "answers",
        f"answers/{answer}",
        "search?q=ferry&k=3",
        "jobs",
    ):
        first = client.get(f"/api/v1/{path}")
        etag = first.headers["ETag"]
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": etag})
        assert (again.status_code, again.data) == (304, b""), path
        assert again.headers["ETag"] == etag
        other = client.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'})
        assert other.status_code == 200


def test_a_change_changes_the_etag(client):
    def etag() -> str:
        return client.get("/api/v1/search?q=tram+service").headers["ETag"]

    before = etag()
    client.post("/api/v1/articles", json=TRAM)
    assert etag() != before


def test_only_the_fields_that_are_wanted(client, find):
    article = find("ferry")["id"]
    assert client.get(f"/api/v1/articles/{article}?fields=title,text").json.keys() == {
        "id", "title", "text"
    }  # fmt: skip
    [item, *_] = client.get("/api/v1/articles?fields=published").json["items"]
    assert item.keys() == {"id", "published"}
    [hit, *_] = client.get("/api/v1/search?q=ferry&fields=text").json["hits"]
    assert hit.keys() == {"article_id", "start", "end", "text"}


@pytest.mark.parametrize("fields", ["", "nope", "title,", "title,,text", "id;text"])
@pytest.mark.parametrize("path", ["articles?", "search?q=ferry&"])
def test_fields_that_are_not_there(client, path, fields):
    response = client.get(f"/api/v1/{path}fields={fields}")
    assert (response.status_code, response.json["field"]) == (422, "fields")


def test_every_member_is_given_unless_fields_say_otherwise(client, find):
    assert find("ferry").keys() == ArticleJSON.model_fields.keys()
    [hit, *_] = client.get("/api/v1/search?q=ferry").json["hits"]
    assert hit.keys() == HitJSON.model_fields.keys()


def test_answers_are_listed_in_pages_newest_first(client):
    made = [client.post("/api/v1/ask", json={"question": f"Who {n}?"}).json for n in range(3)]
    client.post("/api/v1/summaries", json={"about": "the ferry"})
    page = client.get("/api/v1/answers?kind=answer&limit=2").json
    assert [item["id"] for item in page["items"]] == [made[2]["id"], made[1]["id"]]
    assert page["items"][0]["question"] == "Who 2?"
    after = client.get(f"/api/v1/answers?kind=answer&cursor={page['next_cursor']}").json
    assert after["items"][0]["id"] == made[0]["id"]
    newest = client.get("/api/v1/answers?limit=1").json["items"][0]
    assert (newest["kind"], newest["about"]) == ("summary", "the ferry")


@pytest.mark.parametrize("path", ["articles", "answers", "jobs"])
@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 40, "1.5.2", "%C2%B2"])
def test_a_cursor_that_is_not_ours(client, path, cursor):
    response = client.get(f"/api/v1/{path}?cursor={cursor}")
    assert (response.status_code, response.json["field"]) == (422, "cursor")


def test_json_is_compressed_for_those_who_take_it_and_streams_are_not(client):
    plain = client.get("/api/v1/articles?limit=200")
    packed = client.get("/api/v1/articles?limit=200", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data
    etag = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"}
    assert client.get("/api/v1/articles?limit=200", headers=etag).status_code == 304
    stream = {"Accept": "text/event-stream", "Accept-Encoding": "gzip"}
    events = client.post("/api/v1/ask", json={"question": "Who spoke?"}, headers=stream)
    assert "Content-Encoding" not in events.headers
    assert b"event: answer" in events.data


def test_pages_that_hold_a_token_are_not_compressed(client):
    page = client.get("/articles", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page.headers


@pytest.mark.parametrize("given", ["abc-1", "0af7651916cd43dd8448eb211c80319c"])
def test_a_sane_request_id_is_taken(client, given):
    for path in ("/healthz", "/api/v1/articles/none"):
        response = client.get(path, headers={"X-Request-ID": given})
        assert response.headers["X-Request-ID"] == given
    assert response.json["request_id"] == given


@pytest.mark.parametrize("given", ["", "a b", "<script>", "x" * 129, "é"])
def test_another_request_id_is_replaced(client, given):
    response = client.get("/healthz", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] not in (given, "")
    assert client.get("/healthz").headers["X-Request-ID"] != response.headers["X-Request-ID"]


@pytest.mark.parametrize("query", ["q=a&q=b", "q=a&k=1&k=2"])
def test_a_parameter_that_is_given_twice(client, query):
    response = client.get(f"/api/v1/search?{query}")
    assert (response.status_code, response.json["field"]) == (422, query.split("&")[-1][0])


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("ask", '{"question": "a", "question": "b"}', "question"),
        ("ask", '{"question": "a", "source": ["x"], "source": ["y"]}', "source"),
        ("ask", '{"question": {"\\ud800": 1, "\\ud800": 2}}', "\ufffd"),
        ("summaries", '{"about": "a", "k": 1, "about": "a"}', "about"),
        ("articles", '[{"text": "a"}, {"text": "b", "date": "2024-01-01", "text": "c"}]', "text"),
    ],
)
def test_a_member_that_is_given_twice(client, path, body, field):
    response = client.post(f"/api/v1/{path}", data=body, content_type="application/json")
    assert (response.status_code, response.json["field"]) == (422, field)
    assert "given 2 times" in response.json["detail"]


@pytest.mark.parametrize("query", ["q=%ff", "q=a&%80=1"])
def test_an_address_that_is_not_utf8(client, query):
    response = client.get(f"/api/v1/search?{query}")
    assert (response.status_code, response.json["type"]) == (400, "/problems/malformed")


def test_too_many_articles_in_one_request(client):
    response = client.post("/api/v1/articles", json=[{"text": "a"}] * 10_001)
    assert (response.status_code, response.json["field"]) == (422, "articles")


def test_only_so_many_questions_run_at_all(monkeypatch):
    monkeypatch.setattr(limits, "MOST_QUESTIONS", 2)
    slots = Slots()
    first = slots.take()
    slots.take()
    with pytest.raises(Overloaded):
        slots.take()
    first.free()
    slots.take()


def test_a_refusal_says_when_to_come_again_and_frees_what_it_took(service, monkeypatch):
    monkeypatch.setattr(limits, "MOST_QUESTIONS", 0)
    client = create_app(service).test_client()
    for accept in ("application/json", "text/event-stream"):
        refused = client.post("/api/v1/ask", json={"question": "Who?"}, headers={"Accept": accept})
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
    monkeypatch.setattr(limits, "MOST_QUESTIONS", 1)
    for question in ("", "Who?", "Who?"):
        answered = client.post("/api/v1/ask", json={"question": question})
    assert answered.status_code == 200


def test_an_answer_that_takes_too_long_is_ended(service, monkeypatch):
    monkeypatch.setattr(limits, "MOST_SECONDS", -1.0)
    client = create_app(service).test_client()
    late = client.post("/api/v1/ask", json={"question": "Who?"})
    assert (late.status_code, late.json["type"]) == (504, "/problems/took-too-long")
    events = client.post(
        "/api/v1/ask", json={"question": "Who?"}, headers={"Accept": "text/event-stream"}
    )
    assert b"event: error" in events.data
    slot = Slots().take()
    with pytest.raises(TookTooLong):
        slot.check_time()


def test_each_type_of_problem_explains_itself_to_programs_too(client):
    found = client.get("/problems/too-deep", headers={"Accept": "application/json"}).json
    assert found.keys() == {"type", "title", "status", "meaning"}
    assert (found["type"], found["status"]) == ("/problems/too-deep", 422)
    missing = client.get("/problems/none", headers={"Accept": "application/json"})
    assert json.loads(missing.data)["status"] == 404
