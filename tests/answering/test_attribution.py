from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.attribution import attribution, reported, speakers
from qa.answers import Speakers

SAID_AFTER = {
    "The bridge will reopen in May, the transport ministry said on Tuesday.": (
        "the transport ministry"
    ),
    "The ship sank, officials said.": "officials",
    "The strike killed nine, said the army, adding that it was sorry.": "the army",
    "“We will rebuild,” said Mayor Anna Koss.": "Mayor Anna Koss",
    "“The talks are over,” a senior Egyptian official told Reuters.": (
        "a senior Egyptian official, to Reuters"
    ),
    "“This is a lie,” Moscow’s envoy, Vasily Ardov, told the council.": (
        "Moscow’s envoy, Vasily Ardov, to the council"
    ),
    "Residents fled, the mayor, Li Wei, said.": "the mayor, Li Wei",
    "Ruto told Museveni that Kenya would stay out of it, Reuters reported.": "Reuters",
    "It is not known who ordered it, the report says.": "the report",
    "Staff wrote to the board to warn it, Reuters reported, citing two senior officials.": (
        "Reuters, citing two senior officials"
    ),
    "They have a deal, the newspaper A Bola reported.": "the newspaper A Bola",
    "Its former head, Bo Aas, has pleaded guilty to it, the prosecutor, Siv Dahl, said.": (
        "the prosecutor, Siv Dahl"
    ),
    "The minister, Ana Prado, said the opposite: it was full.": "The minister, Ana Prado",
    "They were well, doctors at the hospital in Lyon said.": "doctors at the hospital in Lyon",
}
SAID_BEFORE = {
    "The European Commission announced on Monday that it would appeal.": "The European Commission",
    "Prime Minister Keir Dunn said the tax would go.": "Prime Minister Keir Dunn",
    "UN Secretary-General António Guterres warned of famine.": (
        "UN Secretary-General António Guterres"
    ),
    "Dr. Maria Lopez, a seismologist, told the BBC that more was to come.": (
        "Dr. Maria Lopez, to the BBC"
    ),
    "The U.N. said 5,000 families had fled.": "The U.N.",
    "NASA has said it will try again.": "NASA",
    "Israel has long said that the group hides weapons in schools.": "Israel",
    "The Kremlin has repeatedly denied the charge.": "The Kremlin",
    "A person familiar with the matter told it that the board had no letter.": (
        "A person familiar with the matter"
    ),
    "A source close to the talks told AFP that a deal was near.": (
        "A source close to the talks, to AFP"
    ),
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
    "In a statement on Monday, Boeing said it would cooperate.": "Boeing, in a statement",
    "Speaking in Ankara, President Erdogan said the corridor would open.": "President Erdogan",
    "Iran's foreign ministry spokesman Nasser Kanaani rejected the claim.": (
        "Iran's foreign ministry spokesman Nasser Kanaani"
    ),
    "The union says 3,000 walked out; the company puts the figure at 900.": "The union",
    "The Cupertino, California-based company said it would hire.": (
        "The Cupertino, California-based company"
    ),
    "Tarn Motors Inc. said on Monday it would hire.": "Tarn Motors Inc.",
    "Britain, France and Germany said they were deeply concerned.": "Britain, France and Germany",
    "The envoy, Piet Maas, arrived at noon and said that talks would go on.": (
        "The envoy, Piet Maas"
    ),
}
LEANING = {
    "According to Amnesty International, 12 people were held.": "Amnesty International",
    "At least 40 people were killed, according to the health ministry.": "the health ministry",
    "It was seized, according to diplomats cited by Agence France-Presse.": (
        "Agence France-Presse, citing diplomats"
    ),
    "A report published by Human Rights Watch says the camp was shelled.": (
        "Human Rights Watch, in a report"
    ),
    "Cuts began in May, according to a report this week by the Star.": "the Star, in a report",
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
    "In a report published by Reuters on Monday, it was said that the port was shut.": (
        "Reuters, in a report"
    ),
    "As per Reuters, officials who know of the talks provided details and asked to remain"
    " anonymous.": "Reuters, citing officials, who asked to remain anonymous",
    "They came from Oslo, Reuters said, and asked not to be named.": "Reuters",
    "The driver, who asked not to be named, said the road was mined.": (
        "The driver, who asked not to be named"
    ),
}
NOBODY = [
    "He said the decision was final.",
    "“I am staying,” she said.",
    "They denied it.",
    "It said in a report that prices had risen.",
    "Nobody said anything.",
    "“It's dead,” one said.",
    "The river rose by two metres overnight.",
    "There was no comment from the embassy.",
    "It was the first time that he said so.",
    "As the saying goes, say nothing.",
    "The plan was put forward by Jordan.",
    "Russian said no.",
    "Edward Said taught in New York.",
    "Reuters could not verify the reports.",
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
    assert speakers(sentence).chain == ()


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
        ("The newspaper said so.", "The Tarn Times was first. CNN came later.", "The Tarn Times"),
        ("Two guards told the agency so.", "Reuters has it.", "Two guards, to Reuters"),
    ],
)
def test_the_outlet_is_the_one_of_its_sort_named_last(
    sentence: str, before: str, speaker: str
) -> None:
    assert attribution(sentence, before) == speaker


@pytest.mark.parametrize(
    ("sentence", "before", "chain"),
    [
        ("He said it would rain.", "President Lind opened the dam.", ("President Lind",)),
        ("He said so.", "Lind met Brandt, who said that Koss was wrong.", ()),
        ("He said so.", "The spokeswoman, Ana Koss, said no.", ()),
        ("She said so.", "The spokeswoman, Ana Koss, said no.", ("The spokeswoman, Ana Koss",)),
        ("They said so.", "The bank said it would pay.", ()),
        ("It said so.", "Mayor Ana Koss said no.", ()),
        ("It added that it was sorry.", "The bank said it would pay.", ("The bank",)),
        ("He added that.", "“No,” said Li Wei. “Never,” he said.", ("Li Wei",)),
        ("The group said so.", "Hamas denied it.", ("Hamas",)),
        (
            "The ministry said so.",
            "Egypt’s health ministry denied it.",
            ("Egypt’s health ministry",),
        ),
        ("The newspaper said so.", "Iran denied it.", ("The newspaper",)),
        ("He heard that she said so.”", "Ana Koss said: “It was dark.", ("Ana Koss",)),
        ("“We ran.”", "“It was dark,” said Li Wei.", ("Li Wei",)),
        ("“We ran.", "“It was dark,” said Li Wei.", ()),
        ("“We ran.”", "Nothing moved.", ()),
    ],
)
def test_who_is_remembered(sentence: str, before: str, chain: tuple[str, ...]) -> None:
    """A pronoun stands for the one who speaks in the sentence before, if that is plain."""
    assert speakers(sentence, before).chain == chain


@pytest.mark.parametrize(
    ("sentence", "outlet", "expected"),
    [
        ("A guard told this newspaper so.", None, Speakers(("A guard",), ("to this newspaper",))),
        ("A guard told this newspaper so.", "The Star", Speakers(("A guard",), ("to The Star",))),
        ("A guard told us so.", "The Star", Speakers(("A guard",), ("to The Star",))),
        ("Rain fell. (Reuters)", None, Speakers(("Reuters",))),
        ("Rain fell. (Reuters)", "Reuters", Speakers()),
        ("Rain fell. (AP)", "Japan Times", Speakers(("AP",))),
        ("UNITED NATIONS (Tarn Wire) - Envoys said no.", None, Speakers(("Tarn Wire", "Envoys"))),
    ],
)
def test_the_articles_own_outlet_is_no_link(
    sentence: str, outlet: str | None, expected: Speakers
) -> None:
    assert speakers(sentence, "", outlet) == expected


def test_a_reading_names_the_chain_and_the_manner() -> None:
    sentence = "The ministry said in a statement on Telegram, state news agency RIA reported."
    found = speakers(sentence)
    assert found == Speakers(
        ("state news agency RIA", "The ministry"), ("in a statement on Telegram",)
    )
    assert attribution(sentence) == (
        "state news agency RIA, citing the ministry, in a statement on Telegram"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The river rose.",
        "Nine people died on Monday.",
        "It was seen having said nothing.",
        "The company did not say how many jobs would go.",
        "The landslide claimed 12 lives.",
        "The index added 3 points.",
        "The ministry declined to comment.",
        "Edward Said taught in New York.",
    ],
)
def test_an_outlets_own_word_is_nobody_elses(sentence: str) -> None:
    assert not reported(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said so.",
        "The law, which critics say is too harsh, passed.",
        "The pilot reportedly fell asleep.",
        "The bridge was said to be the longest.",
        "“We will rebuild.”",
    ],
)
def test_somebodys_word_is_noticed_though_nobody_is_named(sentence: str) -> None:
    assert reported(sentence)
    assert speakers(sentence).chain == ()


WORDS = st.sampled_from(
    "The minister Reuters said told reported citing , . “ ” \" ' ( ) who that according to by Ana"
    " Koss officials in a statement on Telegram he they was not and with as : — 12 lives".split()
)


@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join)), st.text())
def test_a_link_is_short_and_in_the_texts_own_words(sentence: str, before: str) -> None:
    found = speakers(sentence, before)
    reading = attribution(sentence, before)
    assert (reading is None) == (not found.chain)
    assert len(set(found.chain)) == len(found.chain)
    for link in found.chain:
        assert 0 < len(link) <= 120
        assert link in sentence or link in before
    assert not found.chain or reported(sentence) or re.search(r"\(|/|[:–—-]", sentence)


@pytest.mark.parametrize(
    "unit",
    ["x", "(", "said ", "with A in ", "Ab ", ", ", "\0", "\u0301", "“", "in a ", "A said, ", "A. "],
)
def test_what_stands_far_off_is_not_read(unit: str) -> None:
    """Patterns are run over a stretch of fixed length, however long a sentence is."""
    head = (unit * 1_500)[:1_500]
    near = attribution(head, head)
    far = " Reuters said so, according to Reuters."
    assert attribution(head + far * 2_000, far * 2_000 + head) == near


@pytest.mark.parametrize(
    "subject",
    [
        "Tom Ray",
        "Tom Ray, the mayor,",
        "Tom Ray, 61,",
        "Ann Lee, a nurse in Orsk,",
        "The mayor, Tom Ray,",
        "The mayor, a former engineer,",
        "The company, based in Oslo,",
    ],
)
@pytest.mark.parametrize("verb", ["said", "said on Friday", "confirmed that", "denied that"])
@pytest.mark.parametrize(
    "claim",
    [
        "the bridge collapsed on Friday.",
        "her hospital ran out of oxygen.",
        "the minister resigned after a row.",
        "police arrested two men on Monday.",
        "residents of Orsk fled on Friday.",
        "sales fell.",
        "two people died and four were hurt.",
    ],
)
def test_who_speaks_does_not_hang_on_what_is_said(subject: str, verb: str, claim: str) -> None:
    named = attribution(f"{subject} {verb} {claim}")
    assert named
    assert subject.startswith(named)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The toll rose to 12, a record, said the ministry on Friday.", "the ministry"),
        ("The attack killed Ann Lee, a teacher, said police on Friday.", "police"),
        ("The bridge fell in Orsk, a port, said Tom Ray on Friday.", "Tom Ray"),
        ("He was shot by a soldier, an aide to Orsk, said two officials.", "two officials"),
    ],
)
def test_behind_the_verb_too(text: str, who: str) -> None:
    assert attribution(text) == who
