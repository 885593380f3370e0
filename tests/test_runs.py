"""Kept evaluation runs: what is no report does no harm, and no name leads out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.evaluations import keep_runs

from qa.errors import RunNotFound
from qa.runs import Runs, evaluations_dir


def test_runs_come_newest_first_with_their_rows(tmp_path: Path) -> None:
    one, other = keep_runs(tmp_path)
    runs = Runs(tmp_path)
    assert [run.name for run in runs.all()] == [other, one]
    assert runs.get(one).report["questions"] == 3
    assert [row["id"] for row in runs.rows(one)] == ["q0", "q1", "q2"]


def test_without_any_run_there_is_none(tmp_path: Path) -> None:
    assert Runs(tmp_path).all() == []
    assert Runs(tmp_path).rows("x") == []


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    keep_runs(tmp_path)
    folder = evaluations_dir(tmp_path)
    (folder / "broken.json").write_text("{")
    (folder / "list.json").write_text("[1]")
    (folder / "other.json").write_text("{}")
    (folder / "run-0.jsonl").write_text("{broken\n")
    assert len(Runs(tmp_path).all()) == 2
    assert Runs(tmp_path).rows("run-0") == []


@pytest.mark.parametrize("name", ["../secret", "..", ".hidden", "a/b", "", "x" * 300, "a\x00"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    keep_runs(tmp_path)
    (tmp_path / "secret.json").write_text('{"dataset": "x"}')
    with pytest.raises(RunNotFound):
        Runs(tmp_path).get(name)
