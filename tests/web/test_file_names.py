"""A file's name is what a client says: it chooses a reader, and never a place on the disk."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage

from qa.web.uploads import base_name

TEXT = b"The buoy was moored again on Friday, the harbour master said."
NAMES = [
    "../../../../tmp/escaped.txt",
    "..\\..\\escaped.txt",
    "/etc/passwd",
    "C:\\Windows\\win.ini.txt",
    "\\\\server\\share\\a.txt",
    "a/../../b.txt",
    "....//....//b.txt",
    "..",
    ".",
    "catalog.sqlite3",
    "%2e%2e%2fescaped.txt",
    "a\x00.txt",
    "a\r\nX-Header: 1.txt",
    "\u202etxt.exe",
    "https://evil.example/a.txt",
    "file:///etc/passwd",
    "-",
    "~/.ssh/id.txt",
    "CON",
    "x" * 5_000 + ".txt",
]


def tree(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NAMES)
def test_no_name_reaches_out_of_the_archive(client, service, name):
    folder = service.config.data_dir
    around = set(folder.parent.iterdir())
    before = {path for path in tree(folder) if "dense" not in path.parts}
    data = {"file": (io.BytesIO(TEXT), name)}
    answer = client.post("/api/v1/articles", data=data, content_type="multipart/form-data")
    assert answer.status_code in (200, 201, 422)
    told = answer.get_data(as_text=True)
    assert "root:" not in told
    assert ".." + "/" not in told
    assert set(folder.parent.iterdir()) == around
    assert {path.suffix for path in tree(folder) - before} <= _OURS
    for found in answer.json.get("article_ids", []):
        assert TEXT.decode() in client.get(f"/api/v1/articles/{found}").json["text"]


# Files that the indexes and SQLite make of their own.
_OURS = {"", ".bin", ".pickle", ".json", ".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".lock",
         ".store", ".idx", ".term", ".pos", ".fast", ".fieldnorm", ".tmp", ".del"}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NAMES if name.isprintable()][:6])
def test_an_article_is_never_read_from_the_servers_disk(client, name):
    posted = client.post("/api/v1/articles", json={"text": "x", "path": name, "file": name})
    assert "root:" not in posted.get_data(as_text=True)
    for path in (f"/api/v1/articles/{name}", f"/static/{name}", f"/articles/{name}"):
        with client.get(path) as answer:
            assert answer.status_code in (301, 308, 404)
            assert b"root:" not in answer.data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_a_name_has_one_part_of_printable_letters(name: str) -> None:
    kept = base_name(FileStorage(filename=name))
    assert kept
    assert len(kept) <= 200
    assert kept.isprintable()
    assert not re.search(r"[/\\\0]", kept)
