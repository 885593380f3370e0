"""The JSON that a model is asked for, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from qa.answering.llm_passages import ShownPassage
from qa.answers import ProposedSentence, Quote, Rejected, Role, Verdict

_OPEN_QUESTION = re.compile(r"\W*(who|whom|whose|what|when|where|why|how|which)\b", re.IGNORECASE)


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
    """A summary as the model sends it."""

    found: bool
    sentences: list[SentenceReply] = []


class AnswerReply(SummaryReply):
    """An answer as the model sends it."""

    verdict: Literal["yes", "no", "disputed", "not_established"] | None = None


def schema_of(reply: type[SummaryReply]) -> dict[str, Any]:
    """The strict JSON schema of a reply: every object closed, every member required."""
    return reply.model_json_schema()


def proposed(
    reply: SummaryReply, passages: Sequence[ShownPassage]
) -> tuple[tuple[ProposedSentence, ...], tuple[Rejected, ...]]:
    """The reply's sentences with their quotes' articles, and those that no quote carries."""
    sentences: list[ProposedSentence] = []
    rejected: list[Rejected] = []
    for sentence in reply.sentences:
        text = " ".join(sentence.text.split())
        quotes = _quotes(sentence, passages)
        attribution = (sentence.attribution or "").strip() or None
        if text and text in {earlier.text for earlier in sentences}:
            rejected.append(Rejected(text, "The model said it twice."))
        elif text and quotes:
            sentences.append(ProposedSentence(text, quotes, attribution, sentence.role))
        elif text:
            rejected.append(Rejected(text, _why_not(sentence, len(passages))))
    return tuple(sentences), tuple(rejected)


def verdict_of(reply: AnswerReply, question: str) -> Verdict | None:
    """The reply's verdict; None if the question is not of the kind that has one."""
    return None if _OPEN_QUESTION.match(question) else reply.verdict


def _quotes(sentence: SentenceReply, passages: Sequence[ShownPassage]) -> tuple[Quote, ...]:
    return tuple(
        Quote(passages[quote.passage - 1].article_id, quote.quote)
        for quote in sentence.quotes
        if 1 <= quote.passage <= len(passages) and quote.quote.strip()
    )


def _why_not(sentence: SentenceReply, shown: int) -> str:
    unknown = sorted({q.passage for q in sentence.quotes if not 1 <= q.passage <= shown})
    if not unknown:
        return "The model gave no quote for it."
    numbers = ", ".join(map(str, unknown))
    return f"The model quoted passage {numbers}, but was shown passages 1 to {shown}."
