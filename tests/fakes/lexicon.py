"""A Lexicon without an index: lower-case words without a plural's ending, all but a few rare."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset("a an and in it of on that the to was were".split())


class PlainWords:
    """Words as they stand, in lower case, without the ending of a plural."""

    def stems(self, text: str) -> list[str]:
        return [word.removesuffix("s") for word in _WORD.findall(text.lower())]

    def rarity(self, stem: str) -> float:
        return 0.1 if stem in _COMMON else 2.0
