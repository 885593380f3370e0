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
Outcome = Literal["verified", "repaired"]
Judgement = Literal["supported", "unsupported", "unclear"]


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
class Speakers:
    """Who says it: those it goes through, outermost first, and how the innermost said it.

    Attributes:
        chain: ("Reuters", "three senior officials") for "Reuters, citing three senior officials".
        manner: "on condition of anonymity", "in a statement on Telegram".
    """

    chain: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day or stretch of days that a quote names, read from its article's day of publication.

    Attributes:
        text: the words, `article.text[start:end]`: "on Wednesday (Nov 15)", "earlier this month".
        first, last: ISO 8601 days, both included; the same for a single day.
    """

    text: str
    start: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that stands in its article at exactly these offsets.

    Attributes:
        copies: near-identical articles, which are the same source.
        dates: the days that the quote names in other words than a date.
        origin: number, from 1, of the independent source that the words go back to; citations
            with the same number count once.
    """

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
    dates: tuple[DateMention, ...] = ()
    origin: int = 0


@dataclass(frozen=True, slots=True)
class SecondCheck:
    """What a model makes of a sentence and its quotes: reported, never acted upon."""

    judgement: Judgement
    model: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence whose quotes were found; `citations` are numbers of `Answer.citations`.

    Attributes:
        outcome: "repaired" if a quote is not quite what was proposed: the article's own words
            took the place of others, or they stood in another passage than was said.
        note: what was repaired, in words for people; None if nothing was.
        speakers: the attribution in its parts.
        second_check: None unless asked for.
    """

    text: str
    citations: tuple[int, ...]
    attribution: str | None = None
    role: Role = "claim"
    outcome: Outcome = "verified"
    note: str | None = None
    speakers: Speakers = Speakers()
    second_check: SecondCheck | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposed sentence that is not shown as fact, and why."""

    text: str
    reason: str
    outcome: Literal["rejected"] = "rejected"


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The plain span that answers who, when or how many: `text[start:end]` of a cited article.

    Attributes:
        said_by: whose word it is; None if it is the outlet's own, or the answer names the speaker.
    """

    text: str
    citation: int
    article_id: str
    start: int
    end: int
    said_by: str | None = None

    @property
    def told(self) -> str:
        """The span with whose word it is."""
        return f"{self.text}, according to {self.said_by}" if self.said_by else self.text


@dataclass(frozen=True, slots=True)
class Dispute:
    """Sentences that speak against each other; numbers are places in `Answer.sentences`, from 0.

    Attributes:
        kind: somebody denies it, somebody says otherwise, or the figures differ.
        about: what is said.
        against: what is said against it.
    """

    kind: Literal["denial", "contradiction", "figures"]
    about: tuple[int, ...]
    against: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence gives it, with the day on which it was published."""

    sentence: int
    text: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Update:
    """A figure that later reports change: the latest, and the earlier ones, newest first."""

    latest: Figure
    earlier: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What the tokens cost by the configured prices."""

    amount: float
    currency: str


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
    """What the archive says to a question, or that it says nothing.

    Attributes:
        independent_sources: how many origins the citations have; copies count once.
        cached: the same question was answered before, and the archive is unchanged since.
    """

    id: str
    question: str
    status: Status
    text: str
    answered_by: AnsweredBy
    verdict: Verdict | None = None
    short_answer: ShortAnswer | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    updates: tuple[Update, ...] = ()
    independent_sources: int = 0
    as_of: str | None = None
    created: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    usage: dict[str, int] = field(default_factory=dict)
    cost: Cost | None = None
    cached: bool = False

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
    disputes: tuple[Dispute, ...] = ()
    updates: tuple[Update, ...] = ()
    independent_sources: int = 0
    as_of: str | None = None
    created: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    usage: dict[str, int] = field(default_factory=dict)
    cost: Cost | None = None
    cached: bool = False

    def as_json(self) -> dict[str, Any]:
        """The summary as the REST API gives it."""
        return asdict(self)
