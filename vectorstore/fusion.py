"""Two channels into one ranking: a convex combination of their scores.

Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2023): scores keep
what ranks throw away, how much better the first is than the second. It beat reciprocal rank
fusion on every set that was tried; docs/retrieval.md has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

DENSE_WEIGHT = 0.6
PART_WEIGHT = 0.65  # of the part that a passage fits best, against the whole question

Found = Sequence[tuple[int, float]]  # (passage id, score), best first


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage id with its fused score, 0 to 1, and its rank and score in each channel.

    A channel that did not find the passage has no rank; it may still have a score.
    """

    id: int
    score: float
    ranks: dict[str, int]
    scores: dict[str, float]


def fuse(dense: Found, lexical: Found, cosines: Mapping[int, float]) -> list[Fused]:
    """Rank the passages that either channel found, best first.

    The score is `DENSE_WEIGHT` times the cosine, plus the rest times BM25 divided by the best
    BM25 of this search.

    Args:
        cosines: of passages that only the lexical channel found.
    """
    near = dict(cosines) | dict(dense)
    worded = dict(lexical)
    best = lexical[0][1] if lexical else 1.0
    ranks = {
        channel: {number: rank for rank, (number, _) in enumerate(found, start=1)}
        for channel, found in (("dense", dense), ("lexical", lexical))
    }
    fused = [
        Fused(
            number,
            DENSE_WEIGHT * max(0.0, near.get(number, 0.0))
            + (1 - DENSE_WEIGHT) * worded.get(number, 0.0) / best,
            {name: places[number] for name, places in ranks.items() if number in places},
            {
                name: scores[number]
                for name, scores in (("dense", near), ("lexical", worded))
                if number in scores
            },
        )
        for number in {**near, **worded}
    ]
    return best_first(fused)


def with_parts(whole: Sequence[Fused], parts: Sequence[Sequence[Fused]]) -> list[Fused]:
    """Rank passages by the whole question and by the part of it that each fits best.

    Ranks and scores of the channels stay those of the whole question.

    Args:
        parts: for each part the same passages, ranked for it; none if the question has no parts.
    """
    if not parts:
        return list(whole)
    fit: dict[int, float] = {}
    for ranking in parts:
        for item in ranking:
            fit[item.id] = max(fit.get(item.id, 0.0), item.score)
    weight = PART_WEIGHT
    return best_first(
        replace(item, score=(1 - weight) * item.score + weight * fit.get(item.id, 0.0))
        for item in whole
    )


def best_first(fused: Iterable[Fused]) -> list[Fused]:
    """By score; equal scores by id, so that the same question always gives the same order."""
    return sorted(fused, key=lambda item: (-item.score, item.id))
