"""The sentences of the passages found, each measured against the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from qa.answering.asked_words import Lexicon, QuestionWords, question_words, stems_of
from qa.answering.attribution import attribution, reported
from qa.answering.contesting.asked_count import counts_asked
from qa.answering.datelines import without_dateline
from qa.answering.figures import only_earlier
from qa.answering.giving import Wanted
from qa.answering.questions import Kind, Question, bears_kind
from qa.answering.support import negated
from vectorstore.embedding import Embedder, Vectors
from vectorstore.models import Article, Hit
from vectorstore.preferring import wish
from vectorstore.splitting import sentence_spans

__all__ = ["Candidate", "Lexicon", "gather"]

_ASKS = re.compile(r"\?[\s)]*\Z")  # a question answers none; a quoted one may
_EMBEDDED = 32  # sentences, the likeliest by their words; more cost time and bring nothing
_COUNTS = 8  # more: the newest that give a count such as is asked for, in whatever words
_IN_PAIRS = 10  # of these, embedded once more with the sentence before
_NAMED_IN = 3_000  # characters of an article, in which names are looked for
_READ_BEFORE = 1_500  # characters, to tell who speaks
_ABOUT_NOW = 0.4  # what an article of the newest day gains where a question is about now
_OF_THE_SUBJECT = 0.5  # of the best share of words: what is newest is looked for among these
_WORDS_WEIGHT = 0.5  # of words against cosine, to tell which are worth a second look


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might answer.

    Attributes:
        cover: share of the question's words, weighed by rarity, that the sentence holds; 0 to 1.
        context: the same for the sentence with the one before it and the article's title.
        nearness: cosine between question and sentence; 0 if it was not worth embedding.
        fits: it holds the sort of thing asked for: a number, a day, a name; for a yes/no
            question, somebody's word for it or against it, or the name of whom it asks about.
        rank: place of its passage among the hits, from 0.
        around: cosine between question and sentence with the one before it; that of the sentence
            alone where it was not worth a second embedding.
        passage: cosine between question and passage.
        gives: it has a time or a figure of the sort asked for that the question has not.
        pinned: that stands in the very role that is asked about: who did it, when that was.
        wished: what its article gains by its outlet or day, if the question names one or is
            about now; see `vectorstore.preferring`.
        meant: share of the question's words that it holds, its names also where the article has
            named them before: it may speak of them by other words.
    """

    article: Article
    start: int
    end: int
    before: str
    cover: float
    context: float
    nearness: float
    fits: bool
    rank: int
    around: float = 0.0
    passage: float = 0.0
    gives: bool = False
    pinned: bool = False
    wished: float = 0.0
    meant: float = 0.0

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Measured:
    """A candidate with the sentence before it, "" at the head of a passage."""

    candidate: Candidate
    previous: str


def gather(
    question: Question,
    hits: Sequence[Hit],
    lexicon: Lexicon,
    embedder: Embedder,
    *,
    as_of: date | None = None,
) -> list[Candidate]:
    """Every sentence of the hits worth considering, once, in no particular order.

    Args:
        as_of: the day on which it is asked, if that was said.
    """
    words = question_words(question, lexicon)
    found: dict[tuple[str, int], _Measured] = {}
    for rank, hit in enumerate(hits):
        for item in _of_passage(question, words, hit, rank, lexicon):
            found.setdefault((item.candidate.article.id, item.candidate.start), item)
    ordered = sorted(found.values(), key=_by_words)
    counts = [item for item in ordered[_EMBEDDED:] if counts_asked(question, item.candidate.text)]
    counts.sort(key=lambda item: item.candidate.article.published or "", reverse=True)
    likely = ordered[:_EMBEDDED] + counts[:_COUNTS]
    return _as_wished(question, _with_cosines(question, likely, embedder), as_of)


def _as_wished(
    question: Question, found: Sequence[Candidate], as_of: date | None
) -> list[Candidate]:
    """With what the question wants of sentence and article."""
    wanted = Wanted(question.text)
    wished = wish(question.text, as_of, datetime.now(UTC).date(), _ABOUT_NOW)
    least = _OF_THE_SUBJECT * max((item.context for item in found), default=0.0)
    days = [item.article.day for item in found if item.article.day and item.context >= least]
    newest = max(days, default=None)
    return [
        replace(
            item,
            gives=not only_earlier(item.text) and wanted.given_by(without_dateline(item.text)),
            pinned=not only_earlier(item.text) and wanted.pinned_by(without_dateline(item.text)),
            wished=wished.bonus((item.article.source, item.article.day), newest),
        )
        for item in found
    ]


def _by_words(item: _Measured) -> tuple[float, int]:
    return -item.candidate.cover - item.candidate.context, item.candidate.rank


def _fits(sentence: str, before: str, question: Question) -> bool:
    if question.kind is Kind.YES_NO:
        named = bool(question.subject) and str(question.subject).lower() in sentence.lower()
        return named or reported(sentence) or negated(sentence)
    if question.speaker:
        # Not "the ministry in the Hamas-run territory", if Hamas is asked about.
        speaker = rf"(?<![\w-]){re.escape(question.speaker)}(?![\w-])"
        return bool(re.search(speaker, attribution(sentence, before) or "", re.IGNORECASE))
    return bears_kind(without_dateline(sentence), question.kind)


def _with_cosines(
    question: Question, likely: Sequence[_Measured], embedder: Embedder
) -> list[Candidate]:
    if not likely:
        return []
    asked = embedder.embed_query(question.text)
    near = embedder.embed([without_dateline(item.candidate.text) for item in likely]) @ asked
    order = sorted(range(len(likely)), key=lambda i: _second_look(likely[i], float(near[i])))
    best = [i for i in order[:_IN_PAIRS] if likely[i].previous]
    pairs = dict(zip(best, _paired(likely, best, embedder) @ asked, strict=True))
    return [
        replace(item.candidate, nearness=float(near[i]), around=float(pairs.get(i, near[i])))
        for i, item in enumerate(likely)
    ]


def _second_look(item: _Measured, nearness: float) -> tuple[float, int]:
    by_words = item.candidate.cover + item.candidate.context
    return -nearness - _WORDS_WEIGHT * by_words, item.candidate.rank


def _paired(likely: Sequence[_Measured], which: Sequence[int], embedder: Embedder) -> Vectors:
    return embedder.embed([f"{likely[i].previous} {likely[i].candidate.text}" for i in which])


def _of_passage(
    question: Question, words: QuestionWords, hit: Hit, rank: int, lexicon: Lexicon
) -> Iterator[_Measured]:
    article, passage = hit.article, hit.passage
    title = stems_of(article.title, lexicon)
    names = stems_of(" ".join(question.names), lexicon)
    named = names & stems_of(article.text[: min(passage.start, _NAMED_IN)], lexicon)
    said, previous = set[str](), ""
    for start, end in sentence_spans(article.text, passage.start, passage.end):
        sentence, before = (
            article.text[start:end],
            article.text[max(0, start - _READ_BEFORE) : start],
        )
        stems = stems_of(without_dateline(sentence), lexicon)
        named |= names & stems
        candidate = Candidate(
            article=article,
            start=start,
            end=end,
            before=before,
            cover=words.share(stems),
            context=words.share(stems | said | title),
            meant=words.share(stems | named),
            nearness=0.0,
            fits=_fits(sentence, before, question),
            rank=rank,
            passage=hit.scores.get("dense", 0.0),
        )
        if not _ASKS.search(sentence):
            yield _Measured(candidate, previous)
        said, previous = stems, sentence
