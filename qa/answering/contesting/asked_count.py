"""The count that a question asks for, and which sentences give it at the scope that is asked.

"How many people have died in Gaza?" asks for the dead of all Gaza: the toll of one hospital, of
one day, of the children or of another place is a count of something else, though its words are as
near. What a sentence counts is told by `figures`; its scope by the places, sites and times that
it or its title names and the question does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from qa.answering.contesting.circumstances import places, when
from qa.answering.contesting.names import names_in
from qa.answering.contesting.parties import RUN_BY
from qa.answering.contesting.statements import Statement, placed
from qa.answering.countries import COUNTRIES
from qa.answering.figures import Counted, counted, fate_of, groups_in
from qa.answering.questions import Kind, Question
from qa.answering.stemming import content_stems, stem

_Item = TypeVar("_Item")

_MANY = re.compile(
    r"\bhow many\b|\b(?:number|count) of\b|\btoll\b|\bwhat (?:number|is the number)\b",
    re.IGNORECASE,
)
# It asks for the count of a day that is past: "by Dec 2", "on the first day", "as of Friday".
_OF_A_DAY = re.compile(
    r"\b(?:on|by|as of|until|till|up to|before|at the end of)(?: \w+){0,2} (?:\d|day\b|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)"
    r"|\b(?:first|initially|originally|earlier|at first|yesterday|today|a day|each|every|per)\b",
    re.IGNORECASE,
)
# Where or how some of many come to harm.
_SITES = content_stems(
    "hospital school university market mosque church temple camp bus train station hotel house"
    " building block factory plant mine bridge theatre concert festival club prison jail village"
    " neighbourhood suburb convoy ship boat tunnel blast explosion raid ambush shooting crash"
    " stampede checkpoint clinic shelter warehouse kibbutz cafe restaurant bakery queue wedding"
    " funeral"
)
_AT = re.compile(r"\b(?:in|at|on|inside|near|outside|into|of) ((?:[\w’'-]+ ){0,4}[\w’'-]+)")
# "In northern Gaza", "in Rafah, in the south of Gaza"
_PART_OF = re.compile(
    r"\b((?:north|south|east|west|centr)\w*)[ -](?:of )?[A-Z]"
    r"|\b(?:in|at|near) ([A-Z][\w’'-]+)(?:,| in| on) (?:in )?(?:the )?(?:\w+ (?:of )?)?[A-Z]"
)
_IN_ALL = re.compile(
    r"\b(?:since|so far|in all|total|altogether|overall|death toll)\b", re.IGNORECASE
)
# What articles call it that do not use the question's word.
_WORDS_FOR = {
    "dead": "killed died dead death toll",
    "hurt": "injured wounded hurt",
    "displaced": "displaced fled evacuated homes",
    "held": "held captive hostages detained arrested",
    "freed": "freed released rescued",
    "missing": "missing unaccounted for",
    "destroyed": "destroyed damaged flattened",
}
_NARROW_TIMES = ("window", "part")
_NAMED = 0.5  # of the names asked about, in sentence and title
# What one counts so can only grow, unless it is counted again.
_GROWING = frozenset({"dead", "hurt", "freed"})
_AGAIN = re.compile(
    r"\b(?:correct\w*|revis\w+|lower(?:s|ed|ing)|recount\w*|cut|duplicat\w*|down to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedCount:
    """What is to be counted.

    Attributes:
        fate: what became of those counted: "dead", "displaced"; see `figures`.
        group: whom it asks for apart from all; empty for people as such.
        names: the places and events that it names.
        together: the places of which it wants the sum: "in Turkey and Syria".
        words: stems of the question.
    """

    fate: str
    group: frozenset[str]
    names: frozenset[str]
    together: frozenset[str]
    words: frozenset[str]


def asks_of_now(question: Question) -> bool:
    """Whether it asks for a figure, and for none of a day that it names."""
    return question.kind is Kind.NUMBER and not _OF_A_DAY.search(question.text)


@lru_cache(maxsize=500)
def asked_count(question: Question) -> AskedCount | None:
    """The count asked for as it stands now; None if it asks for something else.

    Only counts of what became of people or things: of other figures no list of words tells the
    scope.
    """
    text = question.text
    if not asks_of_now(question) or not _MANY.search(text):
        return None
    fate = fate_of(text)
    names = names_in(text)
    if not fate or not names:
        return None
    there, joined = places(text)
    together = _plain(there) if joined else frozenset[str]()
    return AskedCount(fate, groups_in(text), names, together, content_stems(text))


def counts_asked(question: Question, text: str) -> bool:
    """Whether a sentence counts those whom the question asks after, wherever they are."""
    asked = asked_count(question)
    return asked is not None and any(figure.fate == asked.fate for figure in counted(text))


def gives(asked: AskedCount, statement: Statement, figure: Counted) -> bool:
    """Whether a figure of a statement is the count asked for, no part of it and of no other."""
    if (figure.fate, figure.group, figure.mode) != (asked.fate, asked.group, "stated"):
        return False
    told = names_in(statement.text, inside=True) | names_in(statement.title, inside=True)
    if len(asked.names & told) < _NAMED * len(asked.names):
        return False
    return not (_elsewhere(asked, statement) or _narrower(asked, statement, figure))


def other_words(question: Question, asked: AskedCount) -> str:
    """The question with other words for what became of those counted: "killed" for "died"."""
    return f"{question.text} {_WORDS_FOR.get(asked.fate, '')}".strip()


def in_order(given: Sequence[tuple[str, Counted, str, _Item]]) -> list[_Item]:
    """The items that give one count, each with its day, figure and sentence: newest first.

    The dead do not become fewer: a later figure that is lower without a word of why is of fewer
    people, and left out. Of figures of one day the first given is taken.
    """
    kept: list[tuple[str, Counted, _Item]] = []
    for day, figure, text, item in sorted(given, key=lambda entry: entry[0]):
        if not day or (kept and day == kept[-1][0]):
            continue
        fewer = kept and figure.number.high < kept[-1][1].number.low
        if fewer and figure.fate in _GROWING and not _AGAIN.search(text):
            continue
        kept.append((day, figure, item))
    return [item for _, _, item in reversed(kept)]


def _elsewhere(asked: AskedCount, statement: Statement) -> bool:
    """Whether it tells of other places than are asked about, or of some of them only."""
    words, joined = places(placed(statement))
    there = _plain(words)
    named = names_in(statement.text, inside=True) & asked.names
    if named & asked.together and asked.together - named:
        return True  # of one of two countries
    named = names_in(placed(statement), inside=True) & asked.names
    others = there - asked.names
    if others and (joined or not named or (others & COUNTRIES and not there & asked.names)):
        return True
    # "The health ministry in Gaza put the number of dead at 300"
    office = _plain(places(statement.text)[0])
    return bool(office - asked.names) and not named and not office & asked.names


def _plain(words: frozenset[str]) -> frozenset[str]:
    """Names in the form of `names_in`, but for who runs a place."""
    named = (name for word in words for name in names_in(word.title(), inside=True))
    return frozenset(name for name in named if not name.endswith(RUN_BY))


def _narrower(asked: AskedCount, statement: Statement, figure: Counted) -> bool:
    """Whether it counts those of one site, one part of the country, or one day."""
    claim = statement.claim
    sites = {stem(word) for found in _AT.findall(claim) for word in found.split()} & _SITES
    if not (names_in(claim) & asked.names or _IN_ALL.search(claim)):
        sites |= content_stems(statement.title) & _SITES
    if sites - asked.words or any(sort in when(figure.clause) for sort in _NARROW_TIMES):
        return True
    return any(stem(found[1] or found[2]) not in asked.words for found in _PART_OF.finditer(claim))
