"""Whether a sentence says yes where its quotes say no, or the other way round.

1. An opening "Yes" stands before nothing that is negated; an opening "No" only on quotes that
   negate something.
2. What the sentence negates, its quotes negate as well, in the same or in other words.
3. What its quotes negate, the sentence does not assert. It may leave it out.
4. It does not say "rose" where its quotes say "fell" of the same thing.
5. On quotes that only negate, a sentence that does not must share what they do assert.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.answering.stemming import stem
from qa.answering.verifying.clauses import Item
from qa.answering.verifying.cues import QUANTIFIERS, Kind
from qa.answering.verifying.negation import Reading, read
from qa.answering.verifying.opposites import CONVERSE, poles
from qa.answering.verifying.said import Said, alike

_LEADING_YES = re.compile(r"\s*yes\b", re.IGNORECASE)
# "No, it was not." "No one was hurt" and "No. 10 said" answer no question.
_LEADING_NO = re.compile(r"\s*no\b(?:[,:;!–—]|\.(?!\s*\d)|\s+[–—-])", re.IGNORECASE)
_STRETCHES = frozenset(map(stem, "day week month year decade century".split()))
_NAMES_TO_SHARE = 2
_SEVERAL = 2
# Sentences that name in passing what is not so need not have it from their quotes.
_ASIDE = frozenset("yet instead rather lack lacks lacked lacking absence without".split())
# What can be said of two things in one breath ("exports rose, imports fell") is not made up for.
_APART = frozenset(pair for pair, _ in (*poles("rise"), *poles("win"), *poles("open")))
# Words of every report, which tell nothing of what it negates.
_IDLE = frozenset(
    "year month week day time last next first new think believ seem moment point stage".split()
)


def polarity_fault(sentence: str, quotes: Sequence[Reading]) -> str | None:
    """Why the sentence turns what its quotes say, or None as far as code can tell.

    Args:
        quotes: the quotes as read in their sentences, see `negation.read`.
    """
    said_no, said_yes = _LEADING_NO.match(sentence), _LEADING_YES.match(sentence)
    opening = said_no or said_yes
    said = Said([read(sentence[opening.end() :] if opening else sentence)])
    borne = Said(quotes)
    if said_yes and said.cues:
        return "it says yes, and that something is not so"
    if said_no and not (borne.cues or borne.negative):
        return "it says no, and no quote says that something is not so"
    return (
        _unborne_negation(said, borne)
        or _dropped_negation(said, borne)
        or _negated_name(said, borne)
        or _turned(said, borne)
        or _nothing_asserted(said, borne)
    )


def _unborne_negation(said: Said, borne: Said) -> str | None:
    of_names = _only_of_names(borne)
    few = len(borne.words) <= _SEVERAL
    for number, cue in said.numbered_cues:
        if cue.item and 1 in borne.signs(cue.item, said):
            continue
        clause = said.words[(number, cue.clause)]
        stretch = "first" in borne.stems and _STRETCHES & clause & borne.stems.keys()
        if stretch or of_names & clause:
            continue  # "those in Zagreb did not", of "but not in Zagreb"; "none for 11 years"
        known = [(item, borne.signs(item, said)) for item in cue.reach]
        if any(1 in signs for _, signs in known):
            continue
        if cue.word in QUANTIFIERS and any(borne.denies_beside(item.stem) for item in cue.reach):
            continue  # "no visitors were at risk": "visitors were not in danger"
        shared = [item for item, signs in known if signs and not item.name]
        about = borne.shares(said.words[(number, cue.clause)], shared, few=few)
        if about and cue.word not in _ASIDE and _strong(shared, cue.reach):
            words = _listed(item.word for item in shared)
            return f"it says that something is not so ({words}), and its quotes say it is"
        if cue.kind is Kind.TURN or cue.word in _ASIDE:
            continue
        near = borne.negates_near(said.words[(number, cue.clause)])
        if not cue.reach and not cue.item and borne.cues:
            continue
        if not near or not (borne.cues or borne.doubting):
            return "it says that something is not so, and no quote does"
    return None


def _dropped_negation(said: Said, borne: Said) -> str | None:
    """A negation of the quotes that the sentence neither makes nor leaves out."""
    answered = {
        (number, cue.clause)
        for number, cue in borne.numbered_cues
        if any(
            1 in said.signs(item, borne, number)
            for item in (*cue.reach, *([cue.item] if cue.item else []))
            if item.sign < 0 and not item.name and (item.stem in said.stems or _negative(item))
        )
        or (cue.item and _negative(cue.item) and 1 in said.signs(cue.item, borne, number))
    }
    otherwise = _otherwise(said, borne)
    few = len(borne.words) <= _SEVERAL
    for number, cue in borne.numbered_cues:
        if otherwise or (number, cue.clause) in answered:
            continue
        if "last" in said.stems and "since" in borne.text_of(number):
            continue  # "has not won since May": "its last win was in May"
        reach = [item for item in cue.reach if item.inside]
        signs = {id(item): said.signs(item, borne, number) for item in reach}
        if any(1 in signs[id(item)] for item in reach if not item.name):
            continue
        # What another quote, or another clause, asserts may be said.
        shared = [
            item
            for item in reach
            if signs[id(item)] and not item.name and not borne.asserts(item, said)
        ]
        turns = cue.kind is not Kind.PLAIN or cue.word == "without"
        if turns and any(said.turned_beside(item.stem) for item in shared):
            continue  # "threw out the appeal": "lost its appeal"
        about = said.shares(borne.words[(number, cue.clause)], shared, few=few)
        if about and _strong(shared, reach):
            words = _listed(item.word for item in shared)
            return f"its quotes say that something is not so ({words}), and it does not"
    return None


def _only_of_names(of: Said) -> set[str]:
    """The names of which something is not so that is so of others: "but not in Zagreb"."""
    reaches = (cue.reach for cue in of.cues if cue.kind is Kind.PLAIN)
    return {item.stem for reach in reaches if all(item.name for item in reach) for item in reach}


def _negated_name(said: Said, borne: Said) -> str | None:
    """A name of which the quotes say that it is not so, in a clause that negates nothing."""
    cued = {(number, cue.clause) for number, cue in said.numbered_cues}
    for name in _only_of_names(borne):
        places = [clause for clause, _ in said.stems.get(name, ())]
        if places and not cued:
            return f"its quotes say that it is not so of {name.title()}"
        if places and not any(place in cued for place in places):
            return f"its quotes say that it is not so of {name.title()}"
    return None


def _negative(item: Item) -> bool:
    """Whether it is at a negative pole; "not denied" is not yet "confirmed"."""
    return any(pole < 0 for _, pole in item.poles)


def _otherwise(said: Said, borne: Said) -> bool:
    """Whether the sentence negates it in words of its own: "had no idea", "was not informed"."""
    return any(
        cue.kind is Kind.PLAIN
        and not any(borne.signs(item, said) for item in cue.reach)
        and said.words[(number, cue.clause)] & borne.stems.keys()
        for number, cue in said.numbered_cues
    )


def _strong(shared: Sequence[Item], reach: Sequence[Item]) -> bool:
    """Whether what is shared of a negation's reach is what it negates."""
    telling = [item for item in reach if not item.name and item.stem not in _IDLE] or list(reach)
    shared = [item for item in shared if item in telling]
    return bool(shared) and (
        telling[0] in shared or (len(shared) >= _SEVERAL and 2 * len(shared) >= len(telling))
    )


def _turned(said: Said, borne: Said) -> str | None:
    # In "no evidence for its denial" the denial is not undone.
    heads = {id(cue.reach[0]) for cue in said.cues if cue.reach}
    agreed: set[int] = set()
    turned: dict[int, Item] = {}
    for item in said.readings[0].items:
        for pair, pole in item.poles:
            if pair in CONVERSE and not _same_subject(item, said, borne):
                continue
            against = borne.nearest_poles(pair, said.words[(0, item.clause)])
            if len(against) == 1 and len(borne.all_poles(pair)) > 1 and pair not in _APART:
                against = set()  # it came to be otherwise: "had opposed it, and now supports it"
            if any(alike(pole, other) > 0 for other in against):
                agreed.add(pair)
            elif item.sign < 0 and id(item) not in heads:
                continue
            elif against and item.stem not in borne.stems:
                turned.setdefault(pair, item)
    for pair, item in turned.items():
        if pair not in agreed:
            return f"it says {item.word!r}, and its quotes say the opposite"
    return None


def _same_subject(item: Item, said: Said, borne: Said) -> bool:
    """Whether the first word of the item's clause begins a clause of a quote too."""
    return said.first[(0, item.clause)] in borne.first.values()


def _nothing_asserted(said: Said, borne: Said) -> str | None:
    negating = {number for number, _ in borne.numbered_cues}
    if said.cues or not borne.readings or len(negating) < len(borne.readings) or said.doubting:
        return None
    names: set[str] = set()
    for item in said.readings[0].items:
        if 1 in borne.signs(item, said):
            if not item.name:
                return None
            names.add(item.stem)
    if len(names) >= _NAMES_TO_SHARE:
        return None
    return "its quotes say that something is not so, and it does not"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
