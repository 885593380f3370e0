"""The names that inputs give to an article's fields, and what their values may be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from qa.drafts import ArticleDraft
from qa.errors import ReadError
from qa.readers._dates import iso_date

# Best name first. Case, "-" and "_" do not count, but for the "_" of "_id".
ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "articlebody", "description"),
    "title": ("title", "headline"),
    "published": (
        "published", "date", "datepublish", "datepublished", "publishedat", "publishdate",
        "publisheddate", "publicationdate", "pubdate",
    ),
    "source": ("source", "sourcedomain", "outlet", "publisher"),
    "url": ("url", "link"),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang", "inlanguage"),
    "external_id": ("externalid", "_id", "id"),
}  # fmt: skip
_UNSTORABLE = re.compile("[\ud800-\udfff\0]")
T = TypeVar("T")


def clean(text: str) -> str:
    r"""`text` as it can be stored: lone surrogates and NUL as U+FFFD, line ends as `\n`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _UNSTORABLE.sub("\ufffd", text)


def field_of(key: str) -> str | None:
    """The field that a name in an input stands for."""
    wanted = _plain(key)
    return next((field for field, names in ALIASES.items() if wanted in names), None)


def has_text(record: Mapping[str, Any]) -> bool:
    """The record looks like an article: it has a member for the text, other than null."""
    return any(
        _plain(key) in ALIASES["text"] and value is not None for key, value in record.items()
    )


def draft(
    record: Mapping[str, Any], *, origin: str, text: str | None = None, single: bool = False
) -> ArticleDraft:
    """The article of a record.

    Args:
        record: names and values as the input has them; `metadata` within fills what is missing.
        text: the body, where the record does not hold it.

    Raises:
        ReadError: no text, or a value that cannot be what its field needs; the field is named.
    """
    named = _named(record)
    body = clean(text) if text is not None else _first(named, "text", _text)
    if body is None or not body.strip():
        raise ReadError(f"empty: {_lack(record)}.", f"It is looked for in: {_names('text')}.")
    return ArticleDraft(
        text=body,
        origin=origin,
        title=_first(named, "title", _line),
        source=_first(named, "source", _name),
        url=_first(named, "url", _address),
        published=_first(named, "published", iso_date),
        authors=_first(named, "authors", _people) or (),
        language=_first(named, "language", _line),
        external_id=_first(named, "external_id", _id),
        single=single,
    )


def web_address(value: str) -> str | None:
    """`value` if it is an address of the web, which a page may safely link to."""
    value = value.strip()
    return value if re.match(r"https?://[^\s/]", value, re.IGNORECASE) else None


def _plain(key: str) -> str:
    key = key.strip().lower()
    return key[:1] + key[1:].replace("_", "").replace("-", "")


def _names(field: str) -> str:
    return ", ".join(ALIASES[field])


def _lack(record: Mapping[str, Any]) -> str:
    named = [(key, value) for key, value in record.items() if field_of(key) == "text"]
    blank = [f"{key!r} is {_spelled(value)}" for key, value in named]
    return f"the article has no text ({', '.join(blank)})" if blank else "the article has no text"


def _spelled(value: Any) -> str:
    return "null" if value is None else "NaN" if isinstance(value, float) else "blank"


def _named(record: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Plain name to name and value, without what is missing; `metadata` comes last."""
    named: dict[str, tuple[str, Any]] = {}
    within = record.get("metadata")
    for source in (record, within if isinstance(within, Mapping) else {}):
        for key, value in source.items():
            if isinstance(value, Mapping) and len(value) == 1 and next(iter(value)).startswith("$"):
                value = next(iter(value.values()))  # noqa: PLW2901 - MongoDB writes {"$date": ...}
            if not _absent(value) and not (source is within and _plain(key) in ALIASES["text"]):
                named.setdefault(_plain(key), (key, value))
    return named


def _absent(value: Any) -> bool:
    """Null, NaN (as tables write what is missing) and blank strings."""
    return (
        value is None
        or (isinstance(value, float) and math.isnan(value))
        or (isinstance(value, str) and not value.strip())
    )


def _first(
    named: Mapping[str, tuple[str, Any]], field: str, convert: Callable[[Any], T | None]
) -> T | None:
    """The first of the field's names with a usable value.

    Raises:
        ReadError: no name has one, and a value is of a wrong type.
    """
    wrong: ReadError | None = None
    for name in ALIASES[field]:
        if name not in named:
            continue
        key, value = named[name]
        try:
            found = convert(value)
        except TypeError as error:
            wrong = wrong or ReadError(f"{key!r} is {kind(value)}; {error}.")
        else:
            if found:
                return found
    if wrong is not None:
        raise wrong
    return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("the text of an article is a string")
    return clean(value)


def _line(value: Any) -> str | None:
    """A string on one line; a number will do."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError("it must be a string")
    return " ".join(clean(str(value)).split()) or None


def _id(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError("it must be a string or a number")
    return clean(str(value))


def _name(value: Any) -> str | None:
    """A name, or an object that has one."""
    if isinstance(value, Mapping):
        names = (value.get(key) for key in ("name", "title", "domain", "id"))
        return next((_line(name) for name in names if not _absent(name)), None)
    return _line(value)


def _address(value: Any) -> str | None:
    """An address of the web; other strings and numbers are none, and harmless."""
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url") or ""
    return web_address(_line(value) or "")


def _people(value: Any) -> tuple[str, ...]:
    """Names, one or a list; ";" parts names, since "," stands within them too."""
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    names = (_name(one) for one in values if not _absent(one))
    parts = (part.strip() for name in names if name for part in name.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def kind(value: Any) -> str:
    """What a JSON value is, in words."""
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", str: "text"}
    return kinds.get(type(value), "an object")
