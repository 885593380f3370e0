"""Near misses: a quote of which one or two words are not the article's.

The quote is cut into one piece more than it may have wrong words: one piece at least must then
stand in the article as it is. From there the rest is compared word by word, in both directions.
Whether what differs matters is not decided here but where the sentence is read, in `support`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from qa.answering.normalising import normalised
from qa.answering.verifying.quotes import Edit, Place, SearchedArticle, in_word, overlaps
from qa.answering.verifying.words import Words

_LEAST_WORDS = 4  # of a quote, for other capitals, accents and punctuation to be forgiven
_LEAST_FOR_ONE = 6  # words, for one of them to be wrong
_LEAST_FOR_TWO = 8
_MOST_CHARACTERS = 10_000  # of a quote; a longer one is no near miss of one or two words
_MOST_PLACES = 200  # at which a piece is tried


class _Match(NamedTuple):
    """Words `first` to `last` of the article, and what of the quote is not so.

    An edit is a pair of places, one in the quote and one in the article; None where there is
    no such word.
    """

    first: int
    last: int
    edits: tuple[tuple[int | None, int | None], ...]


class _Run(NamedTuple):
    """How far words run alike from one place: how many of the article's, with which edits."""

    length: int
    edits: tuple[tuple[int | None, int | None], ...]


def near_place(searched: SearchedArticle, quote: str) -> Place | None:
    """Where all but one or two of the quote's words stand, in their order."""
    if len(quote) > _MOST_CHARACTERS:
        return None
    wanted = Words(normalised(quote))
    allowed = _allowed(len(wanted.words))
    if allowed is None:
        return None
    found = _best(searched, wanted.words, allowed)
    if found is None:
        return None
    edits = tuple(
        Edit(
            "" if mine is None else wanted.written(mine),
            "" if theirs is None else searched.words.written(theirs),
        )
        for mine, theirs in found.edits
    )
    span = searched.words.span(found.first, found.last)
    changes = tuple(map(_told, edits)) or ("capitals, accents or punctuation are the article's",)
    return Place(searched.article, (span,), changes, edits)


def _allowed(words: int) -> int | None:
    """How many words of a quote of this length may be wrong; None if not even its marks may."""
    if words < _LEAST_WORDS:
        return None
    return (words >= _LEAST_FOR_ONE) + (words >= _LEAST_FOR_TWO)


def _best(searched: SearchedArticle, wanted: Sequence[str], allowed: int) -> _Match | None:
    """The first match among those with the fewest edits."""
    best: _Match | None = None
    cuts = [len(wanted) * part // (allowed + 1) for part in range(allowed + 2)]
    for start, end in pairwise(cuts):
        for place in islice(searched.words.occurrences(wanted[start:end]), _MOST_PLACES):
            match = _match(searched.words.words, wanted, (start, end), place, allowed)
            if match and _citable(searched, match) and (best is None or _rank(match) < _rank(best)):
                best = match
    return best


def _rank(match: _Match) -> tuple[int, int]:
    return len(match.edits), match.first


def _match(
    words: Sequence[str], wanted: Sequence[str], piece: tuple[int, int], place: int, allowed: int
) -> _Match | None:
    """The match around a piece that stands at a place, if there is one within what is allowed."""
    start, end = piece
    reach = len(wanted) + allowed
    before = words[max(place - reach, 0) : place][::-1]
    left = _run(wanted[:start][::-1], before, allowed)
    if left is None:
        return None
    last = place + end - start
    right = _run(wanted[end:], words[last : last + reach], allowed - len(left.edits))
    if right is None:
        return None
    lefts = [
        (None if q is None else start - 1 - q, None if a is None else place - 1 - a)
        for q, a in reversed(left.edits)
    ]
    rights = [
        (None if q is None else end + q, None if a is None else last + a) for q, a in right.edits
    ]
    return _Match(place - left.length, last + right.length - 1, (*lefts, *rights))


def _run(quote: Sequence[str], article: Sequence[str], allowed: int) -> _Run | None:
    """How the whole of `quote` runs along the beginning of `article`, with the fewest edits."""
    alike = 0
    while alike < min(len(quote), len(article)) and quote[alike] == article[alike]:
        alike += 1
    if alike == len(quote):
        return _Run(alike, ())
    if not allowed:
        return None
    best: _Run | None = None
    # Another word, one too many, one left out; of equals the first.
    for skip, jump in ((1, 1), (1, 0), (0, 1)):
        if jump and alike >= len(article):
            continue
        rest = _run(quote[alike + skip :], article[alike + jump :], allowed - 1)
        if rest and (best is None or len(rest.edits) + 1 < len(best.edits)):
            edit = (alike if skip else None, alike if jump else None)
            behind = tuple(
                (
                    None if q is None else q + alike + skip,
                    None if a is None else a + alike + jump,
                )
                for q, a in rest.edits
            )
            best = _Run(alike + jump + rest.length, (edit, *behind))
    return best


def _citable(searched: SearchedArticle, match: _Match) -> bool:
    text, span = searched.article.text, searched.words.span(match.first, match.last)
    cut = in_word(text, span[0]) or in_word(text, span[1])
    return not cut and not overlaps(searched.article.boilerplate, span)


def _told(edit: Edit) -> str:
    if not edit.proposed:
        return f"the quote left out {edit.stands!r}"
    if not edit.stands:
        return f"the quote had {edit.proposed!r} besides"
    return f"the article has {edit.stands!r}, the quote had {edit.proposed!r}"
