"""Text in a form in which quotes are compared, with the way back to exact offsets.

Only what no reader would call a change of words is levelled: kinds of white space, of quotation
marks (single and double are one) and of dashes, the ellipsis, accents that stand apart from their
letters, and characters that show nothing (soft hyphens, zero-width ones).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

# Apostrophes among them: in some texts they cannot be told from closing marks.
_QUOTATION = dict.fromkeys("“”„‟«»‹›＂〝〞″‘’‚‛＇′`´'", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SAME = _QUOTATION | _DASHES | {"…": "..."}


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in comparable form; `origins[i]` is the offset in the original of character i."""

    text: str
    origins: tuple[int, ...]

    def find(self, needle: str, start: int = 0) -> tuple[int, int] | None:
        """Where `needle`, itself comparable, stands in the original, as (start, end).

        A place that begins or ends within a character of the original, at the second of the
        three dots of an ellipsis or between a letter and its accent, is none.

        Args:
            start: offset in the original to look from.
        """
        at = self.text.find(needle, bisect_left(self.origins, start)) if needle else -1
        while at >= 0:
            end = at + len(needle)
            if not (self._within_character(at) or self._within_character(end)):
                return self.origins[at], self.origins[end - 1] + 1
            at = self.text.find(needle, at + 1)
        return None

    def _within_character(self, at: int) -> bool:
        return 0 < at < len(self.origins) and self.origins[at - 1] == self.origins[at]


def normalised(text: str) -> Normalised:
    """The comparable form of a text: no white space at its ends, single spaces within."""
    characters: list[str] = []
    origins: list[int] = []
    space_at = -1
    for offset, character in enumerate(text):
        if character in _INVISIBLE:
            continue
        if character.isspace():
            space_at = offset if space_at < 0 else space_at
            continue
        if space_at >= 0 and characters:
            characters.append(" ")
            origins.append(space_at)
        space_at = -1
        for part in _SAME.get(character) or _apart(character):
            characters.append(part)
            origins.append(offset)
    return Normalised("".join(characters), tuple(origins))


def _apart(character: str) -> str:
    """A letter and its accents one by one, as some texts have them already."""
    return character if character.isascii() else unicodedata.normalize("NFD", character)
