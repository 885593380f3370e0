"""What a question asks for, more closely than its kind tells: whose deed, in which role, of what.

Only a question that is nothing but such a question is read; for any other there is no short
answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.answering.spanning.deeds import (
    BE,
    DETERMINERS,
    FILLERS,
    HELPERS,
    NO_NOUNS,
    PASTS,
    PREPOSITIONS,
    main_verb,
)
from qa.answering.spanning.tokens import Tokens, tokens
from qa.answering.stemming import content_stems, stem

# What becomes of people: words that say the same of those who are counted.
_FATES = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "killed dead died die deaths toll drowned killing dying perished",
        "injured wounded hurt injuries injuring wounding",
        "missing",
        "arrested detained arresting detaining",
        "rescued saved rescuing saving",
        "displaced evacuated homeless displacing evacuating fled fleeing",
        "kidnapped abducted hostage hostages",
        "freed released freeing releasing",
    )
)

Wanted = Literal[
    "subject", "passive", "object", "agent", "role",
    "when", "year", "month", "day", "clock", "where", "count", "money", "percent", "age", "length",
    "distance", "speed", "weight",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its parts.

    Attributes:
        wanted: what the answer is.
        verb: stem of the deed that is asked about, or of what is counted; "" if not known.
        phrase: words of the role ("foreign minister"), or of what is counted.
        topic: stems of everything else that the question speaks of.
        text: the question.
    """

    wanted: Wanted
    verb: str
    phrase: tuple[str, ...]
    topic: frozenset[str]
    text: str


_MONEY = frozenset(
    "money aid funding cash debt revenue profit compensation tax damage did does do was is has will"
    " were would".split()
)
_UNITS: dict[str, Wanted] = {
    "year": "year",
    "month": "month",
    "day": "day",
    "date": "day",
    "time": "clock",
}
# Sorts of figures that a word of the question tells, whatever its form: "What was the fine?"
_SORTS: dict[str, Wanted] = {
    "money": "money",
    "percent": "percent",
    "length": "length",
    "distance": "distance",
    "speed": "speed",
    "weight": "weight",
}
_HELPING = FILLERS | {"did", "does", "do"}
# "How many of the dead were children?"
_OF_THOSE = re.compile(r"^\s*of (?:the|those|its|their) .*\b(?:were|are|was|is) (?P<who>\w+)$")
_CLOSING = " ?!.\"“”'‘’"
_LEAD = re.compile(
    r"^\W*(?:(?:in|on|at|by|to|from|since|for|until)\s)?(?P<asking>who|whom|when|where|how (?:many"
    r"|much|old|long)|what (?:is|was) the (?:death )?toll|(?:what|which) (?:year|month|day|date"
    r"|time|percentage|share|proportion))\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:in|on|during) (?:what|which) (?P<unit>year|month|day|date)\W*$", re.IGNORECASE
)
_NAME_OF = re.compile(r"^\W*what (is|was|are|were) the names? of ", re.IGNORECASE)
_AND_MORE = re.compile(
    r"\b(?:and|or),? (?:who|whom|whose|what|which|when|where|why|how)\b|\?.*\?"
    r"|,\s*(?:who|whom|whose|what|which|why|how)\b",
    re.IGNORECASE,
)


def fate_of(word: str) -> frozenset[str]:
    """The stems that say of people what this one says; empty if it is no such word."""
    return next((fate for fate in _FATES if word in fate), frozenset())


def asked(question: str) -> Asked | None:
    """The question in its parts; None if it is of another sort, or asks for several things."""
    question = _NAME_OF.sub(r"Who \1 ", question)
    if tail := _TAIL.search(question):
        before = question[: tail.start()]
        return Asked(_UNITS[tail["unit"].lower()], "", (), content_stems(before), question)
    lead = _LEAD.match(question)
    if not lead or _AND_MORE.search(question, lead.end()):
        return None
    words = tokens(question[lead.end() :].rstrip(_CLOSING))
    if not len(words):
        return None
    asking = lead["asking"].lower().split()
    if asking[-1] == "much" and lead.group().lower().strip().startswith("by"):
        return Asked("percent", "", (), content_stems(words.text), question)
    if asking[0] in ("who", "whom"):
        by = question[: lead.start("asking")].strip(_CLOSING).lower() == "by"
        return _person(words, question, by=by)
    return _thing(asking, words, question)


def of_sort(question: str, sort: str | None) -> Asked | None:
    """The question as one for a figure of a sort; None if it asks for another or several things."""
    wanted = _SORTS.get(sort or "")
    if wanted is None or _AND_MORE.search(question):
        return None
    return Asked(wanted, "", (), content_stems(question), question)


def _thing(asking: list[str], words: Tokens, question: str) -> Asked | None:
    """What is asked for with other words than "who"."""
    topic = content_stems(words.text)
    if asking[-1] == "toll":
        return Asked("count", stem("killed"), ("people",), topic, question)
    if asking[0] == "how":
        return _number(asking[1], words, question)
    if asking[-1] in ("percentage", "share", "proportion"):
        return Asked("percent", "", (), topic, question)
    # "When rich countries trade with poor ones" asks nothing.
    if words.low[0] not in HELPERS:
        return None
    wanted = _UNITS.get(asking[-1], "where" if asking[0] == "where" else "when")
    return Asked(wanted, main_verb(words), (), topic, question)


def _person(words: Tokens, question: str, *, by: bool) -> Asked | None:
    low = words.low
    if by or low[-1] == "by":
        verb = words.stems[-1 if by else -2] if len(words) > 2 else ""
        return _of(words, "agent", verb, question)
    at = 0
    while at < len(words) - 1 and (low[at] in _HELPING or low[at].endswith("ly")):
        at += 1
    if low[at] in BE:
        return _being(words, at + 1, question)
    # "Who did the court appoint" against "Who appointed the court".
    if low[at] in DETERMINERS or words.words[at][0].isupper():
        return _of(words, "object", main_verb(words), question) if at else None
    if at and low[at - 1] in ("did", "does", "do"):
        return _of(words, "object", main_verb(words), question)
    return _of(words, "subject", words.stems[at], question) if low[at].isalpha() else None


def _being(words: Tokens, at: int, question: str) -> Asked | None:
    """As in "Who was elected", "Who is leading the search", "Who is the mayor"."""
    if at < len(words) and words.low[at].endswith(("ed", "en")):
        return _of(words, "passive", words.stems[at], question)
    if _doing(words, at):
        return _of(words, "subject", words.stems[at], question)
    return _role(words, at, question)


def _doing(words: Tokens, at: int) -> bool:
    """As in "Who is leading the search", but not "Who is acting president"."""
    if at + 1 >= len(words) or not words.low[at].endswith("ing"):
        return False
    return words.low[at + 1] in DETERMINERS or words.words[at + 1][0].isupper()


def _role(words: Tokens, at: int, question: str) -> Asked | None:
    """As in "the foreign minister of Norway", "Norway's foreign minister", "the Hamas chief"."""
    begin = at
    for place in range(at, len(words)):
        if words.low[place] in PREPOSITIONS:
            break
        if words.possessive(place) or words.low[place] in DETERMINERS:
            begin = place + 1
    else:
        place = len(words)
    while begin < place - 1 and words.words[begin][0].isupper():
        begin += 1
    phrase = tuple(words.low[begin:place])
    if not phrase or not all(word.replace("-", "").isalpha() for word in phrase):
        return None
    if any(words.words[spot][0].isupper() for spot in range(begin, place)):
        return None
    rest = content_stems(words.text) - {stem(word) for word in phrase}
    return Asked("role", "", phrase, rest, question)


def _number(asking: str, words: Tokens, question: str) -> Asked | None:
    topic = content_stems(words.text)
    if asking == "old":
        return Asked("age", "", (), topic, question)
    if asking == "long":
        return Asked("length", "", (), topic, question)
    if asking == "much":
        money = words.low[0] in _MONEY
        return Asked("money", "", (), topic, question) if money else None
    counted: list[str] = []
    if of_those := _OF_THOSE.match(words.text):
        return Asked("count", "", (of_those["who"].lower(),), topic, question)
    for word in words.low[:5]:
        if word in NO_NOUNS or (counted and (word.endswith(("ed", "ing")) or word in PASTS)):
            break
        counted.append(word)
    if not counted and words.low[0] in BE | {"have", "had"}:
        counted = ["people"]
    if not counted:
        return None
    fate = next((word for word in words.stems if fate_of(word)), "")
    return Asked("count", fate, tuple(counted), topic, question)


def _of(words: Tokens, wanted: Wanted, verb: str, question: str) -> Asked | None:
    topic = content_stems(words.text) - {verb}
    return Asked(wanted, verb, (), topic, question) if verb else None
