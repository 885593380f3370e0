"""Server-sent events: each as soon as it is made, kept alive, and stopped when nobody reads."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from typing import Any

import pytest
from fakes.hits import article

from qa.answers import Answer, AnsweredBy, Citation, Rejected, Sentence
from qa.asking import Checked, Found, Step
from qa.choosing import Restart
from qa.errors import InvalidInput
from qa.web import create_app, events
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


def ask(service: Scripted, accept: str = "text/event-stream") -> Any:
    app = create_app(service)  # type: ignore[arg-type]
    headers = {"Accept": accept}
    return app.test_client().post("/api/v1/ask", json={"question": "Q?"}, headers=headers)


def read(block: str) -> tuple[str, Any]:
    name, data = block.strip().split("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_every_step_is_an_event_in_its_order(service: Any) -> None:
    steps = (Found((HIT,)), Checked(SENTENCE, (CITATION,)), REJECTED, Restart("it failed"))
    response = ask(Scripted(service.config, *steps))
    told = [read(block) for block in response.get_data(as_text=True).strip().split("\n\n")]
    names = [name for name, _ in told]
    assert names == ["passages", "sentence", "rejected", "restart", "answer"]
    data = dict(told)
    assert data["passages"]["hits"][0]["article_id"] == "art"
    assert data["sentence"]["sentence"]["text"] == "The ferry sails."
    assert data["sentence"]["citations"][0]["quote"] == "The ferry sails."
    assert data["rejected"]["reason"] == "it has no quote"
    assert data["restart"] == {"reason": "it failed"}
    assert data["answer"] == json.loads(json.dumps(ANSWER.as_json()))


def test_a_sentence_leaves_before_the_next_is_made(service: Any) -> None:
    waited = threading.Event()
    scripted = Scripted(service.config, Checked(SENTENCE, (CITATION,)), waited, REJECTED)
    blocks = iter(ask(scripted).response)
    assert read(next(blocks).decode())[0] == "sentence"
    assert not scripted.closed.is_set()
    waited.set()
    assert [read(block.decode())[0] for block in blocks] == ["rejected", "answer"]


def test_a_client_that_goes_away_stops_the_work(service: Any) -> None:
    scripted = Scripted(service.config, Found(()), threading.Event())
    response = ask(scripted)
    assert read(next(iter(response.response)).decode())[0] == "passages"
    assert not scripted.closed.is_set()
    response.close()
    assert scripted.closed.wait(5)


def test_whoever_waits_is_told_so(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT_S", 0.02)
    waited = threading.Event()
    blocks = iter(ask(Scripted(service.config, waited)).response)
    assert next(blocks).startswith(b":")
    waited.set()
    rest = [block for block in blocks if not block.startswith(b":")]
    assert [read(block.decode())[0] for block in rest] == ["answer"]


@pytest.mark.parametrize("error", [InvalidInput("No."), RuntimeError("secret")])
def test_an_error_after_a_sentence_is_the_last_event(service: Any, error: Exception) -> None:
    steps = (Checked(SENTENCE, (CITATION,)), error)
    told = ask(Scripted(service.config, *steps)).get_data(as_text=True)
    names = [read(block)[0] for block in told.strip().split("\n\n")]
    assert names == ["sentence", "error"]
    assert "secret" not in told


def test_without_events_the_whole_answer_comes_at_once(service: Any) -> None:
    response = ask(Scripted(service.config, Found(()), REJECTED), "application/json")
    assert response.json["id"] == "a1"
