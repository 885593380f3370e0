"""Disputes and updates among the sentences of an answer, whoever made it.

The sentences' own words decide, not the roles that a model gives them. Sentences that stand
against each other are named in an order that does not hang on how they are shown: of a denial the
claims come first, of a contradiction what is said to be so, of figures the earliest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, permutations
from typing import Any, Literal, TypeVar

from qa.answering.attribution import reported
from qa.answering.contest import Relation, relation
from qa.answering.contesting.denial_words import is_denial, names_who_claims, only_points
from qa.answering.contesting.denying import denies
from qa.answering.contesting.diverging import divergences
from qa.answering.contesting.negating import negated_of
from qa.answering.contesting.statements import Statement, of_sentence
from qa.answering.contesting.two_sides import goes_on, is_mutual, speaks_against, turn_of
from qa.answering.figures import Counted
from qa.answering.questions import Question
from qa.answers import Citation, Dispute, Figure, Sentence, Update

_Item = TypeVar("_Item")
_Pair = tuple[int, int]
_Given = tuple[int, Counted]  # a sentence's place, and one of its figures
_Told = Sequence[Statement]
_KINDS = ("denial", "contradiction", "figures")


def disputes_of(
    question: Question, sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[Dispute, ...]:
    """Sentences that speak against each other: denials, contradictions, then figures."""
    told = [of_sentence(item, citations) for item in sentences]
    pairs = _related(question, told)
    denied = _denied(question, told, pairs["denial"])
    matched = {place for dispute in denied for place in dispute.against}
    found = (
        *denied,
        *_pointing(sentences, told, matched),
        *_contradicted(told, pairs["contradiction"]),
        *_diverging(told, pairs["figures"]),
    )
    held = {(place, other) for item in found for place in item.about for other in item.against}
    within = [item for item in _within(told) if (item.about[0], item.against[0]) not in held]
    return tuple(sorted((*found, *within), key=lambda item: _KINDS.index(item.kind)))


def _within(told: _Told) -> Iterator[Dispute]:
    """Both sides in one sentence, be it shown as one or side by side."""
    for place, item in enumerate(told):
        if turn := turn_of(item.text):
            yield Dispute(turn.against, (place,), (place,))
        elif names_who_claims(item.text):
            yield Dispute("denial", (place,), (place,))
        elif is_mutual(item.text):
            yield Dispute("contradiction", (place,), (place,))
    for i, j in permutations(range(len(told)), 2):
        one, other = told[i], told[j]
        if one.article_id != other.article_id or one.start is None or other.start is None:
            continue
        between = other.start - one.start - len(one.text)
        kind = speaks_against(one.text, other.text) if goes_on(one.text, between) else None
        if kind:
            yield Dispute(kind, (i,), (j,))


def updates_of(
    question: Question, sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[Update, ...]:
    """Figures that later reports change: of each the latest, and the earlier, newest first."""
    told = [of_sentence(item, citations) for item in sentences]
    pairs = [
        ((i, found.first), (j, found.second))
        for i, j in _related(question, told)["update"]
        for found in divergences(told[i], told[j], question)
    ]
    return tuple(_update(told, group) for group in _groups(pairs, key=_place))


def _related(question: Question, told: _Told) -> dict[Relation, list[_Pair]]:
    """The pairs of places that stand in each relation."""
    pairs: dict[Relation, list[_Pair]] = {
        "denial": [], "contradiction": [], "figures": [], "update": []
    }  # fmt: skip
    for i, j in combinations(range(len(told)), 2):
        if kind := relation(told[i], told[j], question):
            pairs[kind].append((i, j))
    return pairs


def _update(told: _Told, group: Sequence[_Given]) -> Update:
    """Of figures that hang together; the same is named once, where it was told last."""
    ordered = sorted(
        group, key=lambda item: (told[item[0]].published or "", told[item[0]].text), reverse=True
    )
    figures: list[Figure] = []
    values, places = set[float](), set[int]()
    for place, item in ordered:
        if item.number.value not in values and place not in places:
            values.add(item.number.value)
            places.add(place)
            figures.append(Figure(place, item.text, told[place].published))
    return Update(figures[0], tuple(figures[1:]))


def _place(item: _Given) -> tuple[int, int]:
    return item[0], item[1].number.start


def _denied(question: Question, told: _Told, pairs: Sequence[_Pair]) -> list[Dispute]:
    """A dispute for each set of claims, with all who deny them."""
    claims: dict[int, set[int]] = {}
    for i, j in pairs:
        denial, claim = (i, j) if denies(told[i], told[j], question) else (j, i)
        claims.setdefault(denial, set()).add(claim)
    against: dict[tuple[int, ...], list[int]] = {}
    for denial, about in claims.items():
        against.setdefault(tuple(sorted(about)), []).append(denial)
    return [Dispute("denial", about, tuple(sorted(by))) for about, by in sorted(against.items())]


def _pointing(sentences: Sequence[Sentence], told: _Told, matched: set[int]) -> list[Dispute]:
    """Denials whose words do not say of what ("His office denied it."), against what is claimed.

    Only those that the answerer gave the role of a denial: it chose them for what they deny. They
    stand against the nearest claim before them in their own article, else, where none of it is
    shown, against the claims of others that are somebody's word and no later.
    """
    found = []
    for place, item in enumerate(told):
        if sentences[place].role != "denial" or place in matched or not only_points(item.text):
            continue
        claims = [
            at
            for at, other in enumerate(told)
            if sentences[at].role == "claim" and not is_denial(other.text)
        ]
        own = [at for at in claims if told[at].article_id == item.article_id]
        about = _just_before(told, own, item) if own else _elsewhere(told, claims, item)
        if about:
            found.append(Dispute("denial", tuple(about), (place,)))
    return found


def _just_before(told: _Told, claims: Sequence[int], denial: Statement) -> list[int]:
    """The claim of one article that stands nearest before its denial; all where places are open."""
    if denial.start is None or any(told[at].start is None for at in claims):
        return list(claims)
    before = [at for at in claims if (told[at].start or 0) < denial.start]
    return sorted(before, key=lambda at: told[at].start or 0)[-1:]


def _elsewhere(told: _Told, claims: Sequence[int], denial: Statement) -> list[int]:
    return [
        at
        for at in claims
        if (told[at].speaker or reported(told[at].text))
        and not (denial.day and told[at].day and told[at].day > denial.day)
    ]


def _contradicted(told: _Told, pairs: Sequence[_Pair]) -> list[Dispute]:
    """A dispute for each group: what is said to be so, against what is said otherwise."""
    found = []
    for group in _groups(pairs):
        common = frozenset[str].intersection(*(told[place].stems for place in group))
        about = [place for place in group if not negated_of(told[place].claim, common)]
        if len(about) in (0, len(group)):
            about = _like_the_first(told, group, pairs)
        found.append(_dispute("contradiction", group, about))
    return found


def _diverging(told: _Told, pairs: Sequence[_Pair]) -> list[Dispute]:
    """A dispute for each group: the earliest figure with those that agree, against the others."""
    return [
        _dispute("figures", group, _like_the_first(told, group, pairs)) for group in _groups(pairs)
    ]


def _dispute(
    kind: Literal["contradiction", "figures"], group: Sequence[int], about: Sequence[int]
) -> Dispute:
    return Dispute(kind, tuple(about), tuple(place for place in group if place not in about))


def _like_the_first(told: _Told, group: Sequence[int], pairs: Sequence[_Pair]) -> list[int]:
    """The earliest of a group, and those that do not stand against it."""
    first = min(group, key=lambda place: (told[place].published or "9", told[place].text))
    against = {place for pair in pairs if first in pair for place in pair} - {first}
    return [place for place in group if place not in against]


def _groups(
    pairs: Iterable[tuple[_Item, _Item]], key: Callable[[_Item], Any] = lambda item: item
) -> list[list[_Item]]:
    """What hangs together by pairs, each group in order."""
    groups: list[dict[Any, _Item]] = []
    for pair in pairs:
        joined = {key(item): item for item in pair}
        touched = [group for group in groups if group.keys() & joined.keys()]
        groups = [group for group in groups if group not in touched]
        for group in touched:
            joined |= group
        groups.append(joined)
    return [[group[name] for name in sorted(group)] for group in sorted(groups, key=min)]
