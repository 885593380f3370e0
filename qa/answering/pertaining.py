"""Whether a sentence is to the point of a yes/no question, beyond naming whom it asks about.

What the question asks is in its words other than names: "Did Luis Rubiales resign?" is not about
whom he kissed. A sentence is to the point if it holds a good part of those words; if it is as
near in meaning as the nearest; if it stands alone, names somebody of the question and follows on
such words ("France was among those in favour", below a headline on the vote); or if it says beside
the direct answer from whom that is known. Denials come in by what they deny, never by nearness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from qa.answering.asked_words import Lexicon, question_words, stems_of
from qa.answering.attributing.reporting_words import PERSONS
from qa.answering.attribution import reported
from qa.answering.candidates import Candidate
from qa.answering.contesting.asking import LIGHT
from qa.answering.contesting.denial_words import is_denial
from qa.answering.leaning import leans
from qa.answering.questions import Kind, Question

_PART = 1 / 3  # of the words that tell what is asked, weighed by rarity
_AS_NEAR = 0.95  # as the nearest
_NAMING = 0.5  # of the weight of the question's rarest name: "2023" and "Gaza" name nobody
_FOLLOWS = 300  # characters before a sentence, and its title, that it follows on
_ONE_PART = 20  # words at most, of a question that has one part
_WORD = re.compile(r"[a-z]+")
_NEAREST = 5  # sentences, best first, among which the nearest is looked for


class Point:
    """What a question wants to know; every sentence is to the point of one that is not yes/no.

    Args:
        ranked: the sentences found, best first; at least one.
    """

    def __init__(self, asked: Question, ranked: Sequence[Candidate], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._asked = asked
        self._nearest = max(map(_nearness, ranked[:_NEAREST]))
        self._plain = asked.kind is Kind.YES_NO and len(asked.text.split()) <= _ONE_PART

    def first(self, ranked: Sequence[Candidate]) -> list[Candidate]:
        """The sentences with the best that is to the point first; as they are if none is."""
        best = next((item for item in ranked if self._plainly(item)), ranked[0])
        return [best, *(item for item in ranked if item is not best)]

    def met_by(self, item: Candidate, best: Candidate) -> bool:
        """Whether a sentence is to the point.

        Args:
            best: the direct answer, beside which another may say from whom it is known.
        """
        if self._plainly(item) or (_beside(item, best) and reported(item.text)):
            return True
        if is_denial(item.text):
            return False
        held = stems_of(item.text, self._lexicon)
        before = f"{item.article.title} {item.before[-_FOLLOWS:]}"
        named = max((weight for name, weight in self._names.items() if name in held), default=0.0)
        return (
            not leans(item.text)
            and named > 0
            and named >= _NAMING * max(self._names.values())
            and self._share(held | stems_of(before, self._lexicon)) >= _PART
        )

    def _plainly(self, item: Candidate) -> bool:
        """Whether it is by its own words or, denials left aside, by its meaning."""
        if not self._plain or not self._telling or item.gives:
            return True
        near = item.nearness >= _AS_NEAR * self._nearest and not is_denial(item.text)
        return near or self._share(stems_of(item.text, self._lexicon)) >= _PART

    def _share(self, stems: set[str]) -> float:
        held = sum(weight for stem, weight in self._telling.items() if stem in stems)
        return held / (sum(self._telling.values()) or 1.0)

    @cached_property
    def _weights(self) -> dict[str, float]:
        return question_words(self._asked, self._lexicon).weights

    @cached_property
    def _named(self) -> set[str]:
        offices = (word for word in _WORD.findall(self._asked.text) if word in PERSONS)
        return stems_of(" ".join((*self._asked.names, *offices)), self._lexicon)

    @cached_property
    def _telling(self) -> dict[str, float]:
        told = {stem: w for stem, w in self._weights.items() if stem not in self._named}
        return {stem: w for stem, w in told.items() if stem not in LIGHT} or told

    @cached_property
    def _names(self) -> dict[str, float]:
        return {
            stem: w
            for stem, w in self._weights.items()
            if stem in self._named and not stem.isdigit()
        }


def _nearness(item: Candidate) -> float:
    return max(item.nearness, item.around)


def _beside(item: Candidate, best: Candidate) -> bool:
    """Whether two sentences stand side by side in one article."""
    if item.article.id != best.article.id:
        return False
    first, second = sorted((item, best), key=lambda one: one.start)
    return not item.article.text[first.end : second.start].strip()
