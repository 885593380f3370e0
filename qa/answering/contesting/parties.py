"""Who stands against whom: speakers whose figures differ because they are of different sides."""

from __future__ import annotations

import re

from qa.answering.contesting.names import names_in
from qa.answering.contesting.statements import Statement

# Kinds of party by the words for them; the word that stands first decides.
_KINDS = {
    "union": r"(?:trade )?unions?\b(?!.{0,12}of doctors)",
    "rebels": r"rebel|militia|militant|insurgent|separatist|movement|guerrilla|mercenar",
    "critics": (
        r"opposition|activist|protester|organi[sz]er|campaign|human rights|charity|non-govern|NGO"
        r"|rights (?:group|commission|office|body|organi[sz]ation|watch)|monitor|observatory|critic"
        r"|auditor|watchdog|united nations|UN\b|U\.N\.|hunter|trader|dealer"
    ),
    "witnesses": r"witness|resident|villager|survivor|relative|neighbou?r|local people",
    "army": (
        r"army|military|general staff|armed forces|defen[cs]e ministry|air force|navy|intelligence"
    ),
    "company": (
        r"compan|firm|manag|employer|owner|operator|airline|maker|builder|chairman|board|executive"
        r"|seller"
    ),
    "authorities": (
        r"official|authorit|police|ministr|minister|government|governor|mayor|sheriff|rescue|fire|county"
        r"|hospital|doctor|medic|nurse|coast ?guard|agency|council|president|prosecutor|commission"
        r"|state (?:television|tv|media|radio)|ruling party|office|survey|coroner|disaster"
        r"|department|civil defen|red cross|red crescent|health"
    ),
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})", re.IGNORECASE) for kind, words in _KINDS.items()}
_FAMILY = {"army": "authorities"}  # of one country; of two they are named
RUN_BY = ("-run", "-held", "-led", "-backed", "-controlled")
# They pass on what others say.
_OUTLETS = frozenset(
    "reuters afp ap xinhua tass bloomberg cnn bbc associated press agence france-presse".split()
)


# Officials of other countries count for themselves.
_ABROAD = re.compile(r"\b(?:Western|[Ff]oreign|US|U\.S\.|American|British|European|UN)\b")
# Somebody with an office before the name: "Sheriff Dan Ortega", "the fire chief, Ron Keeler".
_PERSON = re.compile(
    r"(?<=\b)(?:sheriff|governor|mayor|chief|minister|president|director|commissioner|spokes\w+"
    r"|secretary|prosecutor|coroner|doctor|head|premier|captain|superintendent),?"
    r" (?:[A-Z][\w’'-]+ ?){1,3}",
    re.IGNORECASE,
)


def kind_of(speaker: str) -> str:
    """The kind of party, "" if it cannot be told."""
    found = [
        (match.start(), kind)
        for kind, words in _PATTERNS.items()
        if (match := words.search(speaker))
    ]
    return min(found)[1] if found else ""


def opposed(one: Statement, other: Statement) -> bool:
    """Whether the two are told by parties of different sides, by what they are or by name."""
    left, right = one.speaker, other.speaker
    if not left or not right:
        return False
    kinds = kind_of(left), kind_of(right)
    if all(kinds) and len({_FAMILY.get(kind, kind) for kind in kinds}) > 1:
        return True
    if set(kinds) == {"authorities"}:
        # "The county's office" and "Sheriff Dan Ortega" count for one and the same.
        if bool(_ABROAD.search(left)) is not bool(_ABROAD.search(right)):
            return True
        left, right = _PERSON.sub("", left), _PERSON.sub("", right)
    named = [_named(left), _named(right)]
    return bool(named[0] - named[1] and named[1] - named[0])


def _named(speaker: str) -> frozenset[str]:
    """The names of a party, but for who runs the place: "the Hamas-run territory"."""
    names = names_in(speaker, inside=True) - _OUTLETS
    return frozenset(name for name in names if not name.endswith(RUN_BY))


def same_speaker(one: Statement, other: Statement) -> bool:
    """Whether both are put down to the same, word for word but for an article."""
    return bool(one.speaker) and _plain(one.speaker) == _plain(other.speaker)


def _plain(speaker: str) -> str:
    return re.sub(r"^(?:the|an?|its|their) ", "", speaker.lower())
