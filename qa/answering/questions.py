"""What a question asks for, as far as its words tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from qa.answering.giving import Wanted


class Kind(Enum):
    """The form of the answer that is asked for."""

    YES_NO = "yes_no"
    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    STATEMENT = "statement"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its kind, and the names and numbers that an answer must be about.

    Attributes:
        speaker: of whom it asks what they said; None if it asks for something else.
        subject: the name of whom or what a yes/no question asks ("Did Iran know ..."), if any.
    """

    text: str
    kind: Kind
    names: tuple[str, ...]
    speaker: str | None = None
    subject: str | None = None


# Cues anywhere in the question; the first that fits decides.
_KINDS = (
    (
        Kind.NUMBER,
        (
            r"\bhow (?:many|much|old|long|far|high|large|big|tall|fast|deep|wide|heavy|strong)\b"
            r"|\bwhat (?:number|share|percentage|proportion|amount|sum|price)\b|\btoll\b"
        ),
    ),
    (
        Kind.TIME,
        (  # not the "when" of "Who was president when the wall fell?"
            r"^\W*(?:(?:and|since|until|till|by|from) )?when\b|\bwhen\W*$|\b(?:and|or) when\b"
            r"|\bwhen (?:did|does|do|is|are|was|were|will|would|has|have|had|can|could|should)\b"
            r"|\b(?:what|which) (?:day|date|year|month|time)\b"
        ),
    ),
    (Kind.PERSON, r"\bwho(?:m|se)?\b|\bwhich (?:person|minister|president|leader|official)\b"),
    (
        Kind.PLACE,
        r"\bwhere\b|\b(?:what|which) (?:country|countries|city|place|town|state|region)\b",
    ),
)
_YES_NO = re.compile(
    r"^\W*(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must"
    r"|(?:is|are|was|were|did|does|has|have|had|ca|wo)n['’]t)\b",
    re.IGNORECASE,
)
# "After the vote in May, did the mayor resign?", "Between the report from ..., was there a change?"
_LEADS_IN = re.compile(
    r"^\W*(?:after|before|since|between|during|following|given|considering|while|when|if|although"
    r"|according to|based on|regarding|as|by|in|on|at|with|despite|besides|from)"
    r" (?!(?:which|what|whom|whose|how|who)\b)",
    re.IGNORECASE,
)
_THEN_ASKS = re.compile(
    r",[\s’'”\"]{0,3}(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|may"
    r"|might|must)(?:n['’]t)?(?= [\w'‘“\"])"
)
_ASKS_WHICH = re.compile(r", (?:in |by |to |for )?(?:which|what|who|whose|whom|where|why|how)\b")
_EITHER_OR = re.compile(
    r"\bbefore or after\b|\b(\w{4,}) or (?:in|un|dis)\1\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\s+(?:[Tt]he\s+)?(?P<who>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)(?=\s+[a-z])")
_STATEMENT = re.compile(
    r"\b(?:what|how) (?:did|does|do|has|have) (?P<who>[^?]{1,80}?) "
    r"(?:say|said|tell|told|claim(?:ed)?"
    r"|stated?|respond(?:ed)?|react(?:ed)?|answer(?:ed)?|reply|replied|announced?"
    r"|call(?:ed)?|demand(?:ed)?|urged?|ask(?:ed)?|warn(?:ed)?|proposed?|suggest(?:ed)?"
    r"|promised?|pledged?|predict(?:ed)?|described?|critici[sz]ed?|blamed?|accused?|argued?"
    r"|recommend(?:ed)?|threaten(?:ed)?|admit(?:ted)?)\b",
    re.IGNORECASE,
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Words that headlines leave in lower case.
_SMALL = frozenset("a an and as at but by for from in nor of on or the to vs with".split())
_SIGNS = {
    Kind.PERSON: re.compile(r"(?<=[a-z,;:\"“‘(] )[A-Z][^\W\d_]+"),
    Kind.PLACE: re.compile(r"\b(?:in|at|near|from|to|of) (?:the )?[A-Z][^\W\d_]+"),
    Kind.NUMBER: re.compile(
        r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
        r"|thousands?|millions?|half|quarter|third)\b",
        re.IGNORECASE,
    ),
    Kind.TIME: re.compile(
        r"\b(?:1[0-9]|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d"
        r"|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june"
        r"|july|august|september|october|november|december)\b|\bcentury\b",
        re.IGNORECASE,
    ),
}


def parsed(text: str) -> Question:
    """The question with its kind and its names."""
    said = _STATEMENT.search(text)
    if said:
        return Question(text, Kind.STATEMENT, _names(text), said["who"])
    if asking := _asking(text):
        subject = _SUBJECT.match(text, asking.end())
        who = re.sub(r"['’]s$", "", subject["who"]) if subject else None
        return Question(text, Kind.YES_NO, _names(text), subject=who)
    kind = next((kind for kind, pattern in _PATTERNS if pattern.search(text)), Kind.OTHER)
    if kind is Kind.OTHER and Wanted(text).sort:
        kind = Kind.NUMBER  # "What was the fine?", "Harrow bridge cost"
    return Question(text, kind, _names(text))


def _asking(text: str) -> re.Match[str] | None:
    """The word by which a text asks yes or no, first or behind a clause that leads in, if any."""
    if _EITHER_OR.search(text):
        return None
    if first := _YES_NO.match(text):
        return first
    asks = list(_THEN_ASKS.finditer(text))[-1:]
    if not (asks and _LEADS_IN.match(text) and text.rstrip("\"”’' ").endswith("?")):
        return None
    # "Considering the report, which city, named by both, is the largest?"
    return None if _ASKS_WHICH.search(text, 0, asks[0].start()) else asks[0]


def bears_kind(sentence: str, kind: Kind) -> bool:
    """Whether a sentence holds the sort of thing that is asked for; true where it has no sign."""
    sign = _SIGNS.get(kind)
    return bool(sign.search(sentence)) if sign else True


def _names(text: str) -> tuple[str, ...]:
    """Capitalised words but the first, and numbers; only these where Every Word Is Capitalised."""
    tokens = _TOKEN.findall(text)
    if all(token[0].isupper() or token[0].isdigit() or token in _SMALL for token in tokens):
        tokens = [token for token in tokens if token[0].isdigit()]
    found = [token for token in tokens[1:] if token[0].isupper() or token[0].isdigit()]
    if tokens and tokens[0][0].isdigit():
        found.insert(0, tokens[0])
    return tuple(dict.fromkeys(found))
