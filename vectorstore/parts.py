"""A long question as several.

One that compares reports, or leads over several facts, asks for passages that have little in
common: no passage is near to all of it.
"""

from __future__ import annotations

import re

_LONG = 20  # words
_MOST = 4
_SHORTEST = 7  # words of a part
_BREAK = re.compile(r"[;:,]?\s+(?:while|whereas|but|and|or)\s+|[;:,]\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def parts(question: str) -> list[str]:
    """Two to four stretches of a question of many words, in order; none of a short one.

    It is cut at punctuation and conjunctions; pieces of few words are joined to what follows.
    """
    if not is_long(question):
        return []
    least = max(_SHORTEST, -(-_count(question) // _MOST))
    found, current = [], ""
    for piece in _BREAK.split(question):
        current = f"{current} {piece}".strip()
        if _count(current) >= least:
            found.append(current)
            current = ""
    if current and found:
        found[-1] = f"{found[-1]} {current}"
    return found if len(found) > 1 else []


def is_long(question: str) -> bool:
    """Whether a question has room for more than one matter."""
    return _count(question) >= _LONG


def _count(text: str) -> int:
    return len(_WORD.findall(text))
