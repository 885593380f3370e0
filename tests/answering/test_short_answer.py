from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.hits import article
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.questions import parsed
from qa.answering.short_answer import short_answer
from qa.answers import Citation, Sentence, ShortAnswer

WHO = "Who led the rescue at the quarry?"
BELLO = "The rescue at the quarry was led by Captain Idris Bello."
HAAS = "The rescue at the quarry was led by Nora Haas."
KILLED = "How many people were killed in the landslide?"


def cited(*quotes: str, start: int = 40) -> list[Citation]:
    return [
        Citation(number, f"{number:016}", "A title", None, None, None, quote, start, start + 900)
        for number, quote in enumerate(quotes, start=1)
    ]


def told(question: str, *quotes: str) -> ShortAnswer | None:
    """The short answer of sentences that are these quotes, in order."""
    sentences = [Sentence(quote, (number,)) for number, quote in enumerate(quotes, start=1)]
    return short_answer(parsed(question), sentences, cited(*quotes))


def test_a_short_answer_has_its_words_its_citation_and_its_place() -> None:
    start = 40 + BELLO.index("Captain")
    assert told(WHO, BELLO) == ShortAnswer(
        "Captain Idris Bello", 1, f"{1:016}", start, start + len("Captain Idris Bello")
    )


def test_a_quote_speaks_where_the_sentence_only_says_it_in_other_words() -> None:
    sentence = Sentence("Bello was in charge when the quarryrs were saved.", (1,))
    found = short_answer(parsed(WHO), [sentence], cited(BELLO))
    assert found is not None
    assert found.text == "Captain Idris Bello"


def test_the_first_sentence_answers_or_none() -> None:
    assert told(WHO, "The rescue at the quarry took nine hours.", BELLO) is None


def test_quotes_that_answer_differently_give_no_short_answer() -> None:
    assert told(WHO, BELLO, HAAS) is None
    assert (
        told(KILLED, "The landslide killed 31 people.", "The landslide killed 40 people.") is None
    )


def test_a_figure_that_later_reports_changed_is_the_latest() -> None:
    quotes = ("The landslide killed 40 people.", "In the landslide 31 people were killed.")
    sentences = [Sentence(quote, (number,)) for number, quote in enumerate(quotes, start=1)]
    newer, older = (
        replace(citation, published=day)
        for citation, day in zip(cited(*quotes), ("2024-03-05", "2024-03-04"), strict=True)
    )
    found = short_answer(parsed(KILLED), sentences, [newer, older])
    assert found is not None
    assert found.text == "40 people"
    same_day = replace(older, published="2024-03-05T08:00:00Z")
    assert short_answer(parsed(KILLED), sentences, [newer, same_day]) is None
    assert short_answer(parsed(KILLED), sentences, [replace(newer, published=None), older]) is None
    assert short_answer(parsed(KILLED), sentences[::-1], [newer, older]) is None


def test_31_and_310_are_not_the_same() -> None:
    assert told(KILLED, "The landslide killed 31 people.", "It killed 310 people.") is None


def test_seven_and_seventeen_are_not_the_same() -> None:
    assert told(KILLED, "The landslide killed seven people.", "It killed seventeen people.") is None


@pytest.mark.parametrize(
    ("question", "quote", "answer"),
    [
        ("What was the fine for the quarry?", "The fine for the quarry was 27 million pounds.",
         "27 million pounds"),
        ("quarry fine", "The quarry has to pay a fine of three crowns.", "three crowns"),
        ("What did the quarry's repair cost?", "The repair of the quarry cost 210,000 dollars.",
         "210,000 dollars"),
        ("What prison term did Haas get?", "Haas got a prison term of two years.", "two years"),
        ("How deep is the quarry?", "The quarry is 80 metres deep.", "80 metres"),
        ("How fast was the wind at the quarry?", "At the quarry the wind blew at 90 miles an hour.",
         "90 miles an hour"),
        ("How heavy was the stone?", "The stone weighed four tonnes.", "four tonnes"),
        ("How old are the prints?", "The prints are about 90,000 years old.",
         "about 90,000 years old"),
    ],
)  # fmt: skip
def test_figures_that_a_word_of_the_question_asks_for(
    question: str, quote: str, answer: str
) -> None:
    found = told(question, quote)
    assert found is not None
    assert found.text == answer


def test_two_sums_are_not_plain() -> None:
    assert told("What was the fine?", "The fine of 45 crowns became one of 27 crowns.") is None


def test_the_dateline_answers_nothing() -> None:
    question = "When did the quarry close?"
    assert told(question, "OSLO, March 5 (Wire) - The quarry did close.") is None
    quote = "OSLO, March 5 (Wire) - The quarry closed in June."
    found = told(question, quote)
    assert found is not None
    assert found.text == "June"
    assert found.start == 40 + quote.index("June")


def test_a_report_speaks_of_its_year_if_it_names_no_other() -> None:
    question = "Who led the rescue of 2019 at the quarry?"

    def answer(quote: str) -> ShortAnswer | None:
        citations = [replace(cited(quote)[0], published="2019-04-02")]
        return short_answer(parsed(question), [Sentence(quote, (1,))], citations)

    assert answer(BELLO) is not None
    assert answer(BELLO.replace("was led", "in 2017 was led")) is None


def test_a_closer_answer_is_no_other_answer() -> None:
    found = told(WHO, BELLO, "Idris Bello led the rescue at the quarry.")
    assert found is not None
    assert found.text == "Captain Idris Bello"


def test_what_is_less_about_the_question_contradicts_nothing() -> None:
    beside = "Nora Haas led another rescue in the hills."
    assert told(WHO, BELLO, beside) is not None


def test_one_sentence_with_quotes_that_differ_has_none() -> None:
    sentence = Sentence("It was led by both.", (1, 2))
    assert short_answer(parsed(WHO), [sentence], cited(BELLO, HAAS)) is None


def test_a_name_of_the_question_answers_nothing() -> None:
    assert told("Who led the rescue by Idris Bello at the quarry?", BELLO) is None


def test_a_number_of_the_question_must_stand_in_the_quote() -> None:
    question = "Who led the rescue of 2019 at the quarry?"
    assert told(question, BELLO) is None
    assert told(question, BELLO.replace("was led", "in 2019 was led")) is not None


@pytest.mark.parametrize(
    "question",
    [
        "Did Idris Bello lead the rescue at the quarry?",
        "What did Idris Bello say about the rescue at the quarry?",
        "Why did Idris Bello lead the rescue at the quarry?",
        "Who led the rescue at the quarry and when?",
        "Who led the rescue at the quarry? Where was it?",
        "Idris Bello",
        "who",
        "Who?",
        "Who did?",
        "How many?",
        "",
    ],
)
def test_other_questions_have_none(question: str) -> None:
    assert told(question, BELLO) is None


def test_without_sentences_there_is_none() -> None:
    assert short_answer(parsed(WHO), [], []) is None
    assert short_answer(parsed(WHO), [Sentence(BELLO, ())], cited(BELLO)) is None
    assert short_answer(parsed(WHO), [Sentence(BELLO, (9,))], cited(BELLO)) is None


def test_menus_and_tables_are_not_read() -> None:
    menu = "Home Mine Rescue Led By Idris Bello Contact About Privacy News Sport Weather Shop Help"
    assert told(WHO, f"{menu} led by Captain Idris Bello") is None
    assert told(WHO, BELLO[:-1] + ", and so on" * 80 + ".") is None


@pytest.mark.parametrize(
    "quote",
    [
        "The rescue at the quarry was not led by Captain Idris Bello.",
        "It is false that the rescue at the quarry was led by Captain Idris Bello.",
    ],
)
def test_what_is_denied_answers_nothing(quote: str) -> None:
    assert told(WHO, quote) is None


# --- properties -------------------------------------------------------------------------------

WORDS = st.sampled_from(
    (
        "who whom when where how many much old long what year did was is were will the a of in at"
        " by on and people killed died injured founded led by born Idris Bello Captain Tavonia the"
        " founder minister foreign, ; ( ) – 31 2,400 $3 million percent 1999 on Monday last week"
        " not ? . aged 34-year-old between from to 's who were rescue mine tunnel opened opens"
    ).split(" ")
)
LIKELY = st.lists(WORDS, max_size=25).map(" ".join)
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
ASKING = st.sampled_from(
    ["Who led the ", "When was ", "How many people ", "Where did ", "Who is the ", "How much did "]
)


@given(LIKELY | ANY | st.tuples(ASKING, LIKELY).map("".join), st.lists(LIKELY | ANY, max_size=4))
@settings(max_examples=300)
def test_a_span_stands_in_its_quote_at_its_place(question: str, quotes: list[str]) -> None:
    found = told(question, *quotes)
    if found:
        quote = quotes[found.citation - 1]
        assert quote[found.start - 40 : found.end - 40] == found.text
        assert found.text.strip()
        assert found.citation == 1
        assert found.text.lower() not in question.lower()


@given(st.sampled_from(["Who ", "When did ", "How many ", "who is the ", "? ", "where is Á", ","]))
def test_long_questions_and_quotes_are_read_in_the_end(piece: str) -> None:
    told(piece * 20_000, piece * 20_000)
    told(WHO, piece * 20_000)


def of_day(question: str, *quotes: str, day: str = "2023-06-14") -> str | None:
    sentences = [Sentence(quote, (number,)) for number, quote in enumerate(quotes, start=1)]
    dated = [replace(one, published=day) for one in cited(*quotes)]
    found = short_answer(parsed(question), sentences, dated)
    return found.text if found else None


def test_a_figure_of_another_year_or_month_is_no_rival() -> None:
    now = "The landslide in Pell killed 31 people."
    asked = "How many people were killed in the landslide in Pell?"
    assert of_day(asked, now, "In January the landslide in Pell killed 40 people.") == "31 people"
    assert of_day(asked, now, "Last year a landslide in Pell killed 40 people.") == "31 people"
    assert of_day(asked, now, "In June the landslide in Pell killed 40 people.") is None
    assert of_day(asked, now, "The landslide in Pell killed 40 people.") is None


def test_a_figure_of_something_else_is_no_rival() -> None:
    cost = "How much did the bridge in Pell cost?"
    assert of_day(
        cost, "The bridge in Pell cost 4 million euros.", "It earned 9 million euros."
    ) == ("4 million euros")


def test_the_article_may_name_whom_it_is_about_at_its_beginning() -> None:
    quote = "The technology industry has spent $31 million against the measure."
    whole = article(f"The Kids Act was voted down. {quote}")
    asked = parsed("How much did the technology industry spend against the Kids Act?")
    sentences = [Sentence(quote, (1,))]
    assert short_answer(asked, sentences, cited(quote)) is None
    found = short_answer(asked, sentences, cited(quote), lambda _: whole)
    assert found is not None
    assert found.text == "$31 million"


def test_the_year_of_a_report_on_last_year() -> None:
    asked = "How many people were killed in Pell in 2022?"
    quote = "In Pell 3,300 people were killed last year."
    assert of_day(asked, quote) == "3,300 people"
    assert of_day(asked.replace("2022", "2021"), quote) is None


def test_whose_word_it_is_is_told_with_it() -> None:
    claimed = "The rebels claimed that the landslide had killed 31 people."
    assert told(KILLED, claimed) is None
    said = Sentence(claimed, (1,), "The rebels")
    found = short_answer(parsed(KILLED), [said], cited(claimed))
    assert found is not None
    assert (found.text, found.said_by) == ("31 people", "the rebels")
    assert found.told == "31 people, according to the rebels"


def test_a_speaker_who_is_the_answer_is_not_told_twice() -> None:
    quote = "Captain Idris Bello, who led the rescue at the quarry, said it was over."
    said = Sentence(quote, (1,), "Captain Idris Bello")
    found = short_answer(parsed(WHO), [said], cited(quote))
    assert found is not None
    assert (found.said_by, found.told) == (None, "Captain Idris Bello")


def test_a_sum_without_a_space_is_read_whole() -> None:
    found = told("What did the bridge cost?", "The bridge cost £4.2million to build.")
    assert found is not None
    assert found.text == "£4.2million"


def test_what_was_to_be_is_no_word_on_when_it_will() -> None:
    due = "The bridge was due to open in June."
    assert told("When will the bridge open?", due) is None
    counted = "An earlier count of the landslide put the number of people killed at four."
    assert told(KILLED, counted) is None


def test_of_two_ages_that_of_whom_it_asks() -> None:
    both = "Dilys Vale, 54, has known the builder Gethin Rourke, 49, since school."
    for who, age in (("Gethin Rourke", "49"), ("Dilys Vale", "54")):
        found = told(f"How old is {who}?", both)
        assert found is not None
        assert found.text == age
    assert told("How old is the mayor?", both) is None
