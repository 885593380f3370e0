"""What a text says, looked up by word: whether it is so, and in which clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from qa.answering.verifying.clauses import Item
from qa.answering.verifying.negation import Cue, Reading
from qa.answering.verifying.opposites import ANSWERING, KNOWING, TRUTH

_ENOUGH = 2  # stems in common, for two clauses to be about one thing
_Clause = tuple[int, int]  # number of the reading, and of the clause in it


class Said:
    """What the quoted words of some readings say.

    Attributes:
        stems: for every stem, the clauses in which it stands and its sign there.
        words: the stems of every clause; first: the first of them.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.stems: dict[str, list[tuple[_Clause, int]]] = defaultdict(list)
        self.words: dict[_Clause, set[str]] = defaultdict(set)
        self.first: dict[_Clause, str] = {}
        self._poles: dict[int, list[tuple[_Clause, int]]] = defaultdict(list)
        for number, reading in enumerate(readings):
            for item in reading.items:
                if item.inside:
                    self._add((number, item.clause), item)

    def _add(self, clause: _Clause, item: Item) -> None:
        self.stems[item.stem].append((clause, item.sign))
        self.words[clause].add(item.stem)
        self.first.setdefault(clause, item.stem)
        for pair, pole in item.poles:
            self._poles[pair].append((clause, pole))

    @cached_property
    def numbered_cues(self) -> list[tuple[int, Cue]]:
        """The negations that are quoted or turn what is, each with its reading's number."""
        return [
            (number, cue)
            for number, reading in enumerate(self.readings)
            for cue in reading.cues
            if cue.inside or any(item.inside for item in cue.reach)
        ]

    @property
    def cues(self) -> list[Cue]:
        """The same without the numbers."""
        return [cue for _, cue in self.numbered_cues]

    @property
    def negative(self) -> bool:
        """Whether it says something that can be a "no" to a question: "closed", "fell"."""
        pairs = (self._poles[pair] for pair in ANSWERING if pair in self._poles)
        return any(pole < 0 for places in pairs for _, pole in places)

    @property
    def doubting(self) -> bool:
        """Whether it says that somebody did not know, or that something is not true."""
        pairs = (self._poles[pair] for pair in (KNOWING, TRUTH) if pair in self._poles)
        return any(pole < 0 for places in pairs for _, pole in places)

    def signs(self, item: Item, of: Said, number: int = 0) -> set[int]:
        """How this text has an item of another: 1 alike, -1 the other way; empty if it has not.

        Where the text has it both ways, that clause decides which shares most with the item's.

        Args:
            number: of the item's reading.
        """
        words = of.words[(number, item.clause)]
        if item.stem in self.stems:
            return {alike(item.sign, sign) for sign in self._nearest(self.stems[item.stem], words)}
        return {
            alike(pole, other)
            for pair, pole in item.poles
            for other in self.nearest_poles(pair, words)
        }

    def nearest_poles(self, pair: int, words: set[str]) -> set[int]:
        """The poles of a pair, in the clauses that share most with these words."""
        return self._nearest(self._poles[pair], words) if pair in self._poles else set()

    def text_of(self, number: int) -> set[str]:
        """The words of one reading, small words among them."""
        return self.readings[number].words

    def turned_beside(self, stem: str) -> bool:
        """Whether something that is a "no" stands in one clause with a word: "lost its appeal"."""
        clauses = {clause for clause, _ in self.stems.get(stem, ())}
        return any(
            clause in clauses and pole < 0
            for pair in ANSWERING & self._poles.keys()
            for clause, pole in self._poles[pair]
        )

    def denies_beside(self, stem: str) -> bool:
        """Whether a clause that begins with a word denies something."""
        cued = {(number, cue.clause) for number, cue in self.numbered_cues}
        places = self.stems.get(stem, ())
        return any(clause in cued and self.first[clause] == stem for clause, _ in places)

    def all_poles(self, pair: int) -> set[int]:
        """All poles of a pair that it has."""
        return {pole for _, pole in self._poles.get(pair, ())}

    def asserts(self, item: Item, of: Said) -> bool:
        """Whether this text bears whatever another one says with an item's word."""
        same = [
            (number, other)
            for number, reading in enumerate(of.readings)
            for other in reading.items
            if other.stem == item.stem
        ]
        return bool(same) and all(1 in self.signs(other, of, number) for number, other in same)

    def negates_near(self, words: set[str]) -> bool:
        """Whether the clauses that share most with these words negate anything.

        True as well where no clause shares enough of them to tell.
        """
        shared = {clause: len(own & words) for clause, own in self.words.items()}
        most = max(shared.values(), default=0)
        if most < _ENOUGH or 2 * most < len(words):
            return True
        nearest = {clause for clause, share in shared.items() if share == most}
        cued = {(number, cue.clause) for number, cue in self.numbered_cues}
        negative = {
            clause for places in self._poles.values() for clause, pole in places if pole < 0
        }
        return bool(nearest & (cued | negative))

    def shares(self, words: set[str], items: Iterable[Item], *, few: bool) -> bool:
        """Whether a clause with one of these items has more of a clause than that one word.

        An item that stands here in another word needs no more, nor does a clause of few words,
        if the quotes are `few` clauses.
        """
        for item in items:
            places = {clause for clause, _ in self.stems.get(item.stem, ())}
            if not places or any(
                len(self.words[clause] & words) >= _ENOUGH
                or (few and min(len(words), len(self.words[clause])) <= _ENOUGH)
                for clause in places
            ):
                return True
        return False

    def _nearest(self, places: Iterable[tuple[_Clause, int]], words: set[str]) -> set[int]:
        found = list(places)
        if len({sign for _, sign in found}) < 2:
            return {sign for _, sign in found}
        shared = [len(self.words[clause] & words) for clause, _ in found]
        most = max(shared)
        return {sign for (_, sign), share in zip(found, shared, strict=True) if share == most}


def alike(one: int, other: int) -> int:
    """1 for the same sign or one that is open, else -1."""
    return 1 if one == other or not one or not other else -1
