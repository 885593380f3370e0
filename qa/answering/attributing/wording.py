"""A sentence as words and marks with their offsets, and which of them stand in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

# "U.N.", "Dr.", "al-Sudani", "O’Brien", "OPEC+", "1,200", "miners’" before a word; or one mark.
_TOKEN = re.compile(
    r"(?:[A-ZÀ-Þ]\.)+(?!\w)"
    r"|(?:Mrs?|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|St|Sr|Jr|Rev|No|Ma|Jan|Feb|Aug"
    r"|Sept|Oct|Nov|Dec)\.(?= )|(?:Inc|Corp|Ltd|Co|Bros|Jr|Sr)\.(?=[ ,])"
    r"|\d+(?:,\d{3})+(?!\d)"
    r"|\w(?:[\w’'+&/.-]*[\w+])?(?:(?<=s)[’'](?= [^\W\d_]))?"
    r"|[^\w\s]"
)
# Initials that would be read as small words.
_INITIALS = frozenset({"WHO", "US", "IT", "AM", "MAY"})
_OPENING, _CLOSING = "“«„", "”»"
_SINGLES = "‘’'"


@dataclass(frozen=True, slots=True)
class Wording:
    """Parallel lists, one entry a word or mark.

    Attributes:
        word: as written; an abbreviation keeps its full stop, "miners'" its apostrophe.
        low: the same in lower case, apostrophes straight.
        start, end: offsets in `text`.
        quoted: whether it stands in quotation marks; the marks themselves do.
    """

    text: str
    word: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.word)

    def slice(self, first: int, after: int) -> str:
        """The text from word `first` up to, not including, word `after`."""
        return self.text[self.start[first] : self.end[after - 1]] if first < after else ""

    def is_word(self, at: int) -> bool:
        """Whether there is a word, not a mark, at this place."""
        return 0 <= at < len(self.word) and self.word[at][0].isalnum()

    def capital(self, at: int) -> bool:
        """Whether the word is capitalised, as names are; so are "al-Sudani" and "d’Arcy"."""
        written = self.word[at]
        return written[0].isupper() or any(
            part[:1].isupper() for part in re.split("[-’']", written)
        )


def wording(text: str, *, inside: bool = False) -> Wording:
    """Split a sentence.

    Args:
        inside: it begins within a quotation that was opened before it.
    """
    spans = [found.span() for found in _TOKEN.finditer(text)]
    written = [text[start:end] for start, end in spans]
    return Wording(
        text=text,
        word=written,
        low=[_low(written, at) for at in range(len(written))],
        start=[start for start, _ in spans],
        end=[end for _, end in spans],
        quoted=_quoted(text, spans, inside=inside or _begins_inside(text)),
    )


def _low(written: list[str], at: int) -> str:
    """A word in lower case, but initials, and the "A" of a name: "the newspaper A Bola"."""
    word = written[at]
    named = word == "A" and at and written[at - 1].islower() and written[at + 1 : at + 2]
    if word in _INITIALS or (named and written[at + 1][0].isupper()):
        return word
    return word.lower().replace("’", "'")


def _quoted(text: str, spans: list[tuple[int, int]], *, inside: bool) -> list[bool]:
    """Whether each word stands in quotation marks; a quotation never closed runs to the end."""
    within = '"' if inside else ""
    found = []
    for start, end in spans:
        was = within
        if end - start == 1:
            within = _after_mark(text, start, within)
        found.append(bool(was or within))
    return found


def _after_mark(text: str, at: int, inside: str) -> str:
    """In which sort of quotation one is behind this mark: double, single, or none."""
    mark = text[at]
    if mark in _OPENING:
        return '"'
    if mark in _CLOSING:
        return ""
    if mark == '"':
        return "" if inside == '"' else '"'
    if mark in _SINGLES and inside != '"':
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if not inside and mark != "’" and (not before or before in " (") and after.isalpha():
            return "'"
        if inside and not after.isalnum():
            return ""
    return inside


def _begins_inside(text: str) -> bool:
    """Whether the first quotation mark closes a quotation that began in a sentence before."""
    first = re.search(r"[“”«»„\"]", text)
    if not first:
        return False
    if first.group() != '"':
        return first.group() in _CLOSING
    before, after = text[: first.start()][-1:], text[first.end() : first.end() + 1]
    return bool(before.strip()) and not after.isalnum() and text.count('"') % 2 == 1
