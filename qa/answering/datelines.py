"""The line in front of a report, which says where and when it was written, not what happened.

"HARROW - ", "OSLO, Feb 20 (Meridian Wire) - ", "ATHENS, Oct 8, 2022 — ": a day or a place in it is
no answer to when or where, and a figure of it none to how many.
"""

from __future__ import annotations

import re

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ’'-]+(?:[ .-]{1,2}[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+){0,3}"
_LAND = r"(?:, (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z][\w. ]{1,24})?"
_DAY = (
    r"(?:,? (?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})(?:,? \d{4})?)?"
)
_DATELINE = re.compile(
    rf"\s*{_PLACE}{_LAND}{_DAY}(?: ?[(/](?P<agency>[^()/\n]{{1,40}})[)/])?"
    r":? ?(?:-{1,2}|[–—]) (?=[^a-z])"
)


def dateline_of(sentence: str) -> str:
    """The dateline that a sentence begins with, "" if there is none."""
    found = _DATELINE.match(sentence)
    return found.group() if found else ""


def without_dateline(sentence: str) -> str:
    """What a sentence says behind the dateline, if it begins with one."""
    return sentence[len(dateline_of(sentence)) :]


def agency_of(sentence: str) -> str:
    """The agency that the dateline names, "" if there is none."""
    found = _DATELINE.match(sentence)
    return (found["agency"] or "") if found else ""
