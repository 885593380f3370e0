"""Units of measure and money, each with what brings it to the unit by which it is compared."""

from __future__ import annotations

import re

_CURRENCIES = (
    "crown yen yuan rupee rouble ruble franc lira peso shekel dinar real rand hryvnia won riyal"
    " dirham"
).split()
# Unit by which it is compared, factor, and the words for it; the first that fits decides.
_UNITS = tuple(
    (unit, factor, re.compile(rf"[ -]?(?:{words})(?!\w)", re.IGNORECASE))
    for unit, factor, words in (
        ("points", 0.01, "basis points?"),
        ("points", 1.0, "percentage points?|(?:per ?cent )points?|points?"),
        ("%", 1.0, "per ?cent|%"),
        ("km/h", 1.0, "(?:kilomet(?:re|er)s|km) (?:an|per) hour|km/h|kph|kmph"),
        ("km/h", 1.609, "miles (?:an|per) hour|mph"),
        ("km2", 1.0, "square (?:kilomet(?:re|er)s|km)|sq km|km2"),
        ("km2", 2.59, "square miles|sq miles"),
        ("km2", 0.01, "hectares?|ha"),
        ("km2", 0.004047, "acres?"),
        ("km", 1.0, "kilomet(?:re|er)s?|km"),
        ("km", 1.609, "miles?"),
        ("km", 0.001, "met(?:re|er)s?|m"),
        ("km", 0.0003048, "feet|foot|ft"),
        ("kg", 1_000.0, "(?:metric )?tons|tonnes?"),
        ("kg", 1.0, "kilograms?|kilos?|kg"),
        ("litre", 1.0, "lit(?:re|er)s?"),
        ("litre", 3.785, "gallons?"),
        ("barrel", 1.0, "barrels?"),
        ("°F", 1.0, "degrees? fahrenheit|° ?f"),
        ("°C", 1.0, "degrees?(?: celsius)?|° ?c"),
        ("USD", 1.0, "(?:us )?dollars?"),
        ("EUR", 1.0, "euros?"),
        ("GBP", 1.0, "pounds?"),
        *((name, 1.0, f"{name}s?") for name in _CURRENCIES),
        ("hour", 1.0, "hours?"),
        ("hour", 24.0, "days?"),
        ("hour", 168.0, "weeks?"),
        ("month", 1.0, "months?"),
        ("month", 12.0, "years?"),
    )
)
_ANY = re.compile(r"[ -]?[^\W\d_]|[ -]?[%°]")
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "yen", "₹": "rupee"}
MEASURES = frozenset({"°C", "°F", "km/h", "km", "km2", "kg", "litre", "barrel"})


def unit_behind(text: str, at: int) -> tuple[str, float, int]:
    """The unit that stands at an offset, its factor, and where it ends; "" if there is none."""
    if not _ANY.match(text, at):
        return "", 1.0, at
    for unit, factor, words in _UNITS:
        if found := words.match(text, at):
            return unit, factor, found.end()
    return "", 1.0, at


def unit_of_sign(sign: str) -> str:
    """The currency of a sign that stands before a number."""
    return _SIGNS.get(sign, sign)
