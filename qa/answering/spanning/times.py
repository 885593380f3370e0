"""When it was: the one time that a quote names, or the one of the clause that is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.answering.dating import date_spans
from qa.answering.spanning.asked import Asked
from qa.answering.spanning.bearing import LIFE, clause, holds
from qa.answering.stemming import content_stems, share
from vectorstore.models import Span

_YEARS = re.compile(
    r"\b(?:(?:early|late|mid)[\s-])?(?:the\s)?(?:1[0-9]|20)\d0s\b"
    r"|\b(?:the\s)?(?:early\s|late\s|mid-)?\d{1,2}(?:st|nd|rd|th)\scentury(?:\s(?:BC|AD|BCE|CE))?\b"
    r"|\b(?:the\s)?(?:early\s|late\s|mid-)?(?:spring|summer|autumn|winter|fall)\s(?:of\s)?"
    r"(?:1\d|20)\d\d\b"
    r"|\b(?:1\d|20)\d\d\s?[–-]\s?(?:\d\d|(?:1\d|20)\d\d)\b(?!-)"
    r"|(?<![\d.,$£€:/-])\b(?:1\d|20)\d\d\b(?![.,]\d|\s?%|\s(?:people|men|women|km|m|miles|feet)\b|[/:])",
)
CLOCK = re.compile(
    r"\b(?:(?:shortly|just) (?:before|after) )?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b"
    r"|o['’]clock\b)|(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:)|(?<!mid)noon\b|midnight\b"
    r"|half past \w+|quarter (?:past|to) \w+)",
    re.IGNORECASE,
)
# "At 3 a.m. on Monday", "on Monday at around 3 a.m."
_AND_HOUR = re.compile(r"(?:,? at)?(?: around| about)? |,? on ")
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
# "The end of March", "late August"
_PART_OF = re.compile(
    r"\b(?:(?:the )?(?:end|start|beginning|middle|close|first half|second half) of |early |late"
    r"|mid-?)\s?$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:on|in|during|at|of|between)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_PLAIN = 0.5  # of what is asked about that the clause of a time must hold
_AHEAD = 0.25  # by which it must lead the next one


def times(quote: str, question: Asked) -> list[Span]:
    """The times that answer; one if it is plain."""
    if life := _of_life(quote, question):
        return [life]
    asked = set(_WORD.findall(question.text.lower()))
    spans = all_times(quote)
    new = [span for span in spans if not set(_WORD.findall(quote[slice(*span)].lower())) <= asked]
    fitting = [grained for span in new if (grained := _grained(quote, span, question.wanted))]
    fitting = [span for span in fitting if not _within(quote, span, fitting)]
    fitting = [span for span in fitting if _of_the_deed(quote, span, question)]
    if _SINCE.match(question.text):
        fitting = [span for span in fitting if _SINCE.search(quote, max(0, span[0] - 6), span[1])]
    return fitting if len(fitting) < 2 else _leading(quote, fitting, question)


def _of_life(quote: str, question: Asked) -> Span | None:
    """The day of birth or death of whom the quote begins with: "Ann Lee (1811 – 1891) was"."""
    life = LIFE.search(quote)
    if not life or question.wanted not in ("when", "year", "day"):
        return None
    for word, end in (("born", "born"), ("die", "died")):
        if word in question.topic:
            return _grained(quote, life.span(end), question.wanted)
    return None


def _within(quote: str, span: Span, others: list[Span]) -> bool:
    """Whether another one says it more closely: 1896 beside 4 January 1896."""
    words = quote[slice(*span)]
    return any(words in quote[slice(*other)] and words != quote[slice(*other)] for other in others)


def all_times(quote: str) -> list[Span]:
    """The longest readings from left to right."""
    found = [*date_spans(quote), *(match.span() for match in _YEARS.finditer(quote))]
    found = [_bare(quote, span) for span in found]
    found += [match.span() for match in CLOCK.finditer(quote)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return list(_joined(quote, kept))


def _joined(quote: str, spans: list[Span]) -> Iterator[Span]:
    """Days with the hours beside them, and with the part of them that is meant."""
    last: Span | None = None
    for start, end in spans:
        if last and _AND_HOUR.fullmatch(quote, last[1], start):
            hours = [bool(CLOCK.fullmatch(quote, *span)) for span in (last, (start, end))]
            if sum(hours) == 1:
                last = last[0], end
                continue
        if last:
            yield last
        part = _PART_OF.search(quote, max(0, start - 24), start)
        last = (part.start() if part else start), end
    if last:
        yield last


def _bare(quote: str, span: Span) -> Span:
    """Without the preposition in front."""
    found = _PREPOSITION.match(quote, *span)
    return (found.end(), span[1]) if found else span


def _grained(quote: str, span: Span, wanted: str) -> Span | None:
    """Of a date the year, if a year is asked for; None if it has none."""
    words = quote[slice(*span)]
    if wanted == "clock":
        clock = CLOCK.search(quote, *span)
        return clock.span() if clock else None
    if wanted == "year":
        year = _YEAR.search(words)
        if year:
            return span[0] + year.start(), span[0] + year.end()
        return span if words.lower().endswith(" year") else None
    if wanted == "month":
        return span if _MONTH.search(words) else None
    if wanted == "day":
        return span if re.search(r"day\b|\b\d{1,2}(?:st|nd|rd|th)?\b", words) else None
    return span


def _of_the_deed(quote: str, span: Span, question: Asked) -> bool:
    """Whether the deed that is asked about stands in the clause of a time."""
    said = content_stems(clause(quote, span) if _own(quote, span) else quote)
    if question.verb:
        return holds(said, question.verb)
    return share(question.topic, said) >= _PLAIN


def _leading(quote: str, spans: list[Span], question: Asked) -> list[Span]:
    """Of several times that whose clause holds most of what is asked about, if it leads."""
    if not all(_own(quote, span) for span in spans):
        return spans
    shares = [share(question.topic, content_stems(clause(quote, span))) for span in spans]
    ranked = sorted(zip(shares, spans, strict=True), reverse=True)
    (best, span), (second, _) = ranked[:2]
    return [span] if best >= _PLAIN and best - second >= _AHEAD else spans


def _own(quote: str, span: Span) -> bool:
    """Whether its clause says something of its own, not only "In May," or "and on Tuesday"."""
    words = quote[slice(*span)]
    return bool(content_stems(clause(quote, span).replace(words, " ")))
