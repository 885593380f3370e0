"""`dateline ingest --url`: what the readers find here is in the server's archive."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import serving
from hypothesis import given
from hypothesis import strategies as st

from qa.cli import main, sending
from qa.client import Client
from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.readers import read_bytes

LIMIT = 30_000  # bytes that the server takes at once


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    limit = {"DATELINE_MAX_UPLOAD_BYTES": str(LIMIT)}
    with serving.served(tmp_path_factory.mktemp("empty"), **limit) as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What people have: single files, dumps that both count from 1, one thing that is no text."""
    found = tmp_path / "news"
    found.mkdir()
    (found / "tram.txt").write_text("date: 21 Nov 2023\n\nThe tram to the harbour runs again.\n")
    (found / "buoy.md").write_text("---\ntitle: Buoy\n---\nThe buoy was moored again on Friday.\n")
    for name in ("one", "two"):
        lines = [{"id": n, "text": f"Dump {name} says that boat {n} sank."} for n in (1, 2, 3)]
        (found / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n{broken\n")
    (found / "empty.txt").write_text("")
    return found


def report(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any, str]:
    status = main(["ingest", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err


def test_it_does_what_a_local_ingestion_does(
    server: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    local = report(capsys, folder, "--data-dir", tmp_path / "local")
    sent = report(capsys, folder, "--url", server)
    assert (local[0], local[2]) == (sent[0], sent[2])
    assert sent[0] == 1
    assert "two.jsonl:4" in sent[2]
    for member in ("new", "updated", "unchanged", "failed", "passages"):
        assert sent[1][member] == local[1][member], member
    assert sent[1]["new"] == 8
    with Client(server) as client:
        [hit, *_] = client.search("Dump two boat 3").hits
        assert hit.external_id == "3"
        [tram] = [client.article(found.article_id) for found in client.search("tram", k=1).hits]
        assert tram.published == "2023-11-21"

    again = report(capsys, folder, "--url", server)
    assert (again[1]["new"], again[1]["updated"], again[1]["unchanged"]) == (0, 0, 8)
    shutil.move(folder / "two.jsonl", folder / "three.jsonl")
    (folder / "one.jsonl").write_text('{"id": 1, "text": "Dump one takes that back."}\n')
    changed = report(capsys, folder, "--url", server)
    assert changed[1]["updated"] == 1


def test_more_than_the_server_takes_at_once_goes_in_parts(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "The harbour was dredged again, which took the whole of the day. "
    lines = [{"title": f"Day {n}", "text": f"Day {n}. " + 100 * long} for n in range(12)]
    lines.append({"title": "Too long", "text": "Too long. " + 600 * long})
    dump = tmp_path / "dump.jsonl"
    dump.write_text("\n".join(map(json.dumps, lines)))
    status, found, err = report(capsys, dump, "--url", server)
    assert (status, found["new"]) == (1, 12)
    [failed] = found["failed"]
    assert failed["origin"].endswith("dump.jsonl:13")
    assert f"{LIMIT:,}" in failed["reason"]
    assert "dump.jsonl:13" in err


def draft(number: int) -> ArticleDraft:
    return ArticleDraft(text=f"Interrupted story {number} of the day.", origin=f"x:{number}")


def test_an_interrupted_one_says_what_is_in_and_is_done_again_without_harm(
    server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_BATCH_ARTICLES", 2)
    seen: list[int] = []

    def until_interrupted() -> Iterator[ArticleDraft]:
        yield from map(draft, range(5))
        raise KeyboardInterrupt

    with Client(server) as client:
        with pytest.raises(KeyboardInterrupt):
            sending.Sending(client, lambda done: seen.append(done.articles)).send(
                until_interrupted()
            )
        assert "4 articles are in; the same command again" in capsys.readouterr().err
        assert seen[-1] == 4
        whole = sending.Sending(client, lambda _: None).send(map(draft, range(6)))
        assert (whole.new, whole.unchanged) == (2, 4)


def test_what_is_under_way_is_cancelled_when_it_is_interrupted(
    server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with Client(server) as client:
        with pytest.raises(KeyboardInterrupt):
            sending.Sending(client, interrupt).send([draft(100)])
        assert "0 articles are in" in capsys.readouterr().err
        assert client.job_page(kind="ingest", limit=1).items[0].over


def test_a_server_that_is_not_there(
    unused_port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The ferry is back.")
    url = f"http://127.0.0.1:{unused_port}"
    status, found, err = report(capsys, tmp_path / "a.txt", "--url", url)
    assert (status, found) == (1, None)
    assert "No server answers" in err


line = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(
    st.builds(
        ArticleDraft,
        text=st.text(st.characters(codec="utf-8"), min_size=1).map(lambda t: f"x{t}y"),
        origin=st.just("a:1"),
        title=line,
        source=line,
        url=st.none() | st.just("https://news.example/a?b=1"),
        published=st.none() | st.dates().map(str),
        authors=st.lists(line, max_size=3).map(tuple),
        external_id=st.none() | line,
    )
)
def test_what_is_sent_reads_as_what_was_read(made: ArticleDraft) -> None:
    """Once more through a reader nothing of an article changes."""
    first = read_again(made)
    if isinstance(first, ArticleDraft):  # as a reader gives it: line ends, blanks, odd letters
        assert read_again(first) == first


def read_again(made: ArticleDraft) -> ArticleDraft | ReadFailure:
    [found] = read_bytes("a.jsonl", sending._lines([made]), Config())
    return found
