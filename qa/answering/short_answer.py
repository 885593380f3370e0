"""The span that answers who, when, where or how many, where it is plain.

It is a stretch of the first sentence's quotes: the only one that fits, in the role that is asked
for, and not given by the question. Where two quotes shown would give different ones, there is no
plain answer: none is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.answering.datelines import without_dateline
from qa.answering.giving import Wanted
from qa.answering.questions import Kind, Question
from qa.answering.spanning.asked import Asked, asked, of_sort
from qa.answering.spanning.bearing import bears, clause, strength
from qa.answering.spanning.numbers import NUMBERS, figures, numbers
from qa.answering.spanning.people import people
from qa.answering.spanning.places import places
from qa.answering.spanning.times import times
from qa.answers import Citation, Sentence, ShortAnswer
from vectorstore.models import Span

_NEVER = frozenset({Kind.YES_NO, Kind.STATEMENT})
# In such a clause what is said is not so, or is only claimed or supposed.
_NOT_PLAIN = re.compile(
    r"\b(?:not|no|never|none|nobody|neither|nor|without|den(?:y|ies|ied|ying)|fail(?:s|ed)? to"
    r"|refus(?:es|ed) to|unlikely|falsely|false|believed|thought to|rumou?red|supposed(?:ly)?"
    r"|alleged(?:ly)?|claim(?:s|ed|ing)? (?:that|to|it|he|she|they))\b|n['’]t\b",
    re.IGNORECASE,
)
_LONGEST = 600  # characters of a quote; longer ones are lists and tables
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FEW = 14  # words of a sentence that may be all names
_SMALL = 0.45  # of the words in small letters; fewer are headings and menus


def short_answer(
    question: Question, sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> ShortAnswer | None:
    """The span that answers, from the first sentence's quotes; None if none is plain."""
    wanted = None if question.kind in _NEVER or not sentences else _wanted(question.text)
    if wanted is None:
        return None
    by_number = {citation.number: citation for citation in citations}
    quoted = [[by_number[n] for n in item.citations if n in by_number] for item in sentences]
    answers = [list(_answers(wanted, cited)) for cited in quoted]
    if not answers[0]:
        return None
    first = answers[0][0]
    shown = [citation for cited in quoted for citation in cited]
    if wanted.wanted in NUMBERS:
        return first if _newest(wanted, by_number[first.citation], shown) else None
    least = strength(wanted, by_number[first.citation].quote)
    others = [answer for found in answers for answer in found]
    rivals = [one for one in others if strength(wanted, by_number[one.citation].quote) >= least]
    return first if all(_agree(first, rival) for rival in rivals) else None


def _wanted(question: str) -> Asked | None:
    """What is asked for; a figure also where only a word for it tells: "What was the fine?"."""
    return asked(question) or of_sort(question, Wanted(question).sort)


def _newest(wanted: Asked, first: Citation, shown: Sequence[Citation]) -> bool:
    """Whether every quote that gives another figure is of an earlier day."""
    given = figures(first.quote, wanted)
    others = [one for one in shown if figures(one.quote, wanted) - given]
    day = first.published
    return all(day and one.published and one.published[:10] < day[:10] for one in others)


def _answers(wanted: Asked, citations: Sequence[Citation]) -> Iterator[ShortAnswer]:
    for citation in citations:
        span = _plain(wanted, citation)
        if span:
            start, end = citation.start + span[0], citation.start + span[1]
            text = citation.quote[slice(*span)]
            yield ShortAnswer(text, citation.number, citation.article_id, start, end)


def _plain(wanted: Asked, citation: Citation) -> Span | None:
    """The only span of a quote that fits; none in its dateline, which tells of the report."""
    quote = without_dateline(citation.quote)
    before = len(citation.quote) - len(quote)
    if not _running(quote) or not bears(wanted, citation.quote, _about(citation)):
        return None
    given = wanted.text.lower()
    found = [span for span in _spans(wanted, quote) if quote[slice(*span)].lower() not in given]
    if len({quote[slice(*span)] for span in found}) != 1:
        return None
    if _NOT_PLAIN.search(clause(quote, found[0])):
        return None
    return found[0][0] + before, found[0][1] + before


def _about(citation: Citation) -> str:
    """The title; with the year of publication, of which a report speaks that names no other."""
    year = (citation.published or "")[:4]
    return citation.title if _YEAR.search(citation.quote) else f"{citation.title} {year}"


def _running(quote: str) -> bool:
    """Whether it is a sentence, not a table or a menu."""
    words = [word for word in quote.split() if word[0].isalpha()]
    small = sum(word[:1].islower() for word in words)
    return len(quote) <= _LONGEST and (len(words) <= _FEW or small >= _SMALL * len(words))


def _spans(wanted: Asked, quote: str) -> list[Span]:
    if wanted.wanted in ("when", "year", "month", "day"):
        return times(quote, wanted)
    if wanted.wanted == "where":
        return places(quote, wanted)
    if wanted.wanted in NUMBERS:
        return numbers(quote, wanted)
    return people(quote, wanted)


def _agree(one: ShortAnswer, other: ShortAnswer) -> bool:
    """Whether one says what the other says, perhaps more closely."""
    first, second = set(one.text.lower().split()), set(other.text.lower().split())
    return first <= second or second <= first
