"""When and where something is told to have been, as far as its words say.

Only what parts two sentences matters here: "in March" and "in April" are of different times, "in
Arnfeld" and "in Besk" of different places, and a count of the past 24 hours is none of all days.
The day on which somebody said so, or from which a count runs ("since Friday"), is none of these.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = (
    "January February March April May June July August September October November December Jan Feb"
    " Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
).split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WHEN = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})\b|\b(?P<day>{'|'.join(_WEEKDAYS)})\b"
    r"|\b(?P<year>1\d{3}|20\d\d)(?:[-–/]\d{2,4})?\b(?![,.]\d)"
    r"|\b(?P<part>(?:first|second|third|fourth|final|last) (?:quarter|half|round|leg|day|night))\b"
    r"|\b(?P<period>(?:last|past|previous) (?:week|month|year|season))\b"
    r"|\b(?P<window>(?:past|last|previous) (?:\w+ )?(?:hours?|days?|night)|overnight|daily"
    r"|(?:in|on) (?:a|one|a single|that) day|(?:a|per|each|every) (?:day|week|month|year|hour))\b"
)
_FROM_THEN = re.compile(
    r"\b(?:since|until|till|from|before|after)(?: the| early| late| last| \w+ of)? $"
)
_REPORTING = re.compile(
    r"\b(?:said|says|told|reported|announced|rose|risen|climbed|jumped|raised|lowered|stood|stands"
    r"|passed|updated|revised|wrote|put|to [\d,.]+|at [\d,.]+)"
    r"(?: on| late on| late| early| as of)? $"
)
_NAME = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}"
_PLACE = re.compile(
    r"(?:\b(?:in|at|near|off|outside|around|from|of|for|on) (?:the )?(?:(?:\w+ ){0,2}"
    r"(?:city|town|village|island|state|province|region|district|port|valley) of )?"
    rf"|[A-Z][\w’'-]*, )(?P<name>{_NAME})"
    rf"(?P<more>(?:, {_NAME}){{0,8}}(?: and (?:the )?(?:in )?{_NAME})?)"
)
_NO_PLACE = frozenset([*_MONTHS, *_WEEKDAYS])
_BEFORE_CHARS = 30


@lru_cache(maxsize=4_000)
def when(text: str) -> dict[str, frozenset[str]]:
    """The times that a sentence names, by sort: month, day, year, part, period, window."""
    found: dict[str, set[str]] = {}
    for match in _WHEN.finditer(text):
        before = text[max(0, match.start() - _BEFORE_CHARS) : match.start()]
        if not (_FROM_THEN.search(before) or _REPORTING.search(before)):
            sort = str(match.lastgroup)
            found.setdefault(sort, set()).add(_short(match.group(sort)))
    return {sort: frozenset(named) for sort, named in found.items()}


def other_time(one: str, other: str) -> bool:
    """Whether two sentences name different times."""
    left, right = when(one), when(other)
    if ("window" in left) is not ("window" in right):
        return True
    # "Last year" and "in January" are not the same; "in 2023" and "in June" may be.
    for wide, narrow in ((left, right), (right, left)):
        if "period" in wide and "period" not in narrow and narrow.keys() & {"month", "year"}:
            return True
    return any(not left[sort] & right[sort] for sort in left.keys() & right.keys())


@lru_cache(maxsize=4_000)
def places(text: str) -> tuple[frozenset[str], bool]:
    """The words of the places (and events) named, in lower case, and whether several are joined."""
    words, joined = set[str](), False
    for match in _PLACE.finditer(text):
        named = [match["name"], *re.findall(_NAME, match["more"])]
        named = [name for name in named if re.split(r"[ ’']", name)[0] not in _NO_PLACE]
        joined = joined or (len(named) > 1 and " and " in match["more"])
        for name in " ".join(named).lower().replace("’", "'").split():
            words.add(name.removesuffix("'s"))
    return frozenset(words), joined


def other_place(one: str, other: str) -> bool:
    """Whether two sentences name different places: each one that the other does not.

    What is told of two places together is not told of one of them.
    """
    (left, left_joined), (right, right_joined) = places(one), places(other)
    if left - right and right - left:
        return True
    return bool(left_joined is not right_joined and left and right and left != right)


def _short(word: str) -> str:
    """One form for "November" and "Nov", for "last" and "past"."""
    return word[:3].lower() if word in _MONTHS else word.lower().replace("last ", "past ")
