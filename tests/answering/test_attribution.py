from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.attribution import attribution, reported

SAID_AFTER = {
    "The bridge will reopen in May, the transport ministry said on Tuesday.": (
        "the transport ministry"
    ),
    "The ship sank, officials said.": "officials",
    "The strike killed nine, said the army, adding that it was sorry.": "the army",
    "“We will rebuild,” said Mayor Anna Koss.": "Mayor Anna Koss",
    "“The talks are over,” a senior Egyptian official told Reuters.": "a senior Egyptian official",
    "“This is a lie,” Moscow’s envoy, Vasily Ardov, told the council.": "Moscow’s envoy",
    "Residents fled, the mayor, Li Wei, said.": "the mayor",
    "Ruto told Museveni that Kenya would stay out of it, Reuters reported.": "Reuters",
    "It is not known who ordered it, the report says.": "the report",
    "They were well, doctors at the hospital in Lyon said.": "doctors at the hospital in Lyon",
}
SAID_BEFORE = {
    "The European Commission announced on Monday that it would appeal.": "The European Commission",
    "Prime Minister Keir Dunn said the tax would go.": "Prime Minister Keir Dunn",
    "UN Secretary-General António Guterres warned of famine.": (
        "UN Secretary-General António Guterres"
    ),
    "Dr. Maria Lopez, a seismologist, told the BBC that more was to come.": "Dr. Maria Lopez",
    "The U.N. said 5,000 families had fled.": "The U.N.",
    "NASA has said it will try again.": "NASA",
    "Israel has long said that the group hides weapons in schools.": "Israel",
    "The Kremlin has repeatedly denied the charge.": "The Kremlin",
    "A person familiar with the matter told it that the board had no letter.": (
        "A person familiar with the matter"
    ),
    "A source close to the talks told AFP that a deal was near.": "A source close to the talks",
    "A spokesperson for the airline said refunds would be paid.": "A spokesperson for the airline",
    "The Ministry of Health in Gaza said 30 had died.": "The Ministry of Health in Gaza",
    "Police in Lyon said the driver had fled.": "Police in Lyon",
    "Two witnesses said they had heard shots.": "Two witnesses",
    "Many people said they were afraid.": "Many people",
    "Prosecutors say he took bribes.": "Prosecutors",
    "French officials say the suspect acted alone.": "French officials",
    "State television said the general was dead.": "State television",
    "Hamas, however, denied the report as “baseless”.": "Hamas",
    "But Turkey’s foreign ministry said the ship was empty.": "Turkey’s foreign ministry",
    "On Nov 15, Hamas denied the report.": "Hamas",
    "In a statement on Monday, Boeing said it would cooperate.": "Boeing",
    "Speaking in Ankara, President Erdogan said the corridor would open.": "President Erdogan",
    "Iran's foreign ministry spokesman Nasser Kanaani rejected the claim.": (
        "Iran's foreign ministry spokesman Nasser Kanaani"
    ),
    "The union says 3,000 walked out; the company puts the figure at 900.": "The union",
}
LEANING = {
    "According to Amnesty International, 12 people were held.": "Amnesty International",
    "At least 40 people were killed, according to the health ministry.": "the health ministry",
    "It was seized, according to diplomats cited by Agence France-Presse.": (
        "diplomats cited by Agence France-Presse"
    ),
    "A report published by Human Rights Watch says the camp was shelled.": "Human Rights Watch",
    "The figure was confirmed by the Red Cross.": "the Red Cross",
    "Rescuers dug on, with the health ministry in Gaza claiming that 300 people died.": (
        "the health ministry in Gaza"
    ),
    "The first case was reported by an official on Monday.": "an official",
    "The minister will resign, Reuters reported, citing two people familiar with the matter.": (
        "Reuters, citing two people familiar with the matter"
    ),
    "Reuters cited three senior officials as saying that Oslo was not told.": (
        "Reuters, citing three senior officials"
    ),
    "The Courier, quoting unnamed diplomats, said the envoy had left.": (
        "The Courier, citing unnamed diplomats"
    ),
}
NOBODY = [
    "He said the decision was final.",
    "“I am staying,” she said.",
    "They denied it.",
    "It said in a report that prices had risen.",
    "Nobody said anything.",
    "The river rose by two metres overnight.",
    "There was no comment from the embassy.",
    "It was the first time that he said so.",
    "As the saying goes, say nothing.",
    "The plan was put forward by Jordan.",
    "Russian said no.",
    "",
]


@pytest.mark.parametrize(
    ("sentence", "speaker"), [*SAID_AFTER.items(), *SAID_BEFORE.items(), *LEANING.items()]
)
def test_who_says_it(sentence: str, speaker: str) -> None:
    assert attribution(sentence) == speaker
    assert reported(sentence)


@pytest.mark.parametrize("sentence", NOBODY)
def test_nobody_that_can_be_told(sentence: str) -> None:
    assert attribution(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "before", "speaker"),
    [
        ("The news agency said the tanker was empty.", "Officials told Reuters so.", "Reuters"),
        ("The news agency said so.", "The news agency Fars was first. It", "Fars"),
        ("The agency said so.", "Reuters saw it. AFP did not.", "AFP"),
        ("The report said so, citing two aides.", "Reuters has it.", "Reuters, citing two aides"),
        ("The news agency said so.", "", "The news agency"),
        ("The news agency said so.", "Reuters." + " x" * 2_000, "The news agency"),
        ("The ministry said so.", "Reuters has it.", "The ministry"),
    ],
)
def test_the_agency_is_the_one_named_last_before(sentence: str, before: str, speaker: str) -> None:
    assert attribution(sentence, before) == speaker


@pytest.mark.parametrize(
    "sentence",
    ["The river rose.", "Nine people died on Monday.", "It was seen having said nothing."],
)
def test_an_outlets_own_word_is_nobody_elses(sentence: str) -> None:
    assert not reported(sentence)


@given(st.text(max_size=400), st.text(max_size=50))
def test_a_speaker_is_short_and_made_of_the_texts_own_words(sentence: str, before: str) -> None:
    speaker = attribution(sentence, before)
    assert speaker is None or (0 < len(speaker) <= 120)


@pytest.mark.parametrize("unit", ["x", "(", "said ", "with A in ", "Ab ", ", ", "\0", "\u0301"])
def test_what_stands_far_off_is_not_read(unit: str) -> None:
    """Patterns are run over a stretch of fixed length, however long a sentence is."""
    head = (unit * 1_500)[:1_500]
    near = attribution(head, head)
    far = " Reuters said so, according to Reuters."
    assert attribution(head + far * 2_000, far * 2_000 + head) == near
