"""Processes with terminals, pipes and encodings as they come."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from fakes import commands

WORD = "Mjölnir—“ferry” 渡船 😀"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one article whose words no ASCII terminal can show, or should obey."""
    folder = tmp_path_factory.mktemp("small")
    article = {"id": "1", "title": f"{WORD}\x1b]0;owned\x07", "text": f"{WORD} sails.\x9b2J\x1b[2J"}
    (folder / "a.json").write_text(json.dumps(article), encoding="utf-8")
    done = commands.run("ingest", folder / "a.json", "--data-dir", folder / "d")
    assert done.returncode == 0, done.stderr
    return folder / "d"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal_can_show_any_article(small: Path, encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding}
    text = commands.run("articles", "--data-dir", small, env=env)
    assert (text.returncode, text.stderr) == (0, b"")
    assert "渡船".encode("utf-8" if encoding == "utf-8" else "unicode_escape") in text.stdout
    document = commands.run("articles", "--json", "--data-dir", small, env=env)
    (item,) = json.loads(document.stdout.decode(encoding))["items"]
    assert item["text"].startswith(WORD)


def test_an_article_cannot_command_the_terminal(small: Path) -> None:
    (one,) = json.loads(commands.run("articles", "--json", "--data-dir", small).stdout)["items"]
    shown = commands.run("articles", "show", one["id"], "--data-dir", small).stdout.decode()
    assert WORD in shown
    assert not any(c in shown for c in "\x1b\x07\x9b")


def on_terminal(*arguments: str | Path, **env: str) -> bytes:
    """What a command writes to stdout if that is a terminal."""
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            [*commands.COMMAND, *arguments], env=commands.environment(**env), stdout=theirs
        )
        os.close(theirs)
        written = b""
        try:
            while part := os.read(ours, 65_536):
                written += part
        except OSError:  # how a terminal's end is told
            pass
        assert process.wait(60) == 0
    finally:
        os.close(ours)
    return written


def test_colour_on_a_terminal_unless_it_is_unwanted(small: Path) -> None:
    assert b"\x1b[1m" in on_terminal("search", "ferry", "--data-dir", small)
    assert b"\x1b" not in on_terminal("search", "ferry", "--data-dir", small, NO_COLOR="1")


def test_bytes_that_are_not_utf8_do_no_harm(small: Path) -> None:
    bad = b"\xff\xfe who?"
    done = commands.run("ask", bad, "--source", b"\xff", "--json", "--data-dir", small)
    assert (done.returncode, b"no article from" in done.stderr) == (0, True)
    assert json.loads(done.stdout)["question"] == "\ufffd\ufffd who?"
    for command in (["articles", "show"], ["articles", "delete"], ["ingest"], ["eval"]):
        done = commands.run(*command, b"\xff\xfe", "--data-dir", small)
        assert done.returncode in (1, 2), command
        assert b"unexpected" not in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_folder_named_in_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff"
    done = commands.run("config", "--json", "--data-dir", folder)
    assert done.returncode == 0
    assert json.loads(done.stdout)["data_dir"]["value"].encode(errors="surrogateescape") == folder
    assert commands.run("config", "--data-dir", folder).returncode == 0


def test_a_reader_that_has_gone_is_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = commands.run("config", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = commands.run("config", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


def test_stdin_may_be_closed(tmp_path: Path) -> None:
    command = " ".join([*commands.COMMAND, "ingest", "-", "--data-dir", str(tmp_path), "<&-"])
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=commands.environment(), capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"failed: standard input: there is none here." in done.stderr
