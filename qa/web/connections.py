"""How many connections a server keeps open.

An open connection costs a file and some kilobytes, no thread, until its request is whole. Beyond
the limit none is taken any more until one is closed: clients that open some and send nothing, or
send slowly, could keep all others out, so there is room for many of them, and not for long.
"""

from __future__ import annotations

import contextlib

MOST = 4_000
IDLE_S = 60  # after which one is closed that sends nothing
_OTHER_FILES = 200  # that the archive and its threads have open, with some to spare


def allow() -> int:
    """Have the system allow as many as wanted, if it does; how many there may be."""
    with contextlib.suppress(ImportError):  # no such thing on Windows
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft == resource.RLIM_INFINITY:
            return MOST
        wanted = MOST + _OTHER_FILES
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        if soft < wanted:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
                soft = wanted
        return max(100, min(MOST, soft - _OTHER_FILES))
    return 100
