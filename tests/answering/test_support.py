from __future__ import annotations

import pytest
from fakes.hits import article as made
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.support import negated, same_words, unborne_attribution, unsupported
from qa.answering.verifying.evidence import Evidence
from vectorstore.models import Article

NOT_TOLD = "Tehran was not informed in advance about the Oct 7 assault by Hamas"
DENIAL = 'Hamas denied the validity of the report, calling it "baseless"'
TOLL = "the health ministry in the Hamas-run territory claiming that around 11,500 people died"
AROUND = "Khamenei speaks. Courier. Reuters cited three senior officials. Israel bombarded Gaza."
DAY = "2023-11-16"


def evidence(quote: str, around: str, day: str | None = DAY) -> Evidence:
    """The quote as a line of its own in a paragraph with what stands around it."""
    text = f"{around}\n{quote}\n{around}"
    start = len(around) + 1
    return Evidence(
        made(text, title="", source=None, published=day), ((start, start + len(quote)),)
    )


def fault(sentence: str, *quotes: str, around: str = AROUND, day: str | None = DAY) -> str:
    return unsupported(sentence, [evidence(quote, around, day) for quote in quotes]) or ""


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
        ("Iran was unaware.", NOT_TOLD),
    ],
)
def test_what_the_quotes_say_may_be_said(sentence: str, quote: str) -> None:
    assert fault(sentence, quote) == ""


@pytest.mark.parametrize(
    ("sentence", "quote", "told"),
    [
        ("Yes, Iran said it was not informed.", NOT_TOLD, "says yes"),
        ("Tehran was informed in advance about the Oct 7 assault.", NOT_TOLD, "it does not"),
        ("Iran knew of the assault.", NOT_TOLD, "it does not"),
        ("Hamas confirmed the report.", DENIAL, "the opposite"),
        ("No, 11,500 people died.", TOLL, "says no"),
        ("The ministry denied that 11,500 people died.", TOLL, "its quotes say it is"),
        ("Nobody was seen in Gaza.", TOLL, "no quote does"),
        ("About 15,000 people died.", TOLL, "number 15,000"),
        ("About 11,500 people died in two weeks.", TOLL, "number two weeks"),
        ("Some 11.5 people died.", TOLL, "number 11.5"),
        ("Tehran was not informed on Oct 9.", NOT_TOLD, "day 'Oct 9'"),
        ("Tehran was not informed of the December 7 assault.", NOT_TOLD, "December 7"),
        ("About 11,500 Israelis died.", TOLL, "Israelis"),
        ("In the war 11,500 died, says Hezbollah.", TOLL, "Hezbollah"),
        ("Hezbollah says 11,500 people died.", TOLL, "Hezbollah"),
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
    assert fault("It is so. It is not so.", "It is so.", "It is not so.") == ""


def test_part_of_a_quote_may_say_its_opposite() -> None:
    assert "not so" in fault("Tehran knew", "He denied that Tehran knew")
    assert fault("Tehran knew", "Tehran knew, he said") == ""


def test_a_quote_is_read_in_its_sentence() -> None:
    text = "There is no evidence that the plant leaked. Did the plant leak?"
    article = made(text)
    torn = Evidence(
        article,
        (
            (
                text.index("the plant leaked"),
                text.index("."),
            ),
        ),
    )
    assert "not so" in (unsupported("the plant leaked", [torn]) or "")
    asked = Evidence(article, ((text.index("Did"), len(text)),))
    assert "only ask" in (unsupported("The plant did leak.", [asked]) or "")
    assert unsupported("They asked whether the plant leaked.", [asked]) is None


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
        ("It was in Sep 2023.", "it was in September"),
    ],
)
def test_names_in_other_forms_are_the_same_names(sentence: str, quote: str) -> None:
    assert fault(sentence, quote, around="") == ""


def test_number_words_are_numbers() -> None:
    assert fault("It cites three officials.", "it cites 3 officials", around="") == ""
    assert fault("It cites 3 officials.", "it cites three officials", around="") == ""
    assert "number four" in fault("It cites four officials.", "it cites three officials", around="")


def test_names_may_be_taken_from_the_surroundings_but_numbers_may_not() -> None:
    assert fault("In a speech Khamenei spoke.", "he spoke") == ""
    assert "number three" in fault("In it three officials spoke.", "officials spoke")


def test_one_quote_that_says_no_allows_a_sentence_that_does() -> None:
    assert fault("Hamas called it baseless; Tehran was not told.", TOLL, NOT_TOLD, DENIAL) == ""
    assert fault("Yes, people died.", TOLL, NOT_TOLD) == ""
    assert "says yes" in fault("Yes, Tehran was not told.", TOLL, NOT_TOLD)


def test_what_is_in_quotation_marks_must_stand_there() -> None:
    assert fault('Hamas called it "baseless".', DENIAL) == ""
    assert fault("Hamas called it ‘baseless’.", DENIAL) == ""
    assert fault('Hamas denied "the validity … of the report".', DENIAL) == ""
    assert "'a wicked lie'" in fault('Hamas called it "a wicked lie".', DENIAL)
    assert "'run'" in fault(
        'The "run" territory lost 11,500 people, it claims.', TOLL.replace("run", "ruined")
    )


def test_what_a_sentence_says_has_some_word_of_its_quotes() -> None:
    assert "no word" in fault("bananas grow wherever summers stay warm", TOLL)
    assert fault("it was so", TOLL) == ""


def test_the_articles_given_tell_which_first_words_are_names() -> None:
    quote = evidence("The plant was shut on Friday", "")
    known = made("Wardens of the reserve shot two boars; the wardens had leave to do so.")
    assert "Wardens" in (unsupported("Wardens shut the plant.", [quote]) or "")
    assert unsupported("Wardens shut the plant.", [quote], [known]) is None


@pytest.mark.parametrize(
    ("attribution", "missing"),
    [
        ("Hamas", []),
        ("a statement on Telegram", ["Telegram"]),
        ("Reuters, citing three senior officials", []),
        ("Reuters, citing two officials", ["Reuters, citing two officials"]),
        ("Hezbollah", ["Hezbollah"]),
        ("an official", []),
    ],
)
def test_attributions(attribution: str, missing: list[str]) -> None:
    assert unborne_attribution(attribution, [evidence(DENIAL, AROUND)])[:1] == missing


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


@pytest.mark.parametrize(
    "text", ["It was so.", "a notable nose", "Another knot", "denim", "", "No. 10 said", "no doubt"]
)
def test_what_only_looks_like_one(text: str) -> None:
    assert not negated(text)


def test_marks_around_words_change_nothing() -> None:
    assert same_words("“It is so,”", "It is so.")
    assert not same_words("It is so", "It was so")


ANY = st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("not Iran 7 May “”'.,"))
QUOTES = st.lists(ANY.filter(bool), min_size=1, max_size=3)


@given(ANY, QUOTES, ANY, st.sampled_from([DAY, None, "0001-01-01", "9999-12-31", "soon"]))
def test_whatever_it_is_given_it_gives_a_reason_or_none(
    sentence: str, quotes: list[str], around: str, day: str | None
) -> None:
    given_evidence = [evidence(quote, around, day) for quote in quotes]
    found = unsupported(sentence, given_evidence)
    assert found is None or found.strip()
    assert isinstance(unborne_attribution(sentence, given_evidence), list)


@given(ANY.filter(bool))
def test_a_text_supports_itself(text: str) -> None:
    article: Article = made(text)
    assert unsupported(text, [Evidence(article, ((0, len(text)),))]) is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The rate fell for the first time in 60 years.", "It fell, a first in six decades."),
        (
            "The strike began two days after the talks failed.",
            "The strike began on Tuesday after the talks failed on Sunday.",
        ),
        ("Seven of nine judges backed it.", "Two of the nine judges dissented from it."),
        ("The match ended 0-0.", "The match ended in a goalless draw."),
        (
            "The coalition fell when five ministers from the party quit.",
            "Five of the party's seven ministers resigned; the coalition fell.",
        ),
        ("Volcano ash closed two airports.", "Ash closed two airports."),
        ("Beijing announced a tariff of 34 percent.", "China announced a tariff of 34 percent."),
        (
            "Prices in Argentina rose 4 percent.",
            "Argentina's inflation rate slowed to 4 percent.",
        ),
        (
            "The tiger stayed inside its enclosure and no visitors were at risk.",
            "Officials said the tiger never left its enclosure and visitors were not in danger.",
        ),
        (
            "Hale had to leave the party.",
            "Hale, who was accused of taking bribes, was forced to leave the party.",
        ),
        ("Her son fell.", "The mother held the boy, whose sister saw that he fell."),
    ],
)
def test_what_follows_from_the_quotes_passes(sentence: str, quote: str) -> None:
    assert not fault(sentence, quote, around="")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Tehran was not not informed.", "Tehran was not informed."),
        ("Seven of nine judges dissented.", "Two of the nine judges dissented from it."),
        ("Fire broke out in Beijing.", "Fire broke out in China."),
    ],
)
def test_what_does_not_follow_is_rejected(sentence: str, quote: str) -> None:
    assert fault(sentence, quote, around="")
