"""Parts of a unit: "half an hour", "a quarter of a point", "a quarter-point"."""

from __future__ import annotations

import re

from qa.answering.verifying.quantity_words import PARTS, UNITS, VALUES

_COUNTS = "|".join(["an?", *(word for word, value in VALUES.items() if 1 <= value < 10)])
# "A third week" is no third of one.
_PART = re.compile(
    rf"(?:(?P<count>{_COUNTS})[ -])?(?:(?P<half>half|quarter)(?: of)?(?: an? |[ -])"
    r"|(?P<part>halves|quarters|thirds?|fifths?|tenths?) of an? )"
    r"(?:percentage[ -])?(?P<unit>[^\W\d_]+)",
    re.IGNORECASE,
)
# Of money and shares it is said otherwise, and a half-century may be one of runs.
_NO_MEASURES = frozenset("% $ € £ ¥ ₹ century".split())


def part_of_unit(text: str, at: int) -> tuple[float, str, int] | None:
    """How much of what unit begins here, and the offset behind it; None if nothing does."""
    found = _PART.match(text, at)
    unit = UNITS.get(found["unit"].lower(), "") if found else ""
    if not found or not unit or unit in _NO_MEASURES:
        return None
    word = (found["half"] or found["part"]).lower()
    parts = PARTS.get(word) or PARTS[word.removesuffix("s")]
    return VALUES.get((found["count"] or "").lower(), 1.0) / parts, unit, found.end()
