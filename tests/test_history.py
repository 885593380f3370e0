from __future__ import annotations

import dataclasses
import sqlite3
import threading
from pathlib import Path

import pytest

from qa.answers import Answer, AnsweredBy, Citation, Rejected, Sentence, Summary
from qa.errors import AnswerNotFound, InvalidInput, StoreError
from qa.history import History

ANSWER = Answer(
    id="a1",
    question="Wusste Iran davon? “Ja”",
    status="answered",
    text="No. [1]",
    answered_by=AnsweredBy("llm", "m", "answer@1", "auto"),
    verdict="no",
    sentences=(Sentence("No.", (1,), "Reuters", "claim"),),
    citations=(Citation(1, "art", "T", None, "2023-11-15", None, "No", 0, 2, ("b",)),),
    rejected=(Rejected("Yes.", "no quote"),),
    as_of="2023-11-20",
    created="2023-11-21T00:00:00+00:00",
    timings_ms={"total": 1.5},
    usage={"total_tokens": 3},
)
SUMMARY = Summary("s1", "not_found", "", AnsweredBy("extractive"), ("art",), created="x")


def test_what_is_kept_is_given_back_by_another_process_too(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite3"
    history = History(path)
    history.keep(ANSWER)
    history.keep(SUMMARY)
    history.close()
    again = History(path)
    found = again.get("a1")
    assert found["question"] == ANSWER.question
    assert found["citations"][0]["copies"] == ["b"]
    assert found["rejected"] == [{"text": "Yes.", "reason": "no quote", "outcome": "rejected"}]
    assert again.get("s1")["article_ids"] == ["art"]
    again.close()


def test_what_was_kept_under_a_key_is_known_again_whole(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite3"
    history = History(path)
    newer = dataclasses.replace(ANSWER, id="a2", text="Not at all. [1]")
    history.keep(ANSWER, "k")
    history.keep(newer, "k")
    history.keep(dataclasses.replace(ANSWER, id="a3"))
    history.close()
    again = History(path)
    assert again.known("k", Answer) == newer
    assert again.known("k", Summary) is None
    assert again.known("other", Answer) is None
    assert again.get("a1")["id"] == "a1"
    again.close()


def test_an_unknown_id_is_named(tmp_path: Path) -> None:
    history = History(tmp_path / "answers.sqlite3")
    with pytest.raises(AnswerNotFound, match="no answer 'nope'"):
        history.get("nope")
    history.close()


def test_threads_share_it(tmp_path: Path) -> None:
    history = History(tmp_path / "answers.sqlite3")

    def keep(first: int) -> None:
        for number in range(first, first + 20):
            history.keep(dataclasses.replace(ANSWER, id=f"a-{number}"))
            assert history.get(f"a-{number}")["id"] == f"a-{number}"

    threads = [threading.Thread(target=keep, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(history.get(f"a-{100 * n + 19}") for n in range(4))
    history.close()


@pytest.mark.parametrize("wreck", ["foreign", "folder"])
def test_a_file_that_is_none_of_ours_is_named_with_the_way_out(tmp_path: Path, wreck: str) -> None:
    path = tmp_path / "answers.sqlite3"
    if wreck == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"not a database, whatever its name says" * 100)
    with pytest.raises(StoreError, match="answers.sqlite3.*Move the file away"):
        History(path)


def test_pages_are_newest_first_and_hold_every_answer_once(tmp_path: Path) -> None:
    history = History(tmp_path / "answers.sqlite3")
    for number, name in enumerate("gcafbed"):  # ids are drawn by lot, and tell no order
        created = f"2023-11-{20 + number // 3}T00:00:00+00:00"  # several at the same moment
        history.keep(dataclasses.replace(ANSWER, id=name, created=created))
    history.keep(dataclasses.replace(SUMMARY, about="Fähren", created="2023-12-01"))
    seen, cursor = [], None
    while True:
        page = history.listed(limit=3, cursor=cursor)
        seen += page.items
        assert page.total == 8
        if not (cursor := page.next_cursor):
            break
    assert [line.id for line in seen] == ["s1", *"debfacg"]
    assert [answer_id for _, answer_id in history.lately(3)] == [*"deb"]
    assert (seen[0].kind, seen[0].heading, seen[0].articles) == ("Summary", "Fähren", 1)
    assert (seen[1].status, seen[1].verdict, seen[1].as_of) == ("answered", "no", "2023-11-20")
    assert [line.id for line in history.listed(text="FÄHREN").items] == ["s1"]
    assert history.listed(text="%").total == 0
    with pytest.raises(InvalidInput):
        history.listed(cursor="nonsense")
    history.close()


def test_what_cites_an_article_is_found_and_what_it_was_given(tmp_path: Path) -> None:
    history = History(tmp_path / "answers.sqlite3")
    history.keep(ANSWER, given={"filter": {"from": "2023-11-01"}})
    history.keep(SUMMARY)
    assert [line.id for line in history.citing("art")] == ["a1"]
    assert history.citing("b") == []
    assert history.given("a1") == {"filter": {"from": "2023-11-01"}}
    assert history.given("s1") == history.given("nope") == {}
    history.close()


def test_answers_kept_before_there_were_lists_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite3"
    history = History(path)
    history.keep(ANSWER)
    history.close()
    with sqlite3.connect(path) as db:  # as an earlier version left it
        db.executescript("DROP TABLE asked; DROP TABLE cited; PRAGMA user_version = 0;")
    db.close()
    again = History(path)
    assert [line.heading for line in again.listed().items] == [ANSWER.question]
    assert [line.id for line in again.citing("art")] == ["a1"]
    again.close()
