"""Questions about a denial are answered by it, and denials of what is asked by what they deny."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.attribution import attribution
from qa.answering.contesting.asked_denial import DenialAsked, denial_asked, is_denial_asked
from qa.answering.contesting.denying import denies, denies_what_is_asked
from qa.answering.contesting.statements import Statement
from qa.answering.questions import parsed
from qa.answering.verdict import verdict_of
from qa.answers import Answer, Citation, Sentence
from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline

REPORT = "The Courier reported on Monday that the guild had hidden a loss of 4 million crowns."
DENIAL = "The guild denied the report, calling it baseless, without giving evidence."
MAYOR = "The mayor, Ida Holm, said she had not read it."


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    service = Dateline.open(Config(data_dir=tmp_path_factory.mktemp("guild")))
    text = f"{REPORT}\n\n{DENIAL}\n\n{MAYOR}"
    service.ingest_drafts(
        [ArticleDraft(text, "a", "Guild hid loss", "Gazette", None, "2024-03-05")]
    )
    yield lambda question: service.ask(question, answerer="extractive")
    service.close()


def statement(text: str, start: int = 0, day: str = "2024-03-05", article: str = "a") -> Statement:
    return Statement(text, article, day, "Gazette", attribution(text), start)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Did Hamas deny the report?", DenialAsked("Hamas", "the report", whether=True)),
        ("Does Iran reject the allegations?", DenialAsked("Iran", "allegations", whether=True)),
        ("Who denied it?", DenialAsked("", "it", whether=False)),
        ("Which ministry denied the claim?", DenialAsked("", "the claim", whether=False)),
        ("What did Lund deny?", DenialAsked("Lund", "", whether=False)),
        ("Did the council reject the bid?", None),
        ("Did Lund say that the mayor denied it?", None),
        ("Was he denied entry?", None),
        ("Why was the report denied?", None),
        ("", None),
    ],
)
def test_which_denial_is_asked_about(question: str, expected: DenialAsked | None) -> None:
    found = denial_asked(question)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.who, found.whether) == (expected.who, expected.whether)
        assert expected.what.removeprefix("the ") in found.what


@pytest.mark.parametrize(
    ("question", "text", "is_it"),
    [
        ("Did the guild deny the report?", "The guild denied the report.", True),
        ("Did the guild deny it?", "The guild's spokesman denied the report.", True),
        ("Did the guild deny it?", "The guild's rival denied the report.", False),
        ("Did the guild deny it?", "The mayor said the guild denied the report.", False),
        ("Did the guild deny it?", "The guild did not deny the report.", False),
        ("Does Veria deny backing the rebels?", "Veria denies supporting the rebels.", True),
        ("Does Veria deny backing the rebels?", "Veria denied that its bank was closed.", False),
        ("Does Orland deny the report?", "Veria denied the report.", False),
    ],
)
def test_a_denial_by_those_of_that(question: str, text: str, is_it: bool) -> None:
    asked = denial_asked(question)
    assert asked is not None
    assert is_denial_asked(statement(text), asked) is is_it


def test_whether_they_denied_it_is_no_dispute(ask: Callable[[str], Answer]) -> None:
    answer = ask("Did the guild deny the report?")
    assert (answer.status, answer.verdict) == ("answered", "yes")
    assert answer.sentences[0].text == DENIAL


def test_who_denied_it_is_the_short_answer(ask: Callable[[str], Answer]) -> None:
    short = ask("Who denied the report?").short_answer
    assert short is not None
    assert short.text == "The guild"


def test_others_did_not_deny_it(ask: Callable[[str], Answer]) -> None:
    assert ask("Did Ida Holm deny the report?").verdict == "not_established"


def test_what_a_denial_leaves_out_is_told_by_the_outlet(ask: Callable[[str], Answer]) -> None:
    assert ask("Did the guild provide evidence?").verdict == "no"


def test_nor_is_it_so_what_is_only_denied() -> None:
    for text in ("The guild denied that it hid a loss.", "The guild denied hiding a loss."):
        sentence, cited = Sentence(text, (1,)), Citation(1, "a", "", "Post", None, None, text, 0, 9)
        asked = parsed("Did the guild hide a loss?")
        assert verdict_of(asked, [sentence], [cited], ()) == "not_established"


def test_what_is_denied_makes_what_was_reported_a_dispute(ask: Callable[[str], Answer]) -> None:
    answer = ask("Did the guild hide a loss?")
    assert (answer.status, answer.verdict) == ("disputed", "disputed")


def test_when_a_report_was_made_is_not_denied_with_it(ask: Callable[[str], Answer]) -> None:
    assert ask("When was the Courier report published?").status != "disputed"


# --- denials of just what is asked ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "claim", "denial"),
    [
        (
            "Was the case against Lund politically motivated?",
            "He told reporters that the case was a political operation from first to last.",
            "The attorney general's office denied that politics had played any part.",
        ),
        (
            "Did police horses cause the crush at the stadium?",
            "A panel said the advance of twelve police horses had made a crowd a lethal one.",
            "General Hugo Iturra denied that the horses had caused the panic.",
        ),
        (
            "Was Veria told beforehand that the league would sanction Konkan?",
            "A diplomat said that Veria had been told of it two days ahead.",
            "Veria denied that it had been given advance notice of the sanctions, as a firm said.",
        ),
    ],
)
def test_a_denial_of_just_what_is_asked_answers_who_says_so_in_other_words(
    question: str, claim: str, denial: str
) -> None:
    asked = parsed(question)
    far_off = statement(denial, 4_000, "2024-03-20", "b")
    assert denies_what_is_asked(far_off, asked)
    assert denies(far_off, statement(claim), asked)


@pytest.mark.parametrize(
    ("question", "denial"),
    [
        ("Did the army shell the hospital in Pell?", "The army denied having bought new boots."),
        ("Did the minister resign over the fire?", "The minister denied the report on the fire."),
        ("Who shelled the hospital?", "The army denied that it had shelled the hospital."),
        ("Did the army shell the hospital?", "The army shelled the hospital."),
    ],
)
def test_other_denials_are_not_of_what_is_asked(question: str, denial: str) -> None:
    assert not denies_what_is_asked(statement(denial), parsed(question))


def test_a_navy_does_not_deny_an_armys_deed() -> None:
    asked = parsed("Did the army shell the hospital in Pell?")
    claim = statement("Ana Prado said the army had shelled the hospital.", 0, "2024-03-01", "a")
    own = statement("The navy denied having fired at the hospital.", 0, "2024-03-20", "b")
    assert not denies(own, claim, asked)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_is_too_odd(question: str, text: str) -> None:
    asked = denial_asked(question)
    if asked:
        is_denial_asked(statement(text), asked)
    assert not (denies_what_is_asked(statement(text), parsed(question)) and not text)


def test_of_two_sentences_shown_as_one_the_second_denies() -> None:
    leaning = (
        '"There is no such paper," the adviser, Cora Reyes, said.\n\n'
        "She denied as well that the boat had carried cement."
    )
    claim = statement("An official said that the boat carried cement as well as food.", article="b")
    question = parsed("Was the boat carrying cement?")
    assert denies_what_is_asked(statement(leaning), question)
    assert denies(statement(leaning), claim, question)


def test_a_denial_of_another_deed_of_the_same_is_none() -> None:
    denial = statement("She denied that the boat had carried cement.")
    assert not denies_what_is_asked(denial, parsed("Did the boat ram the cutter?"))
    # Light words say nothing: what is left is of whom it is denied.
    denial = statement("The court denied that politics had played any part in the case.")
    assert denies_what_is_asked(denial, parsed("Was the case politically motivated?"))


def test_who_speaks_for_the_same_body_is_not_denied_by_it() -> None:
    denial = statement("Orland's government dismissed the report.", 60)
    own = statement("General Moss was on leave, government spokesman Jo Aal said.")
    question = parsed("Was General Moss on leave?")
    assert not denies(denial, own, question)
    parties = (
        statement("The Red party denied the claim.", 60),
        statement("General Moss was on leave, the Blue party said."),
    )
    assert denies(*parties, question)
    official = statement("General Moss was in Lisse, officials said.")
    assert denies(denial, official, question)


def test_the_report_that_is_dismissed_is_what_the_newspaper_said_before() -> None:
    said = "The newspaper, citing two officials, said that General Moss was in Lisse in May."
    denial = statement("Orland's government dismissed the report.", 900)
    question = parsed("Was General Moss in Lisse?")
    assert denies(denial, statement(said), question)
    assert not denies(denial, statement(said, 1_500), question)
    assert not denies(denial, statement(said, article="b"), question)
