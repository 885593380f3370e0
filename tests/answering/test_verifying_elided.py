"""What a right sentence says otherwise than its quote, with wrong twins of each: number, owner."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from fakes.hits import article as made

from qa.answering.verifier import Verifier
from qa.answering.verifying.shares import another_share
from qa.answers import ProposedSentence, Quote, Sentence


class Told(NamedTuple):
    text: str  # the quote stands last in it, behind a blank line if something is before it
    right: tuple[str, ...]
    wrong: tuple[str, ...]


COST = Told(
    "The mission cost 640 million euros, some 90 million more than planned.",
    (
        "At 640 million euros, the mission was about 90 million euros over budget.",
        "The mission overran its budget by about 90 million euros.",
    ),
    (
        "At 640 million euros, the mission was about 80 million euros over budget.",
        "At 640 million euros, the mission was about 90 million euros under budget.",
        "The mission cost 90 million euros.",
        "The mission was 640 million euros over budget.",
    ),
)
SCORE = Told(
    "Lina Sorokina, 15, won the Reykjavik Open on Thursday.\n\n"
    "The Estonian drew her final game against top seed Arjun Rao in 31 moves to finish on eight"
    " points from nine rounds, half a point ahead of Rao and Mateo Cruz.",
    (
        "Sorokina scored eight out of nine, finishing half a point clear of Rao and Mateo Cruz.",
        "Lina Sorokina finished on eight out of nine.",
    ),
    (
        "Sorokina scored seven out of nine, finishing half a point clear of Rao and Mateo Cruz.",
        "Sorokina scored nine out of eight, finishing half a point clear of Rao and Mateo Cruz.",
        "Sorokina scored eight out of 31.",
        "Arjun Rao scored eight out of nine, half a point ahead of Mateo Cruz.",
        "Mateo Cruz finished on eight out of nine.",
    ),
)
VOTE = Told(
    "The opposition Civic Union won Sunday's election in Tarsia with 47.3 per cent of the vote,"
    " ending twelve years of rule by the National Front, which took 38.9 per cent.",
    (
        "The National Front lost power, winning 38.9% of the vote to the Civic Union's 47.3%.",
        "The National Front got 38.9% of the vote.",
    ),
    (
        "The National Front lost power, winning 39.8% of the vote to the Civic Union's 47.3%.",
        "The National Front lost power, winning 47.3% of the vote to the Civic Union's 38.9%.",
        "The National Front got 47.3% of the vote.",
        "The Civic Union won 38.9% of the vote.",
    ),
)
RATE = Told(
    "Governor Helena Marsh held the rate.\n\nTwo of the nine members of the council, Anke Rood and"
    " Samir Daoud, voted for a cut of a quarter of a point.",
    (
        "Anke Rood and Samir Daoud dissented, voting to cut the rate by 0.25 points.",
        "Two members voted for a cut of 0.25 percentage points.",
        "Anke Rood and Samir Daoud voted for a quarter-point cut.",
    ),
    (
        "Anke Rood and Samir Daoud dissented, voting to cut the rate by 0.5 points.",
        "Anke Rood and Samir Daoud voted for a half-point cut.",
        "Helena Marsh voted to cut the rate by 0.25 points.",
        "Anke Rood and Helena Marsh voted to cut the rate by 0.25 points.",
    ),
)
REPORT = Told(
    "The trial of Helixa's vaccine is led by Dr Joy Adeyemi.\n\nThe company denied a report in the"
    " Sentinel that it had known of the first case since August.",
    ("Helixa denied that it had known of the first case since August, as the Sentinel reported.",),
    (
        "Helixa denied that it had known of the first case since April, as the Sentinel reported.",
        "The Sentinel denied that it had known of the first case since August.",
    ),
)
PATIENTS = Told(
    "All three have recovered and were discharged.\n\nTwo of them had received the vaccine and one"
    " a placebo, the sponsor, Helixa, said.",
    (
        "One of the three patients had been given a placebo rather than the vaccine, Helixa said.",
        "Two of the three patients had received the vaccine, Helixa said.",
    ),
    (
        "One of the four patients had been given a placebo rather than the vaccine, Helixa said.",
        "Two of the three patients had been given a placebo, according to Helixa.",
        "One of the three patients had been given the vaccine rather than a placebo, Helixa said.",
        "Three of the patients had received a placebo, according to Helixa.",
    ),
)
TURNOUT = Told(
    "Petrov's Civic Union won.\n\nTurnout was 71 per cent, up from 58 per cent four years ago.",
    ("Turnout rose by 13 percentage points to 71 per cent.",),
    (
        "Turnout fell by 13 percentage points to 71 per cent.",
        "Turnout rose by 12 percentage points to 71 per cent.",
        "Turnout rose by 13 per cent to 71 per cent.",
        "Turnout rose by 13 percentage points to 58 per cent.",
        "The Civic Union rose by 13 percentage points to 71 per cent.",
    ),
)
LATE = Told(
    "The bridge opened on Friday, three weeks later than planned, after costs rose to 12 million"
    " crowns.",
    ("The bridge opened three weeks behind schedule.",),
    ("The bridge opened three weeks ahead of schedule.", "The bridge took three weeks to build."),
)
DELAY = Told(
    "The flight was delayed by three-quarters of an hour, the airline said.",
    ("The flight was 45 minutes late, according to the airline.",),
    ("The flight was delayed by 15 minutes.", "The flight was delayed by 75 minutes."),
)
CLIMBERS = Told(
    "Five climbers were missing on Sunday.\n\nThree of them were found alive on Monday, the rescue"
    " service said.",
    ("Three of the five climbers were found alive on Monday.",),
    (
        "Two of the five climbers were found alive on Monday.",
        "Three of the six climbers were found alive on Monday.",
    ),
)
CASES = {
    "later than planned": LATE,
    "a part of an hour": DELAY,
    "of five, three": CLIMBERS,
    "a report in a paper": REPORT,
    "of whom they are": PATIENTS,
    "points between": TURNOUT,
    "a part of a unit": RATE,
    "the distance from a plan": COST,
    "a score": SCORE,
    "a share of the vote": VOTE,
}


def shown(told: Told, sentence: str) -> bool:
    of = made(told.text)
    quote = Quote(of.id, told.text.rsplit("\n\n", 1)[-1])
    outcome = Verifier(lambda _: of).check(ProposedSentence(sentence, (quote,)))
    return isinstance(outcome, Sentence)


@pytest.mark.parametrize("name", CASES)
def test_what_is_right_is_shown(name: str) -> None:
    told = CASES[name]
    assert [right for right in told.right if not shown(told, right)] == []


@pytest.mark.parametrize("name", CASES)
def test_its_wrong_twins_are_not(name: str) -> None:
    told = CASES[name]
    assert [wrong for wrong in told.wrong if shown(told, wrong)] == []


def test_a_share_of_another_time_is_no_others() -> None:
    quotes = ["The National Front took 38.9 per cent on Sunday, having won 47.3 per cent in 2019."]
    assert another_share("The National Front won 47.3% in 2019.", quotes) is None
    quotes = ["The Greens got 38 per cent. Labour received 47.3%."]
    assert another_share("Labour got 38%.", quotes)
    assert another_share("Labour got 47.3%.", quotes) is None
