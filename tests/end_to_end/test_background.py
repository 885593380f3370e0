"""A server that is killed while it embeds: the next one goes on, and both answer meanwhile."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from fakes import commands
from fakes.archives import made_up, marker
from fakes.asleep import fill

ARTICLES = 400  # a passage each


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    fill(tmp_path / "d", [made_up(number) for number in range(ARTICLES)])
    return tmp_path / "d"


@contextmanager
def server(archive: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with commands.start("serve", "--port", "0", "--data-dir", archive) as process:
        try:
            assert process.stderr
            yield process, process.stderr.readline().decode().removeprefix("Dateline: ").strip()
        finally:
            process.kill()


def waiting(address: str) -> int:
    state: dict[str, Any] = requests.get(f"{address}readyz", timeout=30).json()
    found: int = state["indexing"]["waiting"]
    return found


def assert_asked(address: str, *, dense: bool = False) -> None:
    """The last article, which is embedded last, is found."""
    word = marker(ARTICLES - 1)
    given = {"q": word, "k": "1"}
    (hit,) = requests.get(f"{address}api/v1/search", given, timeout=60).json()["hits"]
    assert word in hit["text"]
    assert hit["ranks"]["lexical"] == 1
    if dense:
        assert hit["ranks"].keys() == {"dense", "lexical"}


def test_a_server_that_is_killed_while_it_embeds(archive: Path) -> None:
    for _ in range(2):
        with server(archive) as (process, address):
            before = waiting(address)
            assert before > 0
            assert_asked(address)
            while waiting(address) == before:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait(30)
    noted = commands.run("search", marker(1), "--data-dir", archive)
    assert noted.returncode == 0
    assert b"found by their words only as yet" in noted.stderr
    with server(archive) as (process, address):
        assert 0 < waiting(address) < before
        while waiting(address):
            assert_asked(address)
        assert_asked(address, dense=True)
    doctor = commands.run("doctor", "--data-dir", archive)
    assert doctor.returncode == 0, doctor.stdout
