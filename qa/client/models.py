"""What the API gives besides answers and summaries, which are those of `qa.answers`.

Members that a later server adds are left out, so that an older client goes on working.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

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
class Health:
    """Whether the process runs."""

    status: str


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
