"""Whether two names, days or numbers have changed places between a sentence and its quotes.

"They met in Astana and will talk in Geneva" does not say that they met in Geneva and will talk in
Astana. What each of the two stands with in the sentence is held against what it stands with in the
quotes: if nothing fits as it stands, and most does once the two are exchanged, they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from qa.answering.contesting.same_deeds import plainly
from qa.answering.stemming import content_stems, stem

# What may change places, by sort; a day is read first, so that its number is none.
_SORTS = {
    "day": re.compile(
        r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<of>\d{1,2})\b"
        r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    ),
    "name": re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z])*"),
    "number": re.compile(r"\b\d[\d.,]*\d\b|\b\d\b"),
}
_BORDER = re.compile(
    r"[;:]|\.\s|,? \b(?:which|who|whose|after|before|while|when|but|and|than|as)\b"
    r"|, (?=(?:will|would|is|are|was|were|has|have|had|can|could|may|might|[a-z]+ed)\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\W*(?:After|Before|While|When|As|Since|Although|Though)\b[^,]*,")
_MOST = 8  # of one sort; no sentence of anybody's has more
_PLAINLY = 3  # words that fit once the two are exchanged


def transposed(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why the sentence gives one what its quotes give another; or None."""
    mine, theirs = _placed([sentence]), _placed(quotes)
    for sort in _SORTS:
        both = sorted(mine[sort].keys() & theirs[sort].keys())[:_MOST]
        for one, other in combinations(both, 2):
            if _exchanged(one, other, mine[sort], theirs[sort]):
                return f"it has {one.title()} and {other.title()} change places"
    return None


_Held = dict[str, frozenset[str]]  # what stands once, and the words it stands with


def _exchanged(one: str, other: str, mine: _Held, theirs: _Held) -> bool:
    telling = theirs[one] ^ theirs[other]
    first, second = mine[one] & telling, mine[other] & telling
    if mine[one] == mine[other] or theirs[one] == theirs[other]:
        return False
    fits = (first & theirs[one]) | (second & theirs[other])
    turned = len(first & theirs[other]), len(second & theirs[one])
    return not fits and all(turned) and sum(turned) >= _PLAINLY


def _placed(texts: Sequence[str]) -> dict[str, _Held]:
    found: dict[str, dict[str, list[frozenset[str]]]] = {sort: {} for sort in _SORTS}
    for clause in (clause for text in texts for clause in _clauses(plainly(text))):
        rest = clause
        for sort, pattern in _SORTS.items():
            for match in pattern.finditer(rest):
                found[sort].setdefault(_key(match), []).append(
                    content_stems(clause) - content_stems(match.group())
                )
            if sort == "day":
                rest = pattern.sub(" ", rest)
    return {
        sort: {key: held[0] for key, held in of_sort.items() if len(held) == 1}
        for sort, of_sort in found.items()
    }


def _key(match: re.Match[str]) -> str:
    if month := match.groupdict().get("month"):
        return f"{month} {match['of']}"
    return stem(match.group().split()[-1].replace(",", ""))


def _clauses(text: str) -> list[str]:
    leading = _LEADING.match(text)
    first = [leading.group()] if leading else []
    return [*first, *_BORDER.split(text[leading.end() :] if leading else text)]
