"""How well a sentence answers, and whether the archive answers at all.

The weights of `relevance` were set by hand and hold up against a fitted model; those of `support`
were set by hand too, near what logistic regressions on one half of three public sets gave.
docs/answers.md has the figures of the other halves.
"""

from __future__ import annotations

import math

from qa.answering.candidates import Candidate, Evidence

_FOR_NEAREST_SENTENCE = 4.3
_FOR_NEAREST_PASSAGE = 4.8
_AGAINST_MISSING_NAMES = 2.0
_BIAS = -4.6
_CONSIDERED = 5
_ON_SUBJECT = 2  # sentences; a question about Russia is not answered by what is told of Iran


def relevance(item: Candidate) -> float:
    """Score of a sentence among the sentences of one question; higher is better."""
    return (
        0.35 * item.cover
        + 0.25 * item.context
        + 0.55 * item.nearness
        + (0.15 if item.fits else 0.0)
        + 0.10 / (1 + item.rank)
    )


def support(evidence: Evidence) -> float:
    """How sure it is, 0 to 1, that the archive holds an answer."""
    best = sorted(evidence.sentences, key=relevance, reverse=True)[:_CONSIDERED]
    beside = best[:_ON_SUBJECT]
    off_subject = bool(beside) and not any(item.on_subject for item in beside)
    missing = 1.0 if off_subject else evidence.missing_names
    weighed = (
        _BIAS
        + _FOR_NEAREST_SENTENCE * max((item.nearness for item in best), default=0.0)
        + _FOR_NEAREST_PASSAGE * evidence.nearest
        - _AGAINST_MISSING_NAMES * missing
    )
    return 1.0 / (1.0 + math.exp(-weighed))
