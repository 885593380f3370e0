"""What a question asks for, more closely than its kind tells: whose deed, in which role, of what.

Only a question that is nothing but such a question is read; for any other there is no short
answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.answering.spanning.tokens import Tokens, tokens
from qa.answering.stemming import content_stems, stem

# What becomes of people: words that say the same of those who are counted.
_FATES = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "killed dead died deaths toll drowned killing dying perished",
        "injured wounded hurt injuries injuring wounding",
        "missing",
        "arrested detained arresting detaining",
        "rescued saved rescuing saving",
        "displaced evacuated homeless displacing evacuating",
        "kidnapped abducted hostage hostages",
        "freed released freeing releasing",
    )
)

Wanted = Literal[
    "subject", "passive", "object", "agent", "role",
    "when", "year", "month", "day", "where", "count", "money", "percent", "age", "length",
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


_HELPERS = frozenset("did does do has have had was were is are will would can could may".split())
_BE = frozenset("is was are were be been being".split())
_FILLERS = frozenset(
    (
        "has have had will would can could may might should must also first then once later"
        " originally currently recently eventually initially finally reportedly officially"
    ).split()
)
_DETERMINERS = frozenset("the a an its his her their this that".split())
_PREPOSITIONS = frozenset("of in at on for to from by with as under after before during".split())
_NO_NOUNS = _HELPERS | _PREPOSITIONS | _FILLERS | {"there"}
_PASTS = frozenset(
    "fell fled took came went lost left sank won got made die live work speak attend take go come"
    " use play saw gave ran sent broke held fought met paid bought sold built".split()
)
_MONEY = frozenset(
    "money aid funding cash debt revenue profit compensation tax damage did does do was is has will"
    " were would".split()
)
_OBJECT_OPENS = _DETERMINERS | _PREPOSITIONS | {"that", "him", "her", "them", "it"}
# Verbs of news and history, known for verbs before any other word.
_VERBS = frozenset(
    stem(word)
    for word in (
        "take gain lose win give make get leave reach join enter open close begin start end finish"
        " stop build found establish create launch buy sell sign adopt pass approve reject vote"
        " elect appoint resign retire die kill arrest release free attack invade occupy bomb strike"
        " hit fall rise collapse crash sink burn explode erupt happen occur meet visit arrive"
        " return move marry divorce publish write record play perform discover invent introduce"
        " become declare announce ban abolish cancel suspend resume restore destroy damage settle"
        " conquer capture surrender defeat beat lay receive earn pay spend cost raise cut grow"
        " shrink hold host celebrate land flow run live work study teach serve"
    ).split()
)
_UNITS: dict[str, Wanted] = {"year": "year", "month": "month", "day": "day", "date": "day"}
# Sorts of figures that a word of the question tells, whatever its form: "What was the fine?"
_SORTS: dict[str, Wanted] = {
    "money": "money",
    "percent": "percent",
    "length": "length",
    "distance": "distance",
    "speed": "speed",
    "weight": "weight",
}
_HELPING = _FILLERS | {"did", "does", "do"}
_CLOSING = " ?!.\"“”'‘’"
_LEAD = re.compile(
    r"^\W*(?:(?:in|on|at|by|to|from|since|for|until)\s)?(?P<asking>who|whom|when|where|how (?:many"
    r"|much|old|long)|what (?:is|was) the (?:death )?toll|(?:what|which) (?:year|month|day|date"
    r"|percentage|share|proportion))\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:in|on|during) (?:what|which) (?P<unit>year|month|day|date)\W*$", re.IGNORECASE
)
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
    if words.low[0] not in _HELPERS:
        return None
    wanted = _UNITS.get(asking[-1], "where" if asking[0] == "where" else "when")
    return Asked(wanted, _verb(words), (), topic, question)


def _verb(words: Tokens) -> str:
    """The stem of the main verb of "did the strike at the port end"; "" if it is not plain.

    It is the first word in small letters that nothing makes a noun, before an object, a
    preposition or the end.
    """
    for place in range(1, len(words)):
        word, before = words.words[place], words.low[place - 1]
        if not word.isalpha() or not word.islower() or word in _NO_NOUNS | _DETERMINERS:
            continue
        if before in _DETERMINERS or before in _PREPOSITIONS or before in _HELPERS:
            continue
        behind = words.words[place + 1] if place + 1 < len(words) else ""
        plain = not behind or behind in _OBJECT_OPENS or not behind.islower()
        if plain or words.stems[place] in _VERBS:
            return words.stems[place]
    return ""


def _person(words: Tokens, question: str, *, by: bool) -> Asked | None:
    low = words.low
    if by or low[-1] == "by":
        verb = words.stems[-1 if by else -2] if len(words) > 2 else ""
        return _of(words, "agent", verb, question)
    at = 0
    while at < len(words) - 1 and (low[at] in _HELPING or low[at].endswith("ly")):
        at += 1
    if low[at] in _BE:
        if at + 1 < len(words) and low[at + 1].endswith(("ed", "en")):
            return _of(words, "passive", words.stems[at + 1], question)
        return _role(words, at + 1, question)
    # "Who did the court appoint" against "Who appointed the court".
    if low[at] in _DETERMINERS or words.words[at][0].isupper():
        return _of(words, "object", _verb(words), question) if at else None
    if at and low[at - 1] in ("did", "does", "do"):
        return _of(words, "object", _verb(words), question)
    return _of(words, "subject", words.stems[at], question) if low[at].isalpha() else None


def _role(words: Tokens, at: int, question: str) -> Asked | None:
    """As in "Who is the foreign minister of Norway" or "Norway's foreign minister"."""
    begin = at
    for place in range(at, len(words)):
        if words.low[place] in _PREPOSITIONS:
            break
        if words.possessive(place) or words.low[place] in _DETERMINERS:
            begin = place + 1
    else:
        place = len(words)
    phrase = tuple(words.low[begin:place])
    if not phrase or not all(word.isalpha() for word in phrase):
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
    for word in words.low[:5]:
        if word in _NO_NOUNS or (counted and (word.endswith(("ed", "ing")) or word in _PASTS)):
            break
        counted.append(word)
    if not counted and words.low[0] in _BE | {"have", "had"}:
        counted = ["people"]
    if not counted:
        return None
    fate = next((word for word in words.stems if fate_of(word)), "")
    return Asked("count", fate, tuple(counted), topic, question)


def _of(words: Tokens, wanted: Wanted, verb: str, question: str) -> Asked | None:
    topic = content_stems(words.text) - {verb}
    return Asked(wanted, verb, (), topic, question) if verb else None
