"""A scripted strong model on the sample archive: what is right is shown, its wrong twin is not.

Each line of `pairs/strong.jsonl` is a right sentence, in the manner that a model has of telling
what it read, and a twin with one fact changed, on the same quotes. All were written before any
was tried; docs/models.md has the figures of the first run.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fakes.hits import hit
from fakes.proposals import drained

import qa.sample
from qa.answering.llm_answerer import LLMAnswerer
from qa.answering.verifier import Verifier
from qa.answers import Rejected, Sentence
from qa.config import Config
from qa.drafts import ArticleDraft
from qa.readers import read_input
from vectorstore.errors import ArticleNotFound
from vectorstore.models import Article, Hit

PAIRS = Path(__file__).parents[1] / "answering" / "pairs" / "strong.jsonl"
SAMPLE = Path(str(qa.sample.__path__[0])) / "articles"
CASES: list[dict[str, Any]] = list(map(json.loads, PAIRS.read_text("utf-8").splitlines()))


def hit_of(article: str) -> Hit:
    (path,) = SAMPLE.glob(f"{article.removeprefix('sample-')}-*.md")
    (draft,) = read_input(str(path), Config())
    assert isinstance(draft, ArticleDraft)
    fields = {"title": draft.title, "source": draft.source, "published": draft.published}
    return hit(draft.text, id=article, **fields)


def checked(server, model, case: dict[str, Any], text: str) -> Sentence | Rejected:
    """What becomes of a sentence that the model gives with the quotes of the case."""
    found = hit_of(case["article"])
    quotes = [{"passage": 1, "quote": quote} for quote in case["quotes"]]
    told = {"quotes": quotes, "attribution": None, "role": "claim", "text": text}
    server.reply({"found": True, "sentences": [told], "verdict": None})
    answerer = LLMAnswerer(model, context_chars=8_000)
    (proposed,) = drained(answerer.answer("What is known?", [found], as_of=None)).sentences
    return Verifier(lambda _: found.article, [found.article]).check(proposed)


def passed(server, model, label: str) -> list[str]:
    """The right or the wrong sentences that are shown."""
    return [
        case[label]
        for case in CASES
        if isinstance(checked(server, model, case, case[label]), Sentence)
    ]


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len({case["right"] for case in CASES}) == len({case["wrong"] for case in CASES}) >= 60


def test_nothing_right_is_rejected(server, model) -> None:
    shown = passed(server, model, "right")
    assert len(shown) == len(CASES), {case["right"] for case in CASES} - set(shown)


def test_most_twins_with_one_fact_changed_are_rejected(server, model) -> None:
    shown = passed(server, model, "wrong")
    assert len(shown) <= 9, shown


def test_a_quote_of_a_passage_that_there_is_not_is_found_where_it_stands(server, model) -> None:
    case = CASES[0]
    found = hit_of(case["article"])
    told = {"quotes": [{"passage": 9, "quote": case["quotes"][0]}], "attribution": None,
            "role": "claim", "text": case["right"]}  # fmt: skip
    server.reply({"found": True, "sentences": [told], "verdict": None})
    answerer = LLMAnswerer(model, context_chars=8_000)
    (proposed,) = drained(answerer.answer("What is known?", [found], as_of=None)).sentences

    def article(name: str) -> Article:
        raise ArticleNotFound(name, "None.")

    sentence = Verifier(article, [found.article]).check(proposed)
    assert isinstance(sentence, Sentence)
    assert "not in article 'passage 9'" in (sentence.note or "")
