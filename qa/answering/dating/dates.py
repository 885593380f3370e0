"""Days by number: "on Wednesday (Nov 15)", "Friday, 3 November", "on the 14th", "3-5 May"."""

from __future__ import annotations

import re

from qa.answering.dating import calendar
from qa.answering.dating.calendar import Days, Tense
from qa.answering.dating.forms import Form, Setting, form
from qa.answering.dating.words import (
    ABOUT,
    DASH,
    DAY,
    MONTH,
    ON,
    PART_OF_DAY,
    SPACE,
    STEPS,
    WEEKDAY,
    WEEKDAY_SHORT,
    WHEN_YEAR,
    YEAR,
    days_in,
    month_in,
    weekday_in,
)

_MONTH_DAY = rf"\b{MONTH}{SPACE}(?:the{SPACE})?{DAY}"
_DAY_MONTH = rf"\b(?:(?ai:the){SPACE})?{DAY}{SPACE}(?:of{SPACE})?{MONTH}"
_DATE = rf"(?:{_MONTH_DAY}(?:{DASH}{DAY})?|\b(?:{DAY}{DASH})?{_DAY_MONTH})"
_NTH = r"\bthe (?:3[01]|[12]?\d)(?:st|nd|rd|th)\b"
_WEEKDAY = rf"\b(?:{WEEKDAY}|{WEEKDAY_SHORT}){PART_OF_DAY}?"
_BESIDE_DATE = (
    rf"(?:\b(?ai:last|this|next){SPACE})?(?:{_WEEKDAY}"
    r"|\b(?ai:yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b)"
)
_POINT = rf"(?:{_MONTH_DAY}|{_DAY_MONTH}|{DAY}|\b{WEEKDAY}{PART_OF_DAY}?)"
# A day that names what happened on it ("the Sept 11 attacks") is of a year that no word tells.
_EVENT = re.compile(
    r"[\s-](?:terror(?:ist)? )?(?:attacks?|assaults?|massacres?|riots?|insurrection|bombings?)\b"
)


def _dated(found: re.Match[str], setting: Setting) -> Days | None:
    numbers, month = days_in(found.group()), month_in(found.group())
    if found["year"] or month is None or _EVENT.match(found.string, found.end()):
        return None
    anchor, tense = setting.day, setting.tense
    if found["of"]:
        anchor = calendar.in_year(anchor, month, STEPS[found["of"]])[0]
        tense = Tense.UNKNOWN
    last = calendar.day_of_year(anchor, month, numbers[-1], tense)
    if not last or len(numbers) == 1:
        return last
    first = last[0].replace(day=numbers[0])
    return (first, last[1]) if first <= last[1] else None


def _numbered(found: re.Match[str], setting: Setting) -> Days | None:
    return calendar.day_of_month(setting.day, days_in(found.group())[-1], setting.tense)


def _between(found: re.Match[str], setting: Setting) -> Days | None:
    first, last = found["first"], found["last"]
    if found["year"] or found["of"]:
        return None
    if not days_in(first):
        return _between_weekdays(first, last, setting)
    month = month_in(last) or month_in(first)
    if month is None or not days_in(last):
        return None
    end = calendar.day_of_year(setting.day, month, days_in(last)[-1], setting.tense)
    if not end:
        return None
    begin = calendar.day_of_year(end[1], month_in(first) or month, days_in(first)[-1], Tense.PAST)
    return (begin[0], end[1]) if begin else None


def _between_weekdays(first: str, last: str, setting: Setting) -> Days | None:
    begins, ends = weekday_in(first), weekday_in(last)
    if begins is None or ends is None or days_in(last) or setting.tense is Tense.UNKNOWN:
        return None
    if setting.tense is Tense.FUTURE:
        begin = calendar.weekday(setting.day, begins, Tense.FUTURE)[0]
        return begin, calendar.weekday(begin, ends, Tense.FUTURE)[0]
    end = calendar.weekday(setting.day, ends, setting.tense)[0]
    return calendar.weekday(end, begins, Tense.PAST)[0], end


FORMS: tuple[Form, ...] = (
    # "on Wednesday (Nov 15)", "Friday, 3 November", "yesterday (Nov 3)", "28-30 April last year"
    form(
        rf"{ON}{ABOUT}(?:{_BESIDE_DATE}(?:\s?(?P<paren>\()|,?{SPACE}))?{_DATE}{WHEN_YEAR}"
        rf"(?(paren)\))(?:\s\((?:{WEEKDAY}|{WEEKDAY_SHORT})\))?",
        _dated,
        leans=True,
    ),
    form(rf"{ON}{_WEEKDAY},?{SPACE}{_NTH}(?!\s[a-z])", _numbered, leans=True),
    form(
        rf"\b(?ai:on){SPACE}{_NTH}(?=[.,;:)!?]|$|\s(?:and|at|after|when|while|before|but|as|in|near"
        r"|by|during|will|was|were|is)\b)",
        _numbered,
        leans=True,
    ),
    # "from Wednesday to Friday", "between 3 and 5 May"
    form(
        rf"\b(?ai:from|between){SPACE}(?P<first>{_POINT})"
        rf"(?:{DASH}|\s(?:to|until|till|through|and)\s(?:on\s)?)(?P<last>{_POINT}){WHEN_YEAR}",
        _between,
    ),
    form(rf"\b(?P<first>{_MONTH_DAY}){DASH}(?P<last>{_MONTH_DAY}){WHEN_YEAR}", _between),
    form(rf"\b(?P<year>{YEAR})-\d\d-\d\d\b"),
)
