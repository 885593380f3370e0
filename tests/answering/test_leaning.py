from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.hits import article
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.antecedents import antecedent
from qa.answering.leaning import leans, said_by

ANNA = "Anna Berg, the mayor of Oslo, opened the bridge on Monday."
GROUP = "Hamas answered within hours."


@pytest.mark.parametrize(
    "sentence",
    [
        "He added that nobody was hurt.",
        "But he also said so.",
        "They said in October that they had seen nothing.",
        "In October they said so.",
        "On the same day it was closed.",
        "In a statement, the group said that it knew.",
        "It was a lie.",
        "Its fighters were not on alert.",
        "The company also sells tyres.",
        "The move was welcomed.",
        "The move by the government was welcomed.",
        "The prime minister said so.",
        "The mayor denied it.",
        "The earlier figure had been used for weeks.",
        "This was denied.",
        "These are the rules.",
        "Both sides denied it.",
        "Two of them were hurt.",
        "The pair left.",
        "“All options are open,” he said.",
        "Iran, he went on, does not decide.",
        '"We knew," she said on Monday.',
    ],
)
def test_sentences_that_lean(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran said that it knew.",
        "Officials said they knew.",
        "It is not clear who did it.",
        "It was unlikely that anybody knew.",
        "It took two hours to put the fire out.",
        "The mayor of Oslo denied it.",
        "The group, Hamas, denied it.",
        "The group Hamas denied it.",
        "The head of its emergency agency, Anna Berg, left.",
        "The report that Reuters published was denied.",
        "The Israeli military said so.",
        "In Gaza, the health ministry said so.",
        "This newspaper could not confirm it.",
        "Those who knew said nothing.",
        "Nobody was hurt.",
        "According to the report, Anna Berg knew.",
        "“We knew,” Anna Berg said.",
        "",
    ],
)
def test_sentences_that_stand_alone(sentence: str) -> None:
    assert not leans(sentence)


def of(*sentences: str, joined: str = " ") -> tuple[str | None, int]:
    """The antecedent of the last sentence, and how many sentences before it that is."""
    text = joined.join(sentences)
    found = antecedent(article(text), (len(text) - len(sentences[-1]), len(text)))
    if found is None:
        return None, 0
    words = text[slice(*found)]
    return words, len(sentences) - 1 - sentences.index(words)


def test_the_nearest_sentence_that_says_who() -> None:
    assert of(GROUP, ANNA, "She left at noon.") == (ANNA, 1)
    assert of(ANNA, "She smiled.", "She left at noon.") == (ANNA, 2)
    assert of(ANNA, "Nobody was hurt.", "She left at noon.", joined="\n\n") == (ANNA, 2)
    assert of(ANNA, "Bread grew dearer in Norway.", "He left at noon.") == (ANNA, 2)
    assert of(ANNA, GROUP, "The mayor left at noon.") == (ANNA, 2)
    assert of(ANNA, GROUP, "The group denied it.")[0] in (GROUP, ANNA)


def test_nobody_is_named() -> None:
    assert of("She left.") == (None, 0)
    assert of("Nobody came.", "She left.") == (None, 0)


def test_boilerplate_is_never_an_antecedent() -> None:
    line = "Watch: Carl Moe answers ×"
    text = f"{ANNA}\n{line}\nHe left at noon."
    start = text.index(line)
    whole = replace(article(text), boilerplate=((start, start + len(line)),))
    assert antecedent(whole, (text.index("He left"), len(text))) == (0, len(ANNA))


def test_one_who_is_called_so_already() -> None:
    assert said_by("The mayor left.", [ANNA])
    assert not said_by("The mayor left.", [GROUP])
    assert not said_by("She left.", [ANNA])
    assert not said_by("Anna Berg left.", [ANNA])


words = st.sampled_from(
    "He She the mayor Anna Berg said that it denied On Monday , “ ” . \n قال".split(" ")
)
passages = st.lists(words, max_size=60).map(" ".join)


@given(passages, st.integers(0, 300))
def test_an_antecedent_stands_before_and_begins_with_no_pronoun(text: str, place: int) -> None:
    start = min(place, len(text))
    if found := antecedent(article(text), (start, len(text))):
        assert 0 <= found[0] < found[1] <= start
        assert text[slice(*found)].split(maxsplit=1)[0] not in {"He", "She", "it"}
        assert text[slice(*found)].strip() == text[slice(*found)]


@pytest.mark.parametrize(
    "unit", ["In a ", "He ", "the ", "“", "A ", "On Monday ", "a, ", "the old ", ", he said", "\n"]
)
def test_hostile_texts(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert leans(text) in (True, False)
    assert antecedent(article(f"{text} He left."), (len(text) + 1, len(text) + 9)) is None or True


TOLL = "The ministry's figure on Nov 6 had been 10,022."
COHEN = "Eli Cohen, the foreign minister, said that the checks would go on."


def test_the_subject_of_the_sentence_before_is_what_it_means() -> None:
    assert of(COHEN, TOLL, "It was 15,207 on Dec 2.")[0] == TOLL
    assert of(TOLL, COHEN, "She said so.")[0] == COHEN
    fire = "The fire of Aug 8 was driven by winds."
    assert of(f"{ANNA} {COHEN}\n\nTeams search the ruins.", fire, "It burnt a town.")[0] == fire
    both = "Two schools were shut."
    assert of(ANNA, both, "They will open in May.", joined="\n\n")[0] == both


def test_where_none_can_be_told_no_sentence_of_another_paragraph_stands_in() -> None:
    ship = "Some sailors swam ashore."
    assert of(ANNA, ship, "It sank at noon.", joined="\n\n") == (None, 0)
    assert of(ANNA, ship, "The speech was broadcast.", joined="\n\n") == (None, 0)
    assert of(ANNA, ship, "It sank at noon.")[0] == ship  # read on, as in the article


def test_he_is_not_she() -> None:
    him = "Mr Moe had led the club for years."
    evidence = "Prosecutors heard Jenni Rasmussen in June."
    assert of(him, evidence, "He denies it.", "She does not.")[0] == evidence
    assert of(evidence, him, "He denies it.")[0] == him


def test_only_the_sentence_itself_is_read() -> None:
    text = f"{TOLL} It fell later. “Nobody knows,” she said."
    start = text.index("It fell")
    found = antecedent(article(f"{text}"), (start, start + len("It fell later.")))
    assert found == (0, len(TOLL))
