"""The sentences of the passages found, each measured against the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from qa.answering.attribution import attribution, reported
from qa.answering.questions import Kind, Question, bears_kind
from qa.answering.support import negated
from vectorstore.embedding import Embedder
from vectorstore.models import Article, Hit
from vectorstore.splitting import sentence_spans

_ASKING = (
    "a an the and or of in on at to for from by with as is are was were be been am do does did has"
    " have had who whom whose what which when where why how many much it its this that these those"
    " there than then so if about into can could will would should may might s t"
)
# Verbs that news uses and whose past no stemmer undoes.
_PRESENT = dict(
    pair.split("=")
    for pair in (
        "met=meet said=say told=tell won=win lost=lose held=hold led=lead left=leave gave=give"
        " given=give took=take taken=take made=make knew=know known=know went=go gone=go came=come"
        " became=becom began=begin begun=begin broke=break broken=break bought=buy brought=bring"
        " built=build caught=catch chose=choos chosen=choos fell=fall fallen=fall fought=fight"
        " found=find flew=fli flown=fli forgot=forget got=get grew=grow grown=grow heard=hear"
        " kept=keep meant=mean paid=pay ran=run rose=rise risen=rise saw=see seen=see sent=send"
        " shot=shoot sold=sell sought=seek spent=spend spoke=speak spoken=speak stole=steal"
        " stood=stand struck=strike taught=teach thought=think threw=throw wrote=write"
        " written=write withdrew=withdraw dead=die death=die died=die"
    ).split()
)
_EMBEDDED = 32  # sentences, the likeliest by their words; more cost time and bring nothing


class Lexicon(Protocol):
    """Words as the archive's index compares them, and how rare they are there."""

    def stems(self, text: str) -> list[str]:
        """Lower case, without accents and endings."""
        ...

    def rarity(self, stem: str) -> float:
        """Inverse document frequency; at least 0."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might answer.

    Attributes:
        cover: share of the question's words, weighed by rarity, that the sentence holds; 0 to 1.
        context: the same for the sentence with the one before it and the article's title.
        nearness: cosine between question and sentence; 0 if it was not worth embedding.
        fits: it holds the sort of thing asked for: a number, a day, a name; for a yes/no
            question, somebody's word for it or against it.
        rank: place of its passage among the hits, from 0.
        on_subject: its passage, title, outlet or date names whom a yes/no question asks about.
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
    on_subject: bool = True

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The question's stems with their weights, and the stems of its names."""

    weights: dict[str, float]
    names: frozenset[str]

    def share(self, stems: set[str]) -> float:
        """Weighted share of the question's words among `stems`."""
        total = sum(self.weights.values())
        held = sum(weight for stem, weight in self.weights.items() if stem in stems)
        return held / total if total else 0.0

    def missing_names(self, stems: set[str]) -> float:
        """Weighted share of the question's names that are not among `stems`; 0 if it has none."""
        total = sum(self.weights.get(stem, 0.0) for stem in self.names)
        missing = sum(self.weights.get(stem, 0.0) for stem in self.names - stems)
        return missing / total if total else 0.0


def question_words(question: Question, lexicon: Lexicon) -> QuestionWords:
    """The words to look for; those that only ask (who, did, many) are left out."""
    asking = set(lexicon.stems(_ASKING))
    stems = _stems(question.text, lexicon) - asking
    names = _stems(" ".join(question.names), lexicon)
    return QuestionWords({stem: lexicon.rarity(stem) for stem in stems}, frozenset(names & stems))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the passages offer to a question.

    Attributes:
        sentences: every sentence worth considering, once, in no particular order.
        nearest: the largest cosine between the question and a passage.
        missing_names: share of the question's names that occur in no passage, title, outlet
            or date, weighed by rarity.
    """

    sentences: tuple[Candidate, ...]
    nearest: float
    missing_names: float


def gather(
    question: Question, hits: Sequence[Hit], lexicon: Lexicon, embedder: Embedder
) -> Evidence:
    """Measure every sentence of the hits against the question."""
    words = question_words(question, lexicon)
    subject = _subject(question, hits, lexicon)
    found: dict[tuple[str, int], Candidate] = {}
    for rank, hit in enumerate(hits):
        on_subject = subject <= _all_stems([hit], lexicon)
        for candidate in _of_passage(question, words, hit, rank, lexicon):
            found.setdefault(
                (candidate.article.id, candidate.start), replace(candidate, on_subject=on_subject)
            )
    likely = sorted(found.values(), key=lambda item: (-item.cover - item.context, item.rank))
    likely = likely[:_EMBEDDED]
    return Evidence(
        sentences=tuple(_with_nearness(question, likely, embedder)),
        nearest=max((hit.scores.get("dense", 0.0) for hit in hits), default=0.0),
        missing_names=words.missing_names(_all_stems(hits, lexicon)),
    )


def _subject(question: Question, hits: Sequence[Hit], lexicon: Lexicon) -> set[str]:
    """The stems of whom it asks about; none if that is an outlet, whose articles do not name it."""
    name = (question.subject or "").lower()
    if any(name in (hit.article.source or "").lower() for hit in hits):
        return set()
    return _stems(name, lexicon)


def _fits(sentence: str, question: Question) -> bool:
    if question.kind is Kind.YES_NO:
        return reported(sentence) or negated(sentence)
    if question.speaker:
        return question.speaker.lower() in (attribution(sentence) or "").lower()
    return bears_kind(sentence, question.kind)


def _stems(text: str, lexicon: Lexicon) -> set[str]:
    return {_PRESENT.get(stem, stem) for stem in lexicon.stems(text)}


def _with_nearness(
    question: Question, likely: Sequence[Candidate], embedder: Embedder
) -> Iterator[Candidate]:
    if likely:
        asked = embedder.embed_query(question.text)
        vectors = embedder.embed([item.text for item in likely])
        for item, vector in zip(likely, vectors, strict=True):
            yield replace(item, nearness=float(vector @ asked))


def _all_stems(hits: Sequence[Hit], lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    for hit in hits:
        about = hit.article
        facts = (about.title, about.source or "", about.published or "", hit.passage.text)
        found |= _stems(" ".join(facts), lexicon)
    return found


def _of_passage(
    question: Question, words: QuestionWords, hit: Hit, rank: int, lexicon: Lexicon
) -> list[Candidate]:
    article, passage = hit.article, hit.passage
    title = _stems(article.title, lexicon)
    found, previous = [], set[str]()
    for start, end in sentence_spans(article.text, passage.start, passage.end):
        sentence = article.text[start:end]
        stems = _stems(sentence, lexicon)
        found.append(
            Candidate(
                article=article,
                start=start,
                end=end,
                before=article.text[max(0, start - 1_500) : start],
                cover=words.share(stems),
                context=words.share(stems | previous | title),
                nearness=0.0,
                fits=_fits(sentence, question),
                rank=rank,
            )
        )
        previous = stems
    return found
