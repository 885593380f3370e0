"""What a yes/no question asks: its core, its names, and words on which the answer hangs.

The core is the subject and what it does, without the circumstances behind. It ends at the first
preposition behind the predicate: "[the minister resign] over the fire", "[the cabinet of Moravka
approve the sale of the port] in May". Where it cannot be told whether the predicate has come, the
core goes on: that costs a verdict, too short a core gives a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.answering.contesting.names import CAPITAL, names_in
from qa.answering.contesting.negating import negated_of
from qa.answering.contesting.parting import READ
from qa.answering.stemming import akin, content_stems, is_participle

_ASKS = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must"
    r"|(?:is|are|was|were|did|does|has|have|had|ca|wo)n['’]t)\b\s*",
    re.IGNORECASE,
)
# Words of a question that an answer may leave out.
_SOFT = content_stems(
    "anyone anybody someone somebody anything something ever really actually get got people mr mrs"
    " ms dr"
)
# These too, before a name: "the footballer Aldo Reyes".
_ROLE = re.compile(
    r"\b(?i:(?:president|prime|minister|chancellor|king|queen|prince|senator|governor|mayor|leader"
    r"|chief|head|boss|founder|director|chairman|footballer|player|striker|coach|singer|actor"
    r"|actress|author|banker|journalist|reporter|activist|lawyer|judge|general|captain|driver|pilot"
    r") )+(?=[A-Z])"
)
_ANYBODY = re.compile(r"(?:any|some)(?:one|body|thing)\b|people\b", re.IGNORECASE)
# Words on which an answer hangs: "all", "first", "only".
_EXTENT = re.compile(
    r"\b(?:all|every|everyone|each|both|only|first|last|most|always|entire|whole|solely|directly"
    r"|twice|completely|fully|immediately|unanimously|alone|largest|biggest|highest|more than"
    r"|at least)\b",
    re.IGNORECASE,
)
_PREPOSITIONS = (
    r"(?:in|on|at|for|to|from|by|with|over|about|under|against|into|near|off|out|up|between)"
)
_CLAUSE = re.compile(
    r"\s(?:because|that|after|before|during|as|when|while|without|than)\s", re.IGNORECASE
)
_BORDER = re.compile(rf"\s(?:{_PREPOSITIONS}|(?<=die )of|(?<=died )of)\s", re.IGNORECASE)
# "On Lantern Quay ever built", "near Oslo arrested": the predicate stands behind a name.
_BEHIND_NAME = re.compile(
    r"(?:the )?[A-Z][\w’'-]*(?: (?:of |the |and )?[A-Z][\w’'-]*)*"
    r" (?!(?:last|this|next|early|late|earlier|later|yesterday|today|again|alone|ago|too)\b)[a-z]"
)
_DETERMINER = re.compile(r"\b(?:the|an?|any|its|his|her|their|no|some)\b", re.IGNORECASE)
# They say little by themselves: "give weapons", "take part", "received any warning".
LIGHT = content_stems(
    "give take make get put do go come have hold keep play bring begin let receive carry"
)
_HALF = 0.5
_TWO_THINGS = 2  # "of the train pass a signal"


@dataclass(frozen=True)
class Asked:
    """What a yes/no question asks.

    Attributes:
        body: the question without the verb that asks.
        core: stems of who and what, without names.
        names: in lower case; of "Aldo Reyes" the last, by which news goes on.
        words: all its stems.
        extent: words on which the answer hangs: "all", "first", "only".
        negated: it asks whether something is not so.
        anybody: it asks whether anybody was somewhere, without a verb of its own.
    """

    text: str
    body: str
    core: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    extent: frozenset[str]
    negated: bool
    anybody: bool


@lru_cache(maxsize=256)
def asked(text: str) -> Asked:
    """Read a question that begins with the verb that asks."""
    text = text[:READ]
    body = _ASKS.sub("", text).rstrip("? ")
    named = content_stems(" ".join(CAPITAL.findall(body)))
    head = _core_of(body)
    named -= content_stems(" ".join(_ROLE.findall(head)))
    core = content_stems(_ROLE.sub("", head)) - _SOFT - named
    return Asked(
        text=text,
        body=body,
        core=core,
        names=_last_names(body),
        words=content_stems(_ROLE.sub("", body)) - _SOFT,
        extent=extent_of(body),
        negated=negated_of(body, core),
        anybody=bool(_ANYBODY.match(body)) and not core,
    )


def speaks_of(text: str, question: str) -> bool:
    """Whether a text has half of what a yes/no question asks of somebody, whoever that is."""
    core = asked(question).core
    telling = core - LIGHT or core
    return len(akin(telling, content_stems(text))) >= _HALF * len(telling)


def extent_of(text: str) -> frozenset[str]:
    """The words of a text on which an answer hangs, in lower case."""
    return frozenset(word.lower() for word in _EXTENT.findall(text))


def _core_of(body: str) -> str:
    """The core.

    Args:
        body: the question without the verb that asks and the question mark.
    """
    body = _CLAUSE.split(body, maxsplit=1)[0]
    borders = list(_BORDER.finditer(body))
    end = len(body)
    for border in reversed(borders):
        if _holds_predicate(body[border.end() : end]):
            return body[:end]
        end = border.start()
    return body[:end]


def _holds_predicate(behind: str) -> bool:
    """Whether the words behind a preposition are more than a thing, a place or a time."""
    if _BEHIND_NAME.match(behind) or len(_DETERMINER.findall(behind)) >= _TWO_THINGS:
        return True
    *before, last = behind.split()
    return bool(before) and is_participle(last)


def _last_names(text: str) -> frozenset[str]:
    """Of several names in a row the last; days and months are none."""
    runs = re.findall(r"[A-Z][\w’'-]*(?: (?:of |the )?[A-Z][\w’'-]*)*", text)
    last = (names_in(run.split()[-1], inside=True) for run in runs)
    return frozenset[str]().union(*last) & names_in(text, inside=True)
