"""The keyless answerer: picks and orders verbatim sentences, and says nothing if none answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa.answering import questions
from qa.answering.attribution import attribution
from qa.answering.candidates import Candidate, Lexicon, gather
from qa.answering.contest import denials, is_denial
from qa.answering.protocol import Proposal
from qa.answering.ranking import relevance, support
from qa.answering.summarising import central_sentences
from qa.answers import AnsweredBy, ProposedSentence, Quote, Role
from vectorstore.embedding import Embedder
from vectorstore.models import Article, Hit

_MOST_SENTENCES = 5
_MOST_CLAIMS = 3
_MOST_DENIALS = 2
_WORTH_ADDING = 0.55  # of the best sentence's relevance
_SAME_WORDS = 0.6  # shared share of words from which two sentences say the same

_Part = tuple[Candidate, Role]


class ExtractiveAnswerer:
    """Answers and summarises with sentences of the articles, word for word; see `Answerer`.

    Args:
        abstain_below: support, 0 to 1, that the best sentence must have.
    """

    def __init__(self, lexicon: Lexicon, embedder: Embedder, *, abstain_below: float) -> None:
        self._lexicon = lexicon
        self._embedder = embedder
        self._abstain_below = abstain_below

    def answer(
        self,
        question: str,
        hits: Sequence[Hit],
        *,
        as_of: date | None,  # noqa: ARG002  (the protocol's; hits after that day are not given)
    ) -> Proposal:
        """See `Answerer.answer`."""
        asked = questions.parsed(question)
        evidence = gather(asked, hits, self._lexicon, self._embedder)
        ranked = sorted(evidence.sentences, key=relevance, reverse=True)
        by = AnsweredBy("extractive")
        if not ranked or support(evidence) < self._abstain_below:
            return Proposal((), by, found=False)
        shown = self._ordered(question, ranked)[:_MOST_SENTENCES]
        return Proposal(tuple(_sentence(item, role) for item, role in shown), by)

    def summarise(self, parts: Sequence[Hit | Article], *, about: str | None) -> Proposal:
        """See `Answerer.summarise`: the sentences nearest to what all of them say."""
        chosen = central_sentences(parts, about, self._embedder)
        sentences = tuple(
            ProposedSentence(
                article.text[start:end],
                (Quote(article.id, article.text[start:end], start),),
                attribution(article.text[start:end], article.text[:start]),
            )
            for article, (start, end) in chosen
        )
        return Proposal(sentences, AnsweredBy("extractive"), found=bool(sentences))

    def _ordered(self, question: str, ranked: Sequence[Candidate]) -> list[_Part]:
        """The direct answer, what else is claimed, what speaks against it, background."""
        chosen = self._distinct(ranked)
        against = [item for item in chosen[1:] if is_denial(item.text)]
        against += denials(chosen, ranked, question, self._lexicon)
        claims = [item for item in chosen if item not in against]
        direct: list[_Part] = [(claims[0], "denial" if is_denial(claims[0].text) else "claim")]
        others: list[_Part] = [(item, "claim") for item in claims[1:_MOST_CLAIMS]]
        denied: list[_Part] = [(item, "denial") for item in against[:_MOST_DENIALS]]
        return [
            *direct,
            *others,
            *denied,
            *((item, "background") for item in claims[_MOST_CLAIMS:]),
        ]

    def _distinct(self, ranked: Sequence[Candidate]) -> list[Candidate]:
        """The best sentence, and those close to it in relevance that say something else."""
        chosen: list[Candidate] = []
        words: list[set[str]] = []
        least = _WORTH_ADDING * relevance(ranked[0])
        for item in ranked:
            if len(chosen) == _MOST_SENTENCES or relevance(item) < least:
                break
            stems = set(self._lexicon.stems(item.text))
            if all(_alike(stems, other) < _SAME_WORDS for other in words):
                chosen.append(item)
                words.append(stems)
        return chosen


def _sentence(item: Candidate, role: Role) -> ProposedSentence:
    quote = Quote(item.article.id, item.text, item.start)
    return ProposedSentence(item.text, (quote,), attribution(item.text, item.before), role)


def _alike(left: set[str], right: set[str]) -> float:
    """Jaccard index of two sets of words; 1 for two empty ones."""
    union = left | right
    return len(left & right) / len(union) if union else 1.0
