"""The words of a question that an index of words is asked for."""

from __future__ import annotations

import re

_LONGEST_QUERY = 100  # words; more of them only cost time
_ENDING = re.compile(r"['’](?:s|t|d|m|ll|re|ve)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = frozenset(
    """
    a an and are as at be but by did do does for from had has have how if in into is
    it its of on or that the their then there these they this to was were what when
    where which who whom whose why will with
    """.split()
)


def words_of(query: str) -> list[str]:
    """The words that count; all of them if none of them counts."""
    words = [found.group() for found in _WORD.finditer(_ENDING.sub("", query))][:_LONGEST_QUERY]
    return [word for word in words if word.lower() not in _STOP_WORDS] or words
