"""Numbers as news writes them, with their units: "some 3.4 million", "between 80 and 120 km".

What only looks like a number is left out: dates, years, times of day, ages, scores, ordinals and
names ("Oct 7", "in 2022", "43-year-old", "2-1", "21st", "resolution 2712").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.answering.contesting.units import unit_behind, unit_of_sign

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "trillion": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9,
}  # fmt: skip
# Lowest and highest that the word may stand for.
_VAGUE = {
    "tens of thousands": (2e4, 2e5), "hundreds of thousands": (2e5, 2e6), "dozens": (24.0, 200.0),
    "scores": (40.0, 200.0), "hundreds": (200.0, 2e3), "thousands": (2e3, 2e4),
    "millions": (2e6, 2e7),
}  # fmt: skip
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0}
_WORD = "|".join([*_ONES, *_TENS])
_LONG_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_NUMERAL = re.compile(
    r"(?<![\w.,/])(?<![^\W\d]-)(?<!\d{4}[-–])(?:(?P<sign>(?:US|A|C)?\$|[€£¥₹]) ?)?(?P<number>"
    rf"(?P<vague>{'|'.join(_VAGUE)})"
    r"|(?:(?P<parts>one|two|three|a)[ -])?(?P<part>half|thirds?|quarters?|fifths?)"
    r"(?= of (?!a [mb]illion)| the)"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<words>(?:{_WORD}|an?(?= (?:{_LONG_SCALE})))(?:-(?:{_WORD}))?))"
    rf"(?P<scales>(?:[ -]?(?:{_LONG_SCALE})(?: and (?:{_WORD})(?:-(?:{_WORD}))?)?|(?:k|mn|bn|m))*)"
    r"(?P<tail>%)?(?![\w]|-[^\W\d_]|[.,]\d)",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
# The number names something, or is a day or an hour.
_NAMED = re.compile(
    rf"(?:\b(?:{_MONTHS}|no\.?|number|resolution|article|section|chapter|phase|group of|page"
    r"|part|room|version|type|model|highway|route|flight|channel|boeing|airbus|level|round|aged?|minus"
    r"|days?|week|season|act|bill|category|tier|step|stage|line|gate|platform|game|episode|under-"
    r"|(?:half|quarter|third) of) ?|#|\b(?:at|by|before|after|until|around) (?=\d{1,2}[:.]\d\d))$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r" ?(?:st|nd|rd|th|am|pm|a\.m|p\.m|o['’]clock)\b|:\d|/\d|[ -]years?[ -]old\b"
    rf"| (?:of )?{_MONTHS}(?!\w)|[ -](?:to|v|vs)[ -](?:nil|zero)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1\d{3}|20\d\d")
_OF_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|during|before|after|early|late|mid|the|year|and|to"
    rf"|{_MONTHS}),? |[(–-]|^)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r" (?:[\w’'-]+ )?(?:people|men|women|children|\w{3,}[^s\W]s)\b")
# What follows "one" where it is no number: "one of them", "one that", "one day".
_NO_NOUN = re.compile(
    r"(?:[’']s\b|[^\w\s]|\s*$| (?:of|another|an?|day|time|thing|way|who|whom|that|which|side|hand"
    r"|point|reason|example|in|on|at|to|for|can|could|is|was|has|had|would|will|and|or|but|as|by"
    r"|with|where|when)\b)",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"\b(?:about|around|some|roughly|approximately|almost|nearly|close to|estimated|circa|just over"
    r"|just under)(?: the)? $",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"\b(?:at least|more than|over|upwards of|no fewer than|no less than|above|passed"
    r"|exceed(?:ed|s)|topped|surpassed|as many as|as much as) $",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"\b(?:at most|up to|fewer than|less than|under|below|no more than) $", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?: to | ?[-–] ?)$")
_BEFORE_CHARS = 24


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands, `text[start:end]` of its sentence, unit included.

    Attributes:
        value: in the unit by which it is compared (km for miles, km/h for mph).
        low, high: between what it may lie: the same for a plain number that is not round.
        unit: "" for a count; "%", "points", a currency, "km", "kg", "hour", ...
        at_least: it is given as a lower limit.
        converted: it was written in another unit.
        ranged: it is given by two ends.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str = ""
    at_least: bool = False
    converted: bool = False
    ranged: bool = False


def numerals(text: str) -> list[Numeral]:
    """The numbers of a sentence in order, a range as one."""
    found = [item for match in _NUMERAL.finditer(text) if (item := _numeral(text, match))]
    return list(_with_ranges(text, found))


def _numeral(text: str, match: re.Match[str]) -> Numeral | None:
    before = text[max(0, match.start() - _BEFORE_CHARS) : match.start()]
    # "Since January 8,300 people": no day and no name is written with a comma.
    named = _NAMED.search(before) and not match["sign"] and "," not in match["number"]
    if named or _NOT_AFTER.match(text, match.end()):
        return None
    if _is_year(text, match, before) or _is_pronoun(text, match):
        return None
    value, low, high = _value(match)
    unit, factor, end = _unit(text, match)
    low, high, at_least = _limits(before, value, low, high)
    limits = (value * factor, low * factor, high * factor)
    return Numeral(match.start(), end, *limits, unit, at_least, factor != 1.0)


def _is_year(text: str, match: re.Match[str], before: str) -> bool:
    if match["sign"] or match["scales"] or match["tail"]:
        return False
    if not _YEAR.fullmatch(match["digits"] or ""):
        return False
    if re.match(r"[-–/]\d\d", text[match.end() : match.end() + 3]):
        return True
    return not _PLURAL.match(text, match.end()) or bool(_OF_YEAR.search(before))


def _is_pronoun(text: str, match: re.Match[str]) -> bool:
    """Whether it is no count: "one of them", "no one", "on the one hand"."""
    if match["number"].lower() not in ("one", "zero"):
        return False
    before = text[max(0, match.start() - 3) : match.start()].lower()
    return before == "no " or bool(_NO_NOUN.match(text, match.end()))


def _value(match: re.Match[str]) -> tuple[float, float, float]:
    """The number with its lowest and highest reading."""
    if vague := match["vague"]:
        low, high = _VAGUE[vague.lower()]
        return low, low, high
    if part := match["part"]:
        times = _WORDS.get((match["parts"] or "one").lower(), 1)
        value = times * _PARTS[part.lower().rstrip("s")]
        return value, value * 0.95, value * 1.05
    value = _plain(match["digits"] or match["words"])
    for scale in re.findall(r"[a-z]+(?:-[a-z]+)?", match["scales"].lower()):
        if scale in _SCALES:
            value *= _SCALES[scale]
        elif scale != "and":
            value += _plain(scale)
    margin = _rounding(value, match["digits"] or "")
    return value, value - margin, value + margin


def _plain(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    return float(sum(_WORDS.get(word, 1) for word in written.lower().split("-")))


def _rounding(value: float, digits: str) -> float:
    """Half a unit of the last digit that is not nought: 3.4 million may be 3,412,077."""
    if value < 100:
        return 0.0
    figures = f"{value:.0f}"
    noughts = len(figures) - len(figures.rstrip("0"))
    return min(0.5 * 10**noughts, 0.05 * value) if noughts > 1 or "." in digits else 0.0


def _unit(text: str, match: re.Match[str]) -> tuple[str, float, int]:
    """Unit, factor, and where the number with its unit ends."""
    if match["part"] or match["tail"]:
        return "%", 1.0, match.end()
    if sign := match["sign"]:
        return unit_of_sign(sign), 1.0, match.end()
    return unit_behind(text, match.end())


def _limits(before: str, value: float, low: float, high: float) -> tuple[float, float, bool]:
    if _APPROXIMATE.search(before):
        return min(low, value * 0.9), max(high, value * 1.1), False
    if _LOWER.search(before):
        return value, max(high, value * 2), True
    if _UPPER.search(before):
        return value / 2, value, False
    return low, high, False


def _with_ranges(text: str, found: list[Numeral]) -> Iterator[Numeral]:
    """The numbers, two that are the ends of a range as one; the two of a score are left out."""
    at = 0
    while at < len(found):
        item = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        if after and _is_range(text, item, after):
            at += 1
            low = _scaled(item, after)
            joint = text[item.end : after.start]
            if low < after.value and (after.value >= 10 or " " in joint or after.unit):
                yield replace(after, start=item.start, low=low, high=after.value, ranged=True)
        else:
            yield item
        at += 1


def _is_range(text: str, low: Numeral, high: Numeral) -> bool:
    joint, before = text[low.end : high.start], text[max(0, low.start - 8) : low.start].lower()
    if joint == " and ":
        return before.endswith("between ")
    return bool(_BETWEEN.match(joint)) and not before.endswith("from ")


def _scaled(low: Numeral, high: Numeral) -> float:
    """The lower end in the unit and size of the higher: "3 to 4 million"."""
    if low.unit or low.value >= 1_000 or high.value < 1_000:
        return low.value
    size = 10.0 ** (len(f"{high.value:.0f}") - len(f"{low.value:.0f}"))
    return low.value if size < 1_000 else low.value * size
