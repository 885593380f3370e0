from __future__ import annotations

from collections.abc import Callable

import pytest

from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.readers import read_bytes


@pytest.fixture(scope="session")
def config() -> Config:
    return Config()


@pytest.fixture(scope="session")
def read(config: Config) -> Callable[[str, bytes], list[ArticleDraft | ReadFailure]]:
    """All that an upload gives."""
    return lambda name, data: list(read_bytes(name, data, config))


@pytest.fixture(scope="session")
def article(read) -> Callable[[str, bytes], ArticleDraft]:
    """The one article that an upload gives, and nothing else."""

    def one(name: str, data: bytes) -> ArticleDraft:
        (found,) = read(name, data)
        assert isinstance(found, ArticleDraft), found
        return found

    return one


@pytest.fixture(scope="session")
def failure(read) -> Callable[[str, bytes], ReadFailure]:
    """The one failure that an upload gives, and nothing else."""

    def one(name: str, data: bytes) -> ReadFailure:
        (found,) = read(name, data)
        assert isinstance(found, ReadFailure), found
        return found

    return one
