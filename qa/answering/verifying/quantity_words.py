"""The words that numbers are written in, and the words for their units."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: 10.0 * value for value, word in enumerate(_TENS, start=2)
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3, "m": 1e6, "b": 1e9,
}  # fmt: skip
LETTERS = frozenset("kmb")  # scales that may be units as well: "5m" is 5 metres or 5 million
ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
PARTS = {"half": 2, "halves": 2, "quarter": 4} | {
    word: value for word, value in ORDINALS.items() if value <= 10
}
# "dozens" and the like: at least so many.
VAGUE = {"dozens": 24.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
# Words that bear a number without being one.
IMPLIED = {
    "a": 1, "an": 1, "single": 1, "once": 1, "first": 1, "sole": 1, "lone": 1, "another": 2,
    "again": 2, "twice": 2, "second": 2, "both": 2, "pair": 2, "couple": 2, "double": 2,
    "doubled": 2, "twin": 2, "twins": 2, "two-thirds": 2, "trio": 3, "triple": 3, "tripled": 3,
    "quadrupled": 4, "decade": 10, "century": 100, "fortnight": 14,
    "goalless": 0, "scoreless": 0, "nil": 0,
}  # fmt: skip
UNITS = {
    word: unit
    for unit, words in {
        "%": "% percent percentage pct", "$": "$ dollar dollars", "€": "€ euro euros",
        "£": "£ pound pounds", "¥": "¥ yen yuan", "₹": "₹ rupee rupees", "km": "km kilometre"
        " kilometres kilometer kilometers", "mile": "mile miles mph", "m": "metre metres meter"
        " meters", "tonne": "tonne tonnes ton tons", "kg": "kg kilo kilos kilogram kilograms",
        "litre": "litre litres liter liters", "gallon": "gallon gallons",
        "barrel": "barrel barrels", "acre": "acre acres", "hectare": "hectare hectares",
        "foot": "foot feet", "inch": "inch inches", "crown": "crown crowns",
        "franc": "franc francs", "rouble": "rouble roubles ruble rubles",
        "shekel": "shekel shekels", "hour": "hour hours", "minute": "minute minutes",
        "point": "point points", "day": "day days", "week": "week weeks",
        "month": "month months", "year": "year years",
        "decade": "decade decades", "century": "century centuries",
        "fortnight": "fortnight fortnights",
    }.items()
    for word in words.split()
}  # fmt: skip
_LOWER = re.compile(
    r"(?:more than|over|at least|above|exceed(?:ing|s|ed)|upwards of|no (?:fewer|less) than"
    r"|in excess of|as many as|as much as|topp(?:ed|ing)|pass(?:ed|ing)|surpass(?:ed|ing))"
    r" ?[$€£¥₹]?$",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"(?:(?:fewer|less) than|under|below|at most|no more than|just short of) ?[$€£¥₹]?$",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"(?:nearly|almost|close to|up to|just under) ?[$€£¥₹]?$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:about|around|some|roughly|approximately|an estimated|circa) ?[$€£¥₹]?$", re.IGNORECASE
)
_BOUNDS = (("lower", _LOWER), ("upper", _UPPER), ("nearly", _NEARLY), ("about", _ABOUT))


def bound_of(before: str) -> str:
    """What the words before a number make of it: "lower", "upper", "nearly", "about" or ""."""
    for bound, pattern in _BOUNDS:
        if pattern.search(before):
            return bound
    return ""


def implied(text: str) -> set[float]:
    """Numbers that words bear which are none: "a pair", "twice"."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return {float(IMPLIED[word]) for word in words if word in IMPLIED}
