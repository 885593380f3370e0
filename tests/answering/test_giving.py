from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.giving import Wanted


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("When did the ferry sink?", "time"),
        ("In what year was the fort built?", "time"),
        ("How many crew were on board?", "count"),
        ("What is the population of Pell?", "count"),
        ("How much did the mission cost?", "money"),
        ("What does a crossing cost?", "money"),
        ("How much water was lost?", "count"),
        ("What was the score in the defeat that cost Loew his job?", None),
        ("How old is the mayor?", "age"),
        ("How long did the talks last?", "length"),
        ("What share of the vote went to her?", "percent"),
        ("Who was president when the wall fell?", None),
        ("What time did the ferry leave?", "clock"),
        ("What time of the year is best?", None),
        ("What was the bail in the ferry case?", "money"),
        ("How much compensation do the families want?", "money"),
        ("What would a new bridge have cost?", "money"),
        ("What prison term did the minister get?", "length"),
        ("What term did she use for it?", None),
        ("How deep was the ice?", "distance"),
        ("How fast was the wind?", "speed"),
        ("How heavy are the shoes?", "weight"),
        ("How much is the hardship fund for traders?", "money"),
        ("What was Nordvik's operating profit in 2024?", "money"),
        ("What is Norhaven's key interest rate?", "percent"),
        ("What was the turnout in Pell?", "percent"),
        ("Fjordline fine", "money"),
        ("fine arts museum Pell", None),
        ("cost per dose malaria vaccine", "money"),
        ("turnout mayoral election Pell 2022", "percent"),
        ("The fine that the court set was lowered on appeal, as many had thought", None),
    ],
)
def test_what_is_asked_for(question: str, sort: str | None) -> None:
    assert Wanted(question).sort == sort


@pytest.mark.parametrize(
    ("question", "gives", "does_not"),
    [
        ("When did the ferry sink?", "She sank on 4 May 2023.", "She sank in deep water."),
        (
            "How many of the 1,200 crew swam?",
            "At least 14 people swam ashore.",
            "The 1,200 crew were from Pell.",
        ),
        ("How many swam?", "None of them did.", "They swam."),
        ("How much did it cost?", "It cost $75 million.", "It took 19 minutes."),
        ("How old is Ann Lee?", "Ann Lee, 43, is the mayor.", "Lee scored in the 29th minute."),
        ("What share did she win?", "She won 41 per cent.", "She won by 27 votes to 6."),
        ("What time did it leave?", "It left at 5:40 a.m.", "It left on 12 February 2024."),
        ("When did it leave at noon?", "It left on 12 February 2024.", "It left in a gale."),
        ("What was the fine?", "He paid three euros.", "He paid in 3 days."),
        ("How deep was the wreck?", "It lies at 140 metres.", "It took 140 hours."),
        (
            "How fast was the wind?",
            "It blew at 178 kilometres per hour.",
            "It blew 178 kilometres.",
        ),
        ("How heavy is she?", "She weighs 98 grams.", "She is 98 metres long."),
        ("Why did it sink?", "It sank because water came in.", "It sank within minutes."),
        ("What caused the fire?", "The fire was caused by lightning.", "The fire went on."),
        ("Who led the rescue?", "Captain Idris Bello led the rescue.", "Idris Bello was there."),
    ],
)
def test_only_what_the_question_has_not_is_given(question: str, gives: str, does_not: str) -> None:
    wanted = Wanted(question)
    assert wanted.given_by(gives)
    assert not wanted.given_by(does_not)


@given(st.text(max_size=80))
def test_other_questions_are_given_nothing(sentence: str) -> None:
    assert not Wanted("Which ferry sank?").given_by(sentence)


@pytest.mark.parametrize(
    ("question", "pins", "does_not"),
    [
        ("When did Ann Lee set out?", "She had set out on March 15.", "She was found on Monday."),
        ("When did the truce come into force?", "It came into force at 6 a.m.", "It holds today."),
        ("How many prisoners fled?", "Some 14 prisoners fled.", "The camp has 20 huts."),
        ("Where was the car found?", "It was found in Pell.", "It was found in a barn."),
        ("Where did Lee and Ek meet?", "Ann Lee and Bo Ek met in Pell.", "They met late in May."),
    ],
)
def test_what_stands_in_the_role_asked_about(question: str, pins: str, does_not: str) -> None:
    assert Wanted(question).pinned_by(pins)
    assert not Wanted(question).pinned_by(does_not)


def test_persons_are_not_pinned() -> None:
    assert not Wanted("Who led the rescue?").pins
    assert not Wanted("Who led the rescue?").pinned_by("Ann Lee led the rescue.")


def test_an_hour_or_a_day_counts_nobody() -> None:
    assert not Wanted("How many people died?").given_by(
        "The bus fell shortly after 3 a.m. on May 4."
    )


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("Who is the coach of Pell?", True),
        ("What is the name of the driver?", True),
        ("Who is the first coach to win the cup?", False),
        ("Who is the cat that stopped a train?", False),
        ("Who led the rescue?", False),
        ("Who leads the party?", True),
        ("Who is leading the search?", True),
        ("Who owns the ferry?", False),
        ("How many coaches has Pell?", False),
    ],
)
def test_who_holds_an_office(question: str, holder: bool) -> None:
    assert Wanted(question).holder is holder


@pytest.mark.parametrize(
    ("question", "gives", "does_not"),
    [
        (
            "Who leads the Harbour Front?",
            "Harbour Front leader Ann Lee spoke.",
            "Valley League chief Bo Ek urged the Harbour Front to join.",
        ),
        (
            "Who is the president of Norland?",
            "Norland's President Ann Lee spoke.",
            "Besk President Bo Ek visited Norland.",
        ),
        ("Who is the mayor of Pell?", "The mayor, Ann Lee, spoke.", "Former mayor Bo Ek spoke."),
        ("Who is the former mayor of Pell?", "Former mayor Bo Ek spoke.", "It has a mayor."),
    ],
)
def test_who_holds_another_office_is_not_given(question: str, gives: str, does_not: str) -> None:
    assert Wanted(question).given_by(gives)
    assert not Wanted(question).given_by(does_not)


@pytest.mark.parametrize(
    ("question", "nobody", "somebody"),
    [
        ("Was anyone hurt in the blast?", "No one was hurt.", "None of the 12 hurt was a child."),
        ("Was anyone hurt in the blast?", "Nobody has been injured.", "No one else was hurt."),
        ("Did anyone die at sea?", "Nobody was killed.", "No one was in the boat, and two died."),
        ("Was anyone in the hall?", "Nobody was in the building.", "Nobody was told of it."),
        ("Were any crew hurt?", "No one was hurt.", "No one was seriously hurt."),
    ],
)
def test_nobody_answers_anybody(question: str, nobody: str, somebody: str) -> None:
    assert Wanted(question).given_by(nobody)
    assert not Wanted(question).given_by(somebody)
