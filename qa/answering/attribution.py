"""Who says what a sentence says: the person or agency it leans on, and on whom that one leans."""

from __future__ import annotations

import re

_SAID = (
    r"(?:said|says|say|saying|told|tells|reported|reports|claimed|claims|announced|announces|denied"
    r"|denies|deny|stated|states|warned|warns|wrote|writes|added|adds|confirmed|confirms|insisted"
    r"|insists|argued|argues|accused|accuses|called|rejected|rejects|acknowledged|estimated"
    r"|estimates|testified|alleged|alleges|maintains|maintained|answered|replied|believes?)"
)
_NAME = r"[A-Z][\w’'.-]*"
# "Iranian President Ebrahim Raisi", "the health ministry", "a US official", "Hamas".
_SPEAKER = (
    rf"(?:(?:[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) )?"
    rf"(?:[\w’'-]+ ){{0,5}}?(?:{_NAME}|[\w’'-]*(?:officials?|ministry|agency|police|army|military"
    rf"|spokes\w+|government|authorities|report|statement|group|office|sources?|militants|militia"
    rf"|minister|president|leader|company|board|court|union|mission|newspaper|charity|witnesses))"
)
_ACCORDING = re.compile(r"\baccording to (?P<who>(?:[^,.;]|\.(?=\w))+)", re.IGNORECASE)
_CITING = re.compile(
    r"\b(?:citing|cited|quoting|quoted) "
    r"(?P<whom>(?!as (?:saying|having))(?:(?! as (?:saying|having))[^,.;])+)"
)
_SUBJECT = re.compile(
    rf"(?:^|[,;:“”\"] ?|\bwhere |\bwhile |\bwith |\bbut |\band )(?P<who>{_SPEAKER})"
    rf"(?:,[^,]{{1,60}},)? (?:had |has |have |also |later |then )?{_SAID}\b"
)
_BY = re.compile(
    r"\b(?:report|statement|letter|interview|account)s? (?:published |issued |carried |given )?by "
    rf"(?:the (?:news agency|newspaper|broadcaster) )?(?P<who>{_NAME}(?: {_NAME})*)"
)
_AFTER = re.compile(rf"[,”\"] {_SAID} (?P<who>{_SPEAKER})")
_CLAIMING = re.compile(rf"\bwith (?P<who>{_SPEAKER}(?: in [^,.;]+?)?) {_SAID}\b")
_AGENCY = re.compile(
    r"\b(?:news agency|newspaper|broadcaster) (?P<name>[A-Z]\w+)"
    r"|\b(?P<plain>Reuters|AFP|AP|Xinhua|TASS|Bloomberg|CNN|BBC)\b"
)
_UNNAMED = re.compile(r"^(?:the|this) (?:news )?(?:agency|report|newspaper)$", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|who|that|this|which|these|those)$", re.IGNORECASE)
_OPENING = re.compile(r"^(?:but|and|so|yet|while|meanwhile|on \w+ \d+,?) ", re.IGNORECASE)
_TIME = re.compile(r" (?:on|in|late|early|earlier|last) [\w ]+$")
# What the patterns catch by mistake: a clause, a place, a day, an adjective that stands alone.
_NOT_A_SPEAKER = re.compile(
    r"^(?:(?:that|in|on|at|by|of|for|from|to|after|as|with|which|his|her|same)\b"
    r"|\w+(?:ian|ish|ese|eli)$)",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"(?:the|an?|its|two|three|several|some|their|our|both|many) ")
_REPORTED = re.compile(
    rf"\b(?<!having ){_SAID}\b|\baccording to\b|\b(?:reportedly|allegedly|citing|cited)\b"
)
_LONGEST = 120
_SEARCHED = 1_500  # characters; nobody is named further off


def reported(sentence: str) -> bool:
    """Whether the sentence gives somebody's word for what it says, named or not."""
    return bool(_REPORTED.search(sentence))


def attribution(sentence: str, before: str = "") -> str | None:
    """The speaker of a sentence with those cited: "Reuters, citing three senior officials".

    Args:
        before: what stands before the sentence in its article, to tell which agency "the news
            agency" is.

    Returns:
        None where the sentence leans on nobody that can be told from its words.
    """
    sentence, before = sentence[:_SEARCHED], before[-_SEARCHED:]
    cited = _CITING.search(sentence)
    speaker = _speaker(sentence[: cited.start()] if cited else sentence) or (
        _speaker(sentence) if cited else None
    )
    if (cited and (speaker is None or _UNNAMED.match(speaker))) or (
        speaker and _UNNAMED.match(speaker)
    ):
        speaker = _agency(f"{before} {sentence}") or speaker
    if speaker and cited:
        return f"{speaker}, citing {cited['whom'].strip()}"[:_LONGEST]
    return speaker


def _speaker(sentence: str) -> str | None:
    for pattern in (_BY, _ACCORDING, _CLAIMING, _AFTER, _SUBJECT):
        for found in pattern.finditer(sentence):
            who = _TIME.sub("", _OPENING.sub("", found["who"].strip(" ,'\"“”")))
            if _named(who):
                return who
    return None


def _named(who: str) -> bool:
    if not who or len(who) > _LONGEST or _PRONOUN.match(who):
        return False
    # A speaker begins with a name or a determiner; "put forward by Jordan" has none.
    begins = who[0].isupper() or _DETERMINER.match(who)
    return bool(begins) and not (_NOT_A_SPEAKER.match(who) and not who.isupper())


def _agency(text: str) -> str | None:
    """The agency named last."""
    found = list(_AGENCY.finditer(text))
    return (found[-1]["name"] or found[-1]["plain"]) if found else None
