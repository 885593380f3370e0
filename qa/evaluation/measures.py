"""Scores of one question, each between 0 and 1; a report gives their means over questions.

Conventions, the same for every measure here:

- A question counts where the measure means something for it, and only there: retrieval where it
  has relevant articles, answers where it is answerable and has a gold answer, and so on.
- Where it counts and nothing came back (no hit, `not_found`, an error), it scores 0. It does not
  vanish.
- Texts are compared as tokens after `normalise`. A gold answer is contained in a text if its
  tokens stand there side by side.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.evaluation.dataset import Question

Scores = dict[str, float]
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_LONG_DASHES = dict.fromkeys(map(ord, "\u2014\u2015"), " ")
_ARTICLES = {"a", "an", "the"}
_MARKER = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person is shown in answer; nothing at all after `not_found` or an error.

    Attributes:
        text: the answer's text, citation numbers and all.
        quotes: verbatim quotes in the order of their numbers.
        articles: external ids of the articles quoted, and of their copies.
        short: the short answer in front, if there is one.
        disputed: it is shown as disputed.
    """

    verdict: str | None = None
    text: str = ""
    quotes: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    short: str | None = None
    disputed: bool = False


@lru_cache(maxsize=1024)  # gold answers and quotes come up in several measures
def normalise(text: str) -> str:
    """Lower case, no punctuation, no a/an/the, single spaces: as in SQuAD's script.

    Punctuation is removed, not replaced ("3,559" is "3559"). Beyond SQuAD: so is punctuation that
    is not ASCII, such as typographic quotation marks; short dashes count as the hyphen; a long
    dash parts words; an accented letter is the same whether written as one character or as two.
    """
    text = unicodedata.normalize("NFC", text).lower().translate(_HYPHENS | _LONG_DASHES)
    kept = "".join(
        char
        for char in text
        if char not in string.punctuation and not unicodedata.category(char).startswith("P")
    )
    tokens = unicodedata.normalize("NFC", kept).split()
    return " ".join(token for token in tokens if token not in _ARTICLES)


def contains(text: str, gold: str) -> bool:
    """True if the gold answer's tokens stand side by side in the text; an empty gold never."""
    wanted = normalise(gold)
    return bool(wanted) and f" {wanted} " in f" {normalise(text)} "


def token_f1(text: str, gold: str) -> float:
    """Harmonic mean of token precision and recall, with repeats, as in SQuAD; 0 if one is empty."""
    found, wanted, common = _overlap(text, gold)
    return 2 * common / (found + wanted) if common else 0.0


def token_recall(text: str, gold: str) -> float:
    """Share of the gold answer's tokens, with repeats, that the text holds."""
    _, wanted, common = _overlap(text, gold)
    return common / wanted if common else 0.0


def _overlap(text: str, gold: str) -> tuple[int, int, int]:
    """Numbers of tokens: of the text, of the gold answer, in both."""
    found, wanted = Counter(normalise(text).split()), Counter(normalise(gold).split())
    return found.total(), wanted.total(), (found & wanted).total()


def retrieval_scores(
    ranking: Sequence[str], with_copies: Sequence[str], relevant: Mapping[str, int]
) -> Scores:
    """ndcg@10, mrr@10 and recall@4, 10 and 100, by ir_measures.

    Args:
        ranking: external ids of articles, each once, best first.
        with_copies: the same, each article followed by the copies that its hit lists; scored as
            `recall@10+copies`, since a hit that stands for its copies does show them.
        relevant: grades above 0 by external id; not empty.
    """
    import ir_measures
    from ir_measures import RR, R, nDCG

    names = {
        nDCG @ 10: "ndcg@10",
        RR @ 10: "mrr@10",
        R @ 4: "recall@4",
        R @ 10: "recall@10",
        R @ 100: "recall@100",
    }
    qrels = [ir_measures.Qrel("q", article, grade) for article, grade in relevant.items()]
    run = [
        ir_measures.ScoredDoc("q", article, float(-rank)) for rank, article in enumerate(ranking)
    ]
    found = ir_measures.calc_aggregate(list(names), qrels, run)
    scores = {name: float(found[measure]) for measure, name in names.items()}
    scores["recall@10+copies"] = len(relevant.keys() & set(with_copies[:10])) / len(relevant)
    return scores


def answer_scores(question: Question, shown: Shown) -> Scores:
    """Scores of what was shown against what is known of the right answer.

    For a question that is not answerable there are none: it is abstention that counts there.
    Gold answers that are only "yes" or "no" stand in no quote; they are scored as a verdict.
    """
    if question.answerable is False:
        return {}
    scores: Scores = {}
    golds = [gold for gold in question.answers if normalise(gold)]
    verdict = question.verdict or _polar(golds)
    if golds and not _polar(golds):
        scores |= _gold_scores(golds, shown)
        scores |= _wrong_scores(golds, question.wrong_answers, shown)
        if shown.short:
            scores["token_f1@short"] = max(token_f1(shown.short, gold) for gold in golds)
    if verdict:
        scores["verdict_accuracy"] = float(shown.verdict == verdict)
    if question.must_quote:
        quoted = shown.articles & set(question.must_quote)
        scores["must_quote"] = len(quoted) / len(question.must_quote)
    return scores


def _polar(golds: Sequence[str]) -> str | None:
    """The verdict "yes" or "no" if every gold answer says just that."""
    words = {normalise(gold) for gold in golds}
    return words.pop() if words in ({"yes"}, {"no"}) else None


def _gold_scores(golds: Sequence[str], shown: Shown) -> Scores:
    """Answer recall, token F1 and token recall, each against the best gold answer."""
    text = _MARKER.sub("", shown.text)
    together = " ".join(shown.quotes)
    return {
        "answer_recall@quotes": float(_any_contained(golds, shown.quotes)),
        "answer_recall@quote1": float(_any_contained(golds, shown.quotes[:1])),
        "answer_recall@quotes3": float(_any_contained(golds, shown.quotes[:3])),
        "answer_recall@text": float(_any_contained(golds, [text])),
        "all_answers@quotes": float(all(_any_contained([gold], shown.quotes) for gold in golds)),
        "token_f1@text": max(token_f1(text, gold) for gold in golds),
        "token_f1@quotes": max(token_f1(together, gold) for gold in golds),
        "token_recall@quotes": max(token_recall(together, gold) for gold in golds),
    }


def _wrong_scores(golds: Sequence[str], wrong: Sequence[str] | None, shown: Shown) -> Scores:
    """How often something false is shown; `wrong_*` are the measures where less is better."""
    if wrong is None:
        return {}
    said = _any_contained(wrong, shown.quotes)
    every = all(_any_contained([gold], shown.quotes) for gold in golds)
    scores = {"all_answers_no_wrong@quotes": float(every and not said)}
    if wrong:
        scores["wrong_answers@quotes"] = float(said)
        scores["wrong_as_fact@quotes"] = float(said and not shown.disputed)
        scores["wrong_answers@text"] = float(_any_contained(wrong, [_MARKER.sub("", shown.text)]))
    return scores


def _any_contained(golds: Iterable[str], texts: Iterable[str]) -> bool:
    """True if some gold answer stands in some one of the texts."""
    texts = list(texts)
    return any(contains(text, gold) for gold in golds for text in texts)
