"""`dateline demo` as a person's first command: no key, no settings, no network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fakes import commands
from fakes.contract import ANSWER_KEYS

from qa.config import Config
from qa.service import Dateline

GUIDING = "Did Iran know of the Oct 7 attack in advance?"


def test_the_demo_answers_the_guiding_question_with_verbatim_quotes(
    demo: tuple[Path, Any], tmp_path: Path
) -> None:
    folder, document = demo
    answer = document["answer"]
    assert answer.keys() >= ANSWER_KEYS
    assert answer["question"] == GUIDING
    assert answer["verdict"] in ("not_established", "disputed")
    assert answer["answered_by"]["kind"] == "extractive"
    assert len(answer["citations"]) >= 2
    denied = [item for item in answer["sentences"] if item["role"] == "denial"]
    assert any("Hamas" in (item["attribution"] or "") for item in denied)
    assert document["summary"]["citations"]
    with Dateline.open(Config(data_dir=folder)) as service:
        assert service.articles().total >= 30
        for item in answer["citations"] + document["summary"]["citations"]:
            text = service.article(item["article_id"]).text
            assert text[item["start"] : item["end"]] == item["quote"]
        assert service.answer(answer["id"]) == answer

    again = commands.run("demo", "--data-dir", folder, cwd=tmp_path)
    assert again.returncode == 0
    shown = again.stdout.decode()
    assert shown.startswith(GUIDING)
    for item in answer["citations"]:
        assert item["title"] in shown
    assert "new 0, updated 0, unchanged " in again.stderr.decode()


def test_another_question_is_asked_and_nothing_kept_without_a_folder(tmp_path: Path) -> None:
    question = "Who won the 2022 World Cup?"
    done = commands.run("demo", "--question", question, "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["answer"]["status"] == "not_found"
    assert "Keep the sample archive" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []
