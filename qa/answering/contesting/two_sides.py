"""Sentences that tell both sides: "The army said A, but the rebels denied it".

The first part is somebody's word or a charge, the second one is another's, who denies it or says
otherwise of the same. Who goes on speaking ("said A but denied B") is one side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qa.answering.attribution import reported
from qa.answering.contesting.denial_words import (
    before_denial,
    denied_stems,
    denies_an_account,
    is_denial,
    only_points,
)
from qa.answering.contesting.negating import negated_of
from qa.answering.contesting.parting import READ, parted
from qa.answering.figures import counted
from qa.answering.stemming import content_stems, share

_ACCOUNT = r"(?:which|an? (?:\w+ )?(?:charge|claim|accusation|allegation|assertion|figure)s?)"
_TURN = re.compile(
    r"(?:,[”\"]?|;) (?:but|while|whereas|although|though|yet|and) |; "
    rf"|, (?={_ACCOUNT} (?:[\w’'-]+ ){{0,6}}?(?:den|reject|dismiss|disput)(?:y|ies|ied|e?s|e?d)\b)"
    r"|(?<=[a-z][.!?”\"])\s+(?=[A-Z“\"])"
)
_ENDED = (".", "!", "?", "”", '"')
_CHARGE = re.compile(
    r"\b(?:accus(?:e|es|ed|ing)|alleg(?:e|es|ed|ing)|charg(?:e|es|ed)|blam(?:e|es|ed|ing)"
    r"|(?:is|are|was|were) (?:said|suspected|believed) (?:to|of)|according to)\b"
)
_PRONOUN = re.compile(r"(?:he|she|it|they)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:which |an? \w+(?: that)? )?(?:[^\s,;]+ ){1,}")
# Neither side is quoted: "each said that the other had fired first".
_MUTUAL = re.compile(
    r"\b(?:blam(?:e[sd]?|ing)|accus(?:e[sd]?|ing)|contradict(?:s|ed|ing)?)"
    r" (?:each other|one another)\b"
    r"|\beach (?:[\w’'-]+ ){0,2}?(?:sa(?:y|ys|id)|claimed|insisted|blam\w+|accus\w+) [^.;]{0,40}?"
    r"\bthe other\b"
    r"|\btrad(?:es?|ed|ing) (?:[\w’'-]+ )?(?:accusations|blame|charges|allegations)\b"
    r"|\b(?:conflicting|contradictory|competing) (?:accounts|versions|claims|reports|statements)\b",
    re.IGNORECASE,
)
_ALIKE = 0.3  # share of the words denied that the claim holds
_LEAST = 12  # characters of a side
_JOINING = 12  # characters of ", although "

Against = Literal["denial", "contradiction", "figures"]
# "The university said it had been sent twice": the map, not the university.
_OF_IT = re.compile(
    r"\b(?:said|says)(?: that)? (?:it|they) (?:had been|has been|have been|was|were|is|are) "
    r"(?:not |never )?\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Offsets: where what is claimed begins and ends, and where what is said against it begins."""

    begin: int
    end: int
    start: int
    against: Against


def speaks_against(said: str, answer: str) -> Against | None:
    """How a part of a text speaks against the one just before it, by another's word."""
    if is_denial(said):
        return None
    charge = bool(_CHARGE.search(said))
    if not charge and not reported(said):
        return None
    if is_denial(answer):
        return "denial" if _denies(said, answer, charge) else None
    (one, claim), (other, reply) = parted(said), parted(answer)
    if not one or not other or _PRONOUN.match(other) or one.lower() == other.lower():
        return None
    if _counts_otherwise(claim, reply):
        return "figures"
    return "contradiction" if _says_otherwise(claim, reply, answer) else None


def goes_on(said: str, between: int) -> bool:
    """Whether a quote goes on, so many characters behind it, with the same sentence."""
    return 0 <= between <= _JOINING and not said.rstrip().endswith(_ENDED)


@lru_cache(maxsize=4_000)
def turn_of(text: str) -> Turn | None:
    """Where a text turns to the other side; None if it tells one side."""
    text = text[:READ]
    begin = 0
    for found in _TURN.finditer(text):
        said, answer = text[begin : found.start()], text[found.end() :]
        against = speaks_against(said, answer)
        ends = found.group().isspace()
        if (
            against
            and (against == "denial" or not ends)
            and min(map(len, (said, answer))) >= _LEAST
        ):
            closing = "" if ends else found.group().split(" ", 1)[0].strip(";,")  # a quotation mark
            return Turn(begin, found.start() + len(closing), found.end(), against)
        begin = found.end() if ends else begin
    return None


def is_mutual(text: str) -> bool:
    """Whether a sentence only says that two sides say otherwise: "they blamed each other"."""
    return bool(_MUTUAL.search(text[:READ]))


def _denies(said: str, answer: str, charge: bool) -> bool:
    denier = before_denial(answer)
    if not _SUBJECT.match(denier):
        return False  # "said that it was true, but denied the rest"
    if _PRONOUN.match(denier) and not charge:
        return False
    if only_points(answer) or denies_an_account(answer):
        return True
    return share(denied_stems(answer), content_stems(said)) >= _ALIKE


def _says_otherwise(claim: str, reply: str, answer: str) -> bool:
    """Whether the same is said with the opposite sign."""
    common = content_stems(claim) & content_stems(reply)
    if not common and not _OF_IT.search(answer):
        return False
    return negated_of(claim, common) is not negated_of(reply, common)


def _counts_otherwise(claim: str, reply: str) -> bool:
    """Whether each gives one figure of the same, and both cannot be right."""
    left, right = (
        [item for item in counted(text) if item.mode == "stated"] for text in (claim, reply)
    )
    if len(left) != 1 or len(right) != 1:
        return False
    one, other = left[0], right[0]
    same = one.number.unit == other.number.unit and {one.fate, other.fate} != {"dead", "hurt"}
    if one.things and other.things and not one.things & other.things:
        return False
    apart = one.number.high < other.number.low or other.number.high < one.number.low
    return same and apart
