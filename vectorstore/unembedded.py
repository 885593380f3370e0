"""Fusion while some passages wait for their vectors and are found by their words only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

from vectorstore.fusion import Found, Fused, fuse


def fuse_with_unembedded(dense: Found, lexical: Found, cosines: Mapping[int, float]) -> list[Fused]:
    """As `fuse`; a passage without a vector is taken for as near as the others found by words.

    With a cosine of 0 the newest articles would stand behind everything that has one. The
    median of the rest of the lexical channel neither favours nor punishes them, so that their
    words decide. It is not shown as a score of theirs.
    """
    known = dict(cosines) | dict(dense)
    without = [number for number, _ in lexical if number not in known]
    likely = [known[number] for number, _ in lexical if number in known]
    if not (without and likely):
        return fuse(dense, lexical, cosines)
    assumed = dict.fromkeys(without, median(likely))
    return [
        replace(item, scores={"lexical": item.scores["lexical"]}) if item.id in assumed else item
        for item in fuse(dense, lexical, {**cosines, **assumed})
    ]
