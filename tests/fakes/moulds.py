"""Texts of one mould: reports of days, firms and people that are no copies of each other.

In a mould, `[a|b]` is one of them, `[2-40]` a number, `[town]` one of a list, `[town=home]` the
same, to be repeated as `[$home]`.
"""

from __future__ import annotations

import random
import re

_LISTS = {
    "day": "Monday Tuesday Wednesday Thursday Friday",
    "town": "Ostby Grenholm Varenna Calder Lindmar Redfern Sonderby Pedrosa Halden Norwick",
    "firm": "Alderon Brightwell Corvex Dunmore Elsworth Fenwick Garrow Hartline Ivex Jessop",
    "first": "Margaret Harold Eleanor Walter Joan Raymond Doris Stanley Irene Clifford",
    "last": "Whitaker Lindqvist Ortega Bellamy Novak Sinclair Haugen Pruitt Marchetti Doyle",
}
_SLOT = re.compile(r"\[([^\[\]]+)\]")
_RANGE = re.compile(r"(-?\d+)-(-?\d+)")


def cast(mould: str, dice: random.Random) -> str:
    """A text of this mould."""
    kept: dict[str, str] = {}

    def filled(slot: re.Match[str]) -> str:
        words, _, name = slot[1].partition("=")
        if words.startswith("$"):
            return kept[words[1:]]
        if bounds := _RANGE.fullmatch(words):
            return str(dice.randint(int(bounds[1]), int(bounds[2])))
        choices = _LISTS[words].split() if words in _LISTS else words.split("|")
        kept[name] = dice.choice([choice for choice in choices if choice not in kept.values()])
        return kept[name]

    return _SLOT.sub(filled, mould)
