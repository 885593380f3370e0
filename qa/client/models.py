"""What the API gives besides answers and summaries, which are those of `qa.answers`.

Members that a later server adds are left out, so that an older client goes on working.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from qa.answers import Status, Verdict
from qa.client.errors import Problem, problem
from qa.client.reading import made
from qa.drafts import ReadFailure

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that a search found: `text[start:end]` of its article.

    Attributes:
        score: higher is better; comparable within one search only.
        ranks: 1-based rank in each channel; None where the channel did not find it.
        scores: each channel's own score.
        copies: near-identical articles that the passage stands for.
    """

    article_id: str
    external_id: str | None
    title: str
    source: str | None
    published: str | None
    text: str
    start: int
    end: int
    score: float
    ranks: dict[str, int | None]
    scores: dict[str, float | None]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages that a search found, best first."""

    query: str
    hits: tuple[Passage, ...]
    timings_ms: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """The result as the REST API gives it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article; offsets anywhere count Unicode code points of its `text`.

    Attributes:
        published: ISO 8601 day or time, as the input gave it.
        boilerplate: spans of `text` that are stored but neither searched nor quoted.
        wire: the agency credit found in the text.
    """

    id: str
    external_id: str | None
    title: str
    title_inferred: bool
    source: str | None
    url: str | None
    published: str | None
    authors: tuple[str, ...]
    language: str | None
    text: str
    revision: int
    copies: tuple[str, ...]
    wire: str | None
    boilerplate: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """A page of the library, newest first; `next_cursor` asks for the next one."""

    items: tuple[Article, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of the articles that were sent.

    Attributes:
        failed: what could not be read, and why.
        article_ids: of every article sent that is in the archive now.
    """

    new: int
    updated: int
    unchanged: int
    failed: tuple[ReadFailure, ...]
    passages: int
    seconds: float
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerHeading:
    """An earlier answer or summary in a list; `answer` gives the whole."""

    id: str
    kind: Literal["answer", "summary"]
    question: str | None
    about: str | None
    article_ids: tuple[str, ...] | None
    status: Status
    verdict: Verdict | None
    text: str
    as_of: str | None
    created: str | None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page of earlier answers and summaries, newest first."""

    items: tuple[AnswerHeading, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: articles, or questions; `total` is None until it is known."""

    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Job:
    """Long work that the server does in the background; it survives a restart.

    Attributes:
        kind: "ingest", "rebuild" or "evaluation".
        state: "queued", "running", "done", "failed" or "cancelled".
        attempts: how often it was begun: more than once after a crash.
        cancelling: it was asked to end, and will at its next step.
        result: what came of it, once it is done, as JSON; of an ingest see `ingested`.
        problem: why it failed, as JSON.
    """

    id: str
    kind: str
    state: str
    created: str
    started: str | None
    finished: str | None
    attempts: int
    cancelling: bool
    request: dict[str, Any]
    progress: Progress
    result: dict[str, Any] | None
    problem: dict[str, Any] | None

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed", "cancelled")

    @property
    def ingested(self) -> Ingested | None:
        """What an ingest that is done has brought."""
        if self.kind != "ingest" or self.result is None:
            return None
        return made(Ingested, self.result)

    @property
    def failure(self) -> Problem | None:
        """Why it failed, as the error that it would have been."""
        if self.problem is None:
            return None
        return problem(self.problem, int(self.problem.get("status", 500)), {})


@dataclass(frozen=True, slots=True)
class JobPage:
    """A page of jobs, newest first, without their results."""

    items: tuple[Job, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the process runs."""

    status: str


@dataclass(frozen=True, slots=True)
class Indexing:
    """How many passages are found by meaning, and how many by their words only as yet."""

    embedded: int
    waiting: int
    failure: str
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether questions can be answered now, and with what."""

    ready: bool
    articles: int
    passages: int
    lexical: str
    dense: str
    embedder: str
    answerer: str
    model: str | None
    indexing: Indexing | None = None
