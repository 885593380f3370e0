"""A fake server for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fakes.openai_server import FakeOpenAI

from qa.config import Config
from qa.llm.client import ChatModel


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def connect() -> Iterator[Callable[..., ChatModel]]:
    """Opens a ChatModel on a server; all are closed at the test's end."""
    opened: list[ChatModel] = []

    def open_model(server: FakeOpenAI, **settings: Any) -> ChatModel:
        values = {"llm_base_url": server.base_url, "llm_model": "fake-model", "llm_timeout_s": 5.0}
        opened.append(ChatModel(Config(**(values | {"llm_max_retries": 0} | settings))))
        return opened[-1]

    yield open_model
    for model in opened:
        model.close()


@pytest.fixture
def model(server: FakeOpenAI, connect: Callable[..., ChatModel]) -> ChatModel:
    return connect(server)
