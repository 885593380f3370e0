"""The passages that an answerer is given: few and different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vectorstore.models import Hit

LOOKED_AT = 2  # times as many as are given
_SHARE = 3  # of one article at most a third


def spread(hits: Sequence[Hit], count: int) -> list[Hit]:
    """The best `count` hits, best first; of one article at most a third while others have any.

    Args:
        hits: best first; `LOOKED_AT` times `count` of them leave something to choose from.
    """
    most = -(-count // _SHARE)
    held: Counter[str] = Counter()
    first: list[int] = []
    spare: list[int] = []
    for place, hit in enumerate(hits):
        held[hit.article.id] += 1
        (first if held[hit.article.id] <= most else spare).append(place)
    return [hits[place] for place in sorted((first + spare)[:count])]
