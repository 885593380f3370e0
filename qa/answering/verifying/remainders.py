"""Numbers that follow from those of the quotes: the three others of four, the two who are named."""

from __future__ import annotations

import re
from itertools import pairwise

from qa.answering.stemming import content_stems
from qa.answering.verifying.quantities import quantities

OF = re.compile(r" of (?:[\w’'-]+ ){0,3}")
_OTHERS = re.compile(r"\b(?:others?|remaining|rest|still|left|alone|only|just)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
# "Sterling and Ibe" are two.
_PAIR = re.compile(r"\b[A-Z][\w’'-]+ and (?:[a-z]+ )?[A-Z][\w’'-]+")


def worked_out(sentence: str, quoted: str) -> set[float]:
    """The numbers that the sentence may give though its quotes give others."""
    known = set(_NAME.findall(quoted))
    pairs = (set(_NAME.findall(found.group())) for found in _PAIR.finditer(sentence))
    two = {2.0} if any(names <= known for names in pairs) else set()
    return _rest(sentence, quoted) | _others(sentence, quoted) | two


def _rest(sentence: str, quoted: str) -> set[float]:
    """Of "one of the four", the other three, if the sentence speaks of the others.

    Of "the tenth-highest" the nine that alone are higher.
    """
    if not _OTHERS.search(sentence):
        return set()
    found = quantities(quoted)
    ahead = {item.values[0] - 1 for item in found if item.kind == "ordinal"}
    return ahead | {
        whole.values[0] - part.values[0]
        for part, whole in pairwise(found)
        if OF.fullmatch(quoted[part.end : whole.start])
    }


def _others(sentence: str, quoted: str) -> set[float]:
    """Of "two of the nine dissented" the seven of nine of whom something else is told."""
    found, told = quantities(quoted), content_stems(sentence)
    mine = {
        (part.values[0], whole.values[0])
        for part, whole in pairwise(quantities(sentence))
        if OF.fullmatch(sentence[part.end : whole.start])
    }
    others = set()
    for part, whole in pairwise(found):
        rest = whole.values[0] - part.values[0]
        of = OF.fullmatch(quoted[part.end : whole.start])
        if of and (rest, whole.values[0]) in mine:
            did = content_stems(" ".join(quoted[whole.end :].split()[1:3]))
            others |= set() if did & told else {rest}
    return others
