"""A wider time that a sentence names first, and what it makes of the days behind it.

"Last year the mine was sold in March": March of last year. "Earlier in the month the envoy left
on Monday": some Monday, nobody knows which. "He left in 2021 and came back in May": of which
year is not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from qa.answering.dating.calendar import Days, Tense
from qa.answering.dating.forms import Form, Setting
from qa.answering.dating.words import days_in, month_in

_BEFORE = re.compile(
    r"[\W_]*(?:(?:But|And|Yet|Then|Back|So|Exactly|Just|Only|Almost|About)\s)?", re.IGNORECASE
)
_BREAK = re.compile(r"[,;:–—]")
_TOLD_BY_ITSELF = ("which", "week", "of", "year")
_WEEK = 6  # days from first to last


@dataclass(frozen=True, slots=True)
class Frame:
    """A time wider than a day.

    Attributes:
        days: None for the year of a complete date.
        opens: it opens its sentence.
        end: where its words end in the sentence.
    """

    days: Days | None
    opens: bool
    end: int

    def holds_for(self, form: Form, found: re.Match[str]) -> bool:
        """Whether these words lean on the frame."""
        if not form.leans or any(found.groupdict().get(name) for name in _TOLD_BY_ITSELF):
            return False
        if self.days is None and month_in(found.group()):
            return True
        return self.opens and not _BREAK.search(found.string, self.end + 1, found.start())

    def read(self, form: Form, found: re.Match[str], setting: Setting) -> Days | None:
        """What the words stand for within the frame; None where it leaves them open."""
        if self.days is None:
            return None
        first, last = self.days
        if last < setting.day:
            setting = replace(setting, day=last, tense=Tense.PAST)
        elif first > setting.day:
            setting = replace(setting, day=first, tense=Tense.FUTURE)
        days = form.days(found, setting)
        if not days or days[0] < first or last < days[1]:
            return None
        any_of_many = days[0] == days[1] and not days_in(found.group())
        return None if any_of_many and (last - first).days > _WEEK else days


def frame_of(found: re.Match[str], days: Days | None, day: date) -> Frame | None:
    """The frame that a reading sets for those behind it, in an article of that day."""
    opens = bool(_BEFORE.fullmatch(found.string, 0, found.start()))
    if days:
        return Frame(days, opens, found.end()) if opens and days[0] < days[1] else None
    year = found.groupdict().get("year")
    return Frame(None, opens, found.end()) if year and int(year) != day.year else None
