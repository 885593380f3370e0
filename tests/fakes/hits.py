"""Articles and hits made by hand, for tests that need no store."""

from __future__ import annotations

from typing import Any

from vectorstore.models import Article, Hit, Passage


def article(text: str, *, id: str = "art-1", **fields: Any) -> Article:  # noqa: A002
    known: dict[str, Any] = {"title": "Title", "source": "Courier", "published": "2023-11-15"}
    return Article(id=id, key=id, text=text, **(known | fields))


def hit(text: str, *, id: str = "art-1", **fields: Any) -> Hit:  # noqa: A002
    """A hit on the whole of an article with this text."""
    of = article(text, id=id, **fields)
    return Hit(Passage(1, id, 0, 0, len(text), text), of, score=1.0)
