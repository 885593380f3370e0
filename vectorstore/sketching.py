"""MinHash: a small sketch of a set of shingles. The sole importer of datasketch."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.wording import Shingles

Minima = NDArray[np.uint32]

SLOTS = 64
_AT_ONCE = 10_000  # shingles: each takes SLOTS numbers of memory while it is looked at


def minima(shingles: Shingles) -> Minima:
    """The least of the shingles under each of 64 orders; shape (64,), uint32.

    Two sets have the same least one with a probability equal to their Jaccard similarity, so the
    share of equal slots estimates it.
    """
    found = _empty().copy()
    short = (shingles >> np.uint64(32)).tolist()
    for start in range(0, len(short), _AT_ONCE):
        found.update_batch(short[start : start + _AT_ONCE])
    least: Minima = found.hashvalues.astype("<u4")
    return least


def probe() -> str:
    """A sketch of a fixed set, so that a library that sketches otherwise is noticed."""
    fixed = np.arange(1, 100, dtype=np.uint64) << np.uint64(32)
    return minima(fixed).tobytes().hex()[:16]


@cache
def _empty() -> Any:
    # Imported here: it brings scipy, half a second that only an ingestion should pay.
    from datasketch import MinHash

    return MinHash(SLOTS, seed=1, hashfunc=int, scheme="affine32")
