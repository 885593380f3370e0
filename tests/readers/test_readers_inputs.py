"""Paths, folders, standard input, uploads, and what holds for every format."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.readers import count_inputs, expand, read_bytes, read_input
from qa.readers._registry import readers


def test_importing_readers_loads_nothing_heavy() -> None:
    code = (
        "import sys, qa.readers;"
        "print({'trafilatura', 'requests', 'feedparser', 'lxml', 'dateutil'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_every_format_is_found() -> None:
    names = [reader.name for reader in readers()]
    assert names == ["JSON", "Markdown", "RSS or Atom feed", "web page", "plain text"]


def test_a_folder_with_good_and_bad_files(tmp_path: Path, config: Config) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "old.txt").write_bytes("A café’s “news”.".encode("cp1252"))
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "one"}\n{"text": \n{"text": "three"}\n')
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("no")
    found = list(read_input(str(tmp_path), config))
    assert [one.text for one in found if isinstance(one, ArticleDraft)] == [
        "one",
        "three",
        "A café’s “news”.",
    ]
    assert [one.origin for one in found if isinstance(one, ReadFailure)] == [
        f"{tmp_path}/a.jsonl:2",
        f"{tmp_path}/empty.txt",
        f"{tmp_path}/noise.bin",
    ]


def test_expand_and_count(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"{}\n{}\n{}\n")
    (tmp_path / "b.txt").write_text("x")
    assert list(expand(str(tmp_path))) == [str(tmp_path / "a.jsonl"), str(tmp_path / "b.txt")]
    assert list(expand("-")) == ["-"]
    assert list(expand("https://e.example/")) == ["https://e.example/"]
    assert list(expand("nowhere")) == ["nowhere"]
    assert count_inputs([str(tmp_path), "-", "nowhere"]) == 6


def test_links_that_go_round_do_not_hang(tmp_path: Path, config: Config) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    found = list(read_input(str(tmp_path), config))
    assert [type(one) for one in found] == [ArticleDraft, ReadFailure, ReadFailure]


def test_pipes_in_a_folder_are_not_opened(tmp_path: Path, config: Config) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = read_input(str(tmp_path), config)
    assert isinstance(found, ReadFailure)
    assert "not a regular file" in found.reason


def test_a_file_names_itself_for_good(tmp_path: Path, config: Config, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    (found,) = read_input("a.txt", config)
    assert isinstance(found, ArticleDraft)
    assert (found.origin, found.single) == (str(tmp_path / "a.txt"), True)
    (upload,) = read_bytes("a.txt", b"x", config)
    assert isinstance(upload, ArticleDraft)
    assert not upload.single


@pytest.mark.parametrize("name", ["nowhere", "a\0b", "\ud800", "x" * 5000, "ftp://e.example/x", ""])
def test_what_is_not_there_is_a_failure(config: Config, name: str) -> None:
    (found,) = read_input(name, config)
    assert isinstance(found, ReadFailure)
    (found.origin + found.reason).encode()


def test_a_folder_without_files(tmp_path: Path, config: Config) -> None:
    (found,) = read_input(str(tmp_path), config)
    assert found == ReadFailure(str(tmp_path), "the folder holds no files. Check the path.")


def test_a_file_name_in_an_old_encoding(tmp_path: Path, config: Config) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    (found,) = read_input(str(tmp_path), config)
    assert found.origin == f"{tmp_path}/caf\ufffd.txt"


def test_a_file_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 100)
    (found,) = read_input(str(tmp_path / "a.txt"), Config(max_file_bytes=99))
    assert isinstance(found, ReadFailure)
    assert "larger than 99 bytes" in found.reason


@pytest.mark.parametrize(
    "data",
    [b'{"text": "a"}\n{"text": "b"}\n', gzip.compress(b'[{"text": "a"}, {"text": "b"}]')],
    ids=["lines", "packed"],  # the packed bytes hold the time, which each worker has another of
)
def test_standard_input_is_told_by_its_content(config: Config, data: bytes) -> None:
    found = list(read_input("-", config, io.BytesIO(data)))
    assert [one.text for one in found if isinstance(one, ArticleDraft)] == ["a", "b"]


def test_no_standard_input(config: Config) -> None:
    assert isinstance(next(read_input("-", config)), ReadFailure)


NAMES = ["a.txt", "a.md", "a.json", "a.jsonl", "a.html", "a.xml", "a.gz", "a", "", "a.csv"]
SEEDS = st.sampled_from(
    [
        b"",
        b"---\na: ",
        b'{"text": "',
        b"[{",
        b"<html><body><p>",
        b"<rss><channel><item><title>",
        b"<feed><entry><content>",
        b"\x1f\x8b\x08",
        b"\xff\xfe",
        b"date 2023-11-16 ",
        b"<![CDATA[",
    ],
)


@settings(deadline=None)
@given(
    st.sampled_from(NAMES), SEEDS, st.binary(max_size=200) | st.text(max_size=80).map(str.encode)
)
def test_no_bytes_raise(config: Config, name: str, seed: bytes, rest: bytes) -> None:
    found = list(read_bytes(name, seed + rest, config))
    assert found
    for one in found:
        assert (one.text if isinstance(one, ArticleDraft) else one.reason).strip()
        repr(one).encode()
        (one.text if isinstance(one, ArticleDraft) else one.reason).encode()
