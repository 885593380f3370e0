"""The words of a question, weighed by how rare they are in the archive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from qa.answering.questions import Question

MANY_WORDS = 12  # that count, from which a question has parts that no single passage answers
_ASKING = (
    "a an the and or of in on at to for from by with as is are was were be been am do does did has"
    " have had who whom whose what which when where why how many much it its this that these those"
    " there than then so if about between into can could will would should may might s t"
)
# What a question calls the answer, which a sentence that gives it seldom does.
_ASKED_FOR = re.compile(
    r"^\W*what (?:is|was|are|were) the names? of\b"
    r"|\b(?:what|which) (?:year|month|day|date|time|number|share|percentage|proportion|amount)\b",
    re.IGNORECASE,
)
# "Where was the meeting held?" is answered by "they met in Oslo".
_TAKES_PLACE = re.compile(
    r"(?<=\s)(?:held|(?:take|took|taken|taking) place|happen(?:ed|ing)?|occur(?:red|ring)?)"
    r"(?=\W*$)",
    re.IGNORECASE,
)
_WHERE_OR_WHEN = re.compile(r"^\W*(?:where|when)\b", re.IGNORECASE)
# Verbs that news uses and whose past no stemmer undoes.
_PRESENT = dict(
    pair.split("=")
    for pair in (
        "met=meet said=say told=tell won=win lost=lose held=hold led=lead left=leave gave=give"
        " given=give took=take taken=take made=make knew=know known=know went=go gone=go came=come"
        " became=becom began=begin begun=begin broke=break broken=break bought=buy brought=bring"
        " built=build caught=catch chose=choos chosen=choos fell=fall fallen=fall fought=fight"
        " found=find flew=fli flown=fli forgot=forget got=get grew=grow grown=grow heard=hear"
        " kept=keep meant=mean paid=pay ran=run rose=rise risen=rise saw=see seen=see sent=send"
        " shot=shoot sold=sell sought=seek spent=spend spoke=speak spoken=speak stole=steal"
        " stood=stand struck=strike taught=teach thought=think threw=throw wrote=write"
        " written=write withdrew=withdraw dead=die death=die died=die"
    ).split()
)


class Lexicon(Protocol):
    """Words as the archive's index compares them, and how rare they are there."""

    def stems(self, text: str) -> list[str]:
        """Lower case, without accents and endings."""
        ...

    def rarity(self, stem: str) -> float:
        """Inverse document frequency; at least 0."""
        ...


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The question's stems with their weights; those that only ask (who, did, many) are left out.

    Attributes:
        count: words that count, repetitions included: a measure of how much is asked.
    """

    weights: dict[str, float]
    count: int

    def share(self, stems: set[str]) -> float:
        """Weighted share of the question's words among `stems`; 0 to 1."""
        total = sum(self.weights.values())
        held = sum(weight for stem, weight in self.weights.items() if stem in stems)
        return held / total if total else 0.0


def question_words(question: Question, lexicon: Lexicon) -> QuestionWords:
    """The words to look for."""
    telling = telling_stems(without_what_is_asked_for(question.text), lexicon)
    return QuestionWords({stem: lexicon.rarity(stem) for stem in telling}, len(telling))


def without_what_is_asked_for(text: str) -> str:
    """A question with blanks for "what year", "what is the name of": as long as before."""
    text = _ASKED_FOR.sub(_blank, text)
    return _TAKES_PLACE.sub(_blank, text) if _WHERE_OR_WHEN.match(text) else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def telling_stems(text: str, lexicon: Lexicon) -> list[str]:
    """The stems of a text in order, without those that only ask."""
    asking = set(lexicon.stems(_ASKING))
    stems = (_PRESENT.get(stem, stem) for stem in lexicon.stems(text))
    return [stem for stem in stems if stem not in asking]


def stems_of(text: str, lexicon: Lexicon) -> set[str]:
    """The stems of a text, irregular verbs in their present form."""
    return {_PRESENT.get(stem, stem) for stem in lexicon.stems(text)}
