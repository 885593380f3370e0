from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifying.negation import read
from qa.answering.verifying.opposites import alike, opposed
from qa.answering.verifying.polarity import polarity_fault


def negated(text: str) -> set[str]:
    return {item.word for item in read(text).items if item.sign < 0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tehran was not informed of it", {"informed"}),
        ("The minister resigned, but did not say why", {"say"}),
        ("They didn’t sign", {"sign"}),
        ("Nobody was hurt", {"hurt"}),
        ("No one was hurt", {"hurt"}),
        ("Police found no evidence", {"evidence", "found"}),
        ("Police said no evidence was found", {"evidence", "found"}),
        ("He denied that it was planned", {"planned"}),
        ("He denied, in a statement, that it was planned", {"planned"}),
        ("The report was denied by Hamas", {"hamas", "report"}),
        ("The claim that it leaked is false", {"claim", "leaked"}),
        ("He did not deny that it leaked", {"deny"}),
        ("They failed to sign", {"sign"}),
        ("a failed coup", set()),
        ("It was not only seen", {"only"}),
        ("There is no doubt it leaked", set()),
        ("No. 10 sealed it", set()),
        ("no fewer than 7 sealed it", set()),
        ("Neither a nor b signed", {"b", "signed"}),
        ("Prices rose, wages did not", {"rose"}),
        ("if talks do not resume", set()),
        ("dismissed the report as false", {"report"}),
        ("with no trophies and a fine", {"trophies"}),
        ("The crew was unharmed, the union said", {"unharmed"}),
        ("The crew was not unharmed", set()),
    ],
)
def test_what_a_negation_reaches(text: str, words: set[str]) -> None:
    assert negated(text) == words


def test_what_is_open_is_neither() -> None:
    (signed,) = (i for i in read("He did not sign until Friday").items if i.word == "sign")
    assert signed.sign == 0


def test_what_stands_before_a_quote_turns_it() -> None:
    text = "Hamas denied that it planned the raid"
    (planned,) = (i for i in read(text, [(18, len(text))]).items if i.word == "planned")
    assert planned.sign == -1
    assert planned.inside
    assert [cue.inside for cue in read(text, [(18, len(text))]).cues] == [False]


def fault(sentence: str, *quotes: str) -> str:
    return polarity_fault(sentence, [read(quote) for quote in quotes]) or ""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The minister resigned.", "The minister resigned, but did not say why"),
        ("Iran was unaware.", "Tehran was not informed"),
        ("Iran had no idea of the plan.", "Tehran was not informed of the plan"),
        ("Hamas denied the report.", "the report was baseless"),
        ("He was found not guilty.", "he was acquitted"),
        ("No one was killed.", "all survived"),
        ("Output did not drop.", "output did not fall"),
        ("Brazil beat Spain.", "Spain lost to Brazil"),
        ("No, the bridge is closed.", "the bridge is closed"),
        ("Wages did not rise.", "Prices rose, while wages did not"),
        ("Prices rose.", "Prices rose, while wages did not"),
        ("He resigned on Friday.", "he did not resign until Friday"),
        ("The raid remains unclaimed.", "nobody claimed the raid"),
        ("The crew was not harmed.", "the crew was unharmed"),
        ("Whether Iran knew is not known.", "Tehran was not informed"),
        ("They gave no evidence for the denial.", "they called it baseless, without evidence"),
    ],
)
def test_what_agrees(sentence: str, quote: str) -> None:
    assert fault(sentence, quote) == ""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The minister did not resign.", "The minister resigned, but did not say why"),
        ("The minister said why.", "The minister resigned, but did not say why"),
        ("Iran was informed.", "Tehran was not informed"),
        ("Iran knew of it.", "Tehran was not informed of it"),
        ("Iran helped to plan the raid.", "Tehran was not informed of the raid"),
        ("Hamas confirmed it.", "Hamas denied it"),
        ("Hamas did not deny it.", "Hamas denied it"),
        ("Prices fell.", "prices rose"),
        ("The crew was harmed.", "the crew was unharmed"),
        ("The crew was unharmed.", "the crew was harmed"),
        ("Prices did not rise.", "prices rose"),
        ("Wages rose.", "Prices rose, while wages did not"),
        ("It is the only one.", "it is not the only one"),
        ("The army denied the raid.", "the army neither confirmed nor denied the raid"),
        ("Yes, Iran was not informed.", "Tehran was not informed"),
        ("No, 400 jobs will go.", "400 jobs will go"),
        ("No, 40 people died.", "40 people died"),
    ],
)
def test_what_does_not(sentence: str, quote: str) -> None:
    assert fault(sentence, quote) != ""


def test_words_of_one_pole_and_of_both() -> None:
    assert alike("raised", "lifted")
    assert opposed("raised", "cut")
    assert opposed("Accepted", "rejected")
    assert not alike("raised", "cut")
    assert not opposed("raised", "sang")


TEXTS = st.text(
    st.sampled_from("not no never but denied rose fell was, it.;-n't ’") | st.characters()
)


@given(TEXTS, TEXTS)
def test_no_text_makes_it_crash(sentence: str, quote: str) -> None:
    fault(sentence, quote)
    reading = read(quote)
    assert all(item.sign in (-1, 0, 1) for item in reading.items)


@given(
    st.lists(st.sampled_from("Iran knew it rose fell signed the deal but he left and, .".split()))
)
def test_a_text_without_negation_agrees_with_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert fault(text, text) == ""
