"""Months without their year: "in October", "early June", "last March", "in May last year"."""

from __future__ import annotations

import re

from qa.answering.dating import calendar
from qa.answering.dating.calendar import Days
from qa.answering.dating.forms import Form, Setting, form
from qa.answering.dating.words import (
    MONTH,
    NOUN,
    SPACE,
    STEPS,
    WHEN_YEAR,
    YEAR,
    month_in,
)

# Persons are called April, and so on.
_NO_PERSON = rf"(?!(?:Apr|May|Jun|Aug|Jan)[a-z]*{SPACE}[A-Z])(?!March (?:Madness|on)\b)"
_MONTH_ALONE = rf"\b{_NO_PERSON}{MONTH}(?!\.?\s\d{{1,2}}(?!\d)|-\w|\.\w|\w){WHEN_YEAR}"
_FULL = "January February March April June July August September October November December".split()
_FULL_MONTH = rf"(?P<month>{'|'.join(_FULL)})\b"
_AFTER_MONTH = "|".join(rf"(?<={name}\s{word}\s)" for name in _FULL for word in ("and", "or"))


def _month(found: re.Match[str], setting: Setting) -> Days | None:
    groups, day = found.groupdict(), setting.day
    number, which = month_in(found.group()) or 0, (groups.get("which") or "").lower()
    if groups.get("year"):
        return None
    days: Days | None
    if of := groups.get("of"):
        days = calendar.in_year(day, number, STEPS[of.lower()])
    elif which:
        # "last March" in November may be of this year or of the one before.
        doubtful = which == "last" and number < day.month
        doubtful |= which == "next" and number > day.month
        days = None if doubtful else calendar.in_year(day, number, STEPS[which])
    else:
        days = calendar.month_of_year(day, number, setting.tense)
    part = groups.get("part")
    return calendar.part_of_month(days, part.lower()) if days and part else days


FORMS: tuple[Form, ...] = (
    # "in October", "early June", "last March", "in May last year"
    form(
        rf"\b(?:(?ai:in|during){SPACE})?(?:(?P<part>(?ai:early|mid|late))[\s-]"
        rf"|(?P<which>(?ai:last|next|this)){SPACE}){_MONTH_ALONE}",
        _month,
        leans=True,
    ),
    form(rf"\b(?ai:in|during){SPACE}{_MONTH_ALONE}", _month, leans=True),
    form(
        r"(?:\b(?:(?ai:since|until|till|through|before|after|around|between)"
        rf"|(?ai:by|of|from|to|for|than)(?!{SPACE}May)){SPACE}|{_AFTER_MONTH})"
        rf"(?P<words>{_MONTH_ALONE})",
        _month,
        leans=True,
    ),
    form(
        rf"\b(?ai:the|its|their|his|her){SPACE}(?P<words>{_FULL_MONTH})(?={NOUN})",
        _month,
        leans=True,
    ),
    form(rf"\b(?!April|June|August){_FULL_MONTH}(?=['’]s\s)", _month, leans=True),
    form(rf"\b(?P<of>(?ai:last|this|next)){SPACE}year,?{SPACE}in{SPACE}{MONTH}(?!\s\d)", _month),
    # What is complete.
    form(rf"\b{MONTH},?{SPACE}(?:of{SPACE})?(?P<year>{YEAR})"),
    form(
        rf"\b(?ai:in|since|until|till|by|during|before|after|of|from|to|between){SPACE}"
        rf"(?:(?:early|late|mid)[\s-])?(?P<year>{YEAR})"
    ),
)
