"""What the numbers of a sentence count: "At least 12 people were killed" counts the dead.

A number is held against another only if both count the same thing. Each is a count ("stated")
unless its words say that it is a forecast, a target or a fear ("planned"), what was before ("from
18 to 31"), a change ("12 more", "rose by 3 per cent"), or a part of another ("16 of them women").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from qa.answering.contesting.names import names_in
from qa.answering.contesting.numerals import Numeral, numerals
from qa.answering.contesting.parting import parted
from qa.answering.stemming import content_stems

Mode = Literal["stated", "planned", "before", "change", "part"]

# What becomes of people and things, by the words for it; the first that fits decides.
_FATE_WORDS = {
    "dead": (
        r"killed|kills|killing|dead|died|dies|dying|deaths?|death toll|toll|bod(?:y|ies)|drowned"
        r"|fatalities|fatally|lives|perished|slain|massacred|murdered"
    ),
    "hurt": r"injured|injur(?:es|ing|y|ies)|wounded|wounds|hurt|casualties",
    "missing": r"missing|unaccounted for",
    "trapped": r"trapped|buried|stranded",
    "displaced": r"displaced|homeless|fled|evacuated|flee",
    "held": (
        r"arrested|arrests|detained|detains|jailed|captive|captives|hostages?|abducted|kidnapped"
        r"|seized"
    ),
    "freed": r"freed|released|rescued|saved|pulled alive",
    "destroyed": r"destroyed|burned|burnt|flattened|damaged|wrecked|razed",
}
_FATES = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _FATE_WORDS.items()
}
# Who is counted apart from all: "16 children" are among the 22 people.
_GROUPS = content_stems(
    "child women woman men man boys girls babies civilians soldiers troops servicemen fighters"
    " militants rebels guards inmates prisoners police policemen officers firefighters journalists"
    " reporters medics doctors nurses foreigners nationals citizens Thais Americans Israelis"
    " Palestinians Russians Ukrainians Turks Syrians Indians Chinese British families houses homes"
    " buildings villages households tanks aircraft vehicles"
)
_ANYBODY = content_stems(
    "people persons others victims dead bodies deaths fatalities passengers residents inhabitants"
    " toll number total lives human more new additional least estimated casualties wounded injured"
    " pilgrims revellers worshippers migrants protesters hostages captives mourners"
)
_PLANNED = re.compile(
    r"\b(?:will|would|could|(?-i:may)|might|expect(?:s|ed|ing)?|forecast(?:s|ed)?|predict(?:s|ed)?"
    r"|project(?:s|ed)|aim(?:s|ed)?|targets?|goals?|plan(?:s|ned|ning)?|hope(?:s|d)|intends?"
    r"|fear(?:s|ed)?|pledge[sd]?|promise[sd]?|propose[sd]?|demand(?:s|ed)?|seek(?:s|ing)?|sought"
    r"|needs?|capacity|room for|limit|if|threaten(?:s|ed)?|possibl[ey]|potential(?:ly)?|at risk"
    r"|should|must|to be|wants?|call(?:ed|s) for)\b",
    re.IGNORECASE,
)
_NEARLY = r"(?:(?:about|some|around|nearly|almost|over|more than|at least) )?$"
_OUTDATED = re.compile(r"\b(?:earlier|previous) (?:figure|report|count|toll|estimate|tally)s?\b")
_BEFORE = re.compile(
    r"(?:\b(?:up|down|increase[sd]?|rose|risen|raised|jumped|climbed|fell|fallen|dropped|lowered"
    r"|revised|cut|grew|grown|changed) from(?: the| an?)?(?: earlier| initial)?"
    r"|compared (?:with|to)|\bnot|instead of|rather than"
    r"|earlier (?:figure|report|count|toll|estimate|version)[^,;:]{0,60}"
    r" (?:of|that|said|put (?:it|(?:the|its) [a-z]+(?: of [a-z]+)?) at|gave|stood at)"
    rf"|\bprevious(?:ly)?(?: \w+){{0,4}}|\bfrom) {_NEARLY}",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?:by|another|an additional|an extra|a further|gained|lost) {_NEARLY}", re.IGNORECASE
)
_MORE = re.compile(r" (?:more|additional|extra|new|further)\b", re.IGNORECASE)
# A share by which something grew: "rose 3 per cent", not "rose to 3 per cent".
_GREW = re.compile(
    r"\b(?:rise|rose|risen|rais\w+|fell|fall|fallen|cut|increase[sd]?|decrease[sd]?|grew|grown?"
    r"|drop|dropped|jumped|climb\w*|lower\w*|gain\w*|slid|slump\w*|up|down|shrank|contract\w*)"
    r" (?:(?!to\b)\w+ ){0,6}?(?:by )?$",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among them|of (?:whom|them|which|these))\b[^,;]{0,40}$", re.IGNORECASE
)
_PART_AFTER = re.compile(
    r"(?: [^\W\d]+){0,4}? (?:(?:were|was|are|is) )?"
    r"(?:among (?:the|those|them)|of (?:them|whom|these))\b",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[,;:()]\s|\s(?:and|while|but|as|when|with|after|leaving|including|among)\s", re.IGNORECASE
)
_NOUNS = re.compile(r" (?:of (?:its|the|their|his|her) )?((?:[^\W\d_][\w’'-]* ?){1,4})")
_ENDS_NOUNS = frozenset(
    (
        "were was are is have has had in on at of from for to by with who which that will would did"
        " do does died killed injured wounded hurt missing drowned freed released arrested dead"
        " been during after before when while and or but as over since near off said marched walked"
        " came live lived closed opened burned won lost attended hold lose be more"
    ).split()
)
# "How many Israeli soldiers were ...": the words up to the first that is no adjective or noun.
_HOW_MANY = re.compile(
    rf"\bhow many (?!(?:{'|'.join(sorted(_ENDS_NOUNS))})\b)"
    r"((?:[\w’'-]+ ){0,3}?[\w’'-]+)(?=\W*$| (?:\w+ed|[a-z]+n['’]t"
    r"|in|of|on|at|from|to|for|by|who|that|with|after|before|during|since|there|i|you|it|he|she"
    r"|we|they|will|would|can|could|get|got|won|lost|left|live|work"
    rf"|{'|'.join(sorted(_ENDS_NOUNS))})\b)",
    re.IGNORECASE,
)
_MOST = 8  # numbers of a sentence
_NOUN_WORDS = 3
_BARE = 4  # words of a clause that says nothing of what became of those it counts
_FATE_CHARS = 60  # behind a number, where its fate is looked for first
_LEAD_CHARS = 120  # before a number, where it is told what it is


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts.

    Attributes:
        text: the words, unit included: "67", "$4.2 billion".
        number: value, limits and unit; its offsets are those of what `parted` says is said.
        fate: "dead", "hurt", ...; "" where it is not about what became of somebody.
        things: stems of the nouns behind it, those for people as such left out.
        group: whom it counts apart from all; empty for people as such.
        around: stems of its clause.
        names: the names in its sentence, see `names_in`.
        clause: the words about it, up to the next number's.
    """

    text: str
    number: Numeral
    fate: str
    things: frozenset[str]
    group: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    mode: Mode
    clause: str


@lru_cache(maxsize=2_000)
def counted(text: str) -> tuple[Counted, ...]:
    """The numbers of a sentence in order, with what they count; of a table only the first."""
    who, said = parted(text)
    found = counted_in(said)
    return tuple(replace(item, mode="before") for item in found) if _OUTDATED.search(who) else found


@lru_cache(maxsize=2_000)
def counted_in(text: str) -> tuple[Counted, ...]:
    """The same of any text, whoever says it."""
    found = numerals(text)[:_MOST]
    return tuple(_counted(text, item, found) for item in found)


def only_earlier(text: str) -> bool:
    """Whether all that a sentence counts is what was before: "an earlier count had put it at 4"."""
    modes = {item.mode for item in counted(text)}
    return modes == {"before"}


def fate_of(text: str) -> str:
    """What becomes of those that a text tells of: "dead", "freed"; "" if it does not say."""
    found = [name for name, fate in _FATES.items() if fate.search(text)]
    # "Hostages were freed" counts the freed.
    return "freed" if found[:1] == ["held"] and "freed" in found else "".join(found[:1])


def asked_group(question: str) -> frozenset[str]:
    """Whom a question counts apart from all, by kind or by name: "how many Israeli soldiers"."""
    asked = _HOW_MANY.search(question)
    if not asked:
        return frozenset()
    named = [word for word in asked[1].split() if word[0].isupper()]
    one = [word.removesuffix("s") for word in named]  # "Israelis" and "Israeli"
    return groups_in(asked[1]) | content_stems(" ".join(named + one))


def things_asked(question: str) -> frozenset[str]:
    """What a question counts: "how many employees"; empty for people, and for their fates."""
    asked = _HOW_MANY.search(question)
    if not asked or fate_of(question):
        return frozenset()
    return content_stems(asked[1]) - _ANYBODY - _GROUPS


def groups_in(text: str) -> frozenset[str]:
    """Those named in a text who are counted apart from all: "child", "soldier"."""
    return content_stems(text) & _GROUPS


def _counted(text: str, item: Numeral, among: list[Numeral]) -> Counted:
    first, last = _clause(text, item, among)
    before, after = text[first : item.start], text[item.end : last]
    nouns = _nouns(after)
    return Counted(
        text=text[item.start : item.end],
        number=item,
        fate="" if item.unit else _fate(before, after, text),
        things=nouns - _ANYBODY,
        group=nouns & _GROUPS,
        around=content_stems(f"{before} {after}"),
        names=names_in(text),
        mode=_mode(text, item, before, after),
        clause=text[first:last],
    )


def _clause(text: str, item: Numeral, among: list[Numeral]) -> tuple[int, int]:
    """From the border before the number to the one behind it; all, if there is no other number."""
    earlier = max((other.end for other in among if other.end <= item.start), default=None)
    later = min((other.start for other in among if other.start >= item.end), default=None)
    if earlier is None and later is None:
        return 0, len(text)
    starts = [found.end() for found in _BORDER.finditer(text, 0, item.start)]
    ends = [found.start() for found in _BORDER.finditer(text, item.end)]
    first = max((start for start in starts if start >= (earlier or 0)), default=earlier or 0)
    if later is None:
        return first, min(ends, default=len(text))
    return first, min((end for end in ends if end <= later), default=later)


def _nouns(after: str) -> frozenset[str]:
    """Stems of the words behind a number up to the first that is no adjective or noun."""
    found = _NOUNS.match(after)
    kept: list[str] = []
    for word in found[1].split() if found else ():
        if word.lower() in _ENDS_NOUNS:
            break
        kept.append(word)
    return content_stems(" ".join(kept[:_NOUN_WORDS]))


def _fate(before: str, after: str, text: str) -> str:
    """The nearest word for a fate: behind the number, before it, or anywhere."""
    parts = [after[:_FATE_CHARS], before, after]
    words = (before + after).split()
    if len(words) <= _BARE and not any(word.endswith("ed") for word in words):
        parts.append(text)  # "Twelve people, three of them children, were killed"
    fate = next((fate for part in parts if (fate := fate_of(part))), "")
    # "Freed 240 hostages" counts the freed.
    return "freed" if fate == "held" and fate_of(before) == "freed" else fate


def _mode(text: str, item: Numeral, before: str, after: str) -> Mode:
    lead = text[max(0, item.start - _LEAD_CHARS) : item.start]
    if _BEFORE.search(lead) and not item.ranged:
        return "before"
    if _PART_BEFORE.search(lead) or _PART_AFTER.match(text, item.end):
        return "part"
    if _PLANNED.search(before) or _PLANNED.search(after[:40]):
        return "planned"
    grew = item.unit in ("%", "points") and _GREW.search(lead)
    if grew or _MORE.match(after) or _BY.search(lead):
        return "change"
    return "stated"
