"""The past days, months, seasons and years that a question names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

Period = tuple[date, date]  # first and last day

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_COUNTS = {
    word: count
    for count, words in enumerate("a|one two three four five six seven eight nine ten".split(), 1)
    for word in words.split("|")
}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})"
_YEAR = rf"(?P<year>(?:19|20)\d\d|last year|(?:{'|'.join(_COUNTS)}|\d+) years? ago)"
# What lies before or after a time is not reported in it.
_BOUND = re.compile(r"\b(?:since|before|after|until|till|by)\s+(?:the\s+)?$", re.IGNORECASE)


def periods(question: str, asked_on: date) -> list[Period]:
    """The times named in full, or from the day of asking ("last year", "three years ago").

    Each is read in the longest form that fits: "May 2023" is a month, not a year.
    """
    found, rest = [], question.lower()
    for form, read in _FORMS:
        for match in form.finditer(rest):
            with suppress(ValueError):  # the 31st of June
                if not _BOUND.search(rest[: match.start()]):
                    found.append(read(match, asked_on))
        rest = form.sub(lambda match: " " * len(match.group()), rest)
    return found


def _day(match: re.Match[str], asked_on: date) -> Period:
    day = date(_year(match, asked_on), _month(match), int(match["day"]))
    return day, day


def _whole_month(match: re.Match[str], asked_on: date) -> Period:
    return _months(_year(match, asked_on), _month(match), _month(match))


def _season(match: re.Match[str], asked_on: date) -> Period:
    return _months(_year(match, asked_on), *_SEASONS[match["season"]])


def _whole_year(match: re.Match[str], asked_on: date) -> Period:
    return _months(_year(match, asked_on), 1, 12)


def _months(year: int, first: int, last: int) -> Period:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _month(match: re.Match[str]) -> int:
    written = match["month"]
    return int(written) if written.isdecimal() else 1 + _MONTHS.index(written)


def _year(match: re.Match[str], asked_on: date) -> int:
    written = match["year"]
    if written.isdecimal():
        return int(written)
    count = written.split()[0]
    return asked_on.year - (1 if count == "last" else _COUNTS.get(count) or int(count))


_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period]]] = [
    (re.compile(rf"\b{form}\b"), read)
    for form, read in (
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _day),
        (rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}", _day),
        (rf"{_MONTH} {_DAY},? {_YEAR}", _day),
        (rf"{_MONTH},? (?:of )?{_YEAR}", _whole_month),
        (rf"{_YEAR},? in {_MONTH}", _whole_month),
        (rf"{_SEASON},? (?:of )?{_YEAR}", _season),
        (_YEAR, _whole_year),
    )
]
