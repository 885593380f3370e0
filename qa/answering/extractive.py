"""The keyless answerer: picks and orders verbatim sentences, and says nothing if none answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.answering import questions
from qa.answering.abstaining import signs, support
from qa.answering.arranging import Arrangement
from qa.answering.asked_words import Lexicon
from qa.answering.attribution import attribution
from qa.answering.candidates import Candidate, gather
from qa.answering.completing import Part
from qa.answering.contest import statement_of
from qa.answering.contesting.asked_denial import DenialAsked, denial_asked, is_denial_asked
from qa.answering.protocol import Conclusion, Proposals
from qa.answering.ranking import ranked, relevance
from qa.answering.summarising import central_sentences
from qa.answering.who_says import claim_of, looked_for
from qa.answers import AnsweredBy, ProposedSentence, Quote
from vectorstore.embedding import Embedder, TokenEmbedder
from vectorstore.models import Article, Hit

_NAMED = 0.9  # of a topic's words in a sentence and its title: then the archive speaks of it
_AS_NEAR = 0.75  # to a claim as the best sentence, one that says whose word it is
_READ_BEFORE = 1_500  # characters, to tell who speaks


class ExtractiveAnswerer:
    """Answers and summarises with sentences of the articles, word for word; see `Answerer`.

    Args:
        words: tells which words mean the same.
        abstain_below: support, 0 to 1, that the best sentence must have.
    """

    def __init__(
        self, lexicon: Lexicon, embedder: Embedder, words: TokenEmbedder, *, abstain_below: float
    ) -> None:
        self._lexicon = lexicon
        self._embedder = embedder
        self._words = words
        self._abstain_below = abstain_below

    def answer(
        self,
        question: str,
        hits: Sequence[Hit],
        *,
        as_of: date | None,
    ) -> Proposals:
        """See `Answerer.answer`."""
        asked = looked_for(questions.parsed(question))
        found = ranked(gather(asked, hits, self._lexicon, self._embedder, as_of=as_of))
        if claim_of(question):
            found = _with_speaker_first(found)
        if denial := denial_asked(question):
            found = _with_denial_first(found, denial)
        by = AnsweredBy("extractive")
        if not self._answers(asked, found, hits):
            return Conclusion(by, found=False)
        for part in Arrangement(asked, found, self._lexicon).parts():
            yield _sentence(part)
        return Conclusion(by)

    def summarise(self, parts: Sequence[Hit | Article], *, about: str | None) -> Proposals:
        """See `Answerer.summarise`: the sentences nearest to what all of them say."""
        by = AnsweredBy("extractive")
        if about and not self._supported(about, [part for part in parts if isinstance(part, Hit)]):
            return Conclusion(by, found=False)
        chosen = central_sentences(parts, about, self._embedder)
        for article, (start, end) in chosen:
            words = article.text[start:end]
            yield ProposedSentence(
                words,
                (Quote(article.id, words, start),),
                attribution(words, article.text[max(0, start - _READ_BEFORE) : start]),
            )
        return Conclusion(by, found=bool(chosen))

    def _supported(self, topic: str, hits: Sequence[Hit]) -> bool:
        asked = questions.parsed(topic)
        found = gather(asked, hits, self._lexicon, self._embedder)
        return any(item.context > _NAMED for item in found) or self._answers(asked, found, hits)

    def _answers(
        self, asked: questions.Question, found: Sequence[Candidate], hits: Sequence[Hit]
    ) -> bool:
        return bool(found) and (
            support(signs(asked, found, hits, self._lexicon, self._words)) >= self._abstain_below
        )


def _with_speaker_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The same, but that the best that tells whose word it is comes first, if it is near enough."""
    for item in ranked:
        if relevance(item) < _AS_NEAR * relevance(ranked[0]):
            break
        if attribution(item.text, item.before):
            return [item, *(other for other in ranked if other is not item)]
    return list(ranked)


def _with_denial_first(ranked: Sequence[Candidate], asked: DenialAsked) -> list[Candidate]:
    """The same, but that the denial that is asked about comes first, if there is one."""
    for item in ranked:
        if is_denial_asked(replace(statement_of(item), before=item.before), asked):
            return [item, *(other for other in ranked if other is not item)]
    return list(ranked)


def _sentence(part: Part) -> ProposedSentence:
    """A part with who says it: the speaker of the sentence itself, told by what stands before."""
    article, text = part.article, part.text
    said = article.text[part.said : part.end]
    before = article.text[max(0, part.said - _READ_BEFORE) : part.said]
    quote = Quote(article.id, text, part.start)
    return ProposedSentence(text, (quote,), attribution(said, before), part.role)
