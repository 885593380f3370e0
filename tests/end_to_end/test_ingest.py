"""Ingesting as processes do it: folders as people have them, kills, signals, two at a time."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import commands

from qa.config import Config
from qa.service import Dateline

ARTICLES = 120


def line(number: int) -> bytes:
    text = f"The ferry number {number} has left its port, the harbour master said on Monday. "
    article = {"id": f"f{number}", "title": f"Ferry {number}", "source": "Post", "text": text * 3}
    return json.dumps(article).encode() + b"\n"


def report(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# --- a folder -----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """200 articles in lines, one of them broken; odd encodings; nothing; noise."""
    found = tmp_path / "inbox"
    (found / "deeper").mkdir(parents=True)
    lines = [line(number) for number in range(200)]
    lines.insert(99, b'{"id": "broken", "text": "cut o\n')
    (found / "dump.jsonl").write_bytes(b"".join(lines))
    windows = "Title: Café “Zoë”\n\nThe café’s owner said: “Never again”—it cost €5."
    (found / "deeper" / "windows.txt").write_bytes(windows.encode("windows-1252"))
    (found / "empty.txt").write_bytes(b"")
    (found / "noise.txt").write_bytes(random.Random(7).randbytes(5_000))  # noqa: S311
    return found


def test_a_folder_as_people_have_it(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = commands.run("ingest", folder, "--data-dir", data, "--json")
    assert first.returncode == 1
    found = report(first)
    assert (found["new"], found["updated"], found["unchanged"]) == (201, 0, 0)
    failed = {item["origin"]: item["reason"] for item in found["failed"]}
    assert set(failed) == {
        f"{folder}/dump.jsonl:100", f"{folder}/empty.txt", f"{folder}/noise.txt",
    }  # fmt: skip
    assert "not valid JSON" in failed[f"{folder}/dump.jsonl:100"]
    for origin, reason in failed.items():
        assert f"failed: {origin}: {reason}" in first.stderr.decode()

    second = commands.run("ingest", folder, "--data-dir", data, "--json")
    assert second.returncode == 1
    again = report(second)
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 201)
    assert again["passages"] == 0
    assert again["failed"] == found["failed"]

    with Dateline.open(Config(data_dir=data)) as service:
        assert service.articles().total == 201
        (windows,) = service.articles(text="Café").items
        assert windows.title == "Café “Zoë”"
        assert windows.text == "The café’s owner said: “Never again”—it cost €5."
        hit = service.search("ferry number 150", k=1).hits[0]
        assert hit.article.external_id == "f150"
        assert all(check.ok for check in service.doctor(repair=False))


def test_articles_from_standard_input(tmp_path: Path) -> None:
    given = b"".join(map(line, range(3))) + b"{broken\n"
    done = commands.run("ingest", "-", "--data-dir", tmp_path, "--json", input=given)
    assert done.returncode == 1
    assert report(done)["new"] == 3
    assert [item["origin"] for item in report(done)["failed"]] == ["standard input:4"]


# --- processes that are ended -------------------------------------------------------------------


def count(data: Path) -> int:
    """Articles in the catalog, as another process sees it."""
    address = f"file:{data}/catalog.sqlite3?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


@pytest.fixture
def in_the_middle(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts an ingestion that has stored some articles and waits for the rest of its input."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        process = commands.start("ingest", "-", "--data-dir", tmp_path / "data")
        started.append(process)
        assert process.stdin
        process.stdin.write(b"".join(map(line, range(ARTICLES))))
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while count(tmp_path / "data") < 32:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def complete(tmp_path: Path) -> None:
    """The same input again: all of it is in, once."""
    before = count(tmp_path / "data")
    assert 0 < before < ARTICLES
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(b"".join(map(line, range(ARTICLES))))
    done = commands.run("ingest", dump, "--data-dir", tmp_path / "data", "--json")
    assert done.returncode == 0, done.stderr.decode()
    assert report(done)["unchanged"] == before
    assert report(done)["new"] == ARTICLES - before
    with Dateline.open(Config(data_dir=tmp_path / "data")) as service:
        assert service.articles().total == ARTICLES
        checks = service.doctor(repair=False)
        assert all(check.ok for check in checks), checks
        found = {hit.article.external_id for hit in service.search("ferry", k=1_000).hits}
        assert found == {f"f{number}" for number in range(ARTICLES)}


def test_a_killed_ingestion_is_taken_up_again(tmp_path: Path, in_the_middle) -> None:
    process = in_the_middle()
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    complete(tmp_path)


def test_one_process_at_a_time_and_a_clean_stop(tmp_path: Path, in_the_middle) -> None:
    process = in_the_middle()
    data = tmp_path / "data"
    for command in (["articles"], ["ingest", os.devnull]):
        second = commands.run(*command, "--data-dir", data, env={"DATELINE_LOCK_WAIT_S": "0"})
        assert (second.returncode, second.stdout) == (1, b"")
        said = second.stderr.decode()
        assert f"{data} is in use by dateline ingest (process {process.pid}, since " in said
        assert "--data-dir" in said
        assert said.count("\n") == 1

    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == b"dateline: interrupted; what was finished is kept\n"
    assert not (data / "owner.json").exists()
    complete(tmp_path)
