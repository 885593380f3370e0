"""The days that a sentence names, and whether its quotes bear them.

A day in a sentence may be written otherwise than in the quote: "15 November" for "on Wednesday" in
an article of that week. So the days of the quotes are worked out from the day of publication, and
what the sentence names must fit one of them. It may say less ("in November"), but not more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?<![\d.,:])(?P<{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
_YEAR = r"(?:,? (?:of )?(?P<{0}>(?:19|20)\d\d)(?![\w%]|[.,]\d))?"
_TO = r" ?(?:[-–—]|to|and|or|until) ?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)",
        r"(?<![\d/])(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})[/.](?P<y1>(?:19|20)\d\d)(?!\d)",
        # "15-17 November 2023", "15 and 17 November"; "November 15-17"; "Nov 28 to Dec 3"
        _DAY.format("d1") + rf"(?:{_TO}" + _DAY.format("d2") + ")?(?: of)? " + _MONTH.format("m1")
        + _YEAR.format("y1"),
        r"\b" + _MONTH.format("m1") + r" (?:the )?" + _DAY.format("d1")
        + rf"(?:{_TO}(?!\d+ [a-z])" + _DAY.format("d2") + ")?" + _YEAR.format("y1"),
        r"\b" + _MONTH.format("m1") + r" (?:of )?(?P<y1>(?:19|20)\d\d)(?![\w%]|[.,]\d)",
        r"(?i:\b(?:in|since|until|by|of|from|to|through|during|before|after|for|between|and|this"
        r"|last|next|early|late|mid|mid-|and|or))[ -]" + _MONTH.format("m1"),
        r"\b(?P<m1>January|February|April|July|August|September|October|November|December)\b",
        r"\b(?P<w1>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s?)\b",
    )
)  # fmt: skip
_RELATIVE = re.compile(
    r"\b(?:(?P<near>yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|overnight"
    r"|last night)|(?P<which>last|this|earlier this|later this|next|the past|past) (?P<unit>week"
    r"|month|year))\b",
    re.IGNORECASE,
)
_NEAR = {"yesterday": -1, "last night": -1, "tomorrow": 1}
# "the Oct 7 attack": a day that names what happened on it.
_EVENT = re.compile(
    r" (?!and\b|or\b|in\b|on\b|at\b|to\b|by\b|for\b|of\b|from\b|with\b|when\b|while\b|after\b|as\b"
    r"|before\b|that\b|but\b|was\b|were\b|is\b|are\b|has\b|had\b|said\b|the\b|a\b|an\b|it\b|he\b"
    r"|she\b|they\b|about\b|during\b|amid\b|near\b|because\b|who\b|which\b|until\b|over\b)[a-z]{3,}"
)
_ON = re.compile(r"\bon $", re.IGNORECASE)
_REPORTING = re.compile(
    r"\b(?:report(?:s|ed|ing)?|publish(?:es|ed)?|sa(?:y|ys|id|ying)|told|wr(?:ites|ote)|according"
    r"|announc(?:es|ed)|stat(?:es|ed|ement)|article|dated|as of|claim(?:s|ed)?|den(?:y|ies|ied)"
    r"|call(?:s|ed)|cit(?:es|ed|ing)|warn(?:s|ed)|confirm(?:s|ed))\b",
    re.IGNORECASE,
)
_PUBLISHING = re.compile(
    r"\b(?:report(?:s|ed)?|publish(?:es|ed)?|wr(?:ites|ote)|according to|article|dated|as of)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|due|plan(?:s|ned)?|next|schedul\w+|expect\w+|set to|ahead|upcoming)\b",
    re.IGNORECASE,
)
_SOON = timedelta(days=60)
_WEEK = timedelta(days=7)
Range = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, weekday or month as a text names it, `text[start:end]`; None for what it leaves out.

    Attributes:
        month, day: from 1. weekday: 0 is Monday.
        event: it names what happened on it, as in "the Oct 7 attack".
    """

    start: int = 0
    end: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    event: bool = False

    def bears(self, other: Day) -> bool:
        """Whether this day is known to be the other, which may say less."""
        return all(
            asked is None or asked == known
            for asked, known in (
                (other.year, self.year),
                (other.month, self.month),
                (other.day, self.day),
                (other.weekday, self.weekday),
            )
        )


@dataclass(frozen=True, slots=True)
class DatedQuote:
    """A quote, its article's day of publication, and the days that `dating` reads in it."""

    text: str
    published: date | None
    resolved: tuple[Range, ...] = ()


def days(text: str) -> list[Day]:
    """The days that a text names, in order."""
    found: list[Day] = []
    taken = bytearray(len(text))
    for form in _FORMS:
        for match in form.finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found += _read(match, text)
    return sorted(found, key=lambda item: item.start)


def without_days(text: str) -> str:
    """The text with blanks where it names days, so that their numbers count nobody."""
    for item in days(text):
        text = text[: item.start] + " " * (item.end - item.start) + text[item.end :]
    return text


def known_days(quote: DatedQuote) -> list[Day]:
    """The days that a quote bears: as it names them, and as its day of publication tells."""
    named = days(quote.text)
    known = [*named, *map(_of_range, quote.resolved)]
    if quote.published:
        known += [day for item in named for day in _worked_out(item, quote)]
        known += _relative(quote.text, quote.published)
    return known


def unborne_day(sentence: str, quotes: Sequence[DatedQuote], around: str) -> str | None:
    """Why the quotes do not bear the days that the sentence names, or None.

    The day of publication itself may be named in a sentence that says who said or wrote so.

    Args:
        around: the quotes' surroundings; the day that names an event may stand there.
    """
    known = [day for quote in quotes for day in known_days(quote)]
    exact = any(_RELATIVE.search(quote.text) for quote in quotes) or any(
        not item.event and (item.day or item.weekday is not None)
        for quote in quotes
        for item in days(quote.text)
    )
    if _PUBLISHING.search(sentence) or (_REPORTING.search(sentence) and not exact):
        known += [_of_day(quote.published) for quote in quotes if quote.published]
    events = [replace(day, year=None) for day in days(around)]
    for item in days(sentence):
        event = item.event and any(day.bears(replace(item, year=None)) for day in events)
        if not event and not any(day.bears(item) for day in known):
            return f"its quotes do not hold the day {sentence[item.start : item.end].strip()!r}"
    return None


def _read(match: re.Match[str], text: str) -> Iterator[Day]:
    groups = match.groupdict()
    start, end = match.span()
    year = int(groups["y1"]) if groups.get("y1") else None
    if groups.get("w1"):
        yield Day(start, end, weekday=_WEEKDAYS.index(groups["w1"][:3].lower()))
        return
    if groups.get("n1"):  # 3/4/2023 is in April or in March
        first, second = int(groups["n1"]), int(groups["n2"])
        if first > 12 or second > 12:
            first, second = (first, second) if first > 12 else (second, first)
            yield Day(start, end, year, second, first)
        else:
            yield Day(start, end, year)
        return
    month = groups["m1"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    event = bool(_EVENT.match(text, end)) and not _ON.search(text[max(start - 4, 0) : start])
    for name in ("d1", "d2"):
        if groups.get(name):
            yield Day(start, end, year, number, int(groups[name]), event=event)
    if not groups.get("d1"):
        yield Day(start, end, year, number)


def _worked_out(item: Day, quote: DatedQuote) -> Iterator[Day]:
    """The complete days that a weekday or a day without its year may be."""
    published = quote.published
    if published is None or item.year:
        return
    if item.weekday is not None:
        yield from _weekdays(item, quote.text, published)
    elif item.month:
        years = (published.year - 1, published.year, published.year + 1)
        dates = [there for year in years if (there := _date(year, item.month, item.day or 1))]
        past = [there for there in dates if there <= published]
        for there in {*past[-1:], *(d for d in dates if abs(d - published) <= _SOON)}:
            yield _of_day(there) if item.day else Day(year=there.year, month=there.month)


def _weekdays(item: Day, text: str, published: date) -> Iterator[Day]:
    last = published - timedelta(days=(published.weekday() - (item.weekday or 0)) % 7)
    before = text[max(item.start - 6, 0) : item.start].lower()
    if "next" in before:
        yield from (_of_day(last + _WEEK), _of_day(last + 2 * _WEEK))
        return
    yield _of_day(last)
    if "last" in before:
        yield _of_day(last - _WEEK)
    elif _FUTURE.search(text):
        yield _of_day(last + _WEEK)


def _relative(text: str, published: date) -> Iterator[Day]:
    for found in _RELATIVE.finditer(text):
        if near := found["near"]:
            yield _of_day(published + timedelta(days=_NEAR.get(near.lower(), 0)))
            if near.lower() == "overnight":
                yield _of_day(published - timedelta(days=1))
            continue
        on = {"last": -1, "next": 1}.get(found["which"].lower(), 0)
        if found["unit"].lower() == "year":
            yield Day(year=published.year + on)
        elif found["unit"].lower() == "month":
            months = published.year * 12 + published.month - 1 + on
            yield Day(year=months // 12, month=months % 12 + 1)


def _of_day(day: date) -> Day:
    return Day(0, 0, day.year, day.month, day.day, day.weekday())


def _of_range(stretch: Range) -> Day:
    first, last = stretch
    if first == last:
        return _of_day(first)
    year = first.year if first.year == last.year else None
    return Day(year=year, month=first.month if year and first.month == last.month else None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
