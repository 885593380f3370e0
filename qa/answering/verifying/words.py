"""The words of a text one by one, in a form in which near misses are found."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from qa.answering.normalising import Normalised
from vectorstore.models import Span

# In comparable form: numbers whole, words with their accents and apostrophes; signs that change
# what a number says are words too.
_TOKEN = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f]|\"(?=[^\W_])|(?<=\d)[.,:](?=\d))*"
    r"|[$€£¥₹%]|(?<!\S)-(?=\d)"
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_BETWEEN = "\n"  # no comparable text holds a line's end


class Words:
    """Words without capitals and accents, and where each stands.

    Attributes:
        words: the words as they are compared.
    """

    def __init__(self, level: Normalised) -> None:
        self._level = level
        self.words: list[str] = []
        self._starts, self._ends = array("q"), array("q")
        self._at = array("q")  # of each word in the joined words
        at = 1
        for found in _TOKEN.finditer(level.text):
            word = _ACCENTS.sub("", found.group()).casefold()
            self.words.append(word)
            self._starts.append(found.start())
            self._ends.append(found.end())
            self._at.append(at)
            at += len(word) + 1
        self._joined = _joined(self.words)

    def occurrences(self, wanted: Sequence[str]) -> Iterator[int]:
        """The places, counted in words, where these words stand one after the other."""
        needle = _joined(wanted)
        at = self._joined.find(needle)
        while at >= 0:
            yield bisect_left(self._at, at + 1)
            at = self._joined.find(needle, at + 1)

    def span(self, first: int, last: int) -> Span:
        """Offsets, in the original, of the words from `first` to `last`, which is included."""
        start, end = self._starts[first], self._ends[last]
        return self._level.origin(start), self._level.origin(end - 1) + 1

    def written(self, place: int) -> str:
        """The word at a place with its capitals."""
        return self._level.text[self._starts[place] : self._ends[place]]


def _joined(words: Sequence[str]) -> str:
    return "".join([_BETWEEN, *(word + _BETWEEN for word in words)])
