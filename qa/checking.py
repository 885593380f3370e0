"""What a person or a program asks for, checked: each fault names the argument it is in."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.errors import InvalidInput
from vectorstore.models import Filter

LONGEST_QUESTION = 2_000  # characters
MOST_RECENCY = 10  # where scores end at 1
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63 - 1  # of a whole number in SQLite


def checked_text(text: str, field: str) -> str:
    """The text on one line, without what is no text at all; InvalidInput if that is nothing."""
    words = " ".join(storable(text).split())
    if not words:
        raise InvalidInput(f"The {field} is empty.", "Write a few words.", field=field)
    if len(text) > LONGEST_QUESTION:
        raise InvalidInput(
            f"The {field} has {len(text):,} characters.",
            f"Use at most {LONGEST_QUESTION:,}.",
            field=field,
        )
    return words


def storable(text: str) -> str:
    """The text with lone surrogates as U+FFFD: bytes that are not UTF-8 come as these."""
    return _SURROGATE.sub("\ufffd", text)


def checked_count(number: int, most: int, field: str) -> int:
    """The number, if it lies from 1 to `most`."""
    if not 1 <= number <= most:
        raise InvalidInput(f"{field} cannot be {number}.", f"Give 1 to {most:,}.", field=field)
    return number


def checked_recency(weight: float | None) -> float | None:
    """The weight of new passages, if it lies from 0 to `MOST_RECENCY`."""
    if weight is not None and not 0 <= weight <= MOST_RECENCY:
        raise InvalidInput(
            f"recency cannot be {weight}.", f"Give 0 to {MOST_RECENCY}.", field="recency"
        )
    return weight


def checked_filter(where: Filter | None) -> Filter:
    """The filter, an empty one for None; InvalidInput if no day can pass."""
    where = where or Filter()
    if where.date_from and where.last_day and where.date_from > where.last_day:
        raise InvalidInput(
            f"No day lies from {where.date_from} to {where.last_day}.",
            "Give an earlier first day.",
            field="from",
        )
    return replace(
        where,
        sources=tuple(map(storable, where.sources)),
        article_ids=tuple(map(storable, where.article_ids)),
    )


def position(cursor: str | None) -> tuple[int, int] | None:
    """Where the page begins that a `next_cursor` asks for."""
    if not cursor:
        return None
    if not (found := re.fullmatch(r"([0-9]{1,18})\.([0-9]{1,18})", cursor)):
        raise InvalidInput(
            f"The cursor {cursor[:40]!r} is not one of ours.",
            "Use the next_cursor of the page before, unchanged.",
            field="cursor",
        )
    return int(found[1]), int(found[2])


def row_before(cursor: str | None) -> int:
    """The row number that a page begins before, for lists that are ordered by it."""
    if not cursor:
        return _LARGEST
    if not re.fullmatch(r"[0-9]{1,18}", cursor):
        raise InvalidInput(
            f"The cursor {cursor[:40]!r} is not one of ours.",
            "Use the next_cursor of the page before, unchanged.",
            field="cursor",
        )
    return int(cursor)
