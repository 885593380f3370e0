"""Near-copies: when two articles are one story, printed twice.

A wire story reprinted under another headline, shortened, in a house style or inside a longer text
shares many shingles, and nearly all its figures and names, with the original. Two reports of one
event share few shingles; two notices from one mould share many, but have other figures and names;
two pages of one site share a block and go on differently. So the likeness of two texts is a
product of shares of what the smaller text has:

    likeness = sqrt(shingles) x min(1, stretches / 0.75) x figures x names

The root, since an editor who changes every fifth word leaves a third of the shingles, but the
figures and the names. A stretch is shared if two shingles of it are. docs/retrieval.md has what
was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vectorstore.models import Article, Span
from vectorstore.sketching import SLOTS, Minima, minima
from vectorstore.wording import Wording, shared, wording

Likeness = Literal["alike", "part", "whole"]

_LEAST = 0.48  # likeness of copies
_SHORTEST = 12  # words of a text that has copies
_FEWEST_SHINGLES = 4  # of such a text: "ha ha ha" has one
_SHORT = 40  # words of a text whose copies must be nearer: one word more or less says little
_SHORTEST_PART = 20  # words of a text that counts as a part of a much longer one
_LETTERS_PER_WORD = 2  # in scripts that set no spaces
_SAME_SIZE = 0.7  # of the larger text's shingles: below it the smaller is a part
_STRETCH = 16  # shingles: a sentence or two
_SPREAD = 0.75  # of the stretches: with less, the texts share a block and go on differently
_BY_CHANCE = 4  # slots by which an estimate may fall short, one time in fifty
_APART = 0.2  # of the smaller text's shingles: sharing less, two texts are different stories


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an article is compared by: its wording, and the MinHash of it."""

    wording: Wording
    minima: Minima


def sketch(article: Article) -> Sketch | None:
    """The sketch of an article; None if it is too short to tell its copies."""
    found = own_wording(article.text, article.boilerplate)
    if _words(found) < _SHORTEST or len(found.shingles) < _FEWEST_SHINGLES:
        return None
    return Sketch(found, minima(found.shingles))


def own_wording(text: str, boilerplate: Sequence[Span]) -> Wording:
    """The wording of an article's text, less these spans of it."""
    kept, position = [], 0
    for start, end in sorted(boilerplate):
        kept.append(text[position:start])
        position = max(position, end)
    return wording("\n".join([*kept, text[position:]]))


def likeness(first: Wording, second: Wording) -> Likeness | None:
    """What the first text is to the second: alike, a part of it, the whole of it, or nothing."""
    small, large = sorted((first, second), key=_order)
    if first.spaced != second.spaced or _score(small, large) < _least(small):
        return None
    if len(small.shingles) >= _SAME_SIZE * len(large.shingles):
        return "alike"
    if _words(small) < _SHORTEST_PART:
        return None
    return "part" if small is first else "whole"


def worth_comparing(equal_slots: int, first: int, second: int) -> bool:
    """Whether two texts may be copies, by what MinHash estimates that they share.

    Args:
        equal_slots: how many of their minima are equal.
        first: how many shingles the one has.
        second: how many the other has.
    """
    jaccard = min(1.0, (equal_slots + _BY_CHANCE) / SLOTS)
    common = jaccard / (1 + jaccard) * (first + second)
    return common >= _LEAST**2 * min(first, second)


def apart(first: Wording, second: Wording) -> bool:
    """Whether two texts are different stories, with next to nothing in common."""
    fewest = min(len(first.shingles), len(second.shingles))
    return shared(first.shingles, second.shingles) < _APART * fewest


def _least(small: Wording) -> float:
    """The likeness that is asked for: rising to 1 as texts get shorter."""
    return 1 - (1 - _LEAST) * min(1.0, _words(small) / _SHORT)


def _score(small: Wording, large: Wording) -> float:
    if not len(small.runs):
        return 0.0
    found = np.isin(small.runs, large.shingles)
    share: float = found.mean() ** 0.5
    return (
        share
        * min(1.0, _spread(found) / _SPREAD)
        * _agreement(small.figures, large.figures)
        * _agreement(small.names, large.names)
    )


def _spread(found: NDArray[np.bool_]) -> float:
    """The share of the text's stretches in which something is found: an edit leaves it at 1."""
    stretches = np.array_split(found, max(1, round(len(found) / _STRETCH)))
    return sum(len(part) for part in stretches if part.sum() >= 2) / len(found)


def _agreement(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the one's figures that the other has, whichever way it is more.

    Either way, since an editor may add some ("18,400 acres (7,450 hectares)"). One more on both
    sides of the fraction, so that a single figure that differs is no proof.
    """
    both = 1 + len(first & second)
    return both / (1 + min(len(first), len(second)))


def _words(found: Wording) -> int:
    return found.size if found.spaced else found.size // _LETTERS_PER_WORD


def _order(item: Wording) -> tuple[int, int, bytes]:
    # Not by the place in the call: both orders must give the same answer.
    return len(item.shingles), item.size, item.runs.tobytes()
