"""What in the passages speaks against what is chosen to be shown.

A pair of sentences stands in one relation at most, looked for in this order: a denial, a
contradiction, figures that differ, a figure that a later one takes the place of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from qa.answering.attribution import attribution
from qa.answering.contesting.contradicting import contradicts
from qa.answering.contesting.denial_words import is_denial
from qa.answering.contesting.denying import denies
from qa.answering.contesting.diverging import divergences, later
from qa.answering.contesting.statements import Statement, of_candidate
from qa.answering.questions import Question, parsed

if TYPE_CHECKING:
    from qa.answering.asked_words import Lexicon
    from qa.answering.candidates import Candidate

__all__ = [
    "Opposed", "Opposition", "Relation", "denials", "is_denial", "opposing", "relation",
    "statement_of",
]  # fmt: skip

Relation = Literal["denial", "contradiction", "figures", "update"]
Opposition = Literal[
    "denial", "claim", "contradiction", "figures", "later_figure", "earlier_figure"
]
_ORDER: tuple[Opposition, ...] = get_args(Opposition)
_SAME_ARTICLE = 0.2  # a denial beside the claim answers that claim


@dataclass(frozen=True, slots=True)
class Opposed:
    """A sentence to be shown against those chosen.

    Attributes:
        kind: "claim" if it is what a chosen sentence denies; "earlier_figure" if a chosen sentence
            has the later figure of the same thing, "later_figure" if this one has.
    """

    candidate: Candidate
    kind: Opposition


def relation(one: Statement, other: Statement, question: Question) -> Relation | None:
    """In what way two sentences stand against each other, the same whichever comes first."""
    if denies(one, other, question) or denies(other, one, question):
        return "denial"
    if contradicts(one, other, question):
        return "contradiction"
    found = divergences(one, other, question)
    return found[0].kind if found else None


def opposing(
    of: Sequence[Candidate], among: Sequence[Candidate], question: Question, lexicon: Lexicon
) -> list[Opposed]:
    """What speaks against the chosen sentences: by kind, denials first, then by nearness.

    Args:
        of: the sentences chosen.
        among: those to choose from; the chosen ones are left out.
    """
    chosen = {(item.article.id, item.start) for item in of}
    claims = [statement_of(item) for item in of]
    topic = set(lexicon.stems(" ".join([question.text, *(item.text for item in of)])))
    sources = {item.article.id for item in of}
    found: list[tuple[int, float, Opposed]] = []
    for item in among:
        if (item.article.id, item.start) in chosen:
            continue
        if kind := _opposition(statement_of(item), claims, question):
            near = _shared(item.text, topic, lexicon) + item.nearness
            near += _SAME_ARTICLE if item.article.id in sources else 0.0
            found.append((_ORDER.index(kind), -near, Opposed(item, kind)))
    return [opposed for _, _, opposed in sorted(found, key=lambda entry: entry[:2])]


def denials(
    of: Sequence[Candidate], among: Sequence[Candidate], question: str, lexicon: Lexicon
) -> list[Candidate]:
    """The denials among what is `opposing`."""
    found = opposing(of, among, parsed(question), lexicon)
    return [item.candidate for item in found if item.kind == "denial"]


def _opposition(
    item: Statement, claims: Sequence[Statement], question: Question
) -> Opposition | None:
    kinds: set[Opposition] = set()
    for claim in claims:
        found = relation(item, claim, question)
        if found == "denial":
            kinds.add("denial" if denies(item, claim, question) else "claim")
        elif found == "update":
            kinds.add("later_figure" if later(item, claim) is item else "earlier_figure")
        elif found:
            kinds.add(found)
    return min(kinds, key=_ORDER.index) if kinds else None


def statement_of(item: Candidate) -> Statement:
    """A candidate as it is held against others."""
    return of_candidate(item, _attribution(item.text, item.before, item.article.source))


@lru_cache(maxsize=1_000)  # one question's sentences are held against each other several times
def _attribution(sentence: str, before: str, outlet: str | None) -> str | None:
    return attribution(sentence, before, outlet)


def _shared(sentence: str, topic: set[str], lexicon: Lexicon) -> float:
    """Share of the sentence's words, weighed by rarity, that belong to the topic."""
    weights = {stem: lexicon.rarity(stem) for stem in lexicon.stems(sentence)}
    total = sum(weights.values())
    return sum(w for stem, w in weights.items() if stem in topic) / total if total else 0.0
