from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from fakes.embedder import HashedWords
from fakes.hits import article, hit
from fakes.lexicon import PlainWords
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.abstaining import WEIGHTS, Signs, signs, support
from qa.answering.candidates import gather
from qa.answering.questions import parsed
from vectorstore.models import Hit, Passage

TEXT = "The harbour in Oslo burned on Nov 5. The mayor said that 12 people were hurt."

shares = st.floats(0, 1)
any_signs = st.builds(
    Signs,
    nearness=st.floats(-1, 1),
    told=shares,
    missing_names=shares,
    at_odds=st.sampled_from([0.0, 1.0]),
    length=st.floats(0, 2),
    ungiven=st.sampled_from([-0.25, 0.0, 0.35, 1.0]),
    nameless=st.floats(-1, 1),
)


def read(question: str, *hits: Hit) -> Signs:
    asked, found, model = parsed(question), hits or (hit(TEXT),), HashedWords()
    return signs(asked, gather(asked, found, PlainWords(), model), found, PlainWords(), model)


@given(any_signs, any_signs)
def test_each_sign_pulls_one_way(some: Signs, other: Signs) -> None:
    assert 0 <= support(some) <= 1
    better = Signs(
        *(
            (max if weight > 0 else min)(pair)
            for weight, *pair in zip(WEIGHTS, astuple(some), astuple(other), strict=True)
        )
    )
    assert support(better) >= support(some)


def test_what_speaks_for_an_answer_and_what_against() -> None:
    for_it = (True, True, False, False, True, False, True)
    assert tuple(weight > 0 for weight in WEIGHTS) == for_it


def test_a_time_or_a_figure_is_to_be_given() -> None:
    assert read("How old is the mayor?").ungiven == 1
    assert read("Why did the harbour burn?").ungiven == 0


def test_a_figure_or_time_just_as_asked_about_speaks_for_an_answer() -> None:
    assert read("How many people were hurt?").ungiven == -0.25
    assert read("When did the harbour burn?").ungiven == -0.25
    assert read("How many ships were hurt?").ungiven == 0.35


def test_somebody_is_to_be_named_who_holds_the_office_asked_about() -> None:
    named = hit("The mayor of Oslo, Ann Lee, said that the harbour burned.")
    assert read("Who is the mayor of Oslo?").ungiven == 1
    assert read("What is the name of the mayor of Oslo?").ungiven == 1
    assert read("Who is the mayor of Oslo?", named).ungiven == 0
    of_bergen = hit("The mayor of Bergen, Ann Lee, slept.", id="art-2", title="Bergen")
    assert read("Who is the mayor of Oslo?", hit(TEXT), of_bergen).ungiven == 1


def test_a_year_may_be_told_as_the_last_one() -> None:
    text = "Last year 40 people were hurt in Oslo."
    assert read("How many people were hurt in Oslo in 2022?", hit(text)).at_odds == 0
    assert read("How many people were hurt in Oslo in 2019?", hit(text)).at_odds == 1


def test_a_title_may_be_shortened() -> None:
    text = "Sen. Lee said that the harbour in Oslo burned."
    assert read("What did Senator Lee say?", hit(text)).missing_names == 0


def test_a_figure_of_others_is_not_that_of_the_group_asked_about() -> None:
    def ungiven(question: str, text: str, title: str = "War") -> float:
        return read(question, hit(text, title=title)).ungiven

    gaza = "Israel bombed Gaza, where some 11,500 people died, the ministry there said."
    assert ungiven("How many Israelis died?", gaza) == 1
    assert ungiven("How many people died?", gaza) < 0
    assert ungiven("How many Israelis died?", "The attack killed 1,200 people.", "Israeli toll") < 1
    assert ungiven("How many soldiers died?", "The attack killed 1,200 people.") == 1
    assert ungiven("How many soldiers died?", "The attack killed 1,200 people, 311 soldiers.") < 1


def test_a_name_may_stand_in_article_title_outlet_or_date() -> None:
    def missing(question: str) -> float:
        return read(question, hit(TEXT, title="Norway", source="Courier")).missing_names

    assert missing("What burned in Oslo?") == 0
    assert missing("What burned in Norway?") == 0
    assert missing("What did the Courier say?") == 0
    assert missing("What burned in November?") == 0
    assert missing("What burned in Bergen?") == 1
    assert missing("what burned in bergen?") == 0  # nothing tells that it is a name


def test_the_month_before_publication_is_still_spoken_of() -> None:
    later = hit("The harbour in Oslo burned.", published="2023-12-03")
    assert read("What burned in Oslo in November?", later).missing_names == 0
    assert read("What burned in Oslo in July?", later).missing_names > 0


def test_what_another_passage_names_counts_half() -> None:
    aside = hit("Bread grew dearer in Bergen, and rye as well.", id="art-2", title="Bread")
    alone = read("What burned in Bergen harbour?", hit(TEXT)).missing_names
    beside = read("What burned in Bergen harbour?", hit(TEXT), aside).missing_names
    assert (alone, beside) == (1, 0.5)


def test_a_yes_no_question_about_somebody_else() -> None:
    text = (
        "Bergen lies far off.\n\nOslo let the harbour burn down on Monday.\n\n"
        "Why Oslo let the harbour burn down on Monday is unknown."
    )
    asked = "let the harbour burn down on Monday?"
    assert read(f"Did Oslo {asked}", hit(text)).missing_names == 0
    assert read(f"Did Bergen {asked}", hit(text)).missing_names == 0.5
    assert read(f"Did Bergen {asked}", hit(text, source="Bergen Post")).missing_names == 0
    assert read(f"Did Bergen {asked}", hit(text, title="Bergen burns")).missing_names == 0


def test_odds_are_read_from_the_best_passage() -> None:
    assert read("How many people were hurt on Nov 5?").at_odds == 0
    assert read("How many people were hurt on Nov 9?").at_odds == 1
    assert read("How many of the 12 people were hurt in 2023?").at_odds == 0
    assert read("How many of the 12 people were hurt in 2021 and 2020?").at_odds == 1


def test_a_question_of_many_parts_is_held_against_all_passages() -> None:
    parts = (
        "Which harbour town of Norway, known for its mayor who counted twelve hurt people after a"
        " fire there, also had its bread grow dearer in Bergen during the same week of winter?"
    )
    aside = hit("Bread grew dearer in Bergen.", id="art-2", title="Norway")
    both = read(parts, hit(TEXT), aside)
    assert both.missing_names == 0
    assert both.at_odds == 0
    assert 0 < both.length <= 2
    assert read("What burned in Oslo?").length == 0


def test_a_near_passage_raises_nearness_half_way() -> None:
    of = article(TEXT)
    whole = Hit(Passage(1, of.id, 0, 0, len(TEXT), TEXT), of, 1.0, scores={"dense": 0.99})
    far, near = read("What burned in Oslo?"), read("What burned in Oslo?", whole)
    assert near.nearness == pytest.approx((far.nearness + 0.99) / 2)
    assert replace(near, nearness=far.nearness) == far


def test_a_question_that_names_nobody_asks_for_more_than_one_near_sentence() -> None:
    def nameless(question: str, second: str, its_cosine: float) -> float:
        hits = []
        for number, text in enumerate(("The harbour burned.", second)):
            of, near = article(text, id=str(number)), its_cosine if number else 0.9
            passage = Passage(number, of.id, 0, 0, len(text), text)
            hits.append(Hit(passage, of, 1.0, scores={"dense": near}))
        return read(question, *hits).nameless

    sang, burned_too = "A choir sang psalms.", "A harbour had burned."
    assert nameless("What burned in Oslo?", sang, 0.8) == 0
    one_of_many = nameless("what harbour burned", sang, 0.8)
    assert nameless("what harbour burned", sang, 0.2) > one_of_many
    assert nameless("what harbour burned", burned_too, 0.8) > one_of_many


def test_little_speaks_for_nothing() -> None:
    assert support(Signs(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)) < 0.05
    assert support(Signs(0.8, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)) > 0.9


@pytest.mark.parametrize("question", ["?", "Who?", "Did?", "12 12 12", "Oslo " * 400, "\u0301"])
def test_odd_questions(question: str) -> None:
    assert 0 <= support(read(question)) <= 1
