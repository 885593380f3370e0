"""Days and stretches of days counted from a day of publication.

A stretch is a pair of days, both included. Weeks begin on Monday. Every function may raise
ValueError or OverflowError where the calendar (years 1 to 9999) ends.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

Days = tuple[date, date]
# News gives the year of a day that lies further back than this, so the other one may be meant.
_LONG_AGO = timedelta(days=270)
_SOON = timedelta(days=62)
_NEARBY = timedelta(days=92)


class Tense(Enum):
    """Whether the words around a day speak of what was or of what is to come.

    EITHER is said of plans that may have been carried out by now: "was due to meet on Friday".
    """

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"
    UNKNOWN = "unknown"


def shifted(day: date, days: int) -> Days:
    """The single day so many days on."""
    there = day + timedelta(days=days)
    return there, there


def week(day: date, on: int = 0) -> Days:
    """The week of a day, or one so many weeks on."""
    monday = day + timedelta(days=7 * on - day.weekday())
    return monday, monday + timedelta(days=6)


def month(day: date, on: int = 0) -> Days:
    """The month of a day, or one so many months on."""
    return _months(day.year * 12 + day.month - 1 + on, 1)


def quarter(day: date, on: int = 0) -> Days:
    """The quarter of a day, or one so many quarters on."""
    return _months((day.year * 4 + (day.month - 1) // 3 + on) * 3, 3)


def year(day: date, on: int = 0) -> Days:
    """The year of a day, or one so many years on."""
    return _months((day.year + on) * 12, 12)


def part_of_year(year_number: int, ordinal: int, parts: int) -> Days:
    """The first, second, ... of the equal parts of a year: `parts` is 2 or 4."""
    length = 12 // parts
    return _months(year_number * 12 + (ordinal - 1) * length, length)


def weekend(day: date, tense: Tense) -> Days:
    """The weekend last past or under way, or, in the future tense, the one to come."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    if tense is Tense.FUTURE and day.weekday() < 5:
        saturday += timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The same day so many months back, or the last of that month if it is shorter."""
    first, last = month(day, -months)
    return min(first + timedelta(days=day.day - 1), last)


def weekday(day: date, wanted: int, tense: Tense) -> Days:
    """The nearest such weekday in the direction of the tense; the day itself if it is one.

    Args:
        wanted: 0 is Monday.
    """
    back, ahead = (day.weekday() - wanted) % 7, (wanted - day.weekday()) % 7
    forward = tense is Tense.FUTURE or (tense is Tense.EITHER and ahead < back)
    return shifted(day, ahead if forward else -back)


def day_of_month(day: date, number: int, tense: Tense) -> Days | None:
    """The 14th of this month, the last or the next, as the tense has it."""
    found = []
    for on in (-1, 0, 1):
        first, last = month(day, on)
        if number <= last.day:
            found.append(shifted(first, number - 1))
    return _chosen(day, found, tense)


def day_of_year(day: date, month_number: int, number: int, tense: Tense) -> Days | None:
    """A date without its year; None where two are equally likely, or there is no such day."""
    found = []
    for year_number in _years_around(day):
        first, last = _months(year_number * 12 + month_number - 1, 1)
        if number <= last.day:
            found.append(shifted(first, number - 1))
    return _chosen(day, found, tense)


def month_of_year(day: date, month_number: int, tense: Tense) -> Days | None:
    """A month without its year; the current one counts as past and as to come."""
    years = _years_around(day)
    return _chosen(day, [_months(number * 12 + month_number - 1, 1) for number in years], tense)


def in_year(day: date, month_number: int, on: int) -> Days:
    """That month of the year that is so many on."""
    return _months((day.year + on) * 12 + month_number - 1, 1)


def part_of_month(days: Days, part: str) -> Days:
    """The early days (1 to 10), the middle (11 to 20) or the late ones (from 21) of a month."""
    first, last = days
    tenth, twentieth = first + timedelta(days=9), first + timedelta(days=19)
    if part == "early":
        return first, tenth
    if part == "mid":
        return tenth + timedelta(days=1), twentieth
    return twentieth + timedelta(days=1), last


def _years_around(day: date) -> range:
    return range(max(day.year - 1, date.min.year), min(day.year + 1, date.max.year) + 1)


def _chosen(day: date, found: list[Days], tense: Tense) -> Days | None:
    past = max((days for days in found if days[0] <= day), default=None)
    coming = min((days for days in found if days[1] >= day), default=None)
    if tense is Tense.PAST:
        doubtful = not past or (day - past[1] > _LONG_AGO and coming and coming[0] - day < _SOON)
        return None if doubtful else past
    if tense is Tense.FUTURE:
        doubtful = not coming or (coming[0] - day > _LONG_AGO and past and day - past[1] < _SOON)
        return None if doubtful else coming
    near = [(_distance(day, days), days) for days in (past, coming) if days]
    distance, days = min(near, default=(timedelta.max, None))
    return days if distance <= _NEARBY else None


def _distance(day: date, days: Days) -> timedelta:
    return max(days[0] - day, day - days[1], timedelta(0))


def _months(first: int, length: int) -> Days:
    """So many months from one that is counted from the year 0."""
    begin, end = divmod(first, 12), divmod(first + length, 12)
    # The day before the next month; the last month of the calendar has none after it.
    if end == (date.max.year + 1, 0):
        return date(begin[0], begin[1] + 1, 1), date.max
    return date(begin[0], begin[1] + 1, 1), date(end[0], end[1] + 1, 1) - timedelta(days=1)
