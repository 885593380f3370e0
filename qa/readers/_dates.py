"""Dates as inputs write them, to ISO 8601 or to nothing: no date is guessed.

Read: ISO 8601 and other year-first forms, RFC 2822, "Nov 16, 2023", "16 November 2023",
"16.11.2023" (only one order fits), 20231116, and seconds or milliseconds since 1970. Not read:
03/04/2023 (two orders fit), dates without a day or a year, years outside 1000 to 2100.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[Tt]|,?\s+)(\S.*))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?\d{6}Z?)?")
_LONGEST = 64
# Hours east of Greenwich of the zone names that news agencies and feeds use.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8,
    "JST": 9,
}  # fmt: skip
_UNZONED = (datetime(2000, 1, 1), datetime(2096, 12, 28))  # noqa: DTZ001 - zones are not guessed
_ODD = (ValueError, OverflowError, TypeError, IndexError, ArithmeticError, AttributeError)


def iso_date(value: object) -> str | None:
    """The day ("2023-11-16"), or the time if its offset is known ("2023-11-16T17:01:22+00:00").

    A time without an offset gives its day alone, since its instant is not known. Returns None
    for whatever is not surely one date.
    """
    try:
        moment = _moment(value)
    except _ODD:
        return None
    if moment is None or not 1000 <= moment.year <= 2100:
        return None
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.isoformat(timespec="seconds")
    return moment.isoformat()[:10]


def _moment(value: object) -> date | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    if isinstance(value, str) and value.isascii() and 0 < len(value.strip()) <= _LONGEST:
        return _from_text(" ".join(value.split()))
    return None


def _from_text(text: str) -> date | None:
    if compact := _COMPACT.fullmatch(text):
        return date(*map(int, compact.groups()))
    if text.isdigit():
        return _from_number(int(text))
    if year_first := _YEAR_FIRST.fullmatch(text):
        return _from_year_first(*year_first.group(1, 3, 4, 5))
    return _from_rfc2822(text) or _from_words(text)


def _from_number(value: float) -> date | None:
    """Seconds or milliseconds since 1970 if past 1973; eight digits that make a day are one."""
    if not math.isfinite(value):
        return None
    if compact := _COMPACT.fullmatch(str(value)):
        return date(*map(int, compact.groups()))
    if 1e8 <= value < 1e11:
        return datetime.fromtimestamp(value, UTC)
    if 1e11 <= value < 1e14:
        return datetime.fromtimestamp(value / 1000, UTC)
    return None


def _from_year_first(year: str, month: str, day: str, rest: str | None) -> date:
    """A day, with the time after it if that can be read."""
    first = date(int(year), int(month), int(day))
    if not rest:
        return first
    try:
        return datetime.fromisoformat(f"{first.isoformat()}T{rest}")
    except ValueError:
        found = _dateutil(f"{first.isoformat()} {rest}", day_first=False, default=_UNZONED[0])
        if found.date() != first:
            raise ValueError(rest) from None
        return found


def _from_rfc2822(text: str) -> datetime | None:
    """A time of e-mail and RSS; its month is a word, so that nothing in it is ambiguous."""
    if not re.search(r"\d [A-Za-z]{3} \d{2,4} \d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except _ODD:
        return None


def _from_words(text: str) -> datetime | None:
    """The date that `dateutil` reads, if neither order of day and month nor defaults matter."""
    if not re.search(r"(?<!\d)\d{4}(?!\d)", text):
        return None
    readings = {
        _dateutil(text, day_first, default) for day_first in (False, True) for default in _UNZONED
    }
    return readings.pop() if len(readings) == 1 else None


def _dateutil(text: str, day_first: bool, default: datetime) -> datetime:
    from dateutil import parser, tz

    def zone(name: str | None, offset: int | None) -> tzinfo | None:
        if offset is not None:
            return tz.tzoffset(name, offset)
        if name and name.upper() in _ZONES:
            return tz.tzoffset(None, timedelta(hours=_ZONES[name.upper()]))
        return None

    return parser.parse(text, dayfirst=day_first, default=default, tzinfos=zone)
