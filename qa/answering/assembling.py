"""From proposed sentences to an Answer or a Summary: verified and numbered, with a verdict."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from qa.answering.attributed import with_speakers
from qa.answering.contesting.denial_words import is_denial
from qa.answering.contesting.disputing import disputes_of, updates_of
from qa.answering.dating import dates_in
from qa.answering.origins import origins
from qa.answering.protocol import Conclusion
from qa.answering.questions import parsed
from qa.answering.second_check import SecondChecker
from qa.answering.short_answer import short_answer
from qa.answering.stemming import content_stems
from qa.answering.support import negated
from qa.answering.verdict import status_of, verdict_of
from qa.answering.verifier import Verifier
from qa.answering.who_says import asks_for_whom, who_says
from qa.answers import (
    Answer,
    Citation,
    Cost,
    ProposedSentence,
    Rejected,
    Role,
    SecondCheck,
    Sentence,
    Speakers,
    Summary,
)
from vectorstore.models import Article

Timings = Mapping[str, float]
_IN_COMMON = 2  # words of a denial and of what it denies


@dataclass(frozen=True, slots=True)
class Archive:
    """What the answer is checked against.

    Attributes:
        article: the article of an id, or ArticleNotFound.
        given: the articles that the answerer was shown, where a quote may stand that it gave to
            another one.
        copies: the near-identical articles of those given that the question may see, by id.
    """

    article: Callable[[str], Article]
    given: Sequence[Article] = ()
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Assembly:
    """One answer in the making: sentences go in as they are proposed and come out checked."""

    def __init__(
        self, question: str, archive: Archive, second_check: SecondChecker | None = None
    ) -> None:
        self._question = parsed(question)
        self._archive = archive
        self._second_check = second_check
        self.clear()

    def clear(self) -> None:
        """Forget every sentence so far: another answerer begins anew."""
        self._verifier = Verifier(self._archive.article, self._archive.given)
        self._sentences: list[Sentence] = []
        self._rejected: list[Rejected] = []
        self._citations: dict[int, Citation] = {}

    def take(self, proposed: ProposedSentence | Rejected) -> Sentence | Rejected:
        """The sentence as it may be shown, or why it may not."""
        checked = proposed if isinstance(proposed, Rejected) else self._verifier.check(proposed)
        if isinstance(checked, Rejected):
            self._rejected.append(checked)
            return checked
        for citation in self._verifier.citations[len(self._citations) :]:
            self._citations[citation.number] = self._dated(citation)
        sentence = self._told(checked)
        self._sentences.append(sentence)
        return sentence

    def cited_by(self, sentence: Sentence) -> tuple[Citation, ...]:
        """The citations that a checked sentence names by number."""
        return tuple(self._citations[number] for number in sentence.citations)

    def _dated(self, citation: Citation) -> Citation:
        article = self._archive.article(citation.article_id)
        return replace(
            citation,
            copies=self._archive.copies.get(article.id, ()),
            dates=dates_in(article, citation.start, citation.end),
        )

    def _told(self, sentence: Sentence) -> Sentence:
        """The sentence with who says it, by its first quote, and a model's second look at it."""
        cited = self.cited_by(sentence)
        first = cited[0]
        text = self._archive.article(first.article_id).text
        quotes = [citation.quote for citation in cited]
        sentence = with_speakers(sentence, first, text)
        return replace(
            sentence,
            role=self._role(sentence, quotes),
            second_check=self._second_look(sentence.text, quotes),
        )

    def _role(self, sentence: Sentence, quotes: Sequence[str]) -> Role:
        """Its role; a denial that denies nothing is a claim.

        Who says that something is not so denies it only if it is what was shown before.
        """
        texts = (sentence.text, *quotes)
        if sentence.role != "denial" or any(map(is_denial, texts)):
            return sentence.role
        told = content_stems(sentence.text)
        shown = [content_stems(other.text) for other in self._sentences]
        about = not shown or any(len(told & other) >= _IN_COMMON for other in shown)
        spoken = bool(sentence.speakers.chain) and any(map(negated, texts))
        return "denial" if spoken and about else "claim"

    def _second_look(self, text: str, quotes: Sequence[str]) -> SecondCheck | None:
        """What a model makes of it, if one is asked; a sentence that is its quote needs none."""
        if self._second_check is None or text in quotes:
            return None
        return self._second_check.judge(text, quotes)

    def answer(self, conclusion: Conclusion, as_of: date | None, timings: Timings) -> Answer:
        """The answer; a question whose every sentence is rejected is not answered."""
        common = self._common(conclusion, as_of, timings)
        citations, disputes = common["citations"], common["disputes"]
        short = None
        if asks_for_whom(self._question.text):
            short = who_says(self._question.text, self._sentences, citations)
        elif common["status"] != "disputed":
            short = short_answer(self._question, self._sentences, citations, self._archive.article)
        if short:
            common["text"] = f"{short.told} [{short.citation}]. {common['text']}"
        return Answer(
            question=self._question.text,
            verdict=verdict_of(
                self._question,
                self._sentences,
                citations,
                disputes,
                conclusion.verdict,
                self._archive.article,
            ),
            short_answer=short,
            **common,
        )

    def summary(
        self,
        about: str | None,
        articles: Sequence[Article],
        conclusion: Conclusion,
        as_of: date | None,
        timings: Timings,
    ) -> Summary:
        """The summary of articles, which are named in order of their dates."""
        ordered = sorted(articles, key=lambda item: (item.published or "", item.id))
        return Summary(
            about=about,
            article_ids=tuple(item.id for item in ordered),
            **self._common(conclusion, as_of, timings),
        )

    def _common(
        self, conclusion: Conclusion, as_of: date | None, timings: Timings
    ) -> dict[str, Any]:
        citations = self._traced()
        usage, cost = self._spent(conclusion)
        disputes = disputes_of(self._question, self._sentences, citations)
        return {
            "id": uuid.uuid4().hex[:16],
            "status": status_of(self._sentences, disputes, self._question),
            "text": " ".join(_cited(sentence) for sentence in self._sentences),
            "answered_by": conclusion.answered_by,
            "sentences": tuple(self._sentences),
            "citations": citations,
            "rejected": tuple(self._rejected),
            "disputes": disputes,
            "updates": updates_of(self._question, self._sentences, citations),
            "independent_sources": len({citation.origin for citation in citations}),
            "as_of": as_of.isoformat() if as_of else None,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "timings_ms": dict(timings),
            "usage": usage,
            "cost": cost,
        }

    def _spent(self, conclusion: Conclusion) -> tuple[dict[str, int], Cost | None]:
        """The tokens of the answer and of the second look at it, and what they cost."""
        if self._second_check is None or not self._second_check.usage:
            return conclusion.usage, conclusion.cost
        usage = dict(Counter(conclusion.usage) + Counter(self._second_check.usage))
        return usage, self._second_check.cost(usage)

    def _traced(self) -> tuple[Citation, ...]:
        """All citations, each with the number of the independent source it goes back to."""
        citations = tuple(self._citations.values())
        articles = {item.article_id: self._archive.article(item.article_id) for item in citations}
        said_by = {
            number: sentence.speakers
            for sentence in reversed(self._sentences)
            for number in sentence.citations
        }
        found = origins(
            citations, [said_by.get(item.number, Speakers()) for item in citations], articles
        )
        return tuple(
            replace(item, origin=origin) for item, origin in zip(citations, found, strict=True)
        )


def _cited(sentence: Sentence) -> str:
    marks = "".join(f"[{number}]" for number in sentence.citations)
    return f"{' '.join(sentence.text.split())} {marks}"
