from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes.hits import article as made
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.answering.normalising import normalised
from qa.answering.verifier import Verified, Verifier
from qa.answers import ProposedSentence, Quote, Rejected, Sentence
from qa.preparing import boilerplate
from vectorstore.errors import ArticleNotFound
from vectorstore.models import Article

TEXT = (
    "In a report published by Reuters, Khamenei told Haniyeh that Tehran was not informed in"
    " advance about the Oct 7 assault.\n\n"
    'Hamas denied the validity of the report, calling it "baseless", without giving evidence.\n\n'
    "Watch: Tehran was informed in advance, a film\n\n"
    "Israel’s   strikes killed around 11,500\u00a0people—40 per cent of them children—in Gaza…\n\n"
    "Watch: A ferry sank off the coast\n\n"
    "They co\u00adoper\u200bated, “we said so”, in a cafe\u0301 on Nov 15."
)
ARTICLE = made(TEXT, boilerplate=boilerplate(TEXT)[0])


def verify(*sentences: ProposedSentence, article: Article = ARTICLE) -> Verified:
    def find(article_id: str) -> Article:
        if article_id != article.id:
            raise ArticleNotFound(f"There is no article {article_id!r}.")
        return article

    return Verifier(find).verify(sentences)


def cited(quote: str, article: Article = ARTICLE, start: int | None = None) -> str:
    """What stands in the article where the quote is found; the sentence is the quote itself."""
    found = Quote(article.id, quote, start)
    result = verify(ProposedSentence(quote, (found,)), article=article)
    assert not result.rejected, result.rejected
    (citation,) = result.citations
    assert article.text[citation.start : citation.end] == citation.quote
    return citation.quote


def reason(quote: str, *, sentence: str | None = None, article_id: str = ARTICLE.id) -> str:
    """Why the sentence is rejected."""
    proposed = ProposedSentence(
        quote if sentence is None else sentence, (Quote(article_id, quote),)
    )
    result = verify(proposed)
    assert not result.sentences
    assert not result.citations
    (rejected,) = result.rejected
    assert rejected.text == proposed.text
    return rejected.reason


# --- found --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Tehran was not informed", "Tehran was not informed"),
        ("calling it “baseless”, without", 'calling it "baseless", without'),
        ("calling it 'baseless', without", 'calling it "baseless", without'),
        ("Israel's strikes killed", "Israel’s   strikes killed"),
        ("11,500 people-40 per cent", "11,500\u00a0people—40 per cent"),
        ("in Gaza...", "in Gaza…"),
        ("in Gaza.", "in Gaza"),
        ("They cooperated", "They co\u00adoper\u200bated"),
        ("'we said so'", "“we said so”"),
        ("in a caf\u00e9 on", "in a cafe\u0301 on"),
        ("  Tehran was\n not informed ", "Tehran was not informed"),
    ],
)
def test_the_citation_has_the_articles_own_words(quote: str, words: str) -> None:
    assert cited(quote) == words


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("'baseless'.", '"baseless"'),
        ("calling it 'baseless'.", 'calling it "baseless"'),
        ("calling it 'baseless.'", 'calling it "baseless"'),
        ("\"calling it 'baseless'\"", 'calling it "baseless"'),
        ("Tehran was not informed in advance.", "Tehran was not informed in advance"),
        ("“Tehran was not informed in advance,”", "Tehran was not informed in advance"),
        ("...Tehran was not informed...", "Tehran was not informed"),
        ("…Tehran was not informed…", "Tehran was not informed"),
        ("'we said so'.", "“we said so”"),
    ],
)
def test_marks_and_stops_around_a_quote_are_forgiven(quote: str, words: str) -> None:
    assert cited(quote) == words


def test_a_comma_within_closing_marks_comes_with_them() -> None:
    article = made('He called it "baseless," and left.')
    assert cited("called it 'baseless'.", article) == 'called it "baseless,"'


def test_an_offset_tells_which_of_two_equal_sentences() -> None:
    article = made("No deal. Talks failed. No deal.")
    assert (
        verify(ProposedSentence("No deal.", (Quote(article.id, "No deal.", 23),)), article=article)
        .citations[0]
        .start
        == 23
    )
    # A wrong offset is not believed.
    assert (
        verify(ProposedSentence("No deal.", (Quote(article.id, "No deal.", 5),)), article=article)
        .citations[0]
        .start
        == 0
    )


def test_words_that_stand_in_boilerplate_too_are_cited_outside_it() -> None:
    article = made(
        "Watch: the ferry sank\n\nThe crew said the ferry sank.",
        boilerplate=((0, 21),),
    )
    found = verify(
        ProposedSentence("the ferry sank", (Quote(article.id, "the ferry sank"),)), article=article
    )
    assert found.citations[0].start == article.text.rindex("the ferry sank")


def test_the_first_whole_word_is_cited() -> None:
    article = made("The airport is shut. The port is open.")
    found = verify(ProposedSentence("port is", (Quote(article.id, "port is"),)), article=article)
    assert found.citations[0].start == article.text.index("port is open")


def test_a_quote_shown_twice_has_one_number() -> None:
    first = Quote(ARTICLE.id, "Tehran was not informed")
    second = Quote(ARTICLE.id, "calling it “baseless”")
    result = verify(
        ProposedSentence("Tehran was not informed.", (first,)),
        ProposedSentence("Hamas called it baseless; Tehran was not informed.", (second, first)),
        ProposedSentence("Tehran was not informed", (first, first)),
    )
    assert [sentence.citations for sentence in result.sentences] == [(1,), (2, 1), (1,)]
    assert [citation.number for citation in result.citations] == [1, 2]


def test_a_citation_says_where_it_is_from() -> None:
    result = verify(
        ProposedSentence(
            "Tehran was not informed.",
            (Quote(ARTICLE.id, "Tehran was not informed"),),
            attribution="Reuters",
            role="background",
        )
    )
    (citation,), (sentence,) = result.citations, result.sentences
    assert (citation.title, citation.source) == (ARTICLE.title, ARTICLE.source)
    assert (citation.published, citation.url) == (ARTICLE.published, None)
    assert (sentence.attribution, sentence.role) == ("Reuters", "background")


# --- not found ----------------------------------------------------------------------------------


def test_words_that_stand_nowhere_are_rejected_and_named() -> None:
    assert reason("Tehran had planned it") == (
        "the words 'Tehran had planned it' do not stand in 'Title'"
    )
    assert len(reason("made up " * 100)) < 200


@pytest.mark.parametrize(
    "quote",
    [
        "tehran was NOT",  # capitals, in a quote of few words
        "Tehran was informed",  # a word left out
        "11,500 people - 40",  # marks, in a quote of few words
        "n't know",  # a negation torn off
        "Tehran was not informed about",  # words left out
        "Tehran was not in",  # ends within a word
        "ehran was not informed",  # begins within one
        "500\u00a0people",  # within a number
        "around 11",
        "cafe on Nov",  # an accent left out
        "in a cafe",
        "Tehran was informed in advance, a film",  # in boilerplate
        "A ferry sank",
        "without giving evidence. Watch: Tehran",  # reaches into boilerplate
    ],
)
def test_what_does_not_stand_there_so_is_rejected(quote: str) -> None:
    assert "do not stand" in reason(quote)


@pytest.mark.parametrize("quote", ["", " ", "…", "a", "“-”", "\u200b", "7"])
def test_a_quote_of_nothing_shows_nothing(quote: str) -> None:
    assert "too short" in reason(quote, sentence="Tehran was not informed.")


def test_an_unknown_article_is_rejected() -> None:
    assert reason("Tehran", article_id="art-2") == (
        "the article 'art-2' of a quote is not in the archive"
    )


def test_a_sentence_needs_words_and_quotes() -> None:
    assert reason("Tehran was not informed", sentence=" ") == "the sentence is empty"
    assert reason("Tehran was not informed", sentence="Tehran was informed by ") == (
        "the sentence breaks off"
    )
    (rejected,) = verify(ProposedSentence("Tehran knew.", ())).rejected
    assert rejected.reason == "it has no quote"


def test_one_bad_quote_sinks_its_sentence_only() -> None:
    good = Quote(ARTICLE.id, "Tehran was not informed")
    result = verify(
        ProposedSentence("Tehran was not informed.", (good, Quote(ARTICLE.id, "made up"))),
        ProposedSentence("Tehran was not informed, it said.", (good,)),
    )
    assert len(result.rejected) == 1
    assert [sentence.text for sentence in result.sentences] == ["Tehran was not informed, it said."]
    assert [citation.number for citation in result.citations] == [1]


def test_a_quote_does_not_carry_more_than_it_says() -> None:
    quote = "Tehran was not informed in advance"
    assert "it says yes" in reason(quote, sentence="Yes, Khamenei said it was not informed.")
    assert "number 8" in reason(quote, sentence="Tehran was not informed 8 days before.")
    people = "11,500 people—40 per cent of them children"
    assert "Israelis" in reason(people, sentence="About 11,500 Israelis died.")
    assert "Egypt" in reason(quote, sentence="Egypt was not informed in advance.")


# --- whatever the text --------------------------------------------------------------------------

LETTERS = "ab1é.,'\"“” \n—-…\u00ad\u200be\u0301한"
TEXTS = st.text(
    st.sampled_from(LETTERS) | st.characters(exclude_categories=("Cs",)), min_size=2, max_size=200
)


WORDS = st.text("abé한", min_size=1, max_size=4).map(
    lambda word: f"{word[0]}\u00ad\u0301{word[1:]}"
)
BETWEEN = st.sampled_from([" ", ", ", "—", "\n\n", ' "', "” ", "…", "-", "\u200b ", " \u00a0", "’"])


@given(st.lists(st.tuples(BETWEEN, WORDS), min_size=2), st.data())
def test_every_span_of_whole_words_verifies(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(between + word for between, word in pieces)
    first = data.draw(st.integers(0, len(pieces) - 2))
    last = data.draw(st.integers(first + 1, len(pieces) - 1))
    ends = [sum(len(a + b) for a, b in pieces[: n + 1]) for n in range(len(pieces))]
    quote = text[ends[first] - len(pieces[first][1]) : ends[last]]
    words = cited(quote, made(text))
    assert normalised(words).text == normalised(quote).text


@given(TEXTS, st.data())
def test_with_its_offset_it_verifies_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume(any(c.isalnum() for c in quote))
    # Torn from its sentence it might say something else; what is asked here is where it stands.
    whole = made(text[:start] + "\n\n" + quote + "\n\n" + text[end:])
    found = verify(ProposedSentence(quote, (Quote("art-1", quote, start + 2),)), article=whole)
    assert [(c.start, c.end) for c in found.citations] == [(start + 2, start + 2 + len(quote))]


# --- parts, other articles, near misses -----------------------------------------------------------

LONG = made(
    "Khamenei, who has led Iran since 1989, told Haniyeh that Tehran was not informed.\n\n"
    "Iran did not know of the plan, he said… and it would not join in.\n\n"
    + "The weather was fine that day, and nothing else was reported from the coast. " * 8
    + "\n\nThe bank raised its key rate by a quarter of a point on Thursday, its sixth rise."
)
OTHER = made(
    "A ferry with 40 people on board sank off Malta on Tuesday.", id="art-2", title="Ferry sinks"
)


def checked(quote: str, sentence: str, *, of: Article = LONG) -> Sentence | Rejected:
    verifier = Verifier({LONG.id: LONG, OTHER.id: OTHER}.__getitem__, [LONG, OTHER])
    outcome = verifier.check(ProposedSentence(sentence, (Quote(of.id, quote),)))
    if isinstance(outcome, Sentence):
        assert [citation.number for citation in verifier.citations] == list(outcome.citations)
    return outcome


def quotes(quote: str, sentence: str) -> list[str]:
    """The words of each citation."""
    verifier = Verifier(lambda _: LONG)
    outcome = verifier.check(ProposedSentence(sentence, (Quote(LONG.id, quote),)))
    assert isinstance(outcome, Sentence), outcome
    return [citation.quote for citation in verifier.citations]


@pytest.mark.parametrize("cut", ["...", "…", " [...] ", "[…]", " (...) ", ". . .", "...."])
def test_an_ellipsis_parts_a_quote(cut: str) -> None:
    found = quotes(f"Khamenei {cut} told Haniyeh that Tehran", "Khamenei told Haniyeh something.")
    assert found == ["Khamenei", "told Haniyeh that Tehran"]


def test_an_ellipsis_of_the_article_is_no_cut() -> None:
    assert quotes("he said... and it would not join", "It would not join.") == [
        "he said… and it would not join"
    ]
    # Beside one that is: the parts that stand together are one.
    assert quotes("he said … and it would … join in", "It would not join in.") == [
        "he said… and it would",
        "join in",
    ]


def test_parts_are_found_in_order_and_close_together() -> None:
    article = made(
        "He left. She stayed there. He left, and nobody saw where she stayed there then."
    )
    verifier = Verifier(lambda _: article)
    quote = Quote(article.id, "He left ... she stayed there then")
    assert isinstance(verifier.check(ProposedSentence("He left.", (quote,))), Sentence)
    first, second = verifier.citations
    assert (first.start, second.start) == (27, article.text.rindex("she stayed"))
    backwards = Quote(article.id, "nobody saw where ... He left. She stayed")
    outcome = verifier.check(ProposedSentence("He left.", (backwards,)))
    assert isinstance(outcome, Rejected)
    assert "do not stand" in outcome.reason


def test_a_cut_that_drops_a_negation_bears_no_falsehood() -> None:
    for quote in ("Iran did … know of the plan", "Iran did [...] know of the plan"):
        outcome = checked(quote, "Iran did know of the plan.")
        assert isinstance(outcome, Rejected)
        assert "not so" in outcome.reason
        assert isinstance(checked(quote, "Iran did not know of the plan."), Sentence)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Iran ... know", "too short"),
        ("Iran ... plan ... said", "too short"),
        ("led Iran ... The bank raised its key rate", "too far"),
        ("a ... Tehran was not informed", "too short"),
        ("told ... " * 12 + "Haniyeh that", "cut into 13 parts"),
    ],
)
def test_parts_that_show_nothing_are_rejected(quote: str, told: str) -> None:
    outcome = checked(quote, "It was not so.")
    assert isinstance(outcome, Rejected)
    assert told in outcome.reason


def test_long_parts_may_stand_far_from_each_other() -> None:
    found = quotes(
        "Tehran was not informed... The bank raised its key rate", "The bank raised its key rate."
    )
    assert found == ["Tehran was not informed", "The bank raised its key rate"]


@pytest.mark.parametrize(
    ("quote", "stands", "told"),
    [
        ("The weather was fine", "The weather was fine", None),
        ("the weather was fine", "The weather was fine", "'The'"),
        ("[t]he weather was fine", "The weather was fine", "'The'"),
        ("Told Haniyeh that Tehran was", "told Haniyeh that Tehran was", "'told'"),
        ("[He] told Haniyeh that Tehran", "told Haniyeh that Tehran", "[He]"),
        ("the WEATHER was fine that day", "The weather was fine that day", "capitals"),
        ("raised its key rate, by a quarter", "raised its key rate by a quarter", "punctuation"),
    ],
)
def test_capitals_and_marks_are_put_right(quote: str, stands: str, told: str | None) -> None:
    assert quotes(quote, "So it was.")[0] == stands
    outcome = checked(quote, "So it was.")
    assert isinstance(outcome, Sentence)
    assert outcome.outcome == ("repaired" if told else "verified")
    assert (outcome.note is None) if told is None else (told in (outcome.note or ""))


def test_a_quote_given_to_another_article_is_brought_home() -> None:
    outcome = checked("40 people on board sank off Malta", "A ferry sank off Malta.")
    assert isinstance(outcome, Sentence)
    assert outcome.outcome == "repaired"
    assert outcome.note == (
        "the quote '40 people on board sank off Malta' stands in 'Ferry sinks', not in 'Title'"
    )
    verifier = Verifier(lambda _: LONG, [LONG, OTHER])
    quote = Quote(LONG.id, "40 people on board sank off Malta")
    verifier.check(ProposedSentence("A ferry sank off Malta.", (quote,)))
    assert [citation.article_id for citation in verifier.citations] == ["art-2"]


def test_only_telling_words_and_given_articles_bring_home() -> None:
    assert isinstance(checked("off Malta", "It was off Malta."), Rejected)
    verifier = Verifier({LONG.id: LONG, OTHER.id: OTHER}.__getitem__, [LONG])
    quote = Quote(LONG.id, "40 people on board sank off Malta")
    assert isinstance(verifier.check(ProposedSentence("A ferry sank.", (quote,))), Rejected)


def test_a_quote_of_an_article_that_is_gone_is_looked_for_in_those_given() -> None:
    def gone(article_id: str) -> Article:
        raise ArticleNotFound(article_id)

    quote = Quote("gone", "40 people on board sank off Malta")
    outcome = Verifier(gone, [OTHER]).check(ProposedSentence("A ferry sank.", (quote,)))
    assert isinstance(outcome, Sentence)
    assert "not in article 'gone'" in (outcome.note or "")


def test_its_own_article_comes_before_the_others() -> None:
    twin = made(LONG.text, id="art-3", title="Twin")
    verifier = Verifier({LONG.id: LONG}.__getitem__, [twin, LONG])
    verifier.check(ProposedSentence("Rain fell.", (Quote(LONG.id, "The weather was fine"),)))
    outcome = verifier.check(
        ProposedSentence("The weather was fine.", (Quote(LONG.id, "The weather was fine"),))
    )
    assert isinstance(outcome, Sentence)
    assert [citation.article_id for citation in verifier.citations] == [LONG.id]


LIFTED = "The bank lifted its key rate by a quarter of a point on Thursday"


def test_a_near_miss_is_put_right() -> None:
    outcome = checked(LIFTED, "The bank raised its key rate.")
    assert isinstance(outcome, Sentence)
    assert (outcome.outcome, outcome.note) == (
        "repaired",
        "the article has 'raised', the quote had 'lifted'",
    )
    assert quotes(LIFTED, "The bank raised its key rate.") == [LIFTED.replace("lifted", "raised")]


@pytest.mark.parametrize(
    ("quote", "note"),
    [
        ("bank raised its main rate by a quarter of a point", "'key', the quote had 'main'"),
        ("bank raised its rate by a quarter of a point", "left out 'key'"),
        ("bank raised its own key rate by a quarter of a point", "had 'own' besides"),
        ("bank raised the key rate by quarter of a point", "'the'; the quote left out 'a'"),
        ("some bank raised its key rate by a quarter of a point", "'The', the quote had 'some'"),
        ("bank raised its key rate by a quarter of one point", "'a', the quote had 'one'"),
    ],
)
def test_one_or_two_words_may_be_wrong(quote: str, note: str) -> None:
    outcome = checked(quote, "The bank raised a rate.")
    assert isinstance(outcome, Sentence), outcome
    assert note in (outcome.note or "")


@pytest.mark.parametrize(
    "quote",
    [
        "bank lifted its key rate",  # too short for a slip
        "bank put up the main rate by a quarter of a point",  # too many
        "The bank raised its key rate because food was dear",
        "a quarter of a point on Thursday and it was the last",
    ],
)
def test_what_is_no_near_miss_is_rejected(quote: str) -> None:
    outcome = checked(quote, "The bank raised a rate.")
    assert isinstance(outcome, Rejected)
    assert "do not stand" in outcome.reason


@pytest.mark.parametrize(
    ("quote", "sentence", "right"),
    [
        # another number
        (
            LIFTED.replace("lifted", "raised").replace("quarter", "fifth"),
            "It raised a rate.",
            False,
        ),
        ("raised its key rate by a quarter of a point, its fifth rise", "It is the fifth.", False),
        ("raised its key rate by a quarter of a point, its fifth rise", "It is the sixth.", None),
        # the opposite
        (LIFTED.replace("lifted", "cut"), "The bank cut its key rate.", False),
        (LIFTED.replace("lifted", "cut"), "The bank acted on Thursday.", False),
        (LIFTED.replace("lifted", "cut"), "The bank raised its key rate.", True),
        # a negation left out
        ("Iran did know of the plan, he said", "Iran did know of the plan.", False),
        ("Iran did know of the plan, he said", "The plan was discussed.", False),
        ("Iran did know of the plan, he said", "Iran did not know of the plan.", True),
        # another name
        ("told Baghdad that Tehran was not informed. Iran did", "Tehran was not informed.", False),
        # another thing, which the sentence takes over
        (LIFTED.replace("key", "base"), "The bank raised its base rate.", False),
        (LIFTED.replace("key", "base"), "The bank raised a rate.", True),
        # words that mean the same
        (LIFTED, "The bank lifted its key rate.", True),
        # quotation marks around what the article does not say
        (LIFTED, "The bank said it “lifted its key rate”.", False),
    ],
)
def test_a_slip_must_not_bear_what_the_article_does_not_say(
    quote: str, sentence: str, right: bool | None
) -> None:
    if right is not None:
        assert isinstance(checked(quote, sentence), Sentence) is right


def test_a_sentence_that_is_a_quote_with_a_slip_gets_the_articles_words() -> None:
    quote = LIFTED.replace("key", "base")
    outcome = checked(quote, f"{quote}.")
    assert isinstance(outcome, Sentence)
    assert outcome.text == f"{LIFTED.replace('lifted', 'raised')}."
    wrong = LIFTED.replace("Thursday", "Friday")
    assert isinstance(checked(wrong, f"{wrong}."), Rejected)


def test_what_is_torn_from_a_denial_does_not_stand_for_itself() -> None:
    article = made("Hamas denied that it had planned the raid with Iran. It rained.")
    verifier = Verifier(lambda _: article)
    quote = (Quote(article.id, "it had planned the raid with Iran"),)
    for text in ("It had planned the raid with Iran", "Hamas had planned the raid with Iran."):
        assert isinstance(verifier.check(ProposedSentence(text, quote)), Rejected)
    denied = ProposedSentence("Hamas denied it had planned the raid with Iran.", quote)
    assert isinstance(verifier.check(denied), Sentence)


# --- attribution ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attribution", "kept"),
    [
        ("Reuters", True),
        ("Reuters, citing a report", True),
        ("Courier", True),
        ("a spokesman", True),
        ("Hamas", True),
        ("Hezbollah", False),
        ("Reuters, citing three officials", False),
        ("Bloomberg", False),
    ],
)
def test_an_attribution_that_nothing_bears_is_dropped(attribution: str, kept: bool) -> None:
    quote = Quote(ARTICLE.id, "Hamas denied the validity of the report")
    result = verify(ProposedSentence("Hamas denied the report.", (quote,), attribution))
    (sentence,) = result.sentences
    assert (sentence.attribution, sentence.outcome) == (
        (attribution, "verified") if kept else (None, "repaired")
    )
    assert kept or f"{attribution!r} was dropped" in (sentence.note or "")


def test_another_than_the_one_who_speaks_in_the_quote_is_no_speaker() -> None:
    article = made("Hezbollah met Hamas in Beirut. Hamas denied the report on Friday.")
    quote = Quote(article.id, "Hamas denied the report")
    said = [
        verify(ProposedSentence("Hamas denied it.", (quote,), who), article=article).sentences[0]
        for who in ("Hamas", "Hezbollah")
    ]
    assert [sentence.attribution for sentence in said] == ["Hamas", None]


# --- one by one -----------------------------------------------------------------------------------


def test_sentences_are_checked_as_they_come() -> None:
    verifier = Verifier(lambda _: LONG)
    weather = ProposedSentence("It was fine.", (Quote(LONG.id, "The weather was fine"),))
    rate = ProposedSentence("Rates rose.", (Quote(LONG.id, "The bank raised its key rate"),))
    made_up = ProposedSentence("Snow fell.", (Quote(LONG.id, "Snow fell on the coast"),))
    assert verifier.citations == ()
    assert isinstance(verifier.check(rate), Sentence)
    assert isinstance(verifier.check(made_up), Rejected)
    assert [citation.number for citation in verifier.citations] == [1]
    second = verifier.check(weather)
    assert isinstance(second, Sentence)
    assert second.citations == (2,)
    assert verifier.check(rate).citations == (1,)  # type: ignore[union-attr]
    assert verifier.verify([weather]).citations == verifier.citations


class Untouched(str):
    """A text that may be searched and cut, but not gone through."""

    __slots__ = ()

    def translate(self, table: object) -> str:  # type: ignore[override]
        raise AssertionError("the article was normalised")

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("the article was gone through")


def test_a_quote_that_stands_as_it_is_needs_no_normalising() -> None:
    article = made("", id="art-1")
    article = replace(article, text=Untouched("Xanadu fell. " * 1_000 + LONG.text))
    verifier = Verifier(lambda _: article)
    outcome = verifier.check(
        ProposedSentence("The weather was fine.", (Quote("art-1", " The weather was fine\n"),))
    )
    assert isinstance(outcome, Sentence)
    with pytest.raises(AssertionError, match="normalised"):
        verifier.check(ProposedSentence("It was.", (Quote("art-1", "The  weather was fine"),)))


def test_a_name_put_in_front_of_a_sentence_is_taken_off_the_quote() -> None:
    text = "Anna Berg took a peck.\n\nBerg answered within hours that it was so."
    of = replace(ARTICLE, text=text)
    quote = "Anna Berg answered within hours that it was so."
    assert cited(quote, of) == "Berg answered within hours that it was so."
