"""`--url`: a server that holds the archive does what the command would have done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.cli import main
from qa.client import Client

QUESTION = "Did Iran know of the Oct 7 attack in advance?"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_asking_commands_give_what_the_server_gives(address: str, capsys) -> None:
    url = ("--url", address)
    answer = told(capsys, "ask", QUESTION, "--as-of", "2023-11-30", *url)
    assert (answer["question"], answer["as_of"]) == (QUESTION, "2023-11-30")
    hits = told(capsys, "search", "aid", "-k", "2", "--from", "2023-12-01", *url)["hits"]
    assert len(hits) == 2
    summary = told(capsys, "summarise", hits[0]["article_id"], *url)
    assert summary["article_ids"] == [hits[0]["article_id"]]
    assert (
        told(capsys, "articles", "show", hits[0]["article_id"], *url)["title"] == hits[0]["title"]
    )
    listed = told(capsys, "articles", *url, "list", "--limit", "3")
    assert len(listed["items"]) == 3
    assert told(capsys, "articles", "--cursor", listed["next_cursor"], *url)["items"]


def test_text_for_people_and_deletion(address: str, capsys) -> None:
    with Client(address) as client:
        added = client.add_articles([{"title": "Kite", "text": "A kite was seen over the bay."}])
    assert main(["articles", "--text", "Kite", "--url", address]) == 0
    assert capsys.readouterr().out.endswith("Kite\n")
    told(capsys, "articles", "delete", *added.article_ids, "--url", address)
    assert main(["articles", "show", *added.article_ids, "--url", address]) == 1
    assert "There is no article" in capsys.readouterr().err


def test_who_is_kept_out_by_a_server_hears_of_it(
    address: str, served_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("DATELINE_LOCK_WAIT_S", "0")
    assert main(["search", "aid", "--data-dir", str(served_folder)]) == 1
    assert "Or go through that server: --url http://127.0.0.1:" in capsys.readouterr().err


def test_an_address_that_is_none_is_wrong_usage(capsys) -> None:
    assert main(["search", "aid", "--url", "nowhere"]) == 2
    assert "'nowhere' is not the address of a server" in capsys.readouterr().err
