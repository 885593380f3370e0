"""Words of which one shuts out the others: some and all, primary and secondary, red and blue."""

from __future__ import annotations

import re

from qa.answering.stemming import stem
from qa.answering.verifying.quantities import quantities

_ALL = re.compile(
    r"(?<!\babove )(?<!\bafter )(?<!\bat )(?<!\bnot )(?<!\bin )(?<!\bof )\b(?:all|every|everyone"
    r"|everybody|each|entire|whole|both|always|unanimous\w*)\b"
    r"(?! (?:over|along|too|but|almost|other))",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:some|most|many|several|a few|half|at least one|one of|part of|parts of|a majority|partly"
    r"|more than half|two of|three of|a third|a quarter|nearly all|almost all|few of|only|except"
    r"|excluding|apart from|with the exception)\b",
    re.IGNORECASE,
)
_WHOLLY = re.compile(
    r"\b(?:all|every\w*|each|entire\w*|whole|both|none|no|nobody|always|total|unanim\w+)\b",
    re.IGNORECASE,
)
# Of a row one shuts out the others; words with "|" between them are one.
_SORTS = tuple(
    tuple(frozenset(one.split("|")) for one in words.split())
    for words in (
        "primary secondary",
        "first last",
        "northern southern eastern western",
        "north south east west",
        "upper lower",
        "red blue green yellow white black orange brown grey|gray purple",
        "spring summer autumn|fall winter",
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
        "indoor outdoor",
        "urban rural",
        "boys girls",
        "boy girl",
        "teachers pupils|students",
        "doctors|doctor nurses|nurse",
        "crew|sailors passengers|passenger",
        "landlord|landlords tenant|tenants",
        "employers|employer employees|employee",
        "victim|victims attacker|attackers",
        "goalkeeper defender midfielder striker",
        "breakfast lunch dinner",
        "oil gas coal",
        "rail road",
        "diesel petrol electric",
        "knife gun",
        "plaintiff defendant",
        "preliminary|provisional|interim|partial final|definitive|complete",
        "silver gold bronze",
        "quarter-final|quarter-finals semi-final|semi-finals",
        (
            "kept|keeps|held|holds|left|unchanged|steady|maintained raised|raises|hiked|lifted"
            "|increased cut|cuts|lowered|lowers|reduced scrapped|abolished|repealed|dropped"
        ),
        "stable critical",
        "locally|local nationally|national",
        (
            "suspect|suspects|suspected|suspicion|believe|believed|fear|feared|allege|alleged"
            "|alleges established|proved|proven|convicted|concluded|confirmed"
        ),
    )
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


_WHEN = re.compile(  # "last week" is no opposite of "the first"
    r"\b(?:first|last|second) (?:few )?(?:week|month|year|night|summer|winter|spring|autumn|fall"
    r"|quarter|half|time|season|decade|century|minute|name|lady|[a-z]+day|two|three|four|five|ten|\d+)"
)
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[\d,]*\d)"
_OF = re.compile(
    rf"\b(?P<part>{_NUMBER}) of (?:the |its |their |his |her |an? |some |about |[\w’'-]+['’]s? )*"
    rf"(?P<whole>{_NUMBER}) (?P<noun>[a-z]+)",
    re.IGNORECASE,
)
_SOME_OF = re.compile(
    r"\b(?:some|part|most|among|half|many|several|of|not all|other|rest)\b", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?:several|many|dozens of|a number of|numerous|multiple)"
    r" (?:[\w’'-]+ ){0,2}?(?P<noun>[a-z]{3,}s)\b",
    re.IGNORECASE,
)
_NEAR = 5  # words
_ROOT = 5  # letters by which "diplomat" and "diplomats" are one


def shut_out(sentence: str, quoted: str, around: str) -> str | None:
    """Why a word of the sentence is shut out by one of its quotes; or None."""
    partly = {word for found in _PARTLY.finditer(quoted) for word in _things(quoted, found)}
    wholly = {word for found in _ALL.finditer(sentence) for word in _things(sentence, found)}
    if wholly & partly and not _WHOLLY.search(quoted):
        return "it says of all what its quotes say of some"
    mine, theirs = (set(_WORD.findall(_WHEN.sub(" ", text.lower()))) for text in (sentence, quoted))
    near = set(_WORD.findall(around.lower()))
    for sort in _SORTS:
        strange = [one & mine for one in sort if one & mine and not one & near]
        unsaid = [one & theirs for one in sort if one & theirs and not one & mine]
        if strange and {stem(word) for word in strange[0]} <= {stem(word) for word in near}:
            continue  # "blue" of "blues"
        if strange and unsaid:
            return f"it says {min(strange[0])!r} where its quotes say {min(unsaid[0])!r}"
    return _part_of(sentence, quoted) or _several(sentence, quoted)


def _things(text: str, found: re.Match[str]) -> set[str]:
    """The stems of the few words behind a word: of whom it says "all"."""
    return {stem(word) for word in _WORD.findall(text[found.end() :].lower())[:_NEAR]}


def _part_of(sentence: str, quoted: str) -> str | None:
    """Of "one of the law's four articles" it is not told of the four."""
    told = {stem(word) for word in _WORD.findall(sentence.lower())}
    for found in _OF.finditer(quoted):
        part, whole = (_value(found[name]) for name in ("part", "whole"))
        numbers = {item.values[0] for item in quantities(sentence)}
        said = whole in numbers and not numbers - {whole} and stem(found["noun"]) in told
        if said and part != whole and not _SOME_OF.search(sentence):
            return f"its quotes say so of {found['part']} only"
    return None


def _value(written: str) -> float:
    return quantities(f"{written} things")[0].values[0]


def _several(sentence: str, quoted: str) -> str | None:
    """What one did, several did not."""
    for found in _SEVERAL.finditer(sentence):
        base = stem(found["noun"])
        single = re.compile(
            rf"\b(?:an?|one) (?:[\w’'-]+ ){{0,2}}{re.escape(found['noun'][:_ROOT])}[a-z]{{0,3}}\b",
            re.IGNORECASE,
        )
        known = {word for word in _WORD.findall(quoted.lower()) if stem(word) == base}
        if single.search(quoted) and not any(word.endswith("s") for word in known):
            return f"its quotes tell of one {base}"
    return None
