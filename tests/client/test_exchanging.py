"""When a request is sent again: told by what `exchange` asks to be done, with no time spent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from email.utils import formatdate

import httpx2
import pytest

from qa.client import (
    Client,
    ClientError,
    NotAllowed,
    NotUnderstood,
    Problem,
    TooMany,
    Unavailable,
    Unreachable,
)
from qa.client.errors import seconds_of
from qa.client.exchanging import LONGEST_WAIT_S, exchange

GET = httpx2.Request("GET", "http://news.example/api/v1/search")
POST = httpx2.Request("POST", "http://news.example/api/v1/ask")
DELETE = httpx2.Request("DELETE", "http://news.example/api/v1/articles/a")
SEARCH = {"query": "ferry", "hits": [], "timings_ms": {}}


def busy(status: int, **headers: str) -> httpx2.Response:
    body = {"type": "/problems/busy", "title": "Busy", "status": status, "detail": "Not now."}
    return httpx2.Response(status, json=body, headers=headers)


@pytest.mark.parametrize("request_", [GET, POST, DELETE], ids=lambda request: request.method)
@pytest.mark.parametrize("status", [409, 429, 503])
def test_a_busy_server_is_asked_again_when_it_says(request_, status) -> None:
    steps = exchange(request_, 2)
    assert next(steps) is request_
    assert steps.send(busy(status, **{"Retry-After": "7"})) == 7.0
    assert next(steps) is request_
    with pytest.raises(StopIteration) as done:
        steps.send(httpx2.Response(200))
    assert done.value.value.status_code == 200


def test_a_wait_that_the_server_does_not_name_doubles() -> None:
    steps = exchange(GET, 2)
    next(steps)
    first = steps.send(busy(503))
    next(steps)
    second = steps.send(busy(503))
    assert 0.5 <= first <= 0.75
    assert 1.0 <= second <= 1.5
    next(steps)
    with pytest.raises(Unavailable, match="Not now"):
        steps.send(busy(503))


def test_a_wait_that_is_too_long_is_the_callers() -> None:
    steps = exchange(GET, 2)
    next(steps)
    with pytest.raises(TooMany) as refused:
        steps.send(busy(429, **{"Retry-After": str(int(LONGEST_WAIT_S) + 1)}))
    assert refused.value.retry_after == LONGEST_WAIT_S + 1


@pytest.mark.parametrize("status", [400, 401, 404, 409, 413, 422, 500, 502, 504])
def test_other_refusals_are_final(status: int) -> None:
    steps = exchange(POST, 2)
    next(steps)
    with pytest.raises(Problem) as refused:
        steps.send(busy(status))
    assert refused.value.status == status


@pytest.mark.parametrize("request_", [GET, POST, DELETE], ids=lambda request: request.method)
def test_what_was_never_sent_is_sent_again(request_) -> None:
    steps = exchange(request_, 1)
    next(steps)
    assert isinstance(steps.throw(httpx2.ConnectError("refused")), float)
    assert next(steps) is request_
    with pytest.raises(Unreachable, match="refused"):
        steps.throw(httpx2.ConnectError("refused"))


@pytest.mark.parametrize(
    ("request_", "error", "again"),
    [
        (GET, httpx2.ReadError("reset"), True),
        (POST, httpx2.RemoteProtocolError("closed"), True),
        (DELETE, httpx2.ReadError("reset"), False),
        (GET, httpx2.ReadTimeout("slow"), False),
        (POST, httpx2.ReadTimeout("slow"), False),
        (GET, httpx2.DecodingError("not gzip"), False),
    ],
)
def test_a_broken_connection(request_, error, again) -> None:
    steps = exchange(request_, 1)
    next(steps)
    if again:
        assert isinstance(steps.throw(error), float)
    else:
        with pytest.raises(ClientError):
            steps.throw(error)


def test_retry_after_is_seconds_or_a_time() -> None:
    assert seconds_of("3") == 3.0
    assert seconds_of(formatdate(0, usegmt=True)) == 0.0
    assert (seconds_of(formatdate(4e9, usegmt=True)) or 0) > 1e6
    assert [seconds_of(value) for value in (None, "", "soon", "-1", "²")] == [None] * 5


def answering(*responses: httpx2.Response) -> tuple[Client, list[httpx2.Request]]:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return responses[len(seen) - 1]

    return Client("http://news.example", key="dl_k", transport=httpx2.MockTransport(answer)), seen


def test_all_attempts_of_a_call_have_one_idempotency_key_and_calls_their_own() -> None:
    now = {"Retry-After": "0"}
    added = {"new": 0, "updated": 0, "unchanged": 1, "failed": [], "passages": 0, "seconds": 0.1}
    fine = httpx2.Response(200, json=added | {"article_ids": ["a"]})
    client, seen = answering(busy(503, **now), busy(429, **now), fine, fine)
    assert client.add_files(("a.txt", b"one")).unchanged == 1
    client.add_files(("a.txt", b"one"))
    keys = [request.headers["Idempotency-Key"] for request in seen]
    assert len(set(keys[:3])) == 1
    assert keys[3] != keys[0]
    assert len({request.content.count(b"one") for request in seen}) == 1
    assert {request.headers["Authorization"] for request in seen} == {"Bearer dl_k"}


def test_reading_has_no_idempotency_key() -> None:
    client, seen = answering(httpx2.Response(200, json=SEARCH))
    client.search("ferry")
    assert len(seen) == 1
    assert "Idempotency-Key" not in seen[0].headers


def test_a_probe_is_asked_once() -> None:
    client, seen = answering(busy(503, **{"Retry-After": "0"}))
    with pytest.raises(Unavailable):
        client.readyz()
    assert len(seen) == 1


def test_a_problem_names_its_request() -> None:
    client, _ = answering(busy(401, **{"X-Request-ID": "r-1"}))
    with pytest.raises(NotAllowed) as refused:
        client.search("ferry")
    assert refused.value.request_id == "r-1"


@pytest.mark.parametrize(
    ("response", "error", "said"),
    [
        (httpx2.Response(502, text="<h1>Bad Gateway</h1>"), Problem, "502 Bad Gateway"),
        (httpx2.Response(308, headers={"Location": "/"}), Problem, "308"),
        (httpx2.Response(200, text="<html>"), NotUnderstood, "not JSON"),
        (httpx2.Response(200, json=[1]), NotUnderstood, "not a JSON object"),
        (httpx2.Response(200, json={"query": 1}), NotUnderstood, "SearchResult"),
        (httpx2.Response(500, json={"failed": 3, "type": 7}), Problem, "HTTP 500"),
    ],
)
def test_other_servers_are_told_apart(response, error, said) -> None:
    client, _ = answering(response)
    with pytest.raises(error, match=said):
        client.search("ferry")


def test_members_of_a_later_version_are_left_out() -> None:
    client, _ = answering(httpx2.Response(200, json=SEARCH | {"mood": "calm"}))
    assert client.search("ferry").as_json() == SEARCH | {"hits": ()}


def streaming(text: str) -> Callable[[], list[object]]:
    headers = {"Content-Type": "text/event-stream"}
    client, _ = answering(httpx2.Response(200, text=text, headers=headers))
    return lambda: list(client.ask_streamed("?"))


def test_an_error_among_the_events_is_raised() -> None:
    problem = json.dumps({"type": "/problems/model-failed", "status": 502, "detail": "It broke."})
    with pytest.raises(Problem, match="It broke") as refused:
        streaming(f"event: error\ndata: {problem}\n\n")()
    assert refused.value.status == 502


def test_events_that_end_too_early_are_no_answer() -> None:
    with pytest.raises(Unreachable, match="before the answer was whole"):
        streaming(': waiting\n\nevent: restart\ndata: {"reason": "slow"}\n\n')()


def test_unknown_events_are_passed_over_and_broken_ones_told() -> None:
    with pytest.raises(NotUnderstood, match="not JSON"):
        streaming("event: mood\ndata: calm\n\nevent: answer\ndata: {\n\n")()


def events_of(*connections: Callable[[], Iterator[bytes]]) -> tuple[Client, list[str]]:
    """A server whose first connection gives the first events, and so on; and the ids it is told."""
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.headers.get("Last-Event-ID", ""))
        headers = {"Content-Type": "text/event-stream"}
        content = connections[min(len(asked), len(connections)) - 1]()
        return httpx2.Response(200, content=content, headers=headers)

    transport = httpx2.MockTransport(answer)
    return Client("http://news.example", transport=transport), asked


def restart(number: int) -> bytes:
    return f'id: s:{number}\nevent: restart\ndata: {{"reason": "{number}"}}\n\n'.encode()


def breaks_after(*numbers: int) -> Callable[[], Iterator[bytes]]:
    def told() -> Iterator[bytes]:
        yield from map(restart, numbers)
        raise httpx2.ReadError("reset")

    return told


def ends_after(*events: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter(events)


def test_a_stream_that_breaks_is_read_on_behind_the_last_event_seen() -> None:
    broken = json.dumps({"title": "T", "status": 502, "detail": "It broke."})
    last = f"id: s:4\nevent: error\ndata: {broken}\n\n".encode()
    client, asked = events_of(breaks_after(1, 2), ends_after(restart(3)), ends_after(last))
    seen: list[object] = []
    with pytest.raises(Problem, match="It broke"):
        seen.extend(client.ask_streamed("?"))
    assert asked == ["", "s:2", "s:3"]


def test_a_stream_of_which_nothing_came_is_asked_for_anew() -> None:
    client, asked = events_of(breaks_after(), breaks_after(1), breaks_after())
    with pytest.raises(Unreachable, match="reset"):
        list(client.ask_streamed("?"))
    assert asked == ["", "", "s:1", "s:1"]


def test_a_stream_that_only_breaks_is_given_up() -> None:
    client, asked = events_of(breaks_after(1), breaks_after())
    with pytest.raises(Unreachable, match="reset"):
        list(client.ask_streamed("?"))
    assert asked == ["", "s:1", "s:1"]


def test_a_stream_without_ids_is_not_begun_again() -> None:
    client, asked = events_of(ends_after(restart(1).partition(b"\n")[2]))
    with pytest.raises(Unreachable, match="before the answer was whole"):
        list(client.ask_streamed("?"))
    assert asked == [""]


JOB = {
    "id": "j1", "kind": "ingest", "state": "queued", "created": "2026-11-22T17:44:29+00:00",
    "started": None, "finished": None, "attempts": 0, "cancelling": False, "request": {},
    "progress": {"done": 0, "total": None}, "result": None, "problem": None,
}  # fmt: skip
INGESTED = {
    "new": 1, "updated": 0, "unchanged": 0, "failed": [], "passages": 1, "seconds": 0.1,
    "article_ids": ["a"],
}  # fmt: skip


def test_a_job_is_waited_for_and_gives_what_the_work_gives() -> None:
    running = JOB | {"state": "running", "progress": {"done": 0, "total": 1}}
    done = JOB | {"state": "done", "result": INGESTED}
    client, seen = answering(*(httpx2.Response(200, json=one) for one in (JOB, running, done)))
    job = client.submit_articles([{"text": "The ferry is back."}])
    assert seen[0].headers["Prefer"] == "respond-async"
    assert seen[0].headers["Content-Type"] == "application/json"
    over = client.wait(job, every=0)
    assert [request.url.path for request in seen[1:]] == ["/api/v1/jobs/j1"] * 2
    assert over.ingested is not None
    assert over.ingested.article_ids == ("a",)
    assert job.ingested is None


def test_a_job_that_failed_raises_its_problem() -> None:
    problem = {"type": "/problems/unreadable", "title": "T", "status": 422, "detail": "Empty."}
    failed = httpx2.Response(200, json=JOB | {"state": "failed", "problem": problem})
    client, _ = answering(failed)
    with pytest.raises(Problem, match="Empty") as refused:
        client.wait(client.rebuild())
    assert refused.value.status == 422
