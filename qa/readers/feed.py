"""RSS and Atom feeds: an article for each entry that brings its text.

An entry that is a link only is a failure. The pages that entries link to are not fetched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import ReadError
from qa.readers._fields import draft
from qa.readers._item import Item
from qa.readers._markup import plain_text

_FIRST_TAG = re.compile(
    r"(?:\s|<\?[^>]*>|<!--.*?-->|<!doctype[^>]*>)*<(?:rss|feed|(?:\w+:)?rdf)\b", re.I | re.S
)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.I)


_KINDS = ("rss+xml", "atom+xml", "rdf+xml", "xml")


class _Feed:
    name = "RSS or Atom feed"
    suffixes = frozenset({".xml", ".rss", ".atom", ".rdf"})
    content_types = frozenset(f"application/{kind}" for kind in _KINDS) | {"text/xml"}
    fallback = False

    def sniff(self, item: Item) -> bool:
        return _FIRST_TAG.match(item.start) is not None

    def read(self, item: Item) -> Iterator[ArticleDraft | ReadFailure]:
        declared = _ENCODING.search(item.head)
        feed = _parsed(item.text(declared[1].decode("ascii") if declared else None), item.url)
        if not feed.entries:
            raise ReadError(
                "no RSS or Atom entries in it."
                if feed.get("version")
                else "XML, but no RSS or Atom feed.",
                "Check the address or file; a web page needs the suffix .html.",
            )
        for number, entry in enumerate(feed.entries, 1):
            try:
                yield _article(entry, feed.feed, f"{item.origin}#{number}")
            except ReadError as error:
                yield item.failure(error, f"#{number}")


READER = _Feed()


def _parsed(text: str, url: str | None) -> Any:
    """Feedparser gets a stream, never a name or address, which it would open itself."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    try:
        return feedparser.parse(io.BytesIO(text.encode("utf-8")), response_headers=headers)
    except Exception as error:  # what a parser trips over is a fault of one feed
        raise ReadError(
            f"the feed cannot be parsed ({type(error).__name__}).",
            "Check it with a feed validator.",
        ) from error


def _article(entry: Any, feed: Any, origin: str) -> ArticleDraft:
    text = _text(entry)
    if not text.strip():
        name = entry.get("title") or entry.get("link") or ""
        raise ReadError(
            f"the entry {name!r} has no text, only a link.",
            "Ingest the page itself by its address.",
        )
    people = entry.get("authors") or ([{"name": entry["author"]}] if entry.get("author") else [])
    record = {
        "title": plain_text(entry.get("title") or ""),
        "date": entry.get("published") or entry.get("updated"),
        "source": (entry.get("source") or {}).get("title") or feed.get("title"),
        "url": entry.get("link"),
        "authors": [person.get("name") for person in people],
        "language": entry.get("language") or feed.get("language"),
        "id": entry.get("id"),
    }
    return draft(record, text=text, origin=origin)


def _text(entry: Any) -> str:
    """The longest text that the entry brings, without its markup."""
    parts = [*entry.get("content", []), entry.get("summary_detail") or {}]
    texts = (_unmarked(part.get("value") or "", part.get("type")) for part in parts)
    return max(texts, key=len, default="")


def _unmarked(value: str, kind: str | None) -> str:
    return value if kind == "text/plain" else plain_text(value)
