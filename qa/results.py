"""What searches and listings give back, and articles and hits in the words of the REST API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from vectorstore.models import Article, Hit

Order = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages that a search found, in the order asked for."""

    query: str
    hits: tuple[Hit, ...]
    timings_ms: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """The result as the REST API gives it."""
        return {
            "query": self.query,
            "hits": [hit_json(hit) for hit in self.hits],
            "timings_ms": self.timings_ms,
        }


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """A page of the library, newest first; `next_cursor` asks for the next one."""

    items: tuple[Article, ...]
    next_cursor: str | None
    total: int


def ordered(hits: Sequence[Hit], order: Order) -> list[Hit]:
    """Hits, given best first, in this order; of one day the best first, without a day last."""
    if order == "relevance":
        return list(hits)
    dated = [hit for hit in hits if hit.article.day]
    dated.sort(key=lambda hit: str(hit.article.day), reverse=order == "newest")
    return dated + [hit for hit in hits if not hit.article.day]


def article_json(article: Article) -> dict[str, Any]:
    """An article as the REST API gives it."""
    return {
        "id": article.id,
        "external_id": article.external_id,
        "title": article.title,
        "title_inferred": article.title_inferred,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "authors": list(article.authors),
        "language": article.language,
        "text": article.text,
        "revision": article.revision,
        "copies": list(article.copies),
        "wire": article.wire,
        "boilerplate": [list(span) for span in article.boilerplate],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit as the REST API gives it."""
    return {
        "article_id": hit.article.id,
        "external_id": hit.article.external_id,
        "title": hit.article.title,
        "source": hit.article.source,
        "published": hit.article.published,
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": hit.score,
        "ranks": dict.fromkeys(("dense", "lexical")) | hit.ranks,
        "scores": dict.fromkeys(("dense", "lexical")) | hit.scores,
        "copies": list(hit.copies),
    }
