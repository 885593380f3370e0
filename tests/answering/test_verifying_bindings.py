"""What a sentence binds together: roles, parts, limits, tops, causes, kinds and voices."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifying.apart import told_of_another
from qa.answering.verifying.causes import other_cause
from qa.answering.verifying.exclusive import shut_out
from qa.answering.verifying.kinds import brought_in
from qa.answering.verifying.roles import frames, turned_round
from qa.answering.verifying.sequence import reversed_order
from qa.answering.verifying.superlatives import overstated
from qa.answering.verifying.unreal import not_done
from qa.answering.verifying.voices import other_voice


@pytest.mark.parametrize(
    ("quote", "right", "wrong"),
    [
        ("The van hit the tram.", "The tram was hit by the van.", "The tram hit the van."),
        ("Ulm beat Graz 2-1.", "Graz lost to Ulm.", "Ulm lost to Graz."),
        ("The club sold its ground to the city.", "The city got it from the club.",
         "The club bought the ground from the city."),
        ("Ana Moe will succeed Per Lind.", "Per Lind is to be followed by Ana Moe.",
         "Ana Moe will be followed by Per Lind."),
        ("Rents grew faster than wages.", "Wages grew more slowly than rents.",
         "Wages grew faster than rents."),
        ("Orlan finished ahead of Brightway.", "Brightway finished behind Orlan.",
         "Brightway finished ahead of Orlan."),
        ("More nurses than doctors came.", "Nurses came.", "More doctors than nurses came."),
    ],
)  # fmt: skip
def test_who_did_it_to_whom(quote: str, right: str, wrong: str) -> None:
    assert turned_round(right, [quote]) is None
    assert turned_round(wrong, [quote])


def test_a_side_is_its_names_or_else_its_words() -> None:
    (frame,) = frames("The Bergen club sued the builder.")
    assert (frame.kind, frame.one, frame.other) == ("sue", {"bergen"}, {"builder"})
    (frame,) = frames("A lorry ran into the back of the bus.")
    assert (frame.kind, frame.one, frame.other) == ("hit", {"lorry"}, {"bus"})


@pytest.mark.parametrize(
    ("quote", "right", "wrong"),
    [
        ("The mine shut in May 2019 and reopened in July 2022 after a clean-up.",
         "After a clean-up the mine reopened in July 2022.",
         "After a clean-up the mine reopened in May 2019."),
        ("Of those tested, 12 given the drug and 40 given sugar fell ill.",
         "Forty given sugar fell ill.", "Twelve given sugar fell ill."),
        ("The north of the island lost power, while hotels in the south stayed open.",
         "Hotels in the south stayed open.", "Hotels in the north stayed open."),
        ("She was born in Ulm, grew up in Turin and studied law in Lund.",
         "She studied law in Lund.", "She studied law in Turin."),
    ],
)  # fmt: skip
def test_of_what_it_is_told(quote: str, right: str, wrong: str) -> None:
    assert told_of_another(right, [quote]) is None
    assert told_of_another(wrong, [quote])


def test_a_part_that_says_little_binds_nothing() -> None:
    quotes = ["Prices rose in October, but wages did not."]
    assert told_of_another("Wages did not rise in October.", quotes) is None
    assert told_of_another("Prices rose.", ["Prices rose."]) is None


def test_from_and_until() -> None:
    quotes = ["The curfew is in force until Sunday."]
    assert reversed_order("The curfew is in force from Sunday.", quotes)
    assert not reversed_order("The curfew runs until Sunday.", quotes)
    quotes = ["Hours before the vote, the minister withdrew the plan."]
    assert reversed_order("The minister withdrew the plan hours after the vote.", quotes)
    assert not reversed_order("The minister withdrew the plan before the vote.", quotes)
    quotes = ["The coach overturned after a wheel broke, killing the driver."]
    assert reversed_order("The driver was killed before the coach overturned.", quotes)


@pytest.mark.parametrize(
    ("quote", "right", "wrong"),
    [
        ("It is the third-longest tunnel in Asia.", "It is Asia's third-longest tunnel.",
         "It is the longest tunnel in Asia."),
        ("She was one of the first judges there.", "She was among the first judges there.",
         "She was the first judge there."),
        ("It is the largest lake in the north of Peru.", "It is the north's largest lake.",
         "It is Peru's largest lake."),
        ("He is the youngest skipper to cross the strait.",
         "He is the youngest skipper who crossed the strait.", "He is the youngest skipper ever."),
    ],
)  # fmt: skip
def test_the_most_of_what(quote: str, right: str, wrong: str) -> None:
    assert overstated(right, [quote]) is None
    assert overstated(wrong, [quote])


def test_another_cause() -> None:
    quotes = ["The race was called off because of a landslide."]
    assert other_cause("Because of weak ticket sales the race was off.", quotes, quotes[0])
    assert not other_cause("The landslide was why the race was off.", quotes, quotes[0])
    assert not other_cause("The race was off because of falling rocks.", ["It was off."], "")


def test_what_is_brought_in() -> None:
    quote = "The ward was cleared after a leak of gas, a nurse said."
    assert brought_in("The ward was cleared after an explosion.", quote)
    assert brought_in("A teacher said that the ward was cleared.", quote)
    assert not brought_in("Nurses say that the ward was cleared.", quote)
    assert not brought_in("A blast destroyed the mill.", "The mill exploded.")


def test_one_is_not_several_and_a_part_not_the_whole() -> None:
    quoted = "A diplomat said that one of the treaty's four parts was void."
    assert shut_out("Several diplomats said so.", quoted, quoted)
    assert shut_out("The four parts are void.", quoted, quoted)
    assert not shut_out("One part of four is void, the diplomat said.", quoted, quoted)
    assert shut_out("The bank raised its rate.", "The bank kept its rate.", "")
    assert shut_out("It was proven to be arson.", "Police suspect arson.", "")


def test_what_may_be_is_not_so() -> None:
    assert not_done("The pill slows the disease.", ["The pill may slow the disease."])
    assert not_done(
        "Both have reopened the port.", ["Both agreed in principle to reopen the port."]
    )
    assert not_done("Phones had been banned.", ["The ministry is considering a ban on phones."])
    quotes = ["Unless it rains, the lake will be shut to farmers, the board said."]
    assert not_done("The board said it would shut the lake to farmers.", quotes)


def test_who_speaks() -> None:
    quote = "“It was full of cracks,” said Marta Lind, who lives there."
    around = f"{quote} The landlord, Gunnar Eide, said nothing."
    assert other_voice("Gunnar Eide, the landlord, said it was full of cracks.", [quote], around)
    assert not other_voice("Marta Lind said it was full of cracks.", [quote], around)
    quotes = ["The truce was broken by the western militia, the army said."]
    assert other_voice("The western militia said the army broke the truce.", quotes)
    quotes = ["No fault was found, the board said in its report."]
    assert not other_voice("The report says that no fault was found.", quotes)


CHECKS: list[Callable[[str, str], str | None]] = [
    lambda sentence, quote: told_of_another(sentence, [quote]),
    lambda sentence, quote: turned_round(sentence, [quote]),
    lambda sentence, quote: overstated(sentence, [quote]),
    lambda sentence, quote: other_cause(sentence, [quote], quote),
    brought_in,
    lambda sentence, quote: reversed_order(sentence, [quote]),
    lambda sentence, quote: shut_out(sentence, quote, quote),
]
WORDS = st.lists(
    st.sampled_from(
        "the a lorry bus hit was by in Ulm Graz and but while 12 40 May 2019 north more than first"
        " largest because of fire , . ; said won lost to from one of not".split()
    ),
    max_size=25,
).map(" ".join)


@given(WORDS | st.text(max_size=80), WORDS | st.text(max_size=80))
def test_any_words_are_read(sentence: str, quote: str) -> None:
    for check in CHECKS:
        check(sentence, quote)


@given(WORDS)
def test_a_quote_brings_in_nothing_and_gives_no_other_cause(quote: str) -> None:
    assert brought_in(quote, quote) is None
    assert other_cause(quote, [quote], quote) is None


@pytest.mark.parametrize(
    "unit",
    ["x", "(", "more than ", "was hit by ", "12 and ", ", ", "of the ", "May 2019, ", "was was x "],
)
def test_long_texts_take_no_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    begun = time.process_time()
    for check in CHECKS:
        check(text[:5_000], text)
    assert time.process_time() - begun < 3
