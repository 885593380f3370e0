"""Answer and Summary: sentences, each tied to verbatim quotes of dated articles.

`as_json` gives the members that the REST API and the command line promise; offsets count
Unicode code points of the stored article text, and `text[start:end] == quote` always.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["answered", "disputed", "not_found"]
Verdict = Literal["yes", "no", "disputed", "not_established"]
Role = Literal["claim", "denial", "background"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that an answerer says stand in an article; the verifier finds out whether they do.

    Attributes:
        start: the offset at which they should stand, where the answerer knows it; a sentence
            that an article repeats is then cited where it was read.
    """

    article_id: str
    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class ProposedSentence:
    """A sentence as an answerer proposes it, not yet shown to anyone."""

    text: str
    quotes: tuple[Quote, ...]
    attribution: str | None = None
    role: Role = "claim"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that stands in its article at exactly these offsets."""

    number: int
    article_id: str
    title: str
    source: str | None
    published: str | None
    url: str | None
    quote: str
    start: int
    end: int
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence whose quotes were found; `citations` are numbers of `Answer.citations`."""

    text: str
    citations: tuple[int, ...]
    attribution: str | None = None
    role: Role = "claim"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposed sentence that is not shown as fact, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class AnsweredBy:
    """Which answerer made it; `prompt` is name and version ("answer@1"), None without a model.

    `note` says why this answerer was taken when the choice was left to us.
    """

    kind: Literal["extractive", "llm"]
    model: str | None = None
    prompt: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says to a question, or that it says nothing."""

    id: str
    question: str
    status: Status
    text: str
    answered_by: AnsweredBy
    verdict: Verdict | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    as_of: str | None = None
    created: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    usage: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The answer as the REST API gives it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the chosen articles say, sentence by sentence; an Answer without a verdict.

    Attributes:
        about: the topic asked for; None when the articles were chosen by id.
        article_ids: the articles summarised, in order of their dates.
    """

    id: str
    status: Status
    text: str
    answered_by: AnsweredBy
    article_ids: tuple[str, ...]
    about: str | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    as_of: str | None = None
    created: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    usage: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The summary as the REST API gives it."""
        return asdict(self)
