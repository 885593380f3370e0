"""The days that a text names in other words than a date, read from its day of publication.

Words that could mean several days, or a day counted from another one of the story ("the day
after the attack"), are left out: no day is better than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from qa.answering.dating import dates, months, units, weekdays
from qa.answering.dating.calendar import Days
from qa.answering.dating.forms import Form, Setting
from qa.answering.dating.framing import Frame, frame_of
from qa.answering.dating.tense import Tenses
from qa.answers import DateMention
from vectorstore.models import Article, Span
from vectorstore.splitting import sentence_spans

_FORMS = (*dates.FORMS, *weekdays.FORMS, *months.FORMS, *units.FORMS)
_AROUND = 2_000  # characters of an article before a stretch, and behind it, that its sentences take
_AT_ONCE = 4_000  # characters, since the time to find sentences grows faster than their length
_SINCE = re.compile(r"\b[Ss]ince\s{1,3}$")
_HOUR = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_OWNER = re.compile(r"['’]s\s")  # "Friday's vote"
_ARTICLE = re.compile(r"\b(?:the|an?)\s$", re.IGNORECASE)  # "the Friday vote"
_QUOTE_MARK = re.compile(r"[\"“”„«»]")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me)\b")
_OPENING = "“„«"


def dates_in(article: Article, start: int, end: int) -> tuple[DateMention, ...]:
    """The mentions of days within `article.text[start:end]`, in order, none overlapping.

    A complete date ("15 November 2023") is left out, since it needs no reading. An article
    without a date gives none.
    """
    day = _published(article)
    if day is None or start >= end:
        return ()
    sentences = _sentences(article.text, start, end)
    mentions = chain.from_iterable(_of_sentence(article.text, span, day) for span in sentences)
    return tuple(item for item in mentions if start <= item.start and item.end <= end)


def date_spans(text: str) -> list[Span]:
    """The spans of `text` that name a day, a month or a longer time, complete dates included."""
    return [found.span() for _, found in _readings(text)]


def _published(article: Article) -> date | None:
    """The day of publication in the time zone of its outlet; None if unknown or not ISO 8601."""
    try:
        return article.day
    except ValueError:
        return None


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The whole sentences that a stretch touches, each once."""
    position = start
    while position < end:
        stop = min(end, position + _AT_ONCE)
        first, last = max(0, position - _AROUND), min(len(text), stop + _AROUND)
        before, behind = text.rfind("\n\n", first, position), text.find("\n\n", stop, last)
        first, last = (before if before >= 0 else first), (behind if behind >= 0 else last)
        for span in _joined(text, sentence_spans(text, first, last)):
            if span[0] < stop and position < span[1]:
                yield span
                stop = max(stop, span[1])
        position = stop


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences, of which none ends at the hour in "at 3 a.m. Tuesday"."""
    joined: list[Span] = []
    for span in spans:
        if joined and _HOUR.search(text, max(0, joined[-1][1] - 5), joined[-1][1]):
            joined[-1] = joined[-1][0], span[1]
        else:
            joined.append(span)
    return joined


def _of_sentence(text: str, span: Span, day: date) -> Iterator[DateMention]:
    sentence = text[slice(*span)]
    readings = list(_readings(sentence))
    if not readings:
        return
    tenses, speech = Tenses(sentence), _Speech(sentence)
    frame: Frame | None = None
    for form, found in readings:
        start, end = _mention(found)
        owned = _OWNER.match(sentence, end) or _ARTICLE.search(sentence, max(0, start - 5), start)
        tense = tenses.at(start, end, opens_subject=bool(owned))
        days = _days(form, found, Setting(day, tense, speech.holds(start)), frame)
        frame = frame or frame_of(found, days, day)
        if not days:
            continue
        since = _SINCE.search(sentence, max(0, start - 9), start)
        if since and days[0] <= day:
            start, days = since.start(), (days[0], day)
        yield DateMention(
            text=sentence[start:end],
            start=span[0] + start,
            end=span[0] + end,
            first=days[0].isoformat(),
            last=days[1].isoformat(),
        )


def _days(form: Form, found: re.Match[str], setting: Setting, frame: Frame | None) -> Days | None:
    """What a form stands for; None where the calendar ends."""
    try:
        if frame and frame.holds_for(form, found):
            return frame.read(form, found, setting)
        return form.days(found, setting)
    except (ValueError, OverflowError):
        return None


def _readings(sentence: str) -> Iterator[tuple[Form, re.Match[str]]]:
    """The longest readings from left to right; of equal ones that of the earlier form."""
    found = [(form, match) for form in _FORMS for match in form.pattern.finditer(sentence)]
    found.sort(key=lambda reading: (reading[1].start(), -reading[1].end()))
    position = 0
    for form, match in found:
        if match.start() >= position:
            yield form, match
            position = match.end()


def _mention(found: re.Match[str]) -> Span:
    return found.span("words") if "words" in found.re.groupindex else found.span()


class _Speech:
    """Which places of a sentence stand within somebody's speech, as far as it shows."""

    def __init__(self, sentence: str) -> None:
        self._marks: list[int] = []
        self._opens: list[bool] = []
        self._first_person = bool(_FIRST_PERSON.search(sentence))
        for mark in _QUOTE_MARK.finditer(sentence):
            before = sentence[mark.start() - 1 : mark.start()]
            self._marks.append(mark.start())
            opens = mark.group() in _OPENING or (
                mark.group() == '"' and (not before or before.isspace() or before in "([-—–")
            )
            self._opens.append(opens)

    def holds(self, place: int) -> bool:
        """Whether the place is quoted, or the sentence speaks of itself as I or we."""
        before = bisect_left(self._marks, place) - 1
        if before >= 0:
            return self._opens[before] or self._first_person
        return self._first_person or (bool(self._marks) and not self._opens[0])
