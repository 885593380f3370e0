"""Denials and contradictions: what in the passages speaks against what is reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.attribution import reported
from qa.answering.candidates import Candidate, Lexicon

# A party that says no: to a report, a charge, an account. "No one was hurt" is no denial.
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|reject(?:s|ed|ing)? (?:the|that|this|those|any|all|a|it)"
    r"|dismiss(?:es|ed|ing)? (?:the|that|this|those|any|all|a|it)|refut(?:e|es|ed|ing)"
    r"|disput(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|baseless|unfounded|fabricat(?:ed|ion)"
    r"|insist(?:s|ed)? (?:it|he|she|they|that \w+) (?:had|did|was|were|has|have) (?:not|no|never)"
    r"|not true|untrue|blam(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_OF_A_REPORT = re.compile(
    r"\b(?:report|story|account|claim|allegation|accusation|article)s?\b", re.IGNORECASE
)
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_NAME = re.compile(r"(?<=[^.!?] )[A-Z][^\W\d_]{2,}")  # not what may only begin a sentence
_NAMES_OF_A_REPORT = 2
_LEAST_SHARED = 0.3
_SAME_ARTICLE = 0.2  # a denial beside the claim answers that claim


def is_denial(sentence: str) -> bool:
    """Whether a sentence reports that somebody denies or contradicts something."""
    return bool(_DENIAL.search(sentence))


def _denies_a_report(sentence: str) -> bool:
    """Whether what is denied is a report or claim, rather than the deed that is asked about."""
    return bool(_OF_A_REPORT.search(sentence))


def denials(
    of: Sequence[Candidate], among: Sequence[Candidate], question: str, lexicon: Lexicon
) -> list[Candidate]:
    """Denials that answer to the chosen claims, the closest first.

    A denial seldom repeats the question's words: it speaks of "the report". So it is held
    against the claims as well, and one of a report is taken if it names who made the report.
    """
    chosen = {(item.article.id, item.start) for item in of}
    said = " ".join([question, *(item.text for item in of)])
    topic, names = set(lexicon.stems(said)), set(_CAPITALISED.findall(said))
    somebodys_word = any(reported(item.text) for item in of)
    sources = {item.article.id for item in of}
    found = []
    for item in among:
        if (item.article.id, item.start) in chosen or not is_denial(item.text):
            continue
        shared = _shared(item.text, topic, lexicon)
        of_the_report = (
            somebodys_word
            and _denies_a_report(item.text)
            and len(names.intersection(_NAME.findall(item.text))) >= _NAMES_OF_A_REPORT
        )
        if shared >= _LEAST_SHARED or of_the_report:
            beside = _SAME_ARTICLE if item.article.id in sources else 0.0
            found.append((shared + item.nearness + beside, item))
    return [item for _, item in sorted(found, key=lambda pair: -pair[0])]


def _shared(sentence: str, topic: set[str], lexicon: Lexicon) -> float:
    """Share of the sentence's words, weighed by rarity, that belong to the topic."""
    weights = {stem: lexicon.rarity(stem) for stem in lexicon.stems(sentence)}
    total = sum(weights.values())
    return sum(w for stem, w in weights.items() if stem in topic) / total if total else 0.0
