"""The words of days, weeks, months and numbers, as patterns and as what they stand for."""

from __future__ import annotations

import re

# Letters are compared within ASCII throughout ("(?ai:"): Unicode takes "ſix" for "six".
SPACE = r"[\s\u00a0]{1,3}"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

WEEKDAY = r"(?ai:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
# "Sun" and "Sat" are days only beside a date.
WEEKDAY_SHORT = r"(?:(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
# Months are capitalised: "may", "march" and "august" are other words.
MONTH = (
    r"(?=[A-Z])(?ai:(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
DAY = (
    r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
    r"(?![.,:]\d|%|['’]|-[A-Za-z]|\s?(?ai:per\s?cent|percent|million|billion|thousand)\b)"
)
YEAR = r"(?:1\d|20)\d\d\b(?![.,]\d)"
PART_OF_DAY = rf"(?:{SPACE}(?:morning|afternoon|evening|night|lunchtime|noon)\b)"
WHEN_YEAR = (
    rf"(?:,?{SPACE}(?:of{SPACE}|in{SPACE})?"
    rf"(?:(?P<year>{YEAR})|(?P<of>last|this|next){SPACE}year\b))?"
)
DASH = r"\s?[-–—]\s?"
ON = rf"(?:\b(?ai:on){SPACE})?"
ABOUT = rf"(?:\b(?ai:early|late|earlier|later|first thing){SPACE}(?:on{SPACE})?)?"
# Behind "the Monday" these show that it is no part of a name for something else: "the Monday
# attack" is of the last Monday, "the Monday after" of another.
NOUN = (
    r"\s(?!(?:after|before|following|when|in|of|and|or|that|like|they|he|she|it|we|on|at|to|as|but"
    r"|was|were|is|had|with|for|by|from)\b)[a-z]"
)
STEPS = {"last": -1, "this": 0, "next": 1}
NUMBERS = {
    word: value
    for value, word in enumerate(
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen twenty"
        ).split(),
        start=1,
    )
} | {"a": 1, "an": 1, "a hundred": 100, "thirty": 30, "forty": 40, "fifty": 50}
NUMBER = rf"(?ai:\d{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b"
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_ANY_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY}|{WEEKDAY_SHORT})")
_ANY_MONTH = re.compile(rf"\b{MONTH}")
_DIGITS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def weekday_in(words: str) -> int | None:
    """The weekday among the words, 0 for Monday."""
    found = _ANY_WEEKDAY.search(words)
    return _WEEKDAYS.index(found.group()[:3].lower()) if found else None


def month_in(words: str) -> int | None:
    """The month among the words, 1 for January."""
    found = _ANY_MONTH.search(words)
    return _MONTHS.index(found.group()[:3].lower()) + 1 if found else None


def days_in(words: str) -> list[int]:
    """The numbers of one or two digits among the words."""
    return [int(digits) for digits in _DIGITS.findall(words)]


def number_of(words: str) -> int:
    """What a number in digits or a word stands for."""
    return int(words) if words.isdigit() else NUMBERS[words.lower()]
