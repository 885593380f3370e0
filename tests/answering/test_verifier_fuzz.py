"""Whatever it is given, the verifier shows only what stands there; a second reader judges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest
from fakes.hits import article as made
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.verifier import Verifier
from qa.answers import Citation, ProposedSentence, Quote, Rejected, Sentence
from qa.preparing import boilerplate
from vectorstore.errors import ArticleNotFound
from vectorstore.models import Article

# --- a reader of its own, slow and simple ---------------------------------------------------------

_MOST_EDITS = 2


def words_of(text: str) -> list[str]:
    """The words of a text without capitals, accents and invisible characters."""
    kept = [
        character
        for character in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    ]
    return re.findall(r"[^\W_]+", "".join(kept))


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Words to change, add or leave out, to make one of the other."""
    row = list(range(len(other) + 1))
    for i, word in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, against in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != against))
    return row[-1]


def assert_stands(citation: Citation, of: Article) -> None:
    text, start, end = of.text, citation.start, citation.end
    assert text[start:end] == citation.quote
    assert citation.quote.strip()
    assert all(end <= first or start >= last for first, last in of.boilerplate)
    for at in (start, end):
        if 0 < at < len(text):
            assert not (text[at - 1].isalnum() and text[at].isalnum()), "a word is cut"


def assert_same_words(quote: str, citations: Sequence[Citation], *, repaired: bool) -> None:
    cited = [word for citation in citations for word in words_of(citation.quote)]
    plain = re.sub(
        r"\[[^\[\]]*\]", lambda found: found[0][1:-1] if len(found[0]) == 3 else " ", quote
    )
    edits = min(distance(words_of(quote), cited), distance(words_of(plain), cited))
    # "F-16" and "don't" are several words here.
    assert edits <= (2 * _MOST_EDITS if repaired else 0), (quote, cited)


def verified(
    text: str, sentence: str, quote: str, others: Sequence[str] = ()
) -> Sentence | Rejected:
    """One sentence checked, and what is shown of it held against the reader's own reading."""
    of = made(text, boilerplate=boilerplate(text)[0])
    given = [made(other, id=f"art-{n}") for n, other in enumerate(others, start=2)]
    articles = {item.id: item for item in (of, *given)}
    verifier = Verifier(articles.__getitem__, given)
    outcome = verifier.check(ProposedSentence(sentence, (Quote(of.id, quote),)))
    if isinstance(outcome, Rejected):
        assert outcome.reason
        assert not verifier.citations
        return outcome
    for citation in verifier.citations:
        assert_stands(citation, articles[citation.article_id])
    assert len({citation.article_id for citation in verifier.citations}) == 1
    assert_same_words(quote, verifier.citations, repaired=outcome.outcome == "repaired")
    if verifier.citations[0].article_id != of.id:
        assert outcome.outcome == "repaired"
        assert "not in" in (outcome.note or "")
    return outcome


# --- texts ----------------------------------------------------------------------------------------

NEWS = (
    "Tehran Hamas Haniyeh Reuters officials the a of that was not informed denied report baseless"
    " told said in advance did know 11,500 people killed and 40 per cent on Wednesday Nov 15 never"
    " no bank raised its key rate café don’t co-operate U.S. 3.5% $5 ﬁnal Erdoğan"
).split()
ODD = (
    "\u00ad\u200b\u0301\u0323\u202e\ufeff\x00\u00a0\u2028…“”‘’«»'\"-–—.,;:!?()[]²½ﬁœＡ１٣שא한\ud800"
)
ANY = st.text(st.sampled_from(ODD) | st.sampled_from("ab1 N") | st.characters(), max_size=60)
BETWEEN = st.sampled_from(
    [" ", " ", " ", ", ", ". ", "\n\n", " “", "” ", "… ", "—", " - ", "\u00a0", " [...] "]
)
TEXTS = st.lists(st.tuples(st.sampled_from(NEWS) | ANY, BETWEEN), min_size=1, max_size=60).map(
    lambda pieces: "".join(word + between for word, between in pieces)
)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A stretch of the text, with some words changed, as a model would quote it."""
    words = text.split(" ")
    start = draw(st.integers(0, len(words) - 1))
    quote = words[start : start + draw(st.integers(1, 20))]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(quote) - 1))
        quote[at : at + draw(st.integers(0, 2))] = draw(
            st.lists(st.sampled_from([*NEWS, "...", "[…]", "[he]", "(…)"]), max_size=2)
        ) or [""]
    return " ".join(quote)


@settings(max_examples=300)
@given(st.data(), TEXTS)
def test_what_is_shown_stands_there(data: st.DataObject, text: str) -> None:
    quote = data.draw(damaged(text))
    sentence = data.draw(st.sampled_from([quote, "Somebody told Hamas of it.", text]) | ANY)
    verified(text, sentence, quote)


@st.composite
def near_misses(draw: st.DrawFn) -> tuple[str, str]:
    """A text of plain words, and a long stretch of it with one or two words changed."""
    words = draw(st.lists(st.sampled_from(NEWS), min_size=12, max_size=40))
    start = draw(st.integers(0, len(words) - 10))
    quote = words[start : start + draw(st.integers(8, 20))]
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(quote) - 1))
        quote[at : at + 1] = draw(st.sampled_from([["other"], [], [quote[at], "other"]]))
    return " ".join(words), " ".join(quote)


@settings(max_examples=200)
@given(near_misses(), st.booleans())
def test_near_misses_are_put_right_by_two_words_at_most(pair: tuple[str, str], own: bool) -> None:
    text, quote = pair
    verified(text, quote if own else "So it was.", quote)


@given(st.data(), TEXTS, st.lists(TEXTS, min_size=1, max_size=2))
def test_what_is_rehomed_stands_there(data: st.DataObject, text: str, others: list[str]) -> None:
    quote = data.draw(damaged(data.draw(st.sampled_from(others))))
    verified(text, quote, quote, others)


@settings(max_examples=200)
@given(ANY, ANY, ANY)
def test_no_text_however_odd_makes_it_crash(text: str, sentence: str, quote: str) -> None:
    verified(text, sentence, quote)
    verified(text, quote, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "\u0301",
        "\u202e",
        "…",
        "[",
        "''",
        "\ufeff",
        "-",
        "½",
        "１",
        "\U000e0001",
    ],
)
def test_texts_of_nothing(text: str) -> None:
    for other in (text, text * 3, f"a{text}", f"{text}b c", "a b c d"):
        verified(text, other, text)
        verified(other, text, other)
        verified(text * 7, other, other)


# --- sizes: what grew with the square of these would not end --------------------------------------

MANY = 500_000
HUGE = {
    "one word": ("a" * 3 * MANY, "a" * 2 * MANY),
    "words alike": ("a " * 750_000, "a " * MANY + "b"),
    "half words": ("ab" * 750_000, "ab" * MANY),
    "dots": ("…" * MANY, "..." * 150_000 + ". ab"),
    "marks": ("ab " + '"' * 3 * MANY, '"' * 2 * MANY + "ab"),
    "accents": ("a" + "\u0301\u0323" * 50_000, "ab" + "\u0323\u0301" * 50_000),
    "cuts": ("ab cd " * 250_000, "ab cd [...] " * 75_000),
    "brackets": ("[ab" * MANY, "[ab" * 300_000 + "] cd"),
    "commas in numbers": ("1," * 750_000, "1," * MANY + "2"),
    "spaces": (" " * 3 * MANY + "ab cd", "ab" + " " * 2 * MANY + "cd"),
    "short lines": ("ab\n\n" * 350_000, "ab ab ab\n ab ab ab cd"),
    "boilerplate": ("Watch: a ferry\n" * 50_000 + "The end.", "a ferry"),
    "near misses": (
        "the fox sees the dog " * 75_000,
        "the fox sees the cat and the dog flees now",
    ),
    "right to left": ("\u202eשלום " * 50_000, "\u202eשלום שלום " * 25_000 + "ab"),
}


@pytest.mark.parametrize("name", HUGE)
def test_the_work_grows_no_faster_than_the_text(name: str) -> None:
    text, quote = HUGE[name]
    of = made(text, boilerplate=boilerplate(text)[0] if name == "boilerplate" else ())
    verifier = Verifier(lambda _: of)
    outcome = verifier.check(ProposedSentence("It was not so.", (Quote(of.id, quote),)))
    assert isinstance(outcome, Rejected)


@pytest.mark.parametrize(
    "sentence",
    [
        "not " * 1_200,
        "A B " * 1_200,
        "May 1 " * 800,
        "12 13 " * 800,
        "'a " * 1_600,
        '"' * 4_900,
        "denied that no " * 300,
        "one hundred and " * 300,
        "x" * 4 * MANY,
    ],
)
def test_long_sentences_end(sentence: str) -> None:
    text = (
        "He did not, on May 1, say 12 Men of Rome would come to Paris and the 13 of them. " * 2_000
    )
    of = made(text)
    quote = Quote(of.id, text[: 200 * 81].strip())
    outcome = Verifier(lambda _: of).check(ProposedSentence(sentence, (quote,)))
    assert isinstance(outcome, Sentence | Rejected)


def test_an_article_that_is_gone_is_no_crash() -> None:
    def gone(article_id: str) -> Article:
        raise ArticleNotFound(f"There is no article {article_id!r}.")

    outcome = Verifier(gone).check(
        ProposedSentence("It is so.", (Quote("x", "It is so, he said."),))
    )
    assert isinstance(outcome, Rejected)
    assert "'x'" in outcome.reason
