"""Whether a near miss may be put right: not if the sentence leans on what was wrong.

A quote that says another number, another name or the opposite is no slip. It is put right only
where the sentence itself has the article's word, and not the quote's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from qa.answering.normalising import normalised
from qa.answering.stemming import stem
from qa.answering.verifying.negation import read
from qa.answering.verifying.opposites import alike, opposed
from qa.answering.verifying.ordinary import NOT_NAMES
from qa.answering.verifying.quantities import quantities
from qa.answering.verifying.quotes import Edit, Place

_SIGNS = "$€£¥₹%"
_TURNING_PREFIXES = ("un", "in", "im", "dis", "non", "il", "ir")
_LONGEST_NAME = 40  # letters
_SLIP = 0.8  # likeness from which a name is the same one misspelt
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[$€£¥₹%]")
_NEGATIONS = frozenset(
    (
        "not no never none nobody nothing neither nor without cannot hardly barely scarcely"
        " false fake deny denied denies failed fails refused unable unlikely"
    ).split()
)
# What makes less of a statement.
_HEDGES = frozenset(
    (
        "may might could would should if unless whether perhaps possibly probably allegedly alleged"
        " reportedly purportedly purported apparently suspected potential potentially likely"
        " planned proposed attempted nearly almost only partly partially former ex so-called"
        " claims claimed claim seems appears"
    ).split()
)
# Words that may be one for another without a change in what is said.
_SLIGHT = frozenset(
    (
        "a an the of in on at to for by with as and that which who this these those it its his her"
        " their is are was were has have had been be being also then said says will s t"
    ).split()
)


def unsafe_repair(sentence: str, places: Sequence[Place]) -> str | None:
    """Why a sentence may not stand on quotes that were put right, or None."""
    for place in places:
        for edit in place.edits:
            if fault := _fault(sentence, edit, place):
                return fault
    return None


def mere_slips(place: Place) -> bool:
    """Whether what was put right is no number, no name, no negation and no opposite."""
    return not any(
        _negates(edit.proposed, edit.stands)
        or _is_telling(edit.proposed, edit.stands)
        or edit.stands.lower() in _HEDGES
        for edit in place.edits
    )


def _fault(sentence: str, edit: Edit, place: Place) -> str | None:
    mine, theirs = edit.proposed, edit.stands
    if _negates(mine, theirs):
        # The sentence must say as plainly as the article whether it is so.
        start, end = place.spans[0]
        negated = bool(read(place.article.text[start:end]).cues)
        return None if bool(read(sentence).cues) is negated else _told(edit)
    has_mine, has_theirs = _holds(sentence, mine), _holds(sentence, theirs)
    if theirs.lower() in _HEDGES and mine.lower() not in _HEDGES:
        return None if has_theirs else _told(edit)
    if not mine or (not _numbers(mine) and stem(mine) == stem(theirs)):
        return None
    if _is_telling(mine, theirs):
        return _told(edit) if has_mine or not has_theirs else None
    leans = has_mine and not has_theirs and not alike(mine, theirs)
    slight = mine.lower() in _SLIGHT and theirs.lower() in {*_SLIGHT, ""}
    return _told(edit) if leans and not slight and not _stands(mine, place) else None


def _negates(mine: str, theirs: str) -> bool:
    """Whether the words differ in a negation: "did" and "didn't", "aware" and "unaware"."""
    first, second = sorted((mine.lower(), theirs.lower()), key=len)
    if first and second in {prefix + first for prefix in _TURNING_PREFIXES}:
        return True
    return any(word in _NEGATIONS or word.endswith(('n"t', "n't")) for word in (first, second))


def _is_telling(mine: str, theirs: str) -> bool:
    """Whether the words are numbers, names or opposites."""
    if _numbers(mine) or _numbers(theirs) or opposed(mine, theirs):
        return True
    if bool({mine, theirs} & set(_SIGNS)):
        return True
    named = [
        word for word in (mine, theirs) if word[:1].isupper() and word.lower() not in NOT_NAMES
    ]
    if not named:
        return False
    short = max(len(mine), len(theirs)) < _LONGEST_NAME
    return not (short and SequenceMatcher(None, mine, theirs).ratio() >= _SLIP)


def _holds(sentence: str, word: str) -> bool:
    if not word:
        return False
    if numbers := _numbers(word):
        said = {value for item in quantities(sentence) for value in item.values}
        return bool(numbers & said)
    return stem(word) in {stem(other) for other in _WORD.findall(normalised(sentence).text)}


def _stands(word: str, place: Place) -> bool:
    start, end = place.spans[0]
    return _holds(place.article.text[start:end], word)


def _numbers(word: str) -> set[float]:
    return {value for item in quantities(word) for value in item.values}


def _told(edit: Edit) -> str:
    if not edit.proposed:
        return f"a quote leaves out {edit.stands!r}, which stands there"
    if not edit.stands:
        return f"a quote has {edit.proposed!r}, which does not stand there"
    return f"a quote has {edit.proposed!r} where the article has {edit.stands!r}"
