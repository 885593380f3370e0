"""English as two houses write it, made one: numbers, short forms, American and British spelling.

A word's level form need not be right ("hours" becomes "hors"), only the same for all spellings.
"""

from __future__ import annotations

import re

NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty
        """.split()
    )
} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90", "dozen": "12",
}  # fmt: skip

# Each line: the full form, then what stands for it.
SHORT = {
    short: line.split()[0]
    for line in """
        january jan
        february feb
        march mar
        april apr
        june jun
        july jul
        august aug
        september sep sept
        october oct
        november nov
        december dec
        monday mon
        tuesday tue tues
        wednesday wed
        thursday thu thur thurs
        friday fri
        saturday sat
        sunday sun
        thousand k
        million m mn mln
        billion bn bln
        trillion tn trn
        percent pct %
        kilometer km kms kilometers kilometre kilometres
        kilogram kg kgs kilograms kilo kilos
        hectare ha hectares
        government govt
        governor gov
        general gen
        senator sen
        representative rep
        saint st
        mount mt
        versus vs
        while whilst
        among amongst
        towards toward
        laboratory lab
    """.strip().splitlines()
    for short in line.split()[1:]
}

# Words that editors put in and take out. Words of one or two letters never count.
LITTLE = frozenset(
    """
    the and that for was were has had have been are with from this which who its his her their
    they them she him but not also would will could than then there into over about after
    """.split()
)

_SPELLINGS = [
    (re.compile(r"(?<=.{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),  # organise
    (re.compile(r"(?<=.{2})ys(?=(?:e|ed|es|er|ers|ing)$)"), "yz"),  # analyse
    (re.compile(r"(?<=.{2})our"), "or"),  # colour
    (re.compile(r"(?<=.{3})re(?=s?$)"), "er"),  # centre
    (re.compile(r"(?<=.{3})ll(?=(?:ed|ing|er|ers|or|ment|ments|ful)$)"), "l"),  # travelled
    (re.compile(r"(?<=.{3})enc(?=es?$)"), "ens"),  # defence
    (re.compile(r"ogue(?=s?$)"), "og"),  # catalogue
    (re.compile(r"gramme"), "gram"),  # programme
    (re.compile(r"[ao]e"), "e"),  # paediatric
    (re.compile(r"grey"), "gray"),
]


def respelled(word: str) -> str:
    """The word in lower case as American and British spelling have in common."""
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word
