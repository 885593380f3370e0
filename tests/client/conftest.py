"""A real server over the sample archive, one for all tests here."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from fakes import serving


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving.served(serving.sample_archive(tmp_path_factory.mktemp("served"))) as address:
        yield address


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
