"""Which sentences are shown, and in which order: the direct answer first, then what opposes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.answering.asked_words import Lexicon
from qa.answering.candidates import Candidate
from qa.answering.completing import MOST_SENTENCES, Cast, Part, Shown
from qa.answering.contest import Opposed, is_denial, opposing
from qa.answering.contesting.asked_denial import denial_asked
from qa.answering.contesting.two_sides import turn_of
from qa.answering.newest_count import counts_alike, counts_in_time
from qa.answering.pertaining import Point
from qa.answering.questions import Question
from qa.answering.ranking import relevance
from qa.answering.repeating import repeats, telling
from qa.answering.selecting import Named, selected, worth_adding
from qa.answers import Role

_MOST_CLAIMS = 3
_MOST_OPPOSED = 2
_MOST_EARLIER = 2  # counts
_AS_RELEVANT = 0.85  # as the best, for a claim to come before the denial of it
_NEAR_ENOUGH = 0.3  # as the best, for a denial of another claim than the direct answer
_NEAR_PASSAGE = 0.7  # as that of the best, for background that names nobody of the question
_ROLES: dict[str, Role] = {"denial": "denial", "earlier_figure": "background"}
_DATED = {"earlier_figure", "later_figure"}
# "..., which he denies": no quote of its own.
_HANGING = ("which ", "a ", "an ", "he ", "she ", "it ", "they ")
_FIGURES = _DATED | {"figures"}


class Arrangement:
    """The sentences to show for one question.

    Args:
        ranked: the sentences found, best first; at least one.
    """

    def __init__(self, asked: Question, ranked: Sequence[Candidate], lexicon: Lexicon) -> None:
        self._asked, self._lexicon = asked, lexicon
        self._ranked = Point(asked, ranked, lexicon).first(ranked)
        self._named = Named(asked, self._ranked[0], lexicon)

    def parts(self) -> list[Part]:
        """The direct answer, other claims, what speaks against them, background.

        Where room is short, claims that are not opposed give way to the opposition.
        """
        if counts := counts_in_time(self._ranked[0], self._ranked, self._asked):
            return self._counted(counts)
        direct, *others = self._chosen()
        opposed = self._opposed([direct, *(item for item in others if not is_denial(item.text))])
        others = self._besides(others, opposed)
        most = min(_MOST_CLAIMS - 1, sum(map(self._named.claims, others)))
        claims = sorted(map(_by_itself, others[:most]), key=lambda cast: cast[1] == "denial")
        said = [direct, *others[:most]]
        opposed = [item for item in opposed if self._opposing(said, [item.candidate])]
        against: list[Cast] = [(item.candidate, _ROLES.get(item.kind, "claim")) for item in opposed]
        against.sort(key=lambda cast: cast[1] == "background")
        shown = Shown()
        heads = shown.take([_by_itself(direct)])
        contrary = shown.take(against)
        behind = filter(self._close_by, others[most:])
        background: list[Cast] = [(item, "background") for item in behind]
        return _by_sides([*heads, *shown.take(claims), *contrary, *shown.take(background)])

    def _counted(self, counts: Sequence[Candidate]) -> list[Part]:
        """The newest count, what speaks against it, what it was, and counts of a part of it."""
        newest, *earlier = counts
        opposed = [item for item in self._opposed([newest]) if item.kind not in _DATED]
        others = selected(self._asked, self._ranked, MOST_SENTENCES, self._lexicon)
        others = [item for item in others if counts_alike(item, self._asked)]
        told: list[Cast] = [(item, "background") for item in (*earlier[:_MOST_EARLIER], *others)]
        against: list[Cast] = [(item.candidate, _ROLES.get(item.kind, "claim")) for item in opposed]
        return _by_sides(Shown().take([(newest, "claim"), *against, *told]))

    def _chosen(self) -> list[Candidate]:
        """The sentences selected, a claim before the denial of it where they are as relevant.

        Who asks what somebody said or denied asks for the denial, if that is what it was.
        """
        best, *others = selected(self._asked, self._ranked, MOST_SENTENCES, self._lexicon)
        asks_for_it = self._asked.speaker or denial_asked(self._asked.text)
        if is_denial(best.text) and not asks_for_it:
            for item in others:
                close = relevance(item) >= _AS_RELEVANT * relevance(best)
                if close and not is_denial(item.text) and self._opposing([item], [best]):
                    return [item, best, *(other for other in others if other is not item)]
        return [best, *others]

    def _opposed(self, said: Sequence[Candidate]) -> list[Opposed]:
        """What speaks against what is said, each told once."""
        told = [telling(item, self._lexicon) for item in said]
        kept: list[Opposed] = []
        for item in sorted(self._opposing(said, self._ranked), key=_newest_figure):
            new = telling(item.candidate, self._lexicon)
            told_already = any(repeats(new, other) for other in told)
            if not told_already and self._belongs(item, said[0]):
                kept.append(item)
                told.append(new)
        return kept[:_MOST_OPPOSED]

    def _belongs(self, item: Opposed, direct: Candidate) -> bool:
        """Whether it is shown: figures if they are asked for, the rest if the direct answer is.

        A denial of the direct answer seldom has the question's words; one of another claim must.
        """
        best, of = self._ranked[0], item.candidate
        if item.kind in _FIGURES:
            return self._named.about(of) and worth_adding(of, best, self._asked)
        near = relevance(of) >= _NEAR_ENOUGH * relevance(best)
        return near or bool(self._opposing([direct], [of]))

    def _besides(self, others: Iterable[Candidate], opposed: Sequence[Opposed]) -> list[Candidate]:
        """The others, but for those that the opposition says already.

        What is opposed comes first, so that both sides are shown; what names nobody that the
        question names, or gives no such figure or time, comes last, and is no claim.
        """
        against = [item.candidate for item in opposed]
        told = [telling(item, self._lexicon) for item in against]
        kept = [
            item
            for item in others
            if not any(repeats(telling(item, self._lexicon), other) for other in told)
        ]
        kept.sort(key=lambda item: not self._opposing([item], against))
        return sorted(kept, key=lambda item: not self._named.claims(item))

    def _close_by(self, item: Candidate) -> bool:
        """Whether it is of whom the question names, or at least of a passage near to it."""
        near = item.passage >= _NEAR_PASSAGE * self._ranked[0].passage
        return near or self._named.about(item)

    def _opposing(self, of: Sequence[Candidate], among: Sequence[Candidate]) -> list[Opposed]:
        return opposing(of, among, self._asked, self._lexicon)


def _by_sides(parts: Iterable[Part]) -> list[Part]:
    """With a sentence that tells both sides as two, each with its own speaker."""
    found: list[Part] = []
    for part in parts:
        turn = turn_of(part.text)
        if not turn or part.text[turn.start :].startswith(_HANGING):
            found.append(part)
            continue
        end, start = part.start + turn.end, part.start + turn.start
        role: Role = "denial" if turn.against == "denial" else "claim"
        found.append(
            replace(part, end=end, said=min(part.said, part.start + turn.begin), role="claim")
        )
        found.append(replace(part, start=start, said=max(part.said, start), role=role))
    return found[:MOST_SENTENCES]


def _by_itself(item: Candidate) -> Cast:
    """With the role that its own words give it."""
    return item, "denial" if is_denial(item.text) else "claim"


def _newest_figure(item: Opposed) -> tuple[int, int]:
    """Keeps the order, but for figures that are out of date: of those the newest comes first."""
    if item.kind not in _DATED:
        return 0, 0
    day = item.candidate.article.day
    return 1, -day.toordinal() if day else 0
