"""Contradictions: one sentence says that it is so, another that it is not, or the opposite.

Two sentences contradict each other if they share most of what they say, name no other place, time
or person, and one is negated and the other is not ("signed", "did not sign"), or one holds the
opposite of a word of the other ("rose", "fell"). What was not so and came to be so later is no
contradiction, nor is what rose on one day and fell on another.
"""

from __future__ import annotations

import re

from qa.answering.contesting.circumstances import other_place, other_time
from qa.answering.contesting.denial_words import is_denial
from qa.answering.contesting.negating import antonyms, clause_of, negated_of, negates_what
from qa.answering.contesting.parties import same_speaker
from qa.answering.contesting.slots import other_value
from qa.answering.contesting.statements import Statement, days_apart
from qa.answering.questions import Question
from qa.answering.stemming import content_stems

_ALIKE = 0.6  # share of the shorter clause's words that the other has too
_LEAST = 2  # words that both hold
_SAME_EVENT_DAYS = 3
_LASTING = content_stems("dead died killed death")  # nobody is alive after that
_NEGATIVE = content_stems("not never fail failed refuse refused decline unable lack nothing anyone")
_CONDITION = re.compile(r"\b(?:if|unless|whether|believed)\b", re.IGNORECASE)
# "The collar was not among them": among others than those of which the other sentence speaks.
_AMONG_THEM = re.compile(r"\b(?:among|one of|part of) (?:them|these|those)\b", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"\b(?:neither confirm\w* nor|(?:declin|refus)\w+ to (?:comment|say|confirm)"
    r"|did not (?:immediately )?(?:comment|respond|reply|say)|could not (?:be|independently))\b",
    re.IGNORECASE,
)


def contradicts(one: Statement, other: Statement, question: Question) -> bool:
    """Whether the two cannot both be so, leaving figures and denials aside."""
    if one.text == other.text or _one_voice(one, other):
        return False
    if any(is_denial(item.text) or _NO_ANSWER.search(item.text) for item in (one, other)):
        return False
    return _by_polarity(one, other) or other_value(one, other, question)


def _one_voice(one: Statement, other: Statement) -> bool:
    """Whether one article goes on, or one speaker in it: then it is no contradiction."""
    if one.article_id != other.article_id:
        return False
    return not (one.speaker and other.speaker) or same_speaker(one, other)


def _by_polarity(one: Statement, other: Statement) -> bool:
    common = (one.stems & other.stems) - _NEGATIVE
    left, right = clause_of(one.claim, common), clause_of(other.claim, common)
    if any(_CONDITION.search(clause) or _AMONG_THEM.search(clause) for clause in (left, right)):
        return False
    held = content_stems(left) - _NEGATIVE, content_stems(right) - _NEGATIVE
    shared, opposites = held[0] & held[1], antonyms(*held)
    negated = negated_of(one.claim, common), negated_of(other.claim, common)
    if (negated[0] is negated[1]) is not bool(opposites):
        return False  # neither, or both: "did not rise" is not against "fell"
    if not opposites and not _same_denied(one if negated[0] else other, common, shared):
        return False
    turned = {word for pair in opposites for word in pair}
    alike = len(shared) / max(1, min(len(side - turned) for side in held))
    least = _LEAST if one.names & other.names else _LEAST + 1
    if len(shared) < least - 2 * bool(opposites) or alike < _ALIKE or _apart(one, other):
        return False
    return not _developed(one, negated[0], other, bool(opposites))


def _same_denied(negative: Statement, common: frozenset[str], shared: frozenset[str]) -> bool:
    """Whether it negates what both say: "nobody was hurt in the fire" does not negate the fire."""
    return any(part and part <= shared for part in negates_what(negative.claim, common))


def _apart(one: Statement, other: Statement) -> bool:
    """Whether they speak of different times, places or people."""
    if other_time(one.claim, other.claim) or other_place(one.claim, other.claim):
        return True
    return bool(one.names - other.names and other.names - one.names)


def _developed(one: Statement, one_negated: bool, other: Statement, opposites: bool) -> bool:
    """Whether the later can have come to be after the earlier was told."""
    if not one.day or not other.day or one.day == other.day:
        return False
    first = one if one.day < other.day else other
    if opposites:
        return days_apart(one, other) > _SAME_EVENT_DAYS and not first.stems & _LASTING
    return one_negated is (first is one)
