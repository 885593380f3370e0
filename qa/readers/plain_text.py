"""Plain text, one article a file, with header lines before it if the writer likes.

A header is the lines at the top of the form `Name: value` with a name of `_fields.ALIASES`
(Title, Date, Source, URL, Author, Language, Id ...), up to the first other line; blank lines
after it go with it. A `date` may stand without a colon and have the text right behind it, as in
` date 2023-11-16 Supreme Leader ...`. A line whose value does not fit its name (an address with
spaces, say) is no header line. A date that cannot be read stays in the text, at its beginning,
and the lines after it still count. Without a header the text is kept as it is, to the last space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import ReadError
from qa.readers._dates import iso_date
from qa.readers._fields import draft, field_of, web_address
from qa.readers._item import Item, empty

_NAMED = re.compile(r"[ \t]*([A-Za-z][A-Za-z_-]{1,15})[ \t]*:[ \t]*([^\n]{0,500})(?:\n|\Z)")
_DATED = re.compile(
    r"[ \t]*date[ \t]*:?[ \t]+"
    r"(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9}\.? \d{4})(?:[ \t]*\n|[ \t]+|\Z)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-\w+)*|[A-Z][a-z]+")
_BLANK = re.compile(r"(?:[ \t]*\n)*")
_TABLES = {".csv", ".tsv"}


class _PlainText:
    name = "plain text"
    suffixes = frozenset({".txt", ".text"})
    content_types = frozenset({"text/plain"})
    fallback = True

    def sniff(self, item: Item) -> bool:  # noqa: ARG002 - whatever is text will do
        return True

    def read(self, item: Item) -> Iterator[ArticleDraft | ReadFailure]:
        if item.suffix in _TABLES:
            raise ReadError(
                "a table, not an article.", "Write it as JSON lines, one article a line."
            )
        record, text = split_header(item.text())
        if not text.strip():
            raise empty()
        if item.url:
            record.setdefault("url", item.url)
        yield draft(record, text=text, origin=item.origin, single=item.lasting)


READER = _PlainText()


def split_header(text: str) -> tuple[dict[str, str], str]:
    r"""The header's names and values, and the text after it.

    >>> split_header(" date 2023-11-16 Supreme Leader\nsaid")
    ({'published': '2023-11-16'}, 'Supreme Leader\nsaid')
    """
    record: dict[str, str] = {}
    seen: set[str] = set()
    kept = ""
    at = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1
    while line := _header_line(text, at):
        field, value, end = line
        if field in seen:
            break
        seen.add(field)
        if field == "published" and not iso_date(value):
            kept = text[at:end]
        else:
            record[field] = value
        at = end
        if text[at - 1] != "\n":  # the text goes on behind a date
            return record, kept + text[at:]
    if not record:
        return {}, text
    return record, kept + text[_BLANK.match(text, at).end() :]  # type: ignore[union-attr]


def _header_line(text: str, at: int) -> tuple[str, str, int] | None:
    """Field, value and end of the header line at `at`; None if there is no such line."""
    named = _NAMED.match(text, at)
    field = field_of(named[1]) if named else None
    whole_line = named is not None and (field != "published" or iso_date(named[2]) is not None)
    dated = None if whole_line else _DATED.match(text, at)
    if dated and iso_date(dated[1]):
        return "published", dated[1], dated.end()
    if named and field and _fits(field, named[2]):
        return field, named[2], named.end()
    return None


def _fits(field: str, value: str) -> bool:
    value = value.strip()
    if field == "url":
        return web_address(value) is not None and " " not in value
    if field == "language":
        return _LANGUAGE.fullmatch(value) is not None
    if field == "text":
        return False
    return field != "external_id" or (len(value.split()) == 1 and len(value) <= 200)
