"""Short news stories of several outlets, asked without a model, by the whole program.

All stories lie in one archive. They were written before any was tried; rules were tuned on the half
`tune`, by the names of the stories. Some questions fail for what is found, not for what is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.newsroom import Half, faults, stories

from qa.config import Config
from qa.service import Dateline

DRAFTS, ASKED = stories(Path(__file__).parent / "newsroom" / "stories.txt")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dateline]:
    with Dateline.open(Config(data_dir=tmp_path_factory.mktemp("newsroom"))) as opened:
        opened.ingest_drafts(DRAFTS)
        yield opened


@pytest.mark.parametrize(("half", "floor"), [("tune", 40), ("held-out", 61)])
def test_status_verdict_figures_and_speakers(archive: Dateline, half: Half, floor: int) -> None:
    wrong = {}
    of_half = [item for item in ASKED if item.half == half]
    for item in of_half:
        if found := faults(item, archive.ask(item.question, answerer="extractive")):
            wrong[item.question] = found
    assert len(of_half) - len(wrong) >= floor, wrong


def test_no_verdict_is_too_bold(archive: Dateline) -> None:
    """Yes or no only where that is expected, or nothing is."""
    for item in ASKED:
        expected = [value for value in item.expected if value.startswith("verdict ")]
        if expected and expected[0] not in {"verdict yes", "verdict no"}:
            verdict = archive.ask(item.question, answerer="extractive").verdict
            assert verdict not in {"yes", "no"}, item.question
