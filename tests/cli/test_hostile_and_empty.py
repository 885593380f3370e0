"""What a terminal must not obey, and what a person must be told when nothing can be found."""

import json
from pathlib import Path
from typing import Any

import pytest

from qa.cli import printing

ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \u202eright to left"


def test_an_articles_escapes_are_shown_not_obeyed(dateline: Any, tmp_path: Path) -> None:
    row = {"title": ESCAPES, "text": f"The ferry sank. {ESCAPES}", "source": ESCAPES}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    dateline("ingest", "a.jsonl", "--data-dir", "d")
    for command in (["articles"], ["search", "ferry"], ["ask", "Who sank the ferry?"]):
        shown = dateline(*command, "--data-dir", "d").out
        assert not {"\x1b", "\x07", "\u202e"} & set(shown), command
        assert "31mred" in shown


def test_harmless_reaches_into_every_member() -> None:
    document = {"a": ["\x1b[1m", {"b": ("\x9b", 1, None)}], "c": True}
    assert printing.harmless(document) == {
        "a": ["\ufffd[1m", {"b": ["\ufffd", 1, None]}],
        "c": True,
    }


@pytest.mark.parametrize(
    "command", [["ask", "Who?"], ["search", "x"], ["summarise", "--about", "x"]]
)
def test_an_empty_archive_is_named(dateline: Any, command: list[str]) -> None:
    done = dateline(*command, "--data-dir", "mistyped")
    assert done.status == 0
    assert "mistyped is empty" in done.err


def test_an_unknown_outlet_is_named(dateline: Any, archive: Path) -> None:
    done = dateline("search", "truce", "--source", "Nobody", "--data-dir", archive)
    assert done.out.strip() == "Nothing found."
    assert "no article from 'Nobody'" in done.err
    known = dateline("search", "truce", "--source", "Harbour Dispatch", "--data-dir", archive)
    assert "no article" not in known.err


def test_eval_names_a_broken_line_of_the_corpus(dateline: Any, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "corpus.jsonl").write_text('{"_id": "a", "text": "The ferry sank off Oslo."}\n{bad\n')
    (folder / "queries.jsonl").write_text(
        '{"_id": "q", "text": "What sank?", "answers": ["ferry"], "answerable": true}\n'
    )
    done = dateline("eval", "set", "--json", "--data-dir", "d")
    assert done.status == 1
    assert "corpus.jsonl:2" in done.err
    assert done.json["corpus"]["failed"] == 1


def test_the_demo_leaves_the_persons_own_archive_alone(
    dateline: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA_DIR", "mine")
    assert dateline("demo").status == 0
    assert dateline("articles", "--json").json["total"] == 0
