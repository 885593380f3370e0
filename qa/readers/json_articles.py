"""JSON and JSON lines: articles as objects with the names of `_fields.ALIASES`.

JSON lines (also in a `.json` file) are read one at a time, so that a dump of any size is; a
broken line is a failure of that line. Other JSON is read as a whole: one article, a list, or an
object that holds a list as `articles`, `items`, `data` or `results`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import ReadError
from qa.readers._decoding import check_text, decode
from qa.readers._fields import draft, has_text, kind
from qa.readers._item import WHOLE_BYTES, Item, empty, lines

_LISTS = ("articles", "items", "data", "results", "docs", "documents")
_LINES = frozenset({".jsonl", ".ndjson"})
_LINE_TYPES = frozenset({"application/jsonl", "application/x-ndjson", "application/x-jsonlines"})
_SNIFF = re.compile(r'\{\s*["}]|\[\s*[{\]]')


class _Json:
    name = "JSON"
    suffixes = _LINES | {".json"}
    content_types = _LINE_TYPES | {"application/json", "application/ld+json", "text/json"}
    fallback = False

    def sniff(self, item: Item) -> bool:
        return _SNIFF.match(item.start) is not None

    def read(self, item: Item) -> Iterator[ArticleDraft | ReadFailure]:
        check_text(item.head)
        if not item.head.strip():
            raise empty()
        return _read_lines(item, lines(item)) if _in_lines(item) else _read_whole(item)


READER = _Json()


def _in_lines(item: Item) -> bool:
    """Lines by name or by look: a first line that is, or ends like, an object of its own."""
    if b"\0" in item.head:
        return False  # UTF-16: read whole, and split then
    first, _, rest = item.start.partition("\n")
    if item.suffix in _LINES or item.content_type in _LINE_TYPES:
        return first.strip() not in ("[", "{")
    if not rest.strip():
        return False
    return first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _read_lines(
    item: Item, numbered: Iterable[tuple[int, bytes | str | ReadError]]
) -> Iterator[ArticleDraft | ReadFailure]:
    for number, line in numbered:
        place = f":{number}"
        try:
            if isinstance(line, ReadError):
                raise line
            if line.strip():
                for record in _members(_parsed(_line_text(line), unit="line")):
                    yield _article(record, item, place, single=False)
        except ReadError as error:
            yield item.failure(error, place)


def _read_whole(item: Item) -> Iterator[ArticleDraft | ReadFailure]:
    text = item.text(limit=WHOLE_BYTES)
    try:
        value = _parsed(text, unit="file")
    except ReadError:
        if not _first_line_stands(text):
            raise
        yield from _read_lines(item, enumerate(text.split("\n"), 1))
        return
    found = _members(value)
    if not found:
        raise ReadError("empty: it holds no articles.", "Fill it or leave it out.")
    alone = len(found) == 1 and found[0] is value
    for number, record in enumerate(found, 1):
        place = "" if alone else f"#{number}"
        try:
            yield _article(record, item, place, single=alone and item.lasting)
        except ReadError as error:
            yield item.failure(error, place)


def _first_line_stands(text: str) -> bool:
    """The text is JSON lines after all: its first line is an object by itself."""
    try:
        return isinstance(_parsed(text.lstrip().partition("\n")[0], unit="line"), dict)
    except ReadError:
        return False


def _article(record: Any, item: Item, place: str, *, single: bool) -> ArticleDraft:
    if not isinstance(record, dict):
        raise ReadError(f"an article is a JSON object; this is {kind(record)}.", "Leave it out.")
    return draft(record, origin=item.origin + place, single=single)


def _line_text(line: bytes | str) -> str:
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(line)


def _parsed(text: str, *, unit: Literal["line", "file"]) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}"
        if unit == "file":
            place = f"line {error.lineno}, {place}"
        raise ReadError(
            f"not valid JSON ({error.msg}, {place}).", f"Mend the {unit} or leave it out."
        ) from error
    except (RecursionError, ValueError) as error:
        raise ReadError("JSON nested too deeply, or a number too long.", "Leave it out.") from error


def _members(value: Any, depth: int = 3) -> list[Any]:
    """The articles that a JSON value holds; a value that is none stands for itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and depth and not has_text(value):
        for name in _LISTS:
            if isinstance(value.get(name), list | dict):
                return _members(value[name], depth - 1)
    return [value]
