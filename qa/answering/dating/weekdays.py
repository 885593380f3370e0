"""Weekdays: "on Wednesday", "last Friday", "Tuesday of last week"; and what only looks like one."""

from __future__ import annotations

import re

from qa.answering.dating import calendar
from qa.answering.dating.calendar import Days, Tense
from qa.answering.dating.forms import Form, Setting, form
from qa.answering.dating.words import (
    ABOUT,
    DASH,
    MONTH,
    NOUN,
    ON,
    PART_OF_DAY,
    SPACE,
    STEPS,
    WEEKDAY,
    weekday_in,
)

_NOT_A_DAY = (
    r"(?ai:every|each|any|most|one|that|previous|following|first|second|third|fourth|fifth|alternate"
    r"|another|some)"
)
_BEFORE_A_DAY = (
    r"(?:The|An?|On|Late|Early|Earlier|Later|Last|Next|This|By|Since|Until|From|Before|After|Between|Till"
    r"|Through|During|Over|And|But|Also|For|Coming|Past)\b"
)
_PAPERS = (
    r"(?:Times|Mirror|Telegraph|Mail|Express|Post|Sun|Herald|World|Independent|People|Mass|Night"
    r"|Morning|Addams|League|Club|Prayers?|School)\b"
)


def _weekday(found: re.Match[str], setting: Setting) -> Days | None:
    wanted = weekday_in(found.group()) or 0
    day, which = setting.day, (found["which"] or "").lower()
    monday = calendar.week(day)[0]
    if found["week"]:
        return calendar.shifted(monday, 7 * STEPS[found["week"].lower()] + wanted)
    if which.endswith(("last", "past")):
        there = calendar.weekday(calendar.shifted(day, -1)[0], wanted, Tense.PAST)
        # "last Tuesday" on a Thursday may be of this week or of the week before.
        return None if which == "last" and there[0] >= monday else there
    if which.endswith(("next", "coming")):
        there = calendar.weekday(calendar.shifted(day, 1)[0], wanted, Tense.FUTURE)
        return None if which == "next" and calendar.week(there[0])[0] == monday else there
    if which == "this" and setting.tense is not Tense.FUTURE:
        return calendar.shifted(monday, wanted)
    if setting.tense is Tense.UNKNOWN and day.weekday() != wanted:
        return None
    return calendar.weekday(day, wanted, setting.tense)


FORMS: tuple[Form, ...] = (
    form(
        rf"{ON}{ABOUT}(?:\b(?P<which>(?ai:last|next|this past|the past|this coming|the coming"
        rf"|coming|this)){SPACE})?\b{WEEKDAY}(?!\.[a-z]|-\w){PART_OF_DAY}?"
        rf"(?:,?{SPACE}(?:of{SPACE})?(?P<week>last|this|next){SPACE}week\b)?",
        _weekday,
        leans=True,
    ),
    form(rf"\b(?:(?ai:on){SPACE})?(?:(?ai:the){SPACE})?{_NOT_A_DAY}{SPACE}{WEEKDAY}"),
    form(rf"\b(?:(?ai:on){SPACE})?(?ai:the|an?){SPACE}{WEEKDAY}{PART_OF_DAY}?(?!{NOUN})"),
    form(
        rf"\b(?ai:last){SPACE}{WEEKDAY}{SPACE}"
        rf"(?:before\b|of\b(?!{SPACE}(?:last|this|next))|in{SPACE}{MONTH})"
    ),
    form(
        rf"\b(?ai:(?:a|one|two|three){SPACE}weeks?){SPACE}(?:from|on|after|before){SPACE}{WEEKDAY}"
    ),
    form(rf"\b{WEEKDAY}{SPACE}(?:week|fortnight)\b"),
    # Open "Monday to Friday": every week.
    form(rf"\b{WEEKDAY}(?:{DASH}|\s(?:to|through)\s){WEEKDAY}"),
    form(rf"\b(?!{_BEFORE_A_DAY})[A-Z][\w’']{{1,20}}{SPACE}(?=[A-Z]){WEEKDAY}"),
    form(rf"[\"“‘']{WEEKDAY}[\"”’']|\bMail on Sunday\b"),
    form(rf"\b(?:(?ai:the){SPACE})?(?=[A-Z]){WEEKDAY}{SPACE}{_PAPERS}"),
    form(rf"\b(?ai:on){SPACE}(?=[A-Z]){WEEKDAY}{SPACE}(?:Night|Times|Mirror|Telegraph|Mass)\b"),
)
