from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifying.agents import swapped
from qa.answering.verifying.deeds import deeds
from qa.answering.verifying.names import Surroundings, names, unborne_names
from qa.answering.verifying.ordinary import ordinary
from qa.answering.verifying.slots import replaced


def is_ordinary(word: str) -> bool:
    return ordinary(word, [])


def missing(sentence: str, around: str, article: str = "") -> list[str]:
    return unborne_names(sentence, Surroundings(around), lambda word: word in article, is_ordinary)


def test_names_of_a_sentence() -> None:
    found = names('On May 3 the Royal Navy told Iran’s envoy: "Talks in Rome are over." He left.')
    assert [(name.word, name.opens) for name in found] == [
        ("Royal", False), ("Navy", False), ("Iran", False), ("Talks", True), ("Rome", False),
    ]  # fmt: skip
    assert found[0].run == found[1].run != found[2].run


@pytest.mark.parametrize(
    ("sentence", "around"),
    [
        ("So said Iranian officials.", "Iran's officials"),
        ("So said Iran.", "Iranian officials"),
        ("So said the Israelis.", "Israeli troops"),
        ("So said France.", "the French"),
        ("So said the US.", "the United States"),
        ("So said America.", "the U.S. army"),
        ("So said Russia.", "Moscow said"),
        ("So said the WHO.", "the World Health Organization"),
        ("So said the World Health Organization.", "the WHO"),
        ("So said Erdoğan.", "Erdogan"),
        ("So said Kiev.", "Kyiv"),
        ("So said the Foreign Minister.", "the foreign minister"),
        ("So said Mr Obi.", "Obi"),
    ],
)
def test_names_in_another_form_are_borne(sentence: str, around: str) -> None:
    assert missing(sentence, around) == []


@pytest.mark.parametrize(
    ("sentence", "around", "name"),
    [
        ("So said Oman.", "a woman", "Oman"),
        ("So said the Israelis.", "Israel bombed it", "Israelis"),
        ("So said Tehran.", "Iran", "Tehran"),
        ("So said Iraq.", "Iran", "Iraq"),
        ("So said Niger.", "Nigeria", "Niger"),
        ("So said the WTO.", "the World Health Organization", "WTO"),
        ("So said Austria.", "Australia", "Austria"),
    ],
)
def test_other_names_are_not(sentence: str, around: str, name: str) -> None:
    assert missing(sentence, around) == [name]


def test_a_first_name_may_be_from_farther_off_beside_a_name_that_is_near() -> None:
    assert missing("So said Ada Obi.", "Obi", "Ada Obi") == []
    assert missing("So said Ada.", "Obi", "Ada Obi") == ["Ada"]


@pytest.mark.parametrize(
    "word",
    (
        "Officials Talks Nobody Protesters Prices Negotiators Midwives Heavy Asked Shelling"
        " Rescuers Luckily Inflation Three However Troops Lawmakers Unemployment Shares"
    ).split(),
)
def test_ordinary_first_words(word: str) -> None:
    assert ordinary(word, ["the midwives said so"])


@pytest.mark.parametrize(
    "word",
    "Hezbollah Reuters Beijing Italy Boeing Hamas Netanyahu Nokia Texas Mohammed Guinness".split(),
)
def test_names_as_first_words(word: str) -> None:
    assert not ordinary(word, [f"{word} said so. As {word} said."])


def test_deeds() -> None:
    found = list(deeds("On Sunday Hamas has repeatedly accused Israel of it.", is_ordinary))
    assert [(deed.by, deed.to) for deed in found] == [(("hamas",), ("israel",))]
    found = list(deeds("Israel was accused by Hamas.", is_ordinary))
    assert [(deed.by, deed.to) for deed in found] == [(("hamas",), ("israel",))]
    assert list(deeds("Officials from Iran denied it.", is_ordinary)) == []


@pytest.mark.parametrize(
    ("sentence", "quote", "right"),
    [
        ("Hamas accused Israel.", "Hamas accused Israel of it", True),
        ("Israel was accused by Hamas.", "Hamas accused Israel of it", True),
        ("Israel accused Hamas.", "Hamas accused Israel of it", False),
        ("Israel accused it.", "Hamas accused Israel of it", False),
        ("Iran accused Israel.", "Hamas accused Israel of it", False),
        ("Tehran accused Israel.", "Iran accused Israel of it", True),
        ("Courier reported that Hamas denied it.", "Hamas denied it", True),
        ("Reuters said Hamas denied it.", "Hamas said it denied the report", True),
        ("Xi met Biden.", "Biden met Xi in Bali", True),
        ("Hamas denied it.", "Hamas spokesman Hamdan denied it", True),
        ("Hamas and Iran denied it.", "Hamas and Iran denied it", True),
        ("The Frenchman denied it.", "Henry denied it", True),
    ],
)
def test_who_did_it_to_whom(sentence: str, quote: str, right: bool) -> None:
    found = swapped(sentence, [quote], quote, frozenset({"courier"}), is_ordinary)
    assert (found is None) is right


@pytest.mark.parametrize(
    ("sentence", "quote", "right"),
    [
        ("Strikes hit Jabalia at night.", "strikes hit Jabalia", True),
        ("Strikes hit Rafah at night.", "strikes hit Jabalia", False),
        ("Strikes hit Rafah at night.", "strikes hit Jabalia and Rafah", True),
        ("It sank off Cyprus.", "it sank off Malta", False),
        ("It sank near Cyprus.", "it sank off Malta", True),
        ("They met in Russia.", "they met in Moscow", True),
    ],
)
def test_another_name_in_the_same_place(sentence: str, quote: str, right: bool) -> None:
    assert (replaced(sentence, [quote], quote, is_ordinary) is None) is right


TEXTS = st.text(
    st.sampled_from("Iran Hamas said by was US's U.S. ’'-é,. and the") | st.characters()
)


@given(TEXTS)
def test_a_text_bears_its_own_names(text: str) -> None:
    assert missing(text, text) == []
    assert swapped(text, [text], text, frozenset(), is_ordinary) is None
    assert replaced(text, [text], text, is_ordinary) is None
