"""Text in a form in which quotes are compared, with the way back to exact offsets.

Only what no reader would call a change of words is levelled: kinds of white space, of quotation
marks (single and double are one) and of dashes, the ellipsis, Unicode's several ways to write one
letter (accents apart or not and in any order, ligatures, full width, presentation forms), and
characters that show nothing (soft hyphens, zero-width ones, marks of direction, controls).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

# Apostrophes among them: in some texts they cannot be told from closing marks.
_QUOTATION = dict.fromkeys(map(ord, "“”„‟«»‹›＂〝〞″‘’‚‛＇′`´'ʼʹʻ"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x20\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_ONE_FOR_ONE = _QUOTATION | _DASHES | dict.fromkeys(map(ord, SPACES), " ")
# What that table leaves to be looked at one by one; a single space needs no look.
_ODD = re.compile(r"[^\x21-\x7e]{2,}|[^\x20-\x7e]")
# Compatibility forms that change no more than the look of a letter. Circled numbers and fractions
# are not among them: "1½" is not "11/2".
_LOOKS = ("<wide>", "<narrow>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>")
_LOOKS_OF_LETTERS = ("<compat>", "<sub>", "<super>")
_FILLERS = frozenset("\u034f\u115f\u1160\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}
_MOST_WORK = 50_000_000  # characters of the needle compared; hostile texts only come near


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in comparable form, with the way back.

    Attributes:
        text: the comparable form.
        places: where in it the distance to the original changes, in order, from 0.
        origins: the offsets in the original of these places; between two of them the offsets
            of both texts run side by side.
    """

    text: str
    places: array[int]
    origins: array[int]

    def origin(self, at: int) -> int:
        """The offset in the original of the character at this place."""
        nearest = bisect_right(self.places, at) - 1
        return self.origins[nearest] + at - self.places[nearest]

    def place(self, offset: int) -> int:
        """The first place whose character stands at or behind this offset of the original."""
        nearest = bisect_left(self.origins, offset) - 1
        if nearest < 0:
            return 0
        at = self.places[nearest] + offset - self.origins[nearest]
        behind = self.places[nearest + 1] if nearest + 1 < len(self.places) else len(self.text)
        return min(at, behind)

    def find(self, needle: str, start: int = 0) -> tuple[int, int] | None:
        """Where `needle`, itself comparable, stands in the original, as (start, end).

        A place that begins or ends within a character of the original, at the second of the
        three dots of an ellipsis or between a letter and its accent, is none.

        Args:
            start: offset in the original to look from.
        """
        at = self.text.find(needle, self.place(start)) if needle else -1
        work = 0
        while at >= 0 and work < _MOST_WORK:
            end = at + len(needle)
            if not (self._within_character(at) or self._within_character(end)):
                return self.origin(at), self.origin(end - 1) + 1
            at = self.text.find(needle, at + 1)
            work += len(needle) + 100
        return None

    def _within_character(self, at: int) -> bool:
        if not 0 < at < len(self.text):
            return False
        return bool(unicodedata.combining(self.text[at])) or self.origin(at - 1) == self.origin(at)


def normalised(text: str) -> Normalised:
    """The comparable form of a text: no white space at its ends, single spaces within."""
    level = text.translate(_ONE_FOR_ONE)
    done = len(level) - len(level.lstrip(" "))
    out = _Written()
    for odd in _ODD.finditer(level, done):
        out.add(level[done : odd.start()], done)
        _add_odd(out, level, odd.start(), odd.end())
        done = odd.end()
    out.add(level[done:], done)
    whole = "".join(out.pieces).rstrip(" ")
    return Normalised(whole, out.places or array("q", [0]), out.origins or array("q", [0]))


class _Written:
    """The pieces of a comparable form; notes where offsets leave their track."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.places = array("q")
        self.origins = array("q")
        self._length = 0

    def add(self, piece: str, origin: int) -> None:
        """Add characters that stand side by side in the original from `origin` on."""
        if not piece:
            return
        if not self.places or origin - self._length != self.origins[-1] - self.places[-1]:
            self.places.append(self._length)
            self.origins.append(origin)
        self.pieces.append(piece)
        self._length += len(piece)


def _add_odd(out: _Written, level: str, start: int, end: int) -> None:
    """Add a run of characters of which none, or not all, stand for themselves."""
    space: int | None = None
    marks: list[tuple[str, int]] = []
    for offset in range(start, end):
        character = level[offset]
        if character == " ":
            space = offset if space is None else space
            continue
        for part in _form(character, _beside_digit(level, offset)):
            if unicodedata.combining(part) and space is None:
                marks.append((part, offset))
                continue
            _add_marks(out, marks)
            if space is not None and out.pieces:
                out.add(" ", space)
            space = None
            out.add(part, offset)
    _add_marks(out, marks)
    if space is not None and out.pieces:
        out.add(" ", space)


def _add_marks(out: _Written, marks: list[tuple[str, int]]) -> None:
    """Accents in Unicode's canonical order, so that the order they were typed in is forgotten."""
    offsets = [offset for _, offset in marks]
    marks.sort(key=lambda mark: unicodedata.combining(mark[0]))
    for (mark, _), offset in zip(marks, offsets, strict=True):
        out.add(mark, offset)
    marks.clear()


def _beside_digit(level: str, offset: int) -> bool:
    return level[offset - 1 : offset].isdigit() or level[offset + 1 : offset + 2].isdigit()


@lru_cache(maxsize=65_536)
def _form(character: str, beside_digit: bool) -> str:
    """What one character is compared as: itself, several, or nothing."""
    if character in _FILLERS or unicodedata.category(character) in {"Cc", "Cf"}:
        return ""
    if character.isascii():
        return character
    apart = unicodedata.normalize("NFD", character).translate(_ONE_FOR_ONE)
    if apart != character:
        return "".join(_form(part, beside_digit) for part in apart)
    kind = unicodedata.decomposition(character).partition(" ")[0]
    form = unicodedata.normalize("NFKD", character).translate(_ONE_FOR_ONE)
    # "10²" is not "102", nor "⒈5" 1.5; and what begins with a space is an accent shown alone.
    raised = kind in _LOOKS_OF_LETTERS and any(part.isdigit() for part in form)
    if kind.startswith("<") and (
        kind not in (*_LOOKS, *_LOOKS_OF_LETTERS)
        or " " in form
        or (raised and (beside_digit or kind == "<compat>"))
    ):
        return character
    return form
