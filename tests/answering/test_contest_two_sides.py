"""Both sides told in one sentence, and which disputes concern a question."""

from __future__ import annotations

import pytest

from qa.answering.attribution import attribution
from qa.answering.contesting.concerning import concerns
from qa.answering.contesting.disputing import disputes_of
from qa.answering.contesting.two_sides import turn_of
from qa.answering.questions import parsed
from qa.answering.verdict import status_of, verdict_of
from qa.answers import Citation, Dispute, Sentence

FIRED = "The army said the rebels had fired rockets at Ordan"
DENIED = "a spokesman for the rebels denied that a single rocket had been fired."
BOTH = f"{FIRED}, but {DENIED}"


@pytest.mark.parametrize(
    ("text", "answer", "against"),
    [
        (BOTH, DENIED, "denial"),
        (
            "Prosecutors accuse Lund of taking bribes, which he denies.",
            "which he denies.",
            "denial",
        ),
        ("Lund is accused of taking bribes, but he denies it.", "he denies it.", "denial"),
        (
            "The council said it had never received the map; the firm said it had been sent twice.",
            "the firm said it had been sent twice.",
            "contradiction",
        ),
        (
            "Witnesses said police opened fire, while the police chief said no shots were fired.",
            "the police chief said no shots were fired.",
            "contradiction",
        ),
        (
            "Police put the crowd at 30,000; the organisers said 140,000 had come.",
            "the organisers said 140,000 had come.",
            "figures",
        ),
        ("The mayor accused Lund of lying. Lund denied it.", "Lund denied it.", "denial"),
    ],
)
def test_a_sentence_turns_to_the_other_side(text: str, answer: str, against: str) -> None:
    turn = turn_of(text)
    assert turn is not None
    assert (text[turn.start :], turn.against) == (answer, against)


@pytest.mark.parametrize(
    "text",
    [
        "Norwell said it had been attacked but denied that data were taken.",  # one speaker
        "Lund admitted taking the money, but denied that it was a bribe.",
        "Police said two men had been arrested; nobody was hurt.",
        "The ministry said it had received the letter, and added that it had not replied.",
        "The company said it had no plans to close; the union said it would strike.",
        "The minister denied the report, but the newspaper said it stood by it.",
        "The army said 12 people had died, and the hospital said 30 were wounded.",
        "The rebels said they had taken Besk, but the army said the town was in its hands.",
    ],
)
def test_one_side_stays_one(text: str) -> None:
    assert turn_of(text) is None


def cited(*texts: str) -> tuple[list[Sentence], list[Citation]]:
    """Quotes of one article, one behind the other."""
    sentences, citations, start = [], [], 0
    for number, text in enumerate(texts, 1):
        sentences.append(Sentence(text, (number,), attribution(text)))
        citations.append(
            Citation(number, "a", "", "Wire", "2025-01-11", None, text, start, start + len(text))
        )
        start += len(text) + len(", but ")
    return sentences, citations


@pytest.mark.parametrize("texts", [(BOTH,), (FIRED, DENIED)])
def test_both_sides_make_a_dispute(texts: tuple[str, ...]) -> None:
    asked = parsed("Did the rebels fire rockets at Ordan?")
    sentences, citations = cited(*texts)
    disputes = disputes_of(asked, sentences, citations)
    assert disputes == (Dispute("denial", (0,), (len(texts) - 1,)),)
    assert status_of(sentences, disputes, asked) == "disputed"
    assert verdict_of(asked, sentences, citations, disputes) == "disputed"


DISPUTE = Dispute("denial", (1,), (2,))
TEXTS = ["Monitors could not reach Ordan because of mines on the road.", FIRED, DENIED]


@pytest.mark.parametrize(
    ("question", "dispute", "expected"),
    [
        ("Why could the monitors not reach Ordan?", DISPUTE, False),
        ("Why did the rebels fire rockets?", DISPUTE, True),
        ("Why could the monitors not reach Ordan?", Dispute("denial", (0,), (2,)), True),
        ("Who is the rebels' spokesman?", Dispute("denial", (0,), (2,)), True),
        ("Who is the sheriff of Ordan?", Dispute("denial", (0,), (2,)), False),
        ("Who could not reach Ordan?", Dispute("figures", (0,), (2,)), False),
    ],
)
def test_which_disputes_concern_a_question(question: str, dispute: Dispute, expected: bool) -> None:
    assert concerns(dispute, TEXTS, parsed(question)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "A ferry and a cutter collided, and each side said that the other had caused the crash.",
        "The truce is over, and the two sides each say the other broke it.",
        "The army and the rebels accused each other of breaking the truce.",
        "The two governments traded accusations over the raid.",
        "There were conflicting accounts of the shooting.",
    ],
)
def test_who_blames_the_other_leaves_open_whose_fault_it_is(text: str) -> None:
    said, quoted = cited(text)
    blame, place = parsed("Who was to blame for it?"), parsed("Where was the truce signed?")
    disputes = disputes_of(blame, said, quoted)
    assert disputes == (Dispute("contradiction", (0,), (0,)),)
    assert status_of(said, disputes, blame) == "disputed"
    assert status_of(said, disputes, place) == "answered"


def test_who_meet_each_other_blame_nobody() -> None:
    said, quoted = cited("The ministers met each other in Oslo and said the other day was better.")
    assert disputes_of(parsed("Who met?"), said, quoted) == ()


def test_figures_of_other_things_than_are_counted_are_no_dispute() -> None:
    texts = ["Police counted 200 demonstrators.", "The union counted 500 demonstrators."]
    dispute = Dispute("figures", (0,), (1,))
    assert concerns(dispute, texts, parsed("How many demonstrators came to Eindhoven?"))
    assert not concerns(dispute, texts, parsed("How many employees does Lumicore have?"))
