"""The span that answers who, when, where or how many, where it is plain.

It is a stretch of the first sentence's quotes: the only one that fits, in the role that is asked
for, and not given by the question. Where two quotes shown would give different ones, there is no
plain answer: none is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from qa.answering.contesting.circumstances import when
from qa.answering.datelines import without_dateline
from qa.answering.giving import Wanted
from qa.answering.leaning import leans
from qa.answering.questions import Kind, Question
from qa.answering.spanning.asked import Asked, asked, of_sort
from qa.answering.spanning.bearing import bears, clause, strength
from qa.answering.spanning.finding import spans_in
from qa.answering.spanning.numbers import NUMBERS, figures
from qa.answers import Citation, Sentence, ShortAnswer
from vectorstore.models import Article, Span

_NEVER = frozenset({Kind.YES_NO, Kind.STATEMENT})
# In such a clause what is said is not so, or is only supposed.
_NOT_PLAIN = re.compile(
    r"\b(?:not|no|never|none|nobody|neither|nor|without|den(?:y|ies|ied|ying)|fail(?:s|ed)? to"
    r"|refus(?:es|ed) to|unlikely|falsely|false|believed|thought to|rumou?red|supposed(?:ly)?"
    r"|alleged(?:ly)?|fac(?:e|es|ing)"
    r"|earlier (?:figure|report|count|toll|estimate|version|tally))\b|n['’]t\b",
    re.IGNORECASE,
)
# "Was due to open in June" is no word on when it will.
_WAS_TO = re.compile(r"\b(?:was|were|had been) (?:[a-z]+ly )?(?:due|supposed|meant|scheduled) to\b")
_TO_COME = re.compile(r"\bwhen will\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:The|An?|Its|His|Her|Their|One|Some|Two|Three) ")
_CLAIMED = re.compile(r"\bclaim(?:s|ed|ing)? (?:that|to|it|he|she|they)\b", re.IGNORECASE)
_LONGEST = 600  # characters of a quote; longer ones are lists and tables
_LEAD = 600  # characters of an article that say what it is about
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(r"\blast year\b", re.IGNORECASE)
_FEW = 14  # words of a sentence that may be all names
_SMALL = 0.45  # of the words in small letters; fewer are headings and menus


def short_answer(
    question: Question,
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    article: Callable[[str], Article] | None = None,
) -> ShortAnswer | None:
    """The span that answers, from the first sentence's quotes; None if none is plain.

    Args:
        article: gives that of an id, whose beginning names whom it is about; None: quotes alone
            are read.
    """
    wanted = None if question.kind in _NEVER or not sentences else _wanted(question.text)
    if wanted is None:
        return None
    reader = _Reader(wanted, article)
    by_number = {citation.number: citation for citation in citations}
    quoted = [[by_number[n] for n in item.citations if n in by_number] for item in sentences]
    answers = [
        list(reader.answers(cited, item.attribution))
        for item, cited in zip(sentences, quoted, strict=True)
    ]
    if not answers[0]:
        return None
    first = answers[0][0]
    if _TO_COME.search(question.text) and _WAS_TO.search(by_number[first.citation].quote):
        return None
    shown = [citation for cited in quoted for citation in cited]
    if wanted.wanted in NUMBERS:
        return first if reader.newest(by_number[first.citation], shown) else None
    least = strength(wanted, by_number[first.citation].quote)
    others = [answer for found in answers for answer in found]
    rivals = [one for one in others if strength(wanted, by_number[one.citation].quote) >= least]
    return first if all(_agree(first, rival) for rival in rivals) else None


def _wanted(question: str) -> Asked | None:
    """What is asked for; a figure also where only a word for it tells: "What was the fine?"."""
    return asked(question) or of_sort(question, Wanted(question).sort)


class _Reader:
    """Reads quotes for what is wanted."""

    def __init__(self, wanted: Asked, article: Callable[[str], Article] | None) -> None:
        self._wanted, self._article = wanted, article

    def answers(self, citations: Sequence[Citation], said_by: str | None) -> Iterator[ShortAnswer]:
        for citation in citations:
            span = self._plain(citation)
            if not span or (_CLAIMED.search(clause(citation.quote, span)) and not said_by):
                continue
            start, end = citation.start + span[0], citation.start + span[1]
            text = citation.quote[slice(*span)]
            who = None if not said_by or text in said_by else _amid(said_by)
            yield ShortAnswer(text, citation.number, citation.article_id, start, end, who)

    def newest(self, first: Citation, shown: Sequence[Citation]) -> bool:
        """Whether every quote about it that gives another figure is of an earlier day.

        A count that leans on what stands before it ("It killed 310") may be about it, whatever it
        says; one of another month or year is of something else.
        """
        wanted, day = self._wanted, first.published
        given = figures(first.quote, wanted)
        others = [
            one
            for one in shown
            if figures(one.quote, wanted) - given
            and ((wanted.wanted == "count" and leans(one.quote)) or self._bears(one))
            and (_of_another_time(first) or not _of_another_time(one))
        ]
        return all(day and one.published and one.published[:10] < day[:10] for one in others)

    def _plain(self, citation: Citation) -> Span | None:
        """The only span of a quote that fits; none in its dateline, which tells of the report."""
        quote = without_dateline(citation.quote)
        before = len(citation.quote) - len(quote)
        if not _running(quote) or not self._bears(citation):
            return None
        found = spans_in(quote, self._wanted)
        if len({quote[slice(*span)] for span in found}) != 1:
            return None
        if _NOT_PLAIN.search(clause(quote, found[0])):
            return None
        return found[0][0] + before, found[0][1] + before

    def _bears(self, citation: Citation) -> bool:
        lead = self._article(citation.article_id).text[:_LEAD] if self._article else ""
        return bears(self._wanted, citation.quote, _about(citation), lead)


def _amid(speaker: str) -> str:
    """A speaker as amid a sentence: "the rebels", where "The rebels" began one."""
    return speaker[:1].lower() + speaker[1:] if _OPENING.match(speaker) else speaker


def _about(citation: Citation) -> str:
    """The title; with the year of publication, of which a report speaks that names no other.

    Or with the one before, if it speaks of last year.
    """
    year = (citation.published or "")[:4]
    if not year or _YEAR.search(citation.quote):
        return citation.title
    return f"{citation.title} {int(year) - bool(_LAST_YEAR.search(citation.quote))}"


def _of_another_time(citation: Citation) -> bool:
    """Whether it speaks of a month or year well before its day of publication, and of no other."""
    try:
        day = date.fromisoformat((citation.published or "")[:10])
    except ValueError:
        return False
    named = when(citation.quote)
    months = {f"{near:%b}".lower() for near in (day, day.replace(day=1) - timedelta(days=1))}
    return (
        bool(_LAST_YEAR.search(citation.quote))
        or "period" in named
        or ("year" in named and str(day.year) not in named["year"])
        or ("month" in named and not months & named["month"])
    )


def _running(quote: str) -> bool:
    """Whether it is a sentence, not a table or a menu."""
    words = [word for word in quote.split() if word[0].isalpha()]
    small = sum(word[:1].islower() for word in words)
    return len(quote) <= _LONGEST and (len(words) <= _FEW or small >= _SMALL * len(words))


def _agree(one: ShortAnswer, other: ShortAnswer) -> bool:
    """Whether one says what the other says, perhaps more closely."""
    first, second = set(one.text.lower().split()), set(other.text.lower().split())
    return first <= second or second <= first
