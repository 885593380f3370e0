"""The spans of a sentence that are what a question asks for, in the role that it asks about."""

from __future__ import annotations

from qa.answering.spanning.asked import Asked
from qa.answering.spanning.numbers import NUMBERS, numbers
from qa.answering.spanning.people import people
from qa.answering.spanning.places import places
from qa.answering.spanning.times import times
from vectorstore.models import Span

_TIMES = frozenset({"when", "year", "month", "day", "clock"})


def spans_in(quote: str, wanted: Asked) -> list[Span]:
    """All that fit and that the question has not itself; one if it is plain."""
    given = wanted.text.lower()
    return [span for span in _fitting(quote, wanted) if quote[slice(*span)].lower() not in given]


def _fitting(quote: str, wanted: Asked) -> list[Span]:
    if wanted.wanted in _TIMES:
        return times(quote, wanted)
    if wanted.wanted == "where":
        return places(quote, wanted)
    if wanted.wanted in NUMBERS:
        return numbers(quote, wanted)
    return people(quote, wanted)
