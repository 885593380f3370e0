"""Days counted from the day of publication: "yesterday", "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa.answering.dating import calendar
from qa.answering.dating.calendar import Days, Tense
from qa.answering.dating.forms import Form, Setting, form
from qa.answering.dating.words import (
    NUMBER,
    ORDINALS,
    PART_OF_DAY,
    SPACE,
    STEPS,
    WEEKDAY,
    YEAR,
    number_of,
)

_AROUND = 300  # characters on either side that tell what is spoken of
_SUNDAY = 6
# Quarters and halves are of a year where money is spoken of; in sport they are of a game.
_BUSINESS = re.compile(
    r"\b(?:profits?|revenues?|sales|earnings|loss(?:es)?|income|turnover|gdp|econom\w{1,4}|growth"
    r"|grew|output|exports?|imports?|shares?|investors?|deliver(?:y|ies)|shipments|orders"
    r"|dividends?|inflation|spending|invest\w{0,6}|results|subscribers|billion|margins?|prices)\b",
    re.IGNORECASE,
)


def _about_money(found: re.Match[str]) -> bool:
    around = max(0, found.start() - _AROUND), found.end() + _AROUND
    return bool(_BUSINESS.search(found.string, *around))


def _day(found: re.Match[str], setting: Setting) -> Days | None:
    """Said by somebody else it is counted from the day of the speech."""
    if setting.quoted:
        return None
    words = found.group().lower()
    if "before yesterday" in words:
        return calendar.shifted(setting.day, -2)
    if "after tomorrow" in words:
        return calendar.shifted(setting.day, 2)
    if "yesterday" in words or "last night" in words:
        return calendar.shifted(setting.day, -1)
    return calendar.shifted(setting.day, 1 if "tomorrow" in words else 0)


def _overnight(_found: re.Match[str], setting: Setting) -> Days | None:
    if setting.tense is Tense.PAST and not setting.quoted:
        return calendar.shifted(setting.day, -1)[0], setting.day
    return None


def _unit(found: re.Match[str], setting: Setting) -> Days | None:
    """Last week, earlier this month, late next year: the whole, or a part of it."""
    unit, on = found["unit"], STEPS[(found["which"] or "this").lower()]
    if unit == "quarter" and not _about_money(found):
        return None
    if unit == "week" and setting.day.weekday() == _SUNDAY:
        return _week_on_sunday(setting, on)
    whole = _whole(setting.day, unit, on)
    return _part(whole, unit, (found["part"] or "").lower(), setting.day)


def _week_on_sunday(setting: Setting, on: int) -> Days:
    """Some count Sunday to the week that ends, some to the one that begins."""
    first, last = calendar.week(setting.day, on)
    if on < 0:
        return first, calendar.shifted(setting.day, -1)[0]
    if on == 0 and setting.tense is Tense.FUTURE:
        return setting.day, calendar.shifted(setting.day, 7)[0]
    return first, last


def _whole(day: date, unit: str, on: int) -> Days:
    """The calendar's week, month, quarter or year that is so many on."""
    reckoning = {
        "week": calendar.week,
        "month": calendar.month,
        "quarter": calendar.quarter,
        "year": calendar.year,
    }
    return reckoning[unit](day, on)


def _part(whole: Days, unit: str, part: str, day: date) -> Days:
    first, last = whole
    if part in ("earlier", "so far") and first <= day <= last:
        return first, day
    if part == "later" and first <= day <= last:
        return day, last
    if part not in ("early", "mid", "late") or unit == "quarter":
        return whole
    if unit == "month":
        return calendar.part_of_month(whole, part)
    if unit == "year":
        return calendar.part_of_year(first.year, ("early", "mid", "late").index(part) + 1, 3)
    cut = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[part]
    return first + timedelta(days=cut[0]), first + timedelta(days=cut[1])


def _before_last(found: re.Match[str], setting: Setting) -> Days | None:
    return _whole(setting.day, found["unit"], -2)


def _ago(found: re.Match[str], setting: Setting) -> Days | None:
    """As fine as its unit: "two weeks ago" is a week, "two days ago" a day."""
    count, unit = number_of(found["count"]), found["unit"].lower()
    if found["today"]:
        if unit in ("day", "week"):
            return calendar.shifted(setting.day, -count * (7 if unit == "week" else 1))
        there = calendar.months_before(setting.day, count * (12 if unit == "year" else 1))
        return there, there
    if unit == "day":
        return None if setting.quoted else calendar.shifted(setting.day, -count)
    return _whole(setting.day, unit, -count)


def _rolling(found: re.Match[str], setting: Setting) -> Days | None:
    """A stretch that ends or begins at the day: "over the past three days"."""
    if not found["count"] and not found["within"]:
        return None
    count, unit = number_of(found["count"] or "one"), found["unit"]
    if found["which"].lower() in ("next", "coming"):
        if setting.tense is not Tense.FUTURE or unit not in ("day", "week"):
            return None
        return setting.day, calendar.shifted(setting.day, count * (7 if unit == "week" else 1))[0]
    if unit == "hour":
        return _hours(count, setting.day)
    if unit in ("day", "week"):
        return calendar.shifted(setting.day, -count * (7 if unit == "week" else 1))[0], setting.day
    return calendar.months_before(setting.day, count * (12 if unit == "year" else 1)), setting.day


def _hours(count: int, day: date) -> Days | None:
    return None if count % 24 else (calendar.shifted(day, -count // 24)[0], day)


def _quarter(found: re.Match[str], setting: Setting) -> Days | None:
    of, half = found["of"], found["kind"] == "half"
    ordinal = ORDINALS[found["ordinal"].lower()]
    if half and (ordinal > 2 or not of):
        return None
    if not of and not _about_money(found):
        return None
    parts, year = (2 if half else 4), setting.day.year
    if of:
        of_which = of.split()[0].lower()
        return calendar.part_of_year(year + STEPS.get(of_which, 0), ordinal, parts)
    days = calendar.part_of_year(year, ordinal, parts)
    if setting.tense is Tense.PAST and days[1] >= setting.day:
        days = calendar.part_of_year(year - 1, ordinal, parts)
    if setting.tense is Tense.FUTURE and days[1] < setting.day:
        days = calendar.part_of_year(year + 1, ordinal, parts)
    return days


def _weekend(found: re.Match[str], setting: Setting) -> Days | None:
    day, which = setting.day, (found["which"] or "").lower()
    sat_or_sun = day.weekday() >= 5
    if which.endswith(("last", "past")):
        before = calendar.shifted(calendar.week(day)[0], -1)[0] if sat_or_sun else day
        return calendar.weekend(before, Tense.PAST)
    if which == "next":
        # On other days it may be the coming one or the one after.
        return calendar.weekend(calendar.week(day, 1)[0], Tense.FUTURE) if sat_or_sun else None
    if which == "this" and setting.tense in (Tense.UNKNOWN, Tense.EITHER):
        return calendar.weekend(day, Tense.FUTURE)
    return None if setting.tense is Tense.UNKNOWN else calendar.weekend(day, setting.tense)


_UNIT = r"(?P<unit>week|month|quarter|year)\b"
_PARTS = r"(?:\b(?P<part>(?ai:early|mid|late|earlier|later|so far))[\s-])?"
FORMS: tuple[Form, ...] = (
    form(r"(?<=\w\s)(?:Today|Tonight|Yesterday|Tomorrow)\b|\bThis Morning\b"),
    form(
        rf"\b(?:(?ai:early|late|earlier|later){SPACE})?(?ai:the day before yesterday"
        r"|the day after tomorrow|yesterday|today|tomorrow|tonight|last night"
        r"|this (?:morning|afternoon|evening))\b(?!-)"
        rf"{PART_OF_DAY}?(?:\s\({WEEKDAY}\))?",
        _day,
    ),
    form(r"\b(?:of|until) today\b(?=[.,])|\btoday(?=['’]s (?:youth|young|world|society))"),
    form(
        r"(?:^[Oo]|(?<!an )(?<!the )\bo)vernight\b"
        rf"(?!{SPACE}(?:(?:on|from|into|to){SPACE})?{WEEKDAY})(?=[.,;:)]|$|\s(?:in|at|by|and|as"
        r"|from|after|with|to|during|near|off|when|while|because|on|over|that|for)\b)",
        _overnight,
    ),
    form(
        rf"{_PARTS}(?<!the )(?<!The )\b(?P<which>(?ai:last|this|next)){SPACE}{_UNIT}"
        r"(?!\s(?:of|before last)\b|-)",
        _unit,
    ),
    form(
        rf"\b(?P<part>(?ai:earlier|later)){SPACE}in{SPACE}the(?P<which>(?!))?{SPACE}{_UNIT}"
        r"(?!\s(?:of|when|after|before|that)\b)",
        _unit,
    ),
    form(rf"\b(?ai:the){SPACE}{_UNIT}{SPACE}before last\b", _before_last),
    form(
        rf"(?<![\w,.-])(?P<count>{NUMBER}){SPACE}(?P<unit>(?ai:day|week|month|year))s?{SPACE}ago\b"
        rf"(?!{SPACE}(?:this|last|next|on)\b)(?P<today>{SPACE}today\b)?",
        _ago,
    ),
    form(
        r"\b(?ai:more than|over|at least|less than|under|fewer than|up to"
        rf"|(?:{NUMBER}|\d+)(?:{SPACE}(?:or|to)|{SPACE}and{SPACE}a{SPACE}half|-|–)){SPACE}?"
        rf"(?:{NUMBER}{SPACE})?(?ai:day|week|month|year)s?{SPACE}ago\b"
    ),
    form(
        rf"(?:\b(?P<within>(?ai:in|over|during|for|within|throughout)){SPACE})?\b(?ai:the){SPACE}"
        rf"(?P<which>past|last|next|coming){SPACE}(?:(?P<count>{NUMBER}){SPACE})?"
        r"(?P<unit>hour|day|week|month|year)s?\b(?!\s(?:of|before|after)\b|-)",
        _rolling,
    ),
    form(
        rf"\b(?:(?ai:in|during|for|over){SPACE})?(?ai:the){SPACE}"
        rf"(?P<ordinal>(?ai:first|second|third|fourth)){SPACE}(?P<kind>quarter|half)\b"
        rf"(?:{SPACE}of{SPACE}(?P<of>this year|last year|next year|the year)\b)?(?!\sof\b|-)",
        _quarter,
    ),
    form(
        rf"\b(?:(?ai:in){SPACE})?(?ai:the){SPACE}\w{{4,6}}{SPACE}(?:quarter|half){SPACE}of{SPACE}{YEAR}"
    ),
    form(
        rf"\b(?:(?:(?ai:over|at|during|on|for){SPACE})?(?:(?ai:the){SPACE})?"
        rf"(?P<which>(?ai:last|this past|past|this|next)){SPACE}"
        rf"|(?ai:over|at|during|on){SPACE}(?ai:the){SPACE})weekend\b(?!-|\s(?:of|before|after)\b)",
        _weekend,
    ),
)
