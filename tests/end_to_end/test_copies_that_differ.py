"""Two printings of one report whose figures differ: a dispute or an update, not one source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.answers import Answer
from qa.config import Config
from qa.service import Dateline

REPORT = (
    "Rescuers in Valdora searched the hillside for a third day after the landslide that buried the"
    " village of Karn on Sunday night. {toll} people were killed in the landslide in Valdora, the"
    " interior ministry said. Helicopters brought tents and water to those who had lost their"
    " homes, and the road from the coast was opened to lorries again. The government promised to"
    " pay for the burials and to move the school to safer ground before the winter. Geologists"
    " had warned in spring that the slope above the village was sliding."
)
QUESTION = "How many people were killed in the landslide in Valdora?"


def answer(folder: Path, *printings: tuple[str, str, str]) -> Answer:
    """The keyless answer from printings of the report, each with its outlet, day and toll."""
    lines = [
        {"id": source, "title": "Landslide in Valdora", "source": source, "date": day,
         "text": REPORT.format(toll=toll)}
        for source, day, toll in printings
    ]  # fmt: skip
    archive = folder / "reports.jsonl"
    archive.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with Dateline.open(Config(data_dir=folder / "data")) as dateline:
        dateline.ingest([str(archive)])
        return dateline.ask(QUESTION, answerer="extractive")


def test_tolls_of_two_days_are_an_update(tmp_path: Path) -> None:
    found = answer(tmp_path, ("Courier", "2024-03-05", "61"), ("Gazette", "2024-03-09", "94"))
    (update,) = found.updates
    assert (update.latest.text, update.latest.published) == ("94", "2024-03-09")
    assert [(one.text, one.published) for one in update.earlier] == [("61", "2024-03-05")]
    assert found.sentences[0].text.startswith("94 people")


def test_tolls_of_one_day_are_a_dispute(tmp_path: Path) -> None:
    found = answer(tmp_path, ("Courier", "2024-03-05", "61"), ("Gazette", "2024-03-05", "94"))
    (dispute,) = found.disputes
    assert (found.status, dispute.kind) == ("disputed", "figures")
    quotes = {item.source: item.quote for item in found.citations}
    assert "61 people" in quotes["Courier"]
    assert "94 people" in quotes["Gazette"]


@pytest.mark.parametrize("day", ["2024-03-05", "2024-03-06"])
def test_printings_that_agree_are_one_source(tmp_path: Path, day: str) -> None:
    found = answer(tmp_path, ("Courier", "2024-03-05", "61"), ("Gazette", day, "61"))
    assert (found.disputes, found.updates, found.independent_sources) == ((), (), 1)
    assert len(found.citations[0].copies) == 1
