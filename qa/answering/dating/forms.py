"""What a form is: a pattern of words and the days that it stands for.

A form that stands for nothing still takes its words, so that "Good Friday" or "15 November 2021"
is not read as something shorter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from qa.answering.dating.calendar import Days, Tense


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form may look at besides its own words.

    Attributes:
        day: the day that it is counted from: that of publication.
        tense: of the clause around the words.
        quoted: they stand in somebody's speech, whose day is not known.
    """

    day: date
    tense: Tense
    quoted: bool = False


Reader = Callable[[re.Match[str], Setting], Days | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern and what it stands for; its group `words`, if it has one, is the mention.

    Attributes:
        leans: a wider time that opens the sentence tells its year, month or week: "Last year
            the mine was sold in March."
    """

    pattern: re.Pattern[str]
    days: Reader
    leans: bool = False


def nothing(_found: re.Match[str], _setting: Setting) -> None:
    """Words that name no day which could be told from the day of publication."""


def form(pattern: str, days: Reader = nothing, *, leans: bool = False) -> Form:
    """A form from its pattern's text."""
    return Form(re.compile(pattern), days, leans)
