"""Words of which one shuts out the others: some and all, primary and secondary, red and blue."""

from __future__ import annotations

import re

_ALL = re.compile(
    r"(?<!\babove )(?<!\bafter )(?<!\bat )(?<!\bnot )(?<!\bin )\b(?:all|every|everyone"
    r"|everybody|each|entire|whole|both|always)\b(?! (?:over|along|too|but|almost|other))",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:some|most|many|several|a few|half|at least one|one of|part of|parts of|a majority|partly"
    r"|more than half|two of|three of|a third|a quarter|nearly all|almost all|few of)\b",
    re.IGNORECASE,
)
_WHOLLY = re.compile(
    r"\b(?:all|every\w*|each|entire\w*|whole|both|none|no|nobody|always|total)\b", re.IGNORECASE
)
_SORTS = tuple(
    frozenset(words.split())
    for words in (
        "primary secondary",
        "northern southern eastern western",
        "north south east west",
        "upper lower",
        "red blue green yellow white black orange brown grey purple",
        "spring summer autumn winter",
        "morning afternoon evening",
        "private public",
        "federal state municipal",
        "domestic foreign",
        "senior junior",
        "military civilian",
        "economic military",
        "heavy light",
        "maximum minimum",
        "arrivals departures",
        "inside outside",
        "indoor outdoor",
        "boys girls",
        "boy girl",
        "teachers pupils",
        "doctors nurses",
        "oil gas coal",
        "rail road",
        "diesel petrol electric",
        "knife gun",
        "plaintiff defendant",
    )
)
_WORD = re.compile(r"[a-z]+")


def shut_out(sentence: str, quoted: str, around: str) -> str | None:
    """Why a word of the sentence is shut out by one of its quotes; or None."""
    if _ALL.search(sentence) and _PARTLY.search(quoted) and not _WHOLLY.search(quoted):
        return "it says of all what its quotes say of some"
    mine, theirs = set(_WORD.findall(sentence.lower())), set(_WORD.findall(quoted.lower()))
    near = set(_WORD.findall(around.lower()))
    for sort in _SORTS:
        strange, unsaid = sort & mine - near, sort & theirs - mine
        if strange and unsaid:
            return f"it says {min(strange)!r} where its quotes say {min(unsaid)!r}"
    return None
