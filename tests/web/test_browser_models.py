"""A language model that fails, invents or goes away while a person watches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.browser import served, shot
from fakes.embedder import HashedWords
from fakes.openai_server import FakeOpenAI, Pause, Stream

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline
from vectorstore.store import Store

DENIAL = 'Hamas denied the report that Tehran was informed, calling it "baseless".'
QUESTION = "Did Hamas deny the report that Tehran was informed?"
SAID = json.dumps(
    {
        "found": True,
        "sentences": [
            {
                "quotes": [{"passage": 1, "quote": "Hamas denied the report"}],
                "attribution": "Hamas",
                "role": "denial",
                "text": "Hamas denied the report.",
            },
            {
                "quotes": [{"passage": 1, "quote": "It rained in Gaza"}],
                "attribution": None,
                "role": "claim",
                "text": "It rained.",
            },
        ],
        "verdict": None,
    }
)
HALF = SAID[: SAID.index("It rained in")]


@pytest.fixture
def model() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
def asked(tmp_path: Path, model: FakeOpenAI, opened: Any) -> Iterator[Any]:
    """A page on which the question was just asked, of an archive with that model."""
    config = Config(
        data_dir=tmp_path / "archive",
        llm_base_url=model.base_url,
        llm_model="fake-model",
        llm_max_retries=0,
    )
    with Dateline(config, Store(config.data_dir, HashedWords())) as service:
        draft = ArticleDraft(
            text=DENIAL, origin="a", title="Denied", source="Courier", published="2023-11-16"
        )
        service.ingest_drafts([draft])
        with served(service) as address:

            def ask(answerer: str = "auto") -> Any:
                page = opened(f"/?answerer={answerer}", at=address)
                page.get_by_label("Your question").fill(QUESTION)
                page.keyboard.press("Enter")
                return page

            yield ask


def test_a_model_pulled_away_in_mid_answer_is_told_and_answered_without(asked, model):
    model.reply(Stream(HALF, Pause(2), cut=True))
    page = asked()
    page.locator("#live .sentences li").first.wait_for()
    page.wait_for_url("**/answers/*")
    text = page.locator("article.answer").inner_text()
    assert "The language model failed" in text
    assert "Verbatim sentences, no language model" in text
    shot(page, "model-gone")


def test_a_model_asked_for_by_name_fails_with_a_way_out(asked, model):
    model.reply(Stream(HALF, cut=True))
    page = asked("llm")
    page.get_by_text("broke off in the middle of its answer").wait_for()
    assert page.get_by_role("button", name="Ask again").is_visible()
    shot(page, "model-failed")


def test_an_invention_is_shown_as_left_out(asked, model):
    model.reply(Stream(SAID))
    page = asked()
    page.wait_for_url("**/answers/*")
    assert "Left out: 1 sentence" in page.locator("article.answer").inner_text()
    assert "Denied" in page.locator("article .sentences").inner_text()
