"""The JSON that a model is asked for, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from qa.answering.llm_guard import Guard
from qa.answering.llm_passages import ShownPassage
from qa.answers import ProposedSentence, Quote, Rejected, Role, Verdict

_OPEN_QUESTION = re.compile(r"\W*(who|whom|whose|what|when|where|why|how|which)\b", re.IGNORECASE)
_TELLING_WORDS = 3  # of a quote, for it to be looked for in passages that were not named
_ATTRIBUTION_CHARS = 200
ABSTAINED = "The model also said that the passages do not hold the answer."


def _strict(schema: dict[str, Any]) -> None:
    """What strict mode wants: a closed object, every member required, no defaults."""
    schema["additionalProperties"] = False
    schema["required"] = list(schema["properties"])
    for member in schema["properties"].values():
        member.pop("default", None)
        member.pop("title", None)
    schema.pop("description", None)


class _Part(BaseModel):
    """Strict in what is asked for, lenient in what is read: servers do not all enforce it."""

    model_config = ConfigDict(frozen=True, json_schema_extra=_strict)


class QuoteReply(_Part):
    """Words, and the number of the passage they are taken from, counted from 1."""

    passage: int
    quote: str


class SentenceReply(_Part):
    """A sentence; its quotes come first, so that a model writes it from them."""

    quotes: list[QuoteReply] = []
    attribution: str | None = None
    role: Role = "claim"
    text: str


class SummaryReply(_Part):
    """A summary as the model sends it; `found` comes first, and decides about the rest."""

    found: bool
    sentences: list[SentenceReply] = []


class AnswerReply(SummaryReply):
    """An answer as the model sends it."""

    verdict: Literal["yes", "no", "disputed", "not_established"] | None = None


def schema_of(reply: type[BaseModel]) -> dict[str, Any]:
    """The strict JSON schema of a reply: every object closed, every member required."""
    return reply.model_json_schema()


class Proposing:
    """Makes proposals of a model's sentences, one by one, over all its rounds."""

    def __init__(self, passages: Sequence[ShownPassage]) -> None:
        self._passages = passages
        self._guard = Guard(passages)
        self._said: set[str] = set()
        self._quoted: set[tuple[Quote, ...]] = set()
        self.proposed = 0

    def take(
        self, sentence: SentenceReply, *, found: bool, again: bool = False
    ) -> ProposedSentence | Rejected | None:
        """The sentence with its quotes' articles, or why it cannot be proposed.

        None if there is nothing in it, or it was given before and the model sends it `again`
        in a second round.

        Args:
            found: what the model says of the whole.
        """
        text = " ".join(sentence.text.split())
        quotes = _quotes(sentence, self._passages)
        if not text or (again and (text in self._said or (quotes and quotes in self._quoted))):
            return None
        if not found:
            return Rejected(text, ABSTAINED)
        if why := self._why_not(text, sentence, quotes):
            self._said.add(text)
            return Rejected(text, why)
        self._said.add(text)
        self._quoted.add(quotes)
        self.proposed += 1
        return ProposedSentence(text, quotes, self._attribution(sentence), sentence.role)

    def _why_not(self, text: str, sentence: SentenceReply, quotes: tuple[Quote, ...]) -> str | None:
        if text in self._said:
            return "The model said it twice."
        if not quotes:
            return _no_quote(sentence, len(self._passages))
        return self._guard.objection(text, [quote.text for quote in quotes])

    def _attribution(self, sentence: SentenceReply) -> str | None:
        words = " ".join((sentence.attribution or "").split())[:_ATTRIBUTION_CHARS]
        return words if words and not self._guard.objection(words, []) else None


def verdict_of(reply: SummaryReply, question: str) -> Verdict | None:
    """The reply's verdict; None if the question is not of the kind that has one."""
    verdict = reply.verdict if isinstance(reply, AnswerReply) else None
    return None if _OPEN_QUESTION.match(question) else verdict


def _quotes(sentence: SentenceReply, passages: Sequence[ShownPassage]) -> tuple[Quote, ...]:
    """Its quotes; one of a passage that there is not is looked for in those there are."""
    found = []
    for quote in sentence.quotes:
        if 1 <= quote.passage <= len(passages) and quote.quote.strip():
            found.append(Quote(passages[quote.passage - 1].article_id, quote.quote))
        elif len(quote.quote.split()) >= _TELLING_WORDS:
            found.append(Quote(f"passage {quote.passage}", quote.quote))
    return tuple(found)


def _no_quote(sentence: SentenceReply, shown: int) -> str:
    unknown = sorted({q.passage for q in sentence.quotes if not 1 <= q.passage <= shown})
    if not unknown:
        return "The model gave no quote for it."
    numbers = ", ".join(map(str, unknown))
    return f"The model quoted passage {numbers}, but was shown passages 1 to {shown}."
