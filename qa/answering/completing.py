"""Sentences as they are shown, at most five in all, each with the sentence that it leans on.

Where the two stand side by side they are one stretch of the article, else the one that says who
comes directly before, but for the direct answer, if its speaker is named beside it. A denial and
the claim that it leans on are never one: they are two sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.answering.antecedents import antecedent
from qa.answering.attribution import speakers
from qa.answering.candidates import Candidate
from qa.answering.contesting.denial_words import is_denial
from qa.answering.leaning import leans, said_by
from qa.answers import Role
from vectorstore.models import Article, Span

MOST_SENTENCES = 5
Cast = tuple[Candidate, Role]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article to be shown: a sentence, or one with the sentence it leans on.

    Attributes:
        start, end: offsets of the stretch.
        said: offset of the sentence itself, behind the one that it leans on.
    """

    article: Article
    start: int
    end: int
    said: int
    role: Role

    @property
    def text(self) -> str:
        """The stretch, verbatim."""
        return self.article.text[self.start : self.end]


class Shown:
    """What is shown so far, and how many sentences there is room for."""

    def __init__(self) -> None:
        self._room = MOST_SENTENCES
        self._spans: dict[str, list[Span]] = {}
        self._texts: set[str] = set()

    def take(self, casts: Iterable[Cast]) -> list[Part]:
        """The parts of those there is room for, none of them shown before."""
        taken: list[Part] = []
        for item, role in casts:
            if self._has(item.article, (item.start, item.end)):
                continue
            leant_on = self._leant_on(item)
            size = 2 if leant_on else 1
            if size > self._room:
                continue
            self._room -= size
            parts = _parts(item, role, leant_on)
            for part in parts:
                self._spans.setdefault(item.article.id, []).append((part.start, part.end))
                self._texts.add(part.text)
            taken += parts
        return taken

    def _leant_on(self, item: Candidate) -> Span | None:
        """The sentence that says who, unless none does, or it is shown already."""
        texts = (item.article.text[a:b] for a, b in self._spans.get(item.article.id, []))
        if not leans(item.text) or said_by(item.text, texts):
            return None
        found = antecedent(item.article, (item.start, item.end))
        if found is None or self._has(item.article, found):
            return None
        apart = bool(item.article.text[found[1] : item.start].strip())
        if apart and not self._texts and speakers(item.text, item.before).chain:
            return None  # the direct answer comes first, and whose word it is stands beside it
        return found

    def _has(self, article: Article, span: Span) -> bool:
        """Whether the span is shown, or its very words are, from another place."""
        if article.text[slice(*span)] in self._texts:
            return True
        shown = self._spans.get(article.id, [])
        return any(start < span[1] and span[0] < end for start, end in shown)


def _parts(item: Candidate, role: Role, leant_on: Span | None) -> list[Part]:
    article = item.article
    alone = Part(article, item.start, item.end, item.start, role)
    if not leant_on:
        return [alone]
    start, end = leant_on
    if _two_sides(item, leant_on):
        denies = is_denial(article.text[start:end])
        return [Part(article, start, end, start, "denial" if denies else "claim"), alone]
    if not article.text[end : item.start].strip():
        return [Part(article, start, item.end, item.start, role)]
    return [Part(article, start, end, start, "background"), alone]


def _two_sides(item: Candidate, leant_on: Span) -> bool:
    """Whether one of the two is a denial, and not both are the same speaker's."""
    text = item.article.text
    other = text[slice(*leant_on)]
    if is_denial(other) is is_denial(item.text):
        return False
    denier = speakers(item.text, item.before).chain[:1]
    speaker = speakers(other, text[: leant_on[0]]).chain[:1]
    return not denier or not speaker or _last_word(denier[0]) != _last_word(speaker[0])


def _last_word(name: str) -> str:
    """By which "the company" is the Port Company."""
    return name.lower().rsplit(maxsplit=1)[-1]
