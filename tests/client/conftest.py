"""The sample archive, and a real server over a copy of it; one of each for all tests here."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import serving


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return serving.sample_archive(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def served_folder(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    return Path(shutil.copytree(sample, folder, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def address(served_folder: Path) -> Iterator[str]:
    with serving.served(served_folder) as address:
        yield address


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
