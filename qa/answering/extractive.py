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
from qa.answering.support import negated
from qa.answers import AnsweredBy, ProposedSentence, Quote, Role
from vectorstore.embedding import Embedder
from vectorstore.models import Article, Hit

_MOST_SENTENCES = 5
_MOST_CLAIMS = 3
_MOST_DENIALS = 2
_WORTH_ADDING = 0.55  # of the best sentence's relevance
_NAMED = 0.9  # of a topic's words in a sentence and its title: then the archive speaks of it
_SAME_WORDS = 0.6  # shared share of words from which two sentences say the same

# What a sentence must hold to be worth showing beside the best: a figure, a day.
_PLAIN_KINDS = {questions.Kind.NUMBER, questions.Kind.TIME}
_Part = tuple[Candidate, Role]
_Told = tuple[set[str], bool]  # the words of a sentence, and whether it says no


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
        shown = self._ordered(asked, ranked)[:_MOST_SENTENCES]
        return Proposal(tuple(_sentence(item, role) for item, role in shown), by)

    def summarise(self, parts: Sequence[Hit | Article], *, about: str | None) -> Proposal:
        """See `Answerer.summarise`: the sentences nearest to what all of them say."""
        if about and not self._supported(about, [part for part in parts if isinstance(part, Hit)]):
            return Proposal((), AnsweredBy("extractive"), found=False)
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

    def _supported(self, topic: str, hits: Sequence[Hit]) -> bool:
        evidence = gather(questions.parsed(topic), hits, self._lexicon, self._embedder)
        named = any(item.context > _NAMED for item in evidence.sentences)
        return named or support(evidence) >= self._abstain_below

    def _ordered(self, asked: questions.Question, ranked: Sequence[Candidate]) -> list[_Part]:
        """The direct answer, what else is claimed, what speaks against it, background."""
        least = _WORTH_ADDING * relevance(ranked[0])
        close = [item for item in ranked if relevance(item) >= least]
        if asked.kind in _PLAIN_KINDS:
            close = [ranked[0], *(item for item in close[1:] if item.fits)]
        chosen = self._distinct(close, _MOST_SENTENCES)
        against = [item for item in chosen[1:] if is_denial(item.text)]
        found = denials(chosen, ranked, asked.text, self._lexicon)
        against += self._distinct(found, _MOST_DENIALS, besides=chosen)
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

    def _distinct(
        self, items: Sequence[Candidate], most: int, *, besides: Sequence[Candidate] = ()
    ) -> list[Candidate]:
        """The first of these that say something else than those before and `besides`."""
        told = [self._told(item) for item in besides]
        chosen: list[Candidate] = []
        for item in items:
            if len(chosen) == most:
                break
            new = self._told(item)
            if not any(_same(new, other) for other in told):
                chosen.append(item)
                told.append(new)
        return chosen

    def _told(self, item: Candidate) -> _Told:
        return set(self._lexicon.stems(item.text)), negated(item.text)


def _sentence(item: Candidate, role: Role) -> ProposedSentence:
    quote = Quote(item.article.id, item.text, item.start)
    return ProposedSentence(item.text, (quote,), attribution(item.text, item.before), role)


def _same(left: _Told, right: _Told) -> bool:
    """Whether two sentences share most of their words, and neither denies what the other says."""
    union = left[0] | right[0]
    alike = len(left[0] & right[0]) / len(union) if union else 1.0
    return alike >= _SAME_WORDS and left[1] is right[1]
