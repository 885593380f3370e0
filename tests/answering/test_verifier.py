from __future__ import annotations

import pytest
from fakes.hits import article as made
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.answering import normalising
from qa.answering.normalising import normalised
from qa.answering.verifier import Verified, Verifier
from qa.answers import ProposedSentence, Quote
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
        ("11,500 people - 40", None),
        ("11,500 people-40 per cent", "11,500\u00a0people—40 per cent"),
        ("in Gaza...", "in Gaza…"),
        ("in Gaza.", "in Gaza"),
        ("They cooperated", "They co\u00adoper\u200bated"),
        ("'we said so'", "“we said so”"),
        ("in a caf\u00e9 on", "in a cafe\u0301 on"),
        ("  Tehran was\n not informed ", "Tehran was not informed"),
    ],
)
def test_the_citation_has_the_articles_own_words(quote: str, words: str | None) -> None:
    if words is None:
        assert "do not stand" in reason(quote)
    else:
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
        "tehran was not informed",  # case
        "Tehran was informed",  # a word left out
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


# --- whatever the text --------------------------------------------------------------------------

LETTERS = "ab1é.,'\"“” \n—-…\u00ad\u200be\u0301한"
TEXTS = st.text(
    st.sampled_from(LETTERS) | st.characters(exclude_categories=("Cs",)), min_size=2, max_size=200
)


WORDS = st.text("abé1한", min_size=1, max_size=4).map(
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
    assume(sum(c.isalnum() for c in normalised(quote).text) >= 2)
    assume(quote.strip())
    found = verify(ProposedSentence(quote, (Quote("art-1", quote, start),)), article=made(text))
    assert [(c.start, c.end) for c in found.citations] == [(start, end)]


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=2))
def test_nothing_is_shown_that_does_not_stand_there(
    text: str, sentence: str, quotes: list[str]
) -> None:
    article = made(text, boilerplate=boilerplate(text)[0])
    proposed = ProposedSentence(sentence, tuple(Quote(article.id, quote) for quote in quotes))
    result = verify(proposed, article=article)
    assert len(result.sentences) + len(result.rejected) == 1
    level = [normalised(quote).text.strip('"., ') for quote in quotes]
    for citation in result.citations:
        assert text[citation.start : citation.end] == citation.quote
        assert all(citation.end <= a or citation.start >= b for a, b in article.boilerplate)
        assert normalised(citation.quote).text.strip('"., ') in level


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" * 20_000, "aa"),
        ("ab" * 10_000, "ab" * 50),
        ("…" * 10_000 + " ab", "ab."),
        ("ab ab" * 4_000, "ab ab c"),
        ("11,500," * 3_000, "500"),
        ("Watch: a ferry\n" * 2_000 + "The end.", "a ferry"),
        ("a\u0301" * 10_000, "aa"),
    ],
)
def test_the_work_grows_no_faster_than_the_text(
    text: str, quote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = 0
    original = normalising.Normalised.find

    def counted(self: normalising.Normalised, needle: str, start: int = 0):
        nonlocal searches
        searches += 1
        return original(self, needle, start)

    monkeypatch.setattr(normalising.Normalised, "find", counted)
    article = made(text, boilerplate=boilerplate(text)[0])
    verify(ProposedSentence("Nothing of the kind.", (Quote("art-1", quote),)), article=article)
    words = len(text.replace(",", " ").replace("…", " ").split())
    assert searches <= 2 * words + 10
