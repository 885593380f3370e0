"""The names of a sentence, and whether its quotes and what stands around them hold these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qa.answering.stemming import stem
from qa.answering.verifying.days import without_days
from qa.answering.verifying.nations import forms, is_land, is_people, lands, one_way, seats
from qa.answering.verifying.ordinary import NOT_NAMES

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What a capital follows anyway: the end of a sentence, an opening mark.
_OPENS = re.compile(r"(?:^|[.!?:]|[\"“„«‘(\[])[\s\"“„«‘(]*$")
_SMALL = frozenset("of the for and on in de du des la le al el bin van von der".split())
_MOST_INITIALS = 8
_LONGEST_NAME = 20  # words


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised word; `run` counts the runs of such words, `opens` is true of a first word."""

    word: str
    run: int
    opens: bool


@dataclass(frozen=True)
class Surroundings:
    """Quotes with the paragraphs, titles and outlets around them, in which names are looked for."""

    text: str

    @cached_property
    def _words(self) -> list[str]:
        return _WORD.findall(levelled(self.text))

    @cached_property
    def _lower(self) -> frozenset[str]:
        plain = {_plain(word) for word in self._words}
        return frozenset(plain | {stem(word) for word in plain})

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(form for word in self._capitals for form in forms(word))

    @cached_property
    def _forms_of_people(self) -> frozenset[str]:
        people = (word for word in self._capitals if not is_land(word))
        return frozenset(form for word in people for form in forms(word))

    @cached_property
    def _capitals(self) -> frozenset[str]:
        return frozenset(_plain(word) for word in self._words if word[0].isupper())

    @cached_property
    def initials(self) -> frozenset[str]:
        """Of every run of capitalised words: "WHO" for the World Health Organization."""
        found = set()
        for place in range(len(self._words)):
            letters = ""
            for other in self._words[place : place + _MOST_INITIALS]:
                if other[0].isupper():
                    letters += other[0]
                    found.add(letters)
                elif other not in _SMALL or not letters:
                    break
        return frozenset(letters for letters in found if len(letters) > 1)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The words in capitals."""
        return frozenset(word for word in self._words if word.isupper() and len(word) > 1)

    def names(self, word: str) -> bool:
        """Whether a name stands here, in this or another form."""
        lower = _plain(word)
        if lower in self._lower or (not is_land(stem(lower)) and stem(lower) in self._lower):
            return True
        if forms(lower) & (self._forms_of_people if is_people(lower) else self._forms):
            return True
        if word.isupper() and len(word) > 1 and word in self.initials:
            return True
        return bool(seats(lower) & self._lower)


def names(sentence: str) -> list[Name]:
    """The names of a sentence in order, days left out."""
    text = levelled(without_days(sentence))
    found: list[Name] = []
    run, end = -1, -2
    for match in _WORD.finditer(text):
        word = match.group().replace("’", "'").removesuffix("'s")
        if not word[0].isupper() or word.lower() in NOT_NAMES:
            continue
        run += text[end : match.start()].strip() != "" or end < 0
        found.append(
            Name(word, run, bool(_OPENS.search(text[max(match.start() - 8, 0) : match.start()])))
        )
        end = match.end()
    return found


def unborne_names(
    sentence: str,
    around: Surroundings,
    anywhere: Callable[[str], bool],
    is_ordinary: Callable[[str], bool],
) -> list[str]:
    """The names that do not stand in the quotes' surroundings.

    Args:
        anywhere: whether a word stands anywhere in the articles quoted: a first name or title may
            be taken from there, beside a name that stands in the surroundings.
        is_ordinary: whether a sentence's first word is no name.
    """
    found = names(sentence)
    known = [around.names(name.word) for name in found]
    runs = _runs(found, known)
    missing = []
    for name, borne in zip(found, known, strict=True):
        words, beside = runs[name.run]
        if borne or (name.opens and is_ordinary(name.word)):
            continue
        if beside and anywhere(name.word):
            continue
        if _acts_for_its_land(name.word, sentence, around):
            continue
        if _spelt_out(words, name.word, around.acronyms):
            continue
        missing.append(name.word)
    return sorted(set(missing))


def levelled(text: str) -> str:
    """The text without accents, with well-known names written one way."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(character for character in apart if not unicodedata.combining(character))
    return one_way(text)


def _plain(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("'")


def _runs(found: Sequence[Name], known: Sequence[bool]) -> dict[int, tuple[list[str], bool]]:
    """The words of each run, and whether one of them is known."""
    runs: dict[int, tuple[list[str], bool]] = {}
    for name, borne in zip(found, known, strict=True):
        words, beside = runs.get(name.run, ([], False))
        runs[name.run] = ([*words, name.word], beside or borne)
    return runs


def _acts_for_its_land(word: str, sentence: str, around: Surroundings) -> bool:
    """Whether it is a capital that does what its land does: "Beijing announced", not "in"."""
    acting = re.search(rf"(?<![a-z] )\b{re.escape(word)}\b(?:['’]s)? [a-z]", sentence)
    return bool(acting) and any(around.names(land) for land in lands(_plain(word)))


def _spelt_out(words: Sequence[str], word: str, acronyms: frozenset[str]) -> bool:
    """Whether a word belongs to a name whose initials stand in the surroundings."""
    words = words[:_LONGEST_NAME]
    for first in range(len(words)):
        for last in range(first + 2, len(words) + 1):
            part = words[first:last]
            if word in part and "".join(other[0] for other in part) in acronyms:
                return True
    return False
