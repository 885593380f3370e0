"""Sentences that say the same, and which of them to show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.answering.asked_words import Lexicon
from qa.answering.candidates import Candidate
from qa.answering.support import negated

_SAME_WORDS = 0.6  # shared share of words from which two sentences say the same
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Telling:
    """What of a sentence is held against others: its stems, its numbers, whether it says no."""

    stems: frozenset[str]
    numbers: frozenset[str]
    negated: bool


def telling(item: Candidate, lexicon: Lexicon) -> Telling:
    """Read it from the sentence."""
    text = item.text
    return Telling(frozenset(lexicon.stems(text)), frozenset(_NUMBER.findall(text)), negated(text))


def repeats(one: Telling, other: Telling) -> bool:
    """Whether two sentences share most of their words, and neither denies or corrects the other.

    Those that differ in a figure are an update or a dispute, however alike their words are.
    """
    union = one.stems | other.stems
    alike = len(one.stems & other.stems) / len(union) if union else 1.0
    same_figures = one.numbers <= other.numbers or other.numbers <= one.numbers
    return alike >= _SAME_WORDS and same_figures and one.negated is other.negated


def earlier(one: Candidate, other: Candidate) -> bool:
    """Whether one stands in an article of an earlier day, which the other may have it from."""
    days = one.article.day, other.article.day
    return days[0] is not None and days[1] is not None and days[0] < days[1]
