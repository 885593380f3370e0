"""How well a sentence answers.

The weights were set by hand on the tune halves of four public sets, and hold up against fitted
ones; docs/answers.md has the figures of the other halves.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.answering.candidates import Candidate


def relevance(item: Candidate) -> float:
    """Score of a sentence among the sentences of one question; higher is better."""
    return (
        0.15 * item.cover
        + 0.30 * item.context
        + 0.15 * item.meant
        + 0.30 * item.nearness
        + 0.20 * max(item.around, item.nearness)
        + 0.20 * item.passage
        + (0.15 if item.fits else 0.0)
        + (0.20 if item.gives else 0.0)
        + (0.20 if item.pinned else 0.0)
        + 0.75 * item.wished
        + 0.10 / (1 + item.rank)
    )


def ranked(items: Sequence[Candidate]) -> list[Candidate]:
    """The sentences, best first; equals in the order given."""
    return sorted(items, key=relevance, reverse=True)
