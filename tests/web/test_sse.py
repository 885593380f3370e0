"""Server-sent events: each as soon as it is made, kept alive, and stopped when nobody reads."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
import requests
from fakes.hits import article
from flask.testing import FlaskClient
from waitress import create_server

from qa.answers import Answer, AnsweredBy, Citation, Rejected, Sentence
from qa.choosing import Restart
from qa.errors import InvalidInput
from qa.steps import Checked, Found, Step
from qa.web import create_app, streams
from vectorstore.models import Hit, Passage

SAID = article("The ferry sails. Nobody was hurt.", id="art")
HIT = Hit(Passage(1, "art", 0, 0, 16, "The ferry sails."), SAID, 0.5, {"dense": 1}, {"dense": 0.7})
CITATION = Citation(1, "art", SAID.title, None, None, None, "The ferry sails.", 0, 16)
SENTENCE = Sentence("The ferry sails.", (1,))
REJECTED = Rejected("It sank.", "it has no quote")
ANSWER = Answer("a1", "Q?", "answered", "The ferry sails. [1]", AnsweredBy("llm"))
Steps = Generator[Step, None, Answer]


class Scripted:
    """A service that answers with these steps; an Event among them is waited for."""

    def __init__(self, config: Any, *script: Step | threading.Event | Exception) -> None:
        self.config, self._script = config, script
        self.closed = threading.Event()

    def asking(self, *_: Any, **__: Any) -> Steps:
        try:
            for step in self._script:
                if isinstance(step, threading.Event):
                    while not step.wait(0.01):
                        yield None
                elif isinstance(step, Exception):
                    raise step
                else:
                    yield step
            return ANSWER
        finally:
            self.closed.set()


@pytest.fixture(autouse=True)
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "GRACE_S", 0.2)
    monkeypatch.setattr(streams, "HEARTBEAT_S", 0.02)


def client(service: Scripted) -> FlaskClient:
    return create_app(service).test_client()  # type: ignore[arg-type]


def ask(service: Scripted | FlaskClient, accept: str = "text/event-stream", **headers: str) -> Any:
    asking = service if isinstance(service, FlaskClient) else client(service)
    sent = {"Accept": accept} | {name.replace("_", "-"): told for name, told in headers.items()}
    return asking.post("/api/v1/ask", json={"question": "Q?"}, headers=sent)


def read(block: str) -> tuple[str, Any]:
    _, name, data = block.strip().split("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def event_id(block: str) -> str:
    return block.split("\n", maxsplit=1)[0].removeprefix("id: ")


def told(body: str) -> list[str]:
    """The events of a body, without the comments between them."""
    return [block for block in body.strip().split("\n\n") if block and block[0] != ":"]


def first(response: Any) -> str:
    """The first event of a response that is still coming."""
    return next(block for block in map(bytes.decode, response.response) if block[0] != ":")


def test_every_step_is_an_event_in_its_order(service: Any) -> None:
    steps = (Found((HIT,)), Checked(SENTENCE, (CITATION,)), REJECTED, Restart("it failed"))
    response = ask(Scripted(service.config, *steps))
    found = [read(block) for block in told(response.get_data(as_text=True))]
    names = [name for name, _ in found]
    assert names == ["passages", "sentence", "rejected", "restart", "answer"]
    data = dict(found)
    assert data["passages"]["hits"][0]["article_id"] == "art"
    assert data["sentence"]["sentence"]["text"] == "The ferry sails."
    assert data["sentence"]["citations"][0]["quote"] == "The ferry sails."
    assert data["rejected"]["reason"] == "it has no quote"
    assert data["restart"] == {"reason": "it failed"}
    assert data["answer"] == json.loads(json.dumps(ANSWER.as_json()))


def test_a_sentence_leaves_before_the_next_is_made(service: Any) -> None:
    waited = threading.Event()
    scripted = Scripted(service.config, Checked(SENTENCE, (CITATION,)), waited, REJECTED)
    response = ask(scripted)
    assert read(first(response))[0] == "sentence"
    assert not scripted.closed.is_set()
    waited.set()
    rest = told(response.get_data(as_text=True))
    assert [read(block)[0] for block in rest] == ["rejected", "answer"]


def test_a_client_that_goes_away_stops_the_work(service: Any) -> None:
    scripted = Scripted(service.config, Found(()), threading.Event())
    response = ask(scripted)
    assert read(first(response))[0] == "passages"
    assert not scripted.closed.is_set()
    response.close()
    assert scripted.closed.wait(5)


def test_whoever_waits_is_told_so(service: Any) -> None:
    waited = threading.Event()
    blocks = iter(ask(Scripted(service.config, waited)).response)
    assert next(blocks).startswith(b":")
    waited.set()
    rest = [block for block in blocks if not block.startswith(b":")]
    assert [read(block.decode())[0] for block in rest] == ["answer"]


def test_a_client_that_comes_back_gets_the_rest_and_nothing_twice(
    service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "GRACE_S", 60)
    waited = threading.Event()
    asking = client(
        Scripted(service.config, Found(()), Checked(SENTENCE, (CITATION,)), waited, REJECTED)
    )
    lost = ask(asking)
    seen = event_id(first(lost))
    lost.close()
    waited.set()
    rest = told(ask(asking, Last_Event_ID=seen).get_data(as_text=True))
    assert [read(block)[0] for block in rest] == ["sentence", "rejected", "answer"]
    stream, number = seen.split(":")
    assert [event_id(block) for block in rest] == [f"{stream}:{int(number) + n}" for n in (1, 2, 3)]


@pytest.fixture
def serve() -> Iterator[Callable[[Scripted], str]]:
    """Serves over real connections, and gives the address."""
    servers: list[Any] = []

    def start(scripted: Scripted) -> str:
        server = create_server(create_app(scripted), port=0, host="127.0.0.1", threads=4,
                               channel_request_lookahead=1)  # type: ignore[arg-type]  # fmt: skip
        servers.append(server)
        threading.Thread(target=server.run, daemon=True).start()
        return f"http://127.0.0.1:{server.effective_port}"

    yield start
    for server in servers:
        server.close()
        server.task_dispatcher.shutdown()


def first_over(address: str) -> str:
    """The id of the first event of an answer, of which the client then hears no more."""
    sent = {"Accept": "text/event-stream"}
    with requests.post(
        f"{address}/api/v1/ask", json={"question": "Q?"}, headers=sent, stream=True, timeout=20
    ) as response:
        lines = (line for line in response.iter_lines(decode_unicode=True) if line[:3] == "id:")
        return next(lines).removeprefix("id: ")


def test_a_broken_connection_is_taken_up_by_another(
    service: Any, monkeypatch: pytest.MonkeyPatch, serve: Callable[[Scripted], str]
) -> None:
    monkeypatch.setattr(streams, "GRACE_S", 60)
    waited = threading.Event()
    address = serve(Scripted(service.config, Found(()), waited, REJECTED))
    seen = first_over(address)
    waited.set()
    rest = requests.post(
        f"{address}/api/v1/ask",
        json={"question": "Q?"},
        headers={"Accept": "text/event-stream", "Last-Event-ID": seen},
        timeout=20,
    )
    assert [read(block)[0] for block in told(rest.text)] == ["rejected", "answer"]


def test_a_broken_connection_that_nobody_takes_up_stops_the_work(
    service: Any, serve: Callable[[Scripted], str]
) -> None:
    scripted = Scripted(service.config, Found(()), threading.Event())
    first_over(serve(scripted))
    assert scripted.closed.wait(20)


def test_a_stream_is_read_on_by_get_until_there_is_nothing_more(service: Any) -> None:
    asking = client(Scripted(service.config, Found(()), REJECTED))
    whole = told(ask(asking).get_data(as_text=True))
    seen = event_id(whole[0])
    path = f"/api/v1/streams/{seen.split(':')[0]}"
    assert told(asking.get(path).get_data(as_text=True)) == whole
    rest = asking.get(path, headers={"Last-Event-ID": seen})
    assert told(rest.get_data(as_text=True)) == whole[1:]
    end = asking.get(path, headers={"Last-Event-ID": event_id(whole[-1])})
    assert (end.status_code, end.data) == (204, b"")


@pytest.mark.parametrize("lost", ["gone:3", "nonsense", "a:" + "9" * 5000])
def test_a_stream_that_is_lost_begins_anew_and_says_so(service: Any, lost: str) -> None:
    names = [
        read(block)[0]
        for block in told(
            ask(Scripted(service.config, REJECTED), Last_Event_ID=lost).get_data(as_text=True)
        )
    ]
    assert names == (["restart"] if lost == "gone:3" else []) + ["rejected", "answer"]


def test_another_question_does_not_get_the_stream(service: Any) -> None:
    asking = client(Scripted(service.config, REJECTED))
    seen = event_id(told(ask(asking).get_data(as_text=True))[0])
    other = asking.post(
        "/api/v1/ask",
        json={"question": "Another?"},
        headers={"Accept": "text/event-stream", "Last-Event-ID": seen},
    )
    events = told(other.get_data(as_text=True))
    assert read(events[0])[0] == "restart"
    assert event_id(events[0]).split(":")[0] != seen.split(":")[0]


def test_a_stream_that_nobody_came_back_to_is_forgotten(service: Any) -> None:
    scripted = Scripted(service.config, Found(()), threading.Event())
    asking = client(scripted)
    response = ask(asking)
    seen = event_id(first(response))
    response.close()
    assert scripted.closed.wait(5)
    found = asking.get(f"/api/v1/streams/{seen.split(':')[0]}")
    assert (found.status_code, found.json["type"]) == (404, "/problems/stream-not-found")


def test_the_newest_reader_of_a_stream_sends_the_earlier_away() -> None:
    stream = streams.Stream("asked")
    stream.tell("passages", {})
    early, late = stream.read(), stream.read()
    assert list(early) == []
    stream.end()
    assert len(list(late)) == 1


def test_only_so_many_streams_are_kept() -> None:
    kept = streams.Streams()
    ids = []
    for _ in range(streams.MOST_KEPT + 10):
        made = kept.begin("asked", lambda stream: stream.end())
        ids.append(made.id)
        list(made.read())
    assert sum(kept.find(stream_id) is not None for stream_id in ids) <= streams.MOST_KEPT + 1
    assert kept.find(ids[-1])


@pytest.mark.parametrize("error", [InvalidInput("No."), RuntimeError("secret")])
def test_an_error_after_a_sentence_is_the_last_event(service: Any, error: Exception) -> None:
    steps = (Checked(SENTENCE, (CITATION,)), error)
    body = ask(Scripted(service.config, *steps)).get_data(as_text=True)
    assert [read(block)[0] for block in told(body)] == ["sentence", "error"]
    assert "secret" not in body
    assert read(told(body)[-1])[1]["request_id"]


def test_without_events_the_whole_answer_comes_at_once(service: Any) -> None:
    response = ask(Scripted(service.config, Found(()), REJECTED), "application/json")
    assert response.json["id"] == "a1"
