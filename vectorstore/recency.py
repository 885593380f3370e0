"""How much a question wants what is new, and how new a report is.

One that is asked as of a day, or speaks of now, wants it; one that names a time in the past
does not.
"""

from __future__ import annotations

import re
from datetime import date

from vectorstore.parts import is_long

_IN_THE_PAST_TENSE = 0.5  # it may be about the news of the day or about something long ago
_HALF_AFTER_DAYS = 30
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_NOW = re.compile(
    r"\b(?:recent(?:ly)?|latest|newest|lately|current(?:ly)?|now(?:adays)?|today|tonight|yesterday"
    r"|last night|so far|to date|at present|at the moment|these days|most recent"
    r"|this (?:week|month|morning|afternoon|evening|weekend)"
    r"|(?:past|last) (?:few )?(?:days|week))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?:(?:1[5-9]|20)\d\d"
    rf"|(?:in|on|of|since|until|till|by|during|before|after|from|early|late|mid)[\s-]{_MONTH}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    r"|(?:last|previous) (?:year|spring|summer|autumn|fall|winter|decade|century)"
    r"|(?:months?|years?|decades?) (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
_PAST_TENSE = re.compile(r"\b(?:did|was|were|had)(?:n['’]t)?\b", re.IGNORECASE)


def recency_wanted(question: str, *, as_of: bool) -> float:
    """How much a question wants what is new, 0 to 1.

    Args:
        as_of: it is asked as of a day.
    """
    if _PAST.search(question):
        return 0.0
    if _NOW.search(question) and not is_long(question):  # one clause of several tells little
        return 1.0
    if not as_of:
        return 0.0
    return _IN_THE_PAST_TENSE if _PAST_TENSE.search(question) else 1.0


def freshness(published: date, newest: date) -> float:
    """1 on the newest day, a half a month later, a quarter after three."""
    return 1 / (1 + max(0, (newest - published).days) / _HALF_AFTER_DAYS)
