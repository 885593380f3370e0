"""What a text says, less what an editor changes: its shingles, its figures and its names.

Two outlets that print one wire story differ in punctuation, spelling (colour, color), the form of
numbers and dates (five, 5; Nov., November), little words and the order of paragraphs. None of
that is left here, so that what does differ counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from vectorstore.english import LITTLE, NUMBERS, SHORT, respelled

Shingles = NDArray[np.uint64]

_WORDS = 3  # of a shingle, little words left out
_LETTERS = 6  # of a shingle of a script that sets no spaces between words
_LONGEST = 40  # letters of a word that are looked at
_CACHED = 1 << 16  # words
# Thai, Lao, Burmese, Khmer, kana, Chinese characters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_HAN_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # U.S., p.m.
_DOTTED_AT_ALL = re.compile(r"\.[^\W\d_]\.")
_GROUPED = re.compile("(?<=\\d)[,.\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")  # 18,400
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_COMPOUND = re.compile(
    rf"\b({'|'.join(_TENS)})-(one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE
)
# Vowel signs and accents that stand by themselves; to Python's \w they are no part of a word.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|[^\W\d_](?:[^\W_]|[{_MARKS}])*|%")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_FIGURE_OR_LETTER = re.compile(r"\d+(?:[.,:]\d+)*|\w")
# Within a sentence: at its start any word has a capital.
_CAPITAL = re.compile(r"(?<=[\w,;%)] )[^\W\d_][^\W_]+")
_ENDING = 2  # letters at the end of a long name that its case may change: Казани, Казань
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well spread: Knuth's golden ratio


@dataclass(frozen=True, slots=True)
class Wording:
    """What two texts are compared by.

    Attributes:
        runs: hashes of all runs of words (of letters, where no spaces are set), as they stand
            in the text; shape (n,), uint64.
        shingles: the same, each once and ascending.
        size: how many words (or letters) the text has.
        spaced: the text is one of words, not of letters.
        figures: its numbers, as digits, also those written out.
        names: its words with a capital within a sentence, without their endings.
    """

    runs: Shingles
    shingles: Shingles
    size: int
    spaced: bool
    figures: frozenset[str]
    names: frozenset[str]


def wording(text: str) -> Wording:
    """The wording of a text in any language; spelling and numbers are levelled for English."""
    text, spaced = _cleaned(text)
    return _of_words(text) if spaced else _of_letters(text)


def terms(text: str) -> list[str]:
    """The words and figures of a text (its letters and figures, where no spaces are set) in order.

    Written as `Wording.figures` and `Wording.names` have them.
    """
    text, spaced = _cleaned(text)
    found = _TOKEN.findall(text) if spaced else _FIGURE_OR_LETTER.findall(text)
    return [_name(word[:_LONGEST]) for word in found]


def shared(first: Shingles, second: Shingles) -> int:
    """How many shingles two texts have in common."""
    return len(np.intersect1d(first, second, assume_unique=True))


def _cleaned(text: str) -> tuple[str, bool]:
    """The text with its numbers and abbreviations levelled, and whether it sets spaces."""
    text = unicodedata.normalize("NFKC", _GROUPED.sub("", text))
    if not text.isascii() and 3 * len(_UNSPACED.findall(text)) > len(text):
        return text, False
    text = text.replace("per cent", "percent")
    if _DOTTED_AT_ALL.search(text):
        text = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", text)
    if "ty-" in text:
        text = _COMPOUND.sub(lambda found: _sum(found[1], found[2]), text)
    return text, True


def _of_words(text: str) -> Wording:
    words = [word[:_LONGEST] for word in _TOKEN.findall(text)]
    stems = [stem for stem in map(_level, words) if stem]
    names = {_name(word[:_LONGEST]) for word in set(_CAPITAL.findall(text)) if word[0].isupper()}
    runs = _runs(stems, _WORDS)
    return Wording(
        runs,
        np.unique(runs),
        len(words),
        True,
        frozenset(_figures(set(words))),
        frozenset(names - {""}),
    )


def _figures(words: set[str]) -> Iterator[str]:
    for word in words:
        # "A380" is one, too.
        if not word.isalpha() and _FIGURE.search(word):
            yield _level(word)
        elif (low := word.lower()) in NUMBERS and low != "one":  # more often a pronoun
            yield NUMBERS[low]


def _of_letters(text: str) -> Wording:
    figures = frozenset(map(_level, _FIGURE.findall(text)))
    # "M": the vowel signs of Thai and its neighbours are no letters to Unicode.
    letters = [
        letter
        for letter in text.casefold().translate(_HAN_DIGITS)
        if letter.isalnum() or unicodedata.category(letter)[0] == "M"
    ]
    runs = _runs(letters, _LETTERS)
    return Wording(runs, np.unique(runs), len(letters), False, figures, frozenset())


@lru_cache(_CACHED)
def _level(word: str) -> str:
    """The word as it is compared; empty if it is too little a word to count."""
    if word[0].isdigit():
        return word.replace(":", ".").replace(",", ".")
    word = word.casefold()
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in parts if not unicodedata.combining(letter))
    word = SHORT.get(word, word)
    if word in NUMBERS:
        return NUMBERS[word]
    little = (len(word) <= 2 and word.isascii()) or word in LITTLE
    return "" if little else respelled(word)


def _name(word: str) -> str:
    level = _level(word)
    return level if _FIGURE.search(level) else level[: max(4, len(level) - _ENDING)]


def _sum(tens: str, ones: str) -> str:
    return str(int(NUMBERS[tens.lower()]) + int(NUMBERS[ones.lower()]))


def _runs(tokens: list[str], width: int) -> Shingles:
    """Hashes of all runs of `width` tokens; of all tokens together if there are fewer."""
    if not tokens:
        return np.zeros(0, dtype=np.uint64)
    width = min(width, len(tokens))
    hashes = _hashes(tokens)
    runs = np.zeros(len(tokens) - width + 1, dtype=np.uint64)
    for place in range(width):
        runs = runs * _MIX + hashes[place : place + len(runs)]
        runs ^= runs >> np.uint64(29)
    return runs


def _hashes(tokens: Iterable[str]) -> Shingles:
    return np.array([_hash(token) for token in tokens], dtype=np.uint64)


@lru_cache(_CACHED)
def _hash(token: str) -> int:
    """64 bits, the same in every process, unlike Python's own hash."""
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "little")
