"""Fusion while some passages wait for their vectors and are found by their words only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from statistics import median

from vectorstore.fusion import Found, Fused, fuse


def fuse_with_unembedded(
    dense: Found, lexical: Found, cosines: Mapping[int, float], every: Collection[int]
) -> list[Fused]:
    """As `fuse`; a passage without a vector is taken for as near as the others found by words.

    With a cosine of 0 the newest articles would stand behind everything that has one. The
    median of the rest of the lexical channel neither favours nor punishes them, so that their
    words decide. It is not shown as a score of theirs.

    Args:
        every: passages to rank, found here or for another part of the question.
    """
    known = dict(cosines) | dict(dense)
    without = [number for number in every if number not in known]
    likely = [known[number] for number, _ in lexical if number in known]
    if not (without and likely):
        return fuse(dense, lexical, cosines)
    assumed = dict.fromkeys(without, median(likely))
    return [
        replace(item, scores=_without_dense(item.scores)) if item.id in assumed else item
        for item in fuse(dense, lexical, {**cosines, **assumed})
    ]


def _without_dense(scores: Mapping[str, float]) -> dict[str, float]:
    return {name: score for name, score in scores.items() if name != "dense"}
