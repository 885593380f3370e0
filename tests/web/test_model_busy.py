"""As many questions as may wait for the model: one answer to it, however it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.embedder import HashedWords
from fakes.openai_server import FakeOpenAI, Pause, Stream
from flask.testing import FlaskClient

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline
from qa.web import create_app
from vectorstore.store import Store

QUESTION = "When did the ferry sail?"
EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[FlaskClient]:
    """A server whose one place at the model is taken."""
    with FakeOpenAI(default=Stream(Pause(60.0))) as model:
        config = Config(
            data_dir=tmp_path,
            llm_base_url=model.base_url,
            llm_model="fake-model",
            llm_timeout_s=60.0,
            max_model_questions=1,
        )
        with Dateline(config, Store(tmp_path, HashedWords())) as service:
            service.ingest_drafts([ArticleDraft(text="The ferry sailed on Monday.", origin="a")])
            waiting = service.asking(QUESTION, answerer="llm")
            next(waiting)
            next(waiting)  # the request is with the model now
            yield create_app(service).test_client()
            waiting.close()


@pytest.mark.parametrize("headers", [{}, EVENTS])
@pytest.mark.parametrize(
    ("path", "body"), [("/ask", {"question": QUESTION}), ("/summaries", {"about": "ferry"})]
)
def test_who_wants_the_model_is_told_to_come_again(busy, headers, path, body):
    refused = busy.post(f"/api/v1{path}", json={**body, "answerer": "llm"}, headers=headers)
    assert (refused.status_code, refused.json["type"]) == (429, "/problems/model-busy")
    assert int(refused.headers["Retry-After"]) > 0
    assert "extractive" in refused.json["remedy"]


@pytest.mark.parametrize("answerer", ["auto", None])
def test_who_leaves_it_to_the_server_is_answered_without(busy, answerer):
    answered = busy.post("/api/v1/ask", json={"question": QUESTION, "answerer": answerer})
    assert answered.status_code == 200
    by = answered.json["answered_by"]
    assert by["kind"] == "extractive"
    assert "waiting for the language model" in by["note"]
    page = busy.get("/", query_string={"question": QUESTION}, headers={"Accept": "text/html"})
    assert page.status_code in (200, 303)


def test_refusals_and_answers_leave_their_places(busy):
    for _ in range(70):  # more than run at a time
        busy.post("/api/v1/ask", json={"question": QUESTION, "answerer": "llm"})
    answered = busy.post("/api/v1/ask", json={"question": QUESTION, "answerer": "extractive"})
    assert answered.status_code == 200
