from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.support import negated, unsupported

NOT_TOLD = "Tehran was not informed in advance about the Oct 7 assault by Hamas"
DENIAL = 'Hamas denied the validity of the report, calling it "baseless"'
TOLL = "the health ministry in the Hamas-run territory claiming that around 11,500 people died"
AROUND = "Khamenei speaks. Courier. Reuters cited three senior officials. Israel bombarded Gaza."
DAY = "2023-11-16"


def fault(sentence: str, *quotes: str, around: str = AROUND, day: str = DAY) -> str:
    return unsupported(sentence, quotes, [day], [around]) or ""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Tehran was not informed in advance about the October 7 assault.", NOT_TOLD),
        ("No, Tehran was not informed in advance.", NOT_TOLD),
        ("Reuters reported that Tehran was not informed before the Oct. 7 assault.", NOT_TOLD),
        ("According to Khamenei, Tehran wasn't told of the assault by Hamas.", NOT_TOLD),
        ("On November 16, Tehran was reported to have been unaware of the assault.", NOT_TOLD),
        ("In Nov 2023 it said Tehran had no knowledge.", NOT_TOLD),
        ("Hamas called the report baseless.", DENIAL),
        ("Hamas rejected the report.", DENIAL),
        ("Around 11500 people died in Gaza, the health ministry claims.", TOLL),
        ("Officials say 11,500 people died.", TOLL),
        ("It’s 11,500 who died in Gaza’s war, it claims.", TOLL),
    ],
)
def test_what_the_quotes_say_may_be_said(sentence: str, quote: str) -> None:
    assert fault(sentence, quote) == ""


@pytest.mark.parametrize(
    ("sentence", "quote", "told"),
    [
        ("Yes, Iran said it was not informed.", NOT_TOLD, "says yes"),
        ("Tehran was informed in advance about the Oct 7 assault.", NOT_TOLD, "it does not"),
        ("Hamas confirmed the report.", DENIAL, "it does not"),
        ("No, 11,500 people died.", TOLL, "says no"),
        ("The ministry denied that 11,500 people died.", TOLL, "no quote does"),
        ("About 15,000 people died.", TOLL, "number 15000"),
        ("About 11,500 people died in two weeks.", TOLL, "number 2"),
        ("Some 11.5 people died.", TOLL, "number 11.5"),
        ("Tehran was not informed on Oct 9.", NOT_TOLD, "number 9"),
        ("Tehran was not informed of the December 7 assault.", NOT_TOLD, "Dec"),
        ("About 11,500 Israelis died.", TOLL, "Israelis"),
        ("In the war 11,500 died, says Hezbollah.", TOLL, "Hezbollah"),
        ("In its report Oman said that 11,500 people died, a woman among them.", TOLL, "Oman"),
        ("Ali Larijani said 11,500 people died.", TOLL, "Ali"),
    ],
)
def test_more_than_they_say_may_not(sentence: str, quote: str, told: str) -> None:
    around = AROUND + " A woman of Iran said so."
    assert told in fault(sentence, quote, around=around)


def test_a_sentence_that_is_its_quote_says_what_the_quote_says() -> None:
    for quote in ('Yes, "we did not know", he said.', "No, it is so.", "In Rome 5 said no"):
        assert fault(quote, quote) == ""
        assert fault(quote.replace('"', "”"), quote) == ""


def test_no_one_and_no_10_answer_no_question() -> None:
    assert fault("No one was hurt.", "nobody was hurt") == ""
    assert fault("No evidence was found.", "there was no evidence") == ""
    assert fault("No. 10 said so.", "10 Downing Street said so") == ""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("It said that the United States knew.", "it said the US knew"),
        ("It said that the US knew.", "it said the United States knew"),
        ("It said that the U.S. knew.", "it said the US knew"),
        ("The envoy of the UN spoke.", "the envoy of the United Nations spoke"),
        ("He is President Erdogan.", "he is President Erdoğan"),
        ("He is President Erdoğan.", "he is President Erdog\u0306an"),
        ("It was in September.", "it was in Sept."),
        ("It was in Sep.", "it was in September"),
    ],
)
def test_names_in_other_forms_are_the_same_names(sentence: str, quote: str) -> None:
    assert fault(sentence, quote, around="") == ""


def test_number_words_are_numbers() -> None:
    assert fault("It cites three officials.", "it cites 3 officials", around="") == ""
    assert fault("It cites 3 officials.", "it cites three officials", around="") == ""
    assert "number 4" in fault("It cites four officials.", "it cites three officials", around="")


def test_names_may_be_taken_from_the_surroundings_but_numbers_may_not() -> None:
    assert fault("In a speech Khamenei spoke.", "he spoke") == ""
    assert "number 3" in fault("In it three officials spoke.", "officials spoke")


def test_one_quote_that_says_no_allows_a_sentence_that_does() -> None:
    assert fault("Hamas called it baseless; Tehran was not told.", TOLL, NOT_TOLD, DENIAL) == ""
    assert "says yes" in fault("Yes, they died.", TOLL, NOT_TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "It was not so.",
        "They never knew.",
        "Hamas DENIED it.",
        "It isn't so.",
        "It isn’t so.",
        "a baseless report",
        "without evidence",
        "unaware of it",
        "He refuses.",
    ],
)
def test_negations(text: str) -> None:
    assert negated(text)


@pytest.mark.parametrize("text", ["It was so.", "a notable nose", "Another knot", "denim", ""])
def test_what_only_looks_like_one(text: str) -> None:
    assert not negated(text)


ANY = st.text(st.characters(exclude_categories=("Cs",)))


@given(ANY, st.lists(ANY, max_size=3), st.lists(ANY, max_size=2))
def test_whatever_it_is_given_it_gives_a_reason_or_none(
    sentence: str, quotes: list[str], around: list[str]
) -> None:
    found = unsupported(sentence, quotes, [DAY, ""], around)
    assert found is None or found.strip()


@given(ANY)
def test_a_text_supports_itself(text: str) -> None:
    assert unsupported(text, [text], [], []) is None
