"""How a server of many threads gets its memory."""

from __future__ import annotations

import contextlib
import ctypes

_M_ARENA_MAX = -8  # of malloc.h
_ARENAS = 2


def share_heaps() -> None:
    """Have threads share glibc's heaps; elsewhere nothing is done.

    By default as many threads as eight times the cores have a heap each, which keeps what one
    question took there: with 16 threads half as much memory again, and no answer sooner.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
