"""Kin and offices: a daughter is no son, the justice minister not that of the interior."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.answering.stemming import stem

# Of kin, the words that tell of the same two: who has a mother is a son or a daughter.
_KIN = {
    word: frozenset(others.split())
    for words, others in (
        ("daughter son", "mother father parent parents mom dad child children"),
        ("mother father", "daughter son child children boy girl baby parents parent"),
        ("sister brother", "sister brother sibling siblings"),
        ("wife husband widow", "husband wife couple married marriage widow widower"),
        ("aunt uncle", "niece nephew"),
        ("niece nephew", "aunt uncle"),
        ("grandmother grandfather", "grandson granddaughter grandchildren mother father"),
        ("cousin", "cousin"),
    )
    for word in words.split()
}
_OFFICE = re.compile(
    r"\b([a-z]+) (minister|ministry|secretary|committee|department|court|agency|officer)\b",
    re.IGNORECASE,
)
_PLAIN_OFFICE = frozenset(
    "the a an its their his her prime that this first former acting new top chief senior same"
    " deputy said of for by and to with current then".split()
)


def other_relation(sentence: str, around: str) -> str | None:
    """Why the quotes tell of another one than the sentence; or None.

    Args:
        around: the quotes with what stands around them.
    """
    there = frozenset(re.findall(r"[a-z]+", around.lower()))
    for word in re.findall(r"[a-z]+", sentence):
        if word in _KIN and word not in there and there & _KIN.keys() and not there & _KIN[word]:
            return f"its quotes tell of no {word}"
    known = dict[str, set[str]]()
    for which, office in _offices(around):
        known.setdefault(office, set()).add(which)
    for which, office in _offices(sentence):
        if office in known and which not in known[office] and which not in there:
            return f"its quotes tell of no {which} {office}"
    return None


def _offices(text: str) -> Iterator[tuple[str, str]]:
    """The offices of a text with the word that says which."""
    for found in _OFFICE.finditer(text):
        which = stem(found[1])
        if found[1].lower() not in _PLAIN_OFFICE:
            yield which, found[2].lower()
