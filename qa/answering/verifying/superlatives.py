"""The most of what, and whether it is the most at all.

"The second-deadliest" is not "the deadliest", "one of the first" not "the first", and "the largest
in the south of the country" not "the country's largest".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.answering.stemming import content_stems, stem
from qa.answering.verifying.opposites import alike

_TOP = re.compile(
    r"(?P<less>\b(?:one|some|two|three|four|five|many|several) of (?:the |its |their )?"
    r"(?:\w+['’]s )?|\bamong (?:the |its |their )?(?:\w+['’]s )?"
    r"|\b(?:second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth|\d+(?:nd|rd|th))[- ])?"
    r"(?:most |least )?(?P<top>\b(?:[a-z]{3,}est|first|worst|best|most [a-z]{4,}|least [a-z]{4,}))"
    r"\b"
    r"(?P<behind>[^.;:]{0,90})",
    re.IGNORECASE,
)
# Words that end so and top nothing.
_NO_TOP = frozenset(
    "interest west protest arrest request invest suggest harvest forest contest guest honest modest"
    " quest test rest southwest northwest midwest conquest latest nearest earliest closest manifest"
    " unrest digest ingest detest attest infest everest budapest bucharest".split()
)
_COUNTED = re.compile(
    r"(?:time|half|quarter|day|week|month|year|round|minute|step|stage|responder)"
)
_SIDE = re.compile(r"\b(?:north|south|east|west)(?:ern)?\b", re.IGNORECASE)
_TO_DO = re.compile(r"^[^,]{0,40}? to (?P<what>[a-z]{3,}(?: [\w’'-]+){0,5})")


@dataclass(frozen=True, slots=True)
class _Top:
    word: str
    less: bool
    behind: str


def overstated(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why the sentence makes more of a superlative than its quotes do; or None."""
    quoted = " . ".join(quotes)
    theirs = list(_tops(quoted))
    told = content_stems(sentence)
    for mine in _tops(sentence):
        same = [top for top in theirs if _same(mine.word, top.word)]
        if not same:
            continue
        if not mine.less and all(top.less for top in same):
            return f"its quotes do not say that it is the {mine.word} of all"
        if _SIDE.search(sentence):
            continue
        if all(_SIDE.search(top.behind) for top in same):
            return f"its quotes say {mine.word} of a part only"
        deeds = [
            content_stems(found["what"]) for top in same if (found := _TO_DO.match(top.behind))
        ]
        if len(deeds) == len(same) and not any(deed & told for deed in deeds) and all(deeds):
            return f"its quotes say {mine.word} of something else"
    return None


def _tops(text: str) -> Iterator[_Top]:
    for found in _TOP.finditer(text):
        word = found["top"].lower()
        plain = word in _NO_TOP or (word == "first" and _COUNTED.match(found["behind"].strip()))
        if not plain:
            yield _Top(word, bool(found["less"]), found["behind"])


def _same(one: str, other: str) -> bool:
    return one == other or stem(one) == stem(other) or alike(one, other)
