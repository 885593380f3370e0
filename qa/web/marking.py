"""An article's text in paragraphs, with a span of it marked, and not one character changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_ENDS = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is marked as a whole or not at all; `first` of the marked ones."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces, and the white space that follows them up to the next paragraph."""

    pieces: tuple[Piece, ...]
    gap: str


def paragraphs(text: str, start: int = 0, end: int = 0) -> list[Paragraph]:
    """Cut `text` into paragraphs and mark `text[start:end]`.

    Pieces and gaps in their order are `text` again. White space between paragraphs is never
    marked. A span that is empty or lies outside of the text marks what there is of it.
    """
    start, end = max(start, 0), min(end, len(text))
    found = []
    first = True
    for low, high, gap_end in _bounds(text):
        pieces = []
        for left, right, marked in _cut(low, high, start, end):
            pieces.append(Piece(text[left:right], marked, marked and first))
            first = first and not marked
        found.append(Paragraph(tuple(pieces), text[high:gap_end]))
    return found


def _bounds(text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each paragraph, and where the gap after it ends.

    Where there are blank lines, they part paragraphs; where there are none, each line is one.
    """
    low = 0
    for gap in (_BLANK_LINES if _BLANK_LINES.search(text) else _LINE_ENDS).finditer(text):
        yield low, gap.start(), gap.end()
        low = gap.end()
    if low < len(text):
        yield low, len(text), len(text)


def _cut(low: int, high: int, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    left, right = max(low, min(start, high)), max(low, min(end, high))
    if right <= left:
        left = right = high
    for a, b, marked in ((low, left, False), (left, right, True), (right, high, False)):
        if a < b:
            yield a, b, marked


def offset(value: str | None) -> int:
    """An offset of a query string; 0 for anything that is none."""
    return int(value) if value and re.fullmatch(r"\d{1,12}", value, re.ASCII) else 0
