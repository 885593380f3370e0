"""For a question that asks for a count, the newest of the scope that is asked leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from fakes.embedder import HashedWords
from fakes.hits import article, hit
from fakes.lexicon import PlainWords
from fakes.proposals import drained

from qa.answering.extractive import ExtractiveAnswerer
from qa.finding import passages
from vectorstore.models import Filter, Hit


class Report(NamedTuple):
    day: str
    title: str
    text: str


class Case(NamedTuple):
    question: str
    reports: tuple[Report, ...]
    leads: int


QUAKE = "How many people died in the earthquake in Valdora?"
CASES = (
    Case(
        QUAKE,
        (
            Report("2024-03-02", "Earthquake in Valdora",
                   "At least 120 people died in the earthquake in Valdora, the government said."),
            Report("2024-03-05", "Valdora counts its dead",
                   "Rescue workers put the number of dead in Valdora at 310."),
            Report("2024-03-04", "School collapsed in Valdora earthquake",
                   "In one school in Valdora 41 people died in the earthquake, teachers said."),
        ),
        1,
    ),
    Case(
        QUAKE,
        (
            Report("2024-03-09", "Hospital in Valdora",
                   "Doctors said 18 people died in the hospital of Valdora after the earthquake."),
            Report("2024-03-06", "Valdora earthquake",
                   "The earthquake in Valdora has killed 402 people, the ministry said."),
        ),
        1,
    ),
    Case(
        "How many people were evacuated in Lower Ost?",
        (
            Report("2023-07-01", "Flood in Lower Ost",
                   "About 4,000 people were evacuated in Lower Ost on Saturday."),
            Report("2023-07-03", "River rises in Lower Ost",
                   "More than 11,000 people have now been evacuated in Lower Ost, police said."),
            Report("2023-07-04", "Flood in Upper Ost",
                   "Some 900 people were evacuated in Upper Ostfeld, police said."),
        ),
        1,
    ),
    Case(
        "How many people are missing after the ferry sank off Port Marle?",
        (
            Report("2025-01-10", "Ferry sinks off Port Marle",
                   "The coast guard said 61 people were missing after the ferry sank off Port"
                   " Marle."),
            Report("2025-01-12", "Search off Port Marle goes on",
                   "Off Port Marle 23 people are still missing, the coast guard said."),
        ),
        1,
    ),
    Case(
        "How many hostages have been freed in Karesh?",
        (
            Report("2025-05-01", "Talks in Karesh",
                   "In Karesh 7 hostages have been freed, an envoy said."),
            Report("2025-05-04", "More freed in Karesh",
                   "In all 19 hostages have been freed in Karesh, the army said."),
        ),
        1,
    ),
    Case(
        "What is the death toll of the Harrow fire?",
        (
            Report("2023-08-22", "Harrow fire toll",
                   "The death toll of the Harrow fire has reached 115, the mayor said."),
            Report("2023-09-16", "Harrow fire toll cut",
                   "Officials lowered the death toll of the Harrow fire from 115 to 97."),
        ),
        1,
    ),
    Case(
        "How many people died in the floods in Arvana and Besk?",
        (
            Report("2024-06-03", "Floods in Arvana and Besk",
                   "The floods in Arvana and Besk have killed 240 people."),
            Report("2024-06-05", "Floods in Besk", "In Besk the floods have killed 96 people."),
        ),
        0,
    ),
    Case(
        "How many people were killed in Tarmak?",
        (
            Report("2024-02-02", "War in Tarmak",
                   "Since January 8,300 people have been killed in Tarmak, the ministry said."),
            Report("2024-02-06", "War in Tarmak",
                   "Within the past 24 hours 140 people were killed in Tarmak."),
            Report("2024-02-07", "Talks on Tarmak", "The president of Olm went to Tarmak."),
        ),
        0,
    ),
    Case(
        "How many people were killed in Tarmak?",
        (
            Report("2024-02-02", "War in Tarmak",
                   "Since January 8,300 people have been killed in Tarmak, the ministry said."),
            Report("2024-02-09", "War in Tarmak goes on",
                   "The ministry said that 52 people had been killed in Tarmak."),
        ),
        0,
    ),
    Case(
        "How many people were killed in Tarmak?",
        (
            Report("2024-02-02", "War in Tarmak",
                   "Since January 8,300 people have been killed in Tarmak, the ministry said."),
            Report("2024-02-09", "War between Tarmak and Olm",
                   "In Olm 12,000 people have been killed, its president said."),
        ),
        0,
    ),
    # What is asked of a day is not what became of it later.
    Case(
        "How many people had died in Valdora by March 2?",
        (
            Report("2024-03-02", "Valdora", "By March 2 some 120 people had died in Valdora."),
            Report("2024-03-05", "Valdora", "The number of people who died in Valdora is 310."),
        ),
        0,
    ),
    # The dead are not what is asked for, though their number goes on.
    Case(
        "How strong was the earthquake in Valdora?",
        (
            Report("2024-03-02", "Earthquake in Valdora",
                   "A strong earthquake, of magnitude 6.4, in Valdora has killed 38 people."),
            Report("2024-03-05", "Search ends in Valdora",
                   "The search for survivors of the earthquake in Valdora ended with 127 dead."),
        ),
        0,
    ),
    # Other counts: the later figure of the very same thing.
    Case(
        "How many jobs will Ostrabank cut?",
        (
            Report("2024-01-10", "Ostrabank to cut jobs", "Ostrabank will cut 1,200 jobs."),
            Report("2024-04-10", "Ostrabank to cut jobs", "Ostrabank will cut 2,000 jobs."),
        ),
        0,  # what is planned is no count: no update is made of it
    ),
    Case(
        "How many jobs has Ostrabank cut?",
        (
            Report("2024-01-10", "Ostrabank jobs", "Ostrabank has cut 1,200 jobs this year."),
            Report("2024-04-10", "Ostrabank jobs", "Ostrabank has cut 2,000 jobs this year."),
        ),
        1,
    ),
    Case(
        "How many votes did the Green list win in Hallin?",
        (
            Report("2024-06-01", "Count in Hallin", "The Green list won 10,400 votes in Hallin."),
            Report("2024-06-03", "Recount in Hallin", "The Green list won 12,900 votes in Hallin."),
        ),
        1,
    ),
    Case(
        "How much does a litre of petrol cost in Sarn?",
        (
            Report("2024-06-01", "Petrol", "A litre of petrol costs 1.60 euros in Sarn."),
            Report("2024-08-03", "Petrol", "A litre of petrol costs 1.95 euros in Sarn."),
        ),
        1,
    ),
)  # fmt: skip


def hits(case: Case) -> list[Hit]:
    return [
        replace(
            hit(text, id=f"art-{place}", title=title, published=day),
            scores={"dense": 0.9 - 0.1 * place},
        )
        for place, (day, title, text) in enumerate(case.reports)
    ]


def answered(case: Case) -> list[str]:
    answerer = ExtractiveAnswerer(PlainWords(), HashedWords(), HashedWords(), abstain_below=0.0)
    return [
        one.text
        for one in drained(answerer.answer(case.question, hits(case), as_of=None)).sentences
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.question} {case.reports[-1].day}")
def test_the_newest_count_of_what_is_asked_leads(case: Case) -> None:
    assert answered(case)[0] == case.reports[case.leads].text


def test_a_best_sentence_that_counts_nobody_gives_way_to_one_that_does() -> None:
    over = "The cholera outbreak in Valdora is over after 4 weeks, people in Valdora say."
    dead = "In Valdora 740 people died in all."
    case = Case(
        "How many people died in the cholera outbreak in Valdora?",
        (
            Report("2024-06-06", "Cholera outbreak in Valdora", over),
            Report("2024-06-05", "Valdora", dead),
        ),
        1,
    )
    assert answered(case)[0] == dead


@pytest.mark.parametrize("case", CASES[:1] + CASES[4:6], ids=lambda case: case.question)
def test_the_earlier_count_is_shown_too(case: Case) -> None:
    assert case.reports[0].text in answered(case)


# Finding what came later


def searching(reports: dict[str, Hit]):
    """A search that finds by day only: the oldest first, as if that were the nearest."""
    asked: list[tuple[str, Filter]] = []

    def search(query: str, most: int, where: Filter) -> list[Hit]:
        asked.append((query, where))
        first = where.date_from or date.min
        days = sorted(day for day in reports if date.fromisoformat(day) >= first)
        return [reports[day] for day in days][:most]

    return search, asked


def tolls(*days: str) -> dict[str, Hit]:
    return {
        day: hit(f"In Valdora {300 + place} people have died.", id=f"art-{place}", published=day)
        for place, day in enumerate(days)
    }


def test_what_is_newer_than_the_nearest_passages_is_looked_for() -> None:
    reports = tolls("2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04")
    search, asked = searching(reports)
    found = passages(search, "How many people have died in Valdora?", 2, Filter())
    assert [hit.article.published for hit in found] == [*reports]
    assert "killed" in asked[1][0]
    assert found[:2] == [reports["2024-03-01"], reports["2024-03-02"]]


def test_nothing_newer_than_the_filter_admits_is_looked_for() -> None:
    search, asked = searching(tolls("2024-03-01", "2024-03-02"))
    where = Filter(as_of=date(2024, 3, 1), sources=("Courier",))
    passages(search, "How many people have died in Valdora?", 1, where)
    assert {(one.as_of, one.sources) for _, one in asked} == {(where.as_of, where.sources)}


def test_a_question_for_no_count_is_put_once() -> None:
    search, asked = searching(tolls("2024-03-01", "2024-03-02"))
    found = passages(search, "Who died in Valdora?", 1, Filter())
    assert len(found) == len(asked) == 1


def test_an_undated_archive_is_not_searched_for_what_is_newer() -> None:
    undated = Hit(
        hit("In Valdora 300 people have died.").passage,
        article("In Valdora 300 people have died.", published=None),
        1.0,
    )
    found = passages(lambda *_: [undated], "How many people have died in Valdora?", 3, Filter())
    assert found == [undated]
