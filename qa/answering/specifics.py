"""What a question insists on: its names, its numbers, a "not", a superlative.

A passage may be as near to a question as can be and speak of another year, of somebody else, or
of the opposite. "Ranked 32nd in 2012" is no answer to what was ranked 22nd.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.answering.named_words import NamedWords, words_of
from qa.answering.questions import Kind, Question
from qa.answering.verifying.opposites import opposed

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SPELT = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# "Not only" asks no less for it.
_NOT_SO = re.compile(
    r"\b(?:not(?! only\b)|never|no(?! longer\b)|none|nobody|nothing|neither|without|cannot"
    r"|other than)\b|n['’]t\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"^\W*why\b", re.IGNORECASE)  # it was not so in the words of the reason
_SAYS_NO = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|un\w{4,}|fail\w*|lack\w*"
    r"|den(?:y|ie[sd]|ying)|refus\w+|reject\w*|except\w*|only|forb\w+|ban|banned|prevent\w*"
    r"|stop\w*|avoid\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\b(?:non|anti|pro|pre|post|ex|multi|inter|semi)-\w+", re.IGNORECASE)
# Not "latest" and "newest": what they ask for is the news, which does not call itself so.
_SUPERLATIVE = re.compile(
    r"\b(?:least|fewest|worst|(?:old|young|large|small|high|low|long|short|bus|rich|poor|great"
    r"|weak|strong|big|near|deep|fast|slow|cheap|tall|earl|deadl|heav|hard|eas)i?est)\b",
    re.IGNORECASE,
)
# Degrees and measures; the opposites that news turns on are `verifying.opposites`.
_DEGREES = (
    ("more higher larger greater bigger above", "less fewer lower smaller below"),
    ("large largest big biggest greatest", "small smallest"),
    ("highest most maximum strongest", "lowest least minimum weakest fewest"),
    ("oldest earliest original", "newest latest youngest"),
    ("different", "similar same"),
    ("mild", "severe worst"),
    ("rich upper wealthy", "poor lower"),
    ("easy simple simplest", "complex difficult"),
    ("advantage advantages strength strengths", "disadvantage disadvantages weakness weaknesses"),
    ("give gave given", "take took taken"),
    ("eastward easterly", "westward westerly"),
)
# What follows is told of another time, or as the reason: "... the first since Israel closed it".
_CLAUSE = re.compile(r"\b(?:since|until|after|before|when|while|although|though|because|as)\b")
_LARGELY = 0.5  # of the question's numbers


@dataclass(frozen=True, slots=True)
class Specifics:
    """What a passage must have, or the question is about something else.

    Attributes:
        names: words of its names, folded; no days of the week, which depend on the day.
        numbers: digits, without signs and leading zeros.
        marks: superlatives and compounds such as "anti-war", in lower case.
        negated: it asks for what is not so.
        words: its words in order, lower case; none if it asks yes or no, since there the
            opposite is an answer.
    """

    names: tuple[str, ...]
    numbers: frozenset[str]
    marks: frozenset[str]
    negated: bool
    words: tuple[str, ...]


def specifics(question: Question) -> Specifics:
    """Read them from the words of the question."""
    text, polar = question.text, question.kind is Kind.YES_NO
    names = (name for name in question.names if not name[0].isdigit())
    marks = _COMPOUND.findall(text) + _SUPERLATIVE.findall(text)
    return Specifics(
        names=tuple(
            dict.fromkeys(word for word in words_of(" ".join(names)) if word not in _WEEKDAYS)
        ),
        numbers=frozenset(_digits(text)),
        marks=frozenset(mark.lower() for mark in marks),
        negated=not polar and bool(_NOT_SO.search(text)) and not _WHY.match(text),
        words=() if polar else tuple(_WORD.findall(text.lower())),
    )


def missing_names(asked: Specifics, text: str, weight: Callable[[str], float]) -> float:
    """Weighted share of the question's names of which a text has nothing; 0 if it has none."""
    there = NamedWords(text)
    weights = {name: weight(name) for name in asked.names}
    total = sum(weights.values())
    return sum(w for name, w in weights.items() if name not in there) / total if total else 0.0


def at_odds(asked: Specifics, sentence: str, around: str) -> bool:
    """Whether the best sentence says something else than is asked, for all its likeness.

    Args:
        around: the sentence's passage and what stands about it, its title and date included.
    """
    missing = asked.numbers - _all_numbers(around)
    low = around.lower()
    return (
        bool(missing and len(missing) >= _LARGELY * len(asked.numbers))
        or any(mark not in low and mark.replace("-", "") not in low for mark in asked.marks)
        or (asked.negated and not _SAYS_NO.search(sentence))
        or _says_the_opposite(asked.words, sentence, around)
    )


def _digits(text: str) -> set[str]:
    found = _NUMBER.findall(text)
    return {re.sub(r"[.,](?=\d{3}\b)", "", number).lstrip("0") or "0" for number in found}


def _all_numbers(text: str) -> set[str]:
    """Its numbers, those up to twelve also where they are spelt out."""
    return _digits(text) | {_SPELT[w] for w in _WORD.findall(text.lower()) if w in _SPELT}


def _says_the_opposite(asked: Sequence[str], sentence: str, around: str) -> bool:
    """Whether the sentence has the opposite of a word that stands nowhere about it."""
    said = set(_WORD.findall(_CLAUSE.split(sentence.lower(), maxsplit=1)[0]))
    about = set(_WORD.findall(around.lower()))
    others = said.difference(asked)
    for word in set(asked) - said:
        if any(other.startswith(word) for other in about):
            continue
        if any(_opposite(word, other) for other in asked):
            continue  # it asks of both: "men for every 100 women"
        if any(_opposite(word, other) for other in others):
            return True
    return False


def _opposite(word: str, other: str) -> bool:
    return opposed(word, other) or any(
        (word in left and other in right) or (word in right and other in left)
        for left, right in _DEGREE_WORDS
    )


_DEGREE_WORDS = tuple((frozenset(a.split()), frozenset(b.split())) for a, b in _DEGREES)
