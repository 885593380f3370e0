from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.questions import Kind, bears_kind, parsed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Did Iran know of the attack?", Kind.YES_NO),
        ("did iran know of the attack", Kind.YES_NO),
        ("“Has the bridge reopened?”", Kind.YES_NO),
        ("Wasn't the bridge closed?", Kind.YES_NO),
        ("Isn’t the toll higher?", Kind.YES_NO),
        ("Won't the minister resign?", Kind.YES_NO),
        ("May ministers be sued?", Kind.YES_NO),
        ("Who won the ballot?", Kind.PERSON),
        ("To whom did the court give the land?", Kind.PERSON),
        ("Whose ship was seized?", Kind.PERSON),
        ("Which minister resigned?", Kind.PERSON),
        ("When did the bridge reopen?", Kind.TIME),
        ("In which year was the treaty signed?", Kind.TIME),
        ("Where was the ship built?", Kind.PLACE),
        ("Which country abstained?", Kind.PLACE),
        ("How many people died, and who says so?", Kind.NUMBER),
        ("HOW MANY PEOPLE DIED?", Kind.NUMBER),
        ("What is the death toll?", Kind.NUMBER),
        ("How strong was the quake?", Kind.NUMBER),
        ("What percentage of voters stayed at home?", Kind.NUMBER),
        ("What did Hamas say about the report?", Kind.STATEMENT),
        ("How did the union respond?", Kind.STATEMENT),
        ("Why did the bridge fall?", Kind.OTHER),
        ("What was the fine for the bridge?", Kind.NUMBER),
        ("Harrow bridge cost", Kind.NUMBER),
        ("Who paid the fine?", Kind.PERSON),
        ("the bridge", Kind.OTHER),
        ("", Kind.OTHER),
        ("?!", Kind.OTHER),
    ],
)
def test_the_kind_of_a_question(text: str, kind: Kind) -> None:
    assert parsed(text).kind is kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Did Iran know of the Oct 7 attack?", ("Iran", "Oct", "7")),
        ("did iran know of it?", ()),
        ("What did France say to France?", ("France",)),
        ("Does Jean-Luc know O'Hara?", ("Jean-Luc", "O'Hara")),
        ("Who paid 1,200.50 in 2023?", ("1,200.50", "2023")),
        ("2023: who won?", ("2023",)),
        ("Did Xi sue Boeing?", ("Xi", "Boeing")),
        ("Did Iran Know of the Oct 7 Attack?", ("7",)),
        ("WHO WON THE 2022 WORLD CUP?", ("2022",)),
        ("Wer kennt Çelik?", ("Çelik",)),
        ("Who?", ()),
        ("", ()),
    ],
)
def test_the_names_of_a_question(text: str, names: tuple[str, ...]) -> None:
    assert parsed(text).names == names


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What did Hamas say about the Reuters report?", "Hamas"),
        ("what does the union claim?", "the union"),
        ("How has the mayor of Lyon responded?", "the mayor of Lyon"),
        ("What did Ann tell Ben?", "Ann"),
        ("Did Hamas say anything?", None),
        ("Who said so?", None),
        (f"What did {'x' * 200} say?", None),
    ],
)
def test_of_whom_it_asks_what_they_said(text: str, speaker: str | None) -> None:
    assert parsed(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Did Iran know of it?", "Iran"),
        ("Has the European Union paid?", "European Union"),
        ("did OpenAI's board know?", "OpenAI"),
        ("Did Xi?", None),
        ("Did the bridge fall?", None),
        ("did iran know?", None),
        ("DID IRAN KNOW?", None),
        ("Who told Iran of it?", None),
    ],
)
def test_whom_a_yes_no_question_is_about(text: str, subject: str | None) -> None:
    assert parsed(text).subject == subject


@pytest.mark.parametrize(
    ("sentence", "kind", "fits"),
    [
        ("It killed 30 people.", Kind.NUMBER, True),
        ("It killed dozens.", Kind.NUMBER, True),
        ("It killed people.", Kind.NUMBER, False),
        ("It fell on Nov 15.", Kind.TIME, True),
        ("It fell in 1989.", Kind.TIME, True),
        ("It fell on a Tuesday.", Kind.TIME, True),
        ("It fell later.", Kind.TIME, False),
        ("It lay near the Bosphorus.", Kind.PLACE, True),
        ("It lay near.", Kind.PLACE, False),
        ("The goal was scored by Carmona.", Kind.PERSON, True),
        ("The goal was scored late.", Kind.PERSON, False),
        ("Anything.", Kind.OTHER, True),
        ("", Kind.YES_NO, True),
        ("", Kind.NUMBER, False),
    ],
)
def test_whether_a_sentence_holds_what_is_asked_for(sentence: str, kind: Kind, fits: bool) -> None:
    assert bears_kind(sentence, kind) is fits


@given(st.text(max_size=300))
def test_any_text_is_a_question(text: str) -> None:
    found = parsed(text)
    assert found.text == text
    assert all(name in text for name in found.names)
    assert len(set(found.names)) == len(found.names)
    assert found.speaker is None or found.kind is Kind.STATEMENT


@pytest.mark.parametrize(
    "text",
    [
        "After the vote in May, did the mayor resign?",
        "Between the report from the Courier and that from the Gazette, was there a change?",
        "When the bridge fell, were the inspectors warned?",
        "After the Courier reported the fire, did 'The Gazette' deny it?",
        "According to the Gazette, has Anna Berg left the party?",
        "Does the Courier article say that the mayor knew, while the Gazette says that he did not?",
    ],
)
def test_a_question_that_leads_in_with_a_clause_asks_yes_or_no(text: str) -> None:
    assert parsed(text).kind is Kind.YES_NO


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Considering both reports, which town, named by each, was flooded?", Kind.PLACE),
        ("In which year, did the Gazette say, was the bridge built?", Kind.TIME),
        ("Was the fire reported before or after the vote?", Kind.OTHER),
        ("Has the account remained consistent or inconsistent?", Kind.OTHER),
        ("Who was president when the wall fell?", Kind.PERSON),
        ("How many people were on the bridge when it fell?", Kind.NUMBER),
        ("Where were the guards when the alarm rang?", Kind.PLACE),
        ("When did the wall fall?", Kind.TIME),
        ("Since when has Anna Berg led the party?", Kind.TIME),
        ("Who opened the bridge, and when?", Kind.TIME),
        ("The wall fell when?", Kind.TIME),
    ],
)
def test_what_looks_like_it_and_is_not(text: str, kind: Kind) -> None:
    assert parsed(text).kind is kind


def test_the_subject_of_a_question_that_leads_in() -> None:
    assert parsed("After the vote, did Anna Berg resign?").subject == "Anna Berg"
