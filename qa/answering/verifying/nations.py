"""Names that are written in several ways: lands, their people, their capitals, initials."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answering.countries import COUNTRY, LANDS, SEATS, WRITTEN

_GROUPS = (
    "kyiv kiev",
    "islam islamic islamist islamists",
    "democrat democrats democratic",
)
_GROUP = {word: group.split()[0] for group in _GROUPS for word in group.split()} | COUNTRY
_LANDS = LANDS | {"europe"}
_ENDINGS = (
    "istan", "ians", "ian", "eans", "ean", "ans", "ese", "ish", "an", "is", "ns", "ic", "i", "n",
    "s", "a", "e", "o", "y",
)  # fmt: skip
_LEAST = 4
_WRITTEN = (*WRITTEN, (re.compile(r"\bwhite house\b", re.IGNORECASE), "Washington"))
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")


def one_way(text: str) -> str:
    """The text with well-known names as their initials, and initials without dots."""
    for written, initials in _WRITTEN:
        text = written.sub(initials, text)
    return _DOTTED.sub(lambda found: found.group().replace(".", ""), text)


@lru_cache(maxsize=4_096)
def forms(name: str) -> frozenset[str]:
    """What a name in lower case shares with other forms of it: "iran" and "iranians"."""
    name = name.removesuffix("'s").removesuffix("'")
    if name in _GROUP:
        return frozenset({_GROUP[name]})
    found = {name}
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= _LEAST:
            found.add(name[: -len(ending)])
    return frozenset(found)


def same_name(first: str, second: str) -> bool:
    """Whether two names in lower case are forms of one."""
    return bool(forms(first) & forms(second))


def is_land(name: str) -> bool:
    """Whether a name in lower case is that of a land, not of its people or what is theirs."""
    return name in _LANDS


def is_people(name: str) -> bool:
    """Whether a name in lower case is that of people: "israelis" are not meant by "Israel"."""
    return name.endswith("s") and not is_land(name)


def lands(seat: str) -> frozenset[str]:
    """The lands that a capital or seat in lower case stands for."""
    return frozenset(name for name, places in SEATS.items() if seat in places)


def seats(land: str) -> frozenset[str]:
    """The capitals and seats that stand for a land, named in any form, in lower case."""
    return SEATS.get(COUNTRY.get(land, ""), frozenset())
