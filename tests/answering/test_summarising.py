from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from fakes.embedder import HashedWords
from fakes.hits import article
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.summarising import central_sentences
from qa.preparing import boilerplate
from vectorstore.models import Article, Hit, Passage

THINGS = "quake treaty harbour minister ballot vaccine drought rail orchard tariff".split()


def story(number: int, sentences: int = 12, **fields: str) -> Article:
    text = " ".join(
        f"The {THINGS[(number + i) % 10]} of town {number} met its {THINGS[i * 3 % 10]} on day {i}."
        for i in range(sentences)
    )
    known = {"id": f"art-{number}", "published": f"2023-11-{number + 1:02d}"}
    return article(text, **(known | fields))


def passage(of: Article, start: int, end: int) -> Hit:
    return Hit(Passage(1, of.id, 0, start, end, of.text[start:end]), of, score=1.0)


def summary(*parts: Hit | Article, about: str | None = None) -> list[str]:
    found = central_sentences(parts, about, HashedWords())
    return [of.text[start:end] for of, (start, end) in found]


@pytest.mark.parametrize(("articles", "most"), [(1, 4), (2, 4), (3, 6), (4, 8), (9, 8)])
def test_how_many_sentences(articles: int, most: int) -> None:
    assert len(summary(*map(story, range(articles)))) == most


@given(st.lists(st.integers(0, 8), max_size=6), st.sampled_from([None, "the treaty", ""]))
def test_sentences_are_whole_distinct_and_in_order_of_date(
    numbers: list[int], about: str | None
) -> None:
    parts = [story(number) for number in numbers]
    found = central_sentences(parts, about, HashedWords())
    assert bool(found) is bool(parts)
    for of, (start, end) in found:
        assert of in parts
        assert of.text[start:end].startswith("The ")
        assert of.text[start:end].endswith(".")
    for (earlier, span), (later, next_span) in pairwise(found):
        assert (earlier.published or "", span) < (later.published or "", next_span)


def test_a_topic_draws_its_sentences() -> None:
    about_rail = "The railway to Bergen was shut by snow for a week."
    text = f"{story(1).text}\n\n{about_rail}\n\n{story(2).text}"
    assert about_rail in summary(article(text), about="railway Bergen shut snow week")


def test_hits_give_only_their_passages() -> None:
    of = story(1)
    cut = of.text.index("The", 200)
    assert all(of.text.index(text) >= cut for text in summary(passage(of, cut, len(of.text))))


def test_an_article_given_twice_is_told_once() -> None:
    of = story(3, sentences=3)
    assert summary(of, of, passage(of, 0, len(of.text))) == summary(of)


def test_boilerplate_is_left_out_and_what_touches_it_kept() -> None:
    said = "The harbour of Oslo was closed on Monday after a fire."
    text = f"Watch: the fire in the harbour of Oslo ×\n{said}\n(With inputs from agencies)\n"
    assert summary(article(text, boilerplate=boilerplate(text)[0])) == [said]


def test_nothing_to_tell() -> None:
    pointers = "Watch: the fire in the harbour of Oslo ×"
    assert summary() == []
    assert summary(article("")) == []
    assert summary(replace(article(pointers), boilerplate=((0, len(pointers)),))) == []


def test_an_article_without_a_sentence_of_fit_length_is_not_lost() -> None:
    assert summary(article("Too short.")) == ["Too short."]
    transcript = "and then they said that the harbour was shut " * 60
    assert all(piece in transcript for piece in summary(article(transcript)))
    assert summary(article(transcript))


def test_what_is_too_long_for_a_sentence_is_not_quoted() -> None:
    said = "The harbour of Oslo was closed on Monday after a fire."
    assert summary(article(f"{'word ' * 400}\n\n{said}")) == [said]


def test_only_the_head_of_a_long_article_is_read() -> None:
    """No sentence is cut in two where reading ends, and nothing behind it is embedded."""
    line = "The harbour of Oslo, number {}, was closed on Monday after a fire.\n\n"
    lines = [line.format(number) for number in range(5_000)]
    embedder = HashedWords()
    found = central_sentences([article("".join(lines))], None, embedder)
    assert embedder.embedded == 60
    assert all(f"{of.text[a:b]}\n\n" in lines[:60] for of, (a, b) in found)


@pytest.mark.parametrize("unit", ["x", "(", "said ", "\0", "\u0301", "قال ", "😀", "“x. ", "\n"])
def test_hostile_articles(unit: str) -> None:
    """A text of which sentence marks are made costs no more when it is long."""
    of = article(unit * (1_000_000 // len(unit)))
    assert summary(of) == summary(article(of.text[:50_000]))
