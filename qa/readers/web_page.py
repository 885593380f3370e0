"""A web page, saved or fetched: text, title, date, outlet and authors as trafilatura finds them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import ReadError
from qa.readers._fields import draft, web_address
from qa.readers._item import Item

_FIRST_TAG = re.compile(
    r"(?:\s|<\?[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-\w+)*)", re.I)


class _WebPage:
    name = "web page"
    suffixes = frozenset({".html", ".htm", ".xhtml"})
    content_types = frozenset({"text/html", "application/xhtml+xml"})
    fallback = False

    def sniff(self, item: Item) -> bool:
        return _FIRST_TAG.match(item.start) is not None

    def read(self, item: Item) -> Iterator[ArticleDraft | ReadFailure]:
        declared = _CHARSET.search(item.head)
        page = item.text(declared[1].decode("ascii") if declared else None)
        found = _extracted(page, item.url)
        if found is None or not (found.text or "").strip():
            raise ReadError(
                "no article text found in this web page.",
                "It may need a log-in or a browser; copy its text to a .txt file.",
            )
        language = _LANGUAGE.search(page)
        record = {
            "title": found.title,
            "date": found.date,
            "source": found.sitename or found.hostname,
            "url": _own_address(found.url, item.url),
            "author": found.author,
            "language": found.language or (language[1] if language else None),
        }
        text = found.text.removeprefix(f"{found.title}\n")
        yield draft(record, text=text, origin=item.origin, single=item.lasting)


READER = _WebPage()


def _extracted(page: str, url: str | None) -> Any:
    import trafilatura

    for name in ("trafilatura", "htmldate"):  # they log faults of pages; those are our failures
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return trafilatura.bare_extraction(
            page, url=url, with_metadata=True, include_comments=False
        )
    except Exception as error:  # what a parser trips over is a fault of one page
        raise ReadError(
            f"the web page cannot be parsed ({type(error).__name__}).",
            "Copy its text to a .txt file.",
        ) from error


def _own_address(canonical: str | None, fetched: str | None) -> str | None:
    """The address that the page gives itself; a fetched page may not name another site."""
    canonical = web_address(canonical or "")
    if fetched and (not canonical or urlsplit(canonical).hostname != urlsplit(fetched).hostname):
        return fetched
    return canonical
