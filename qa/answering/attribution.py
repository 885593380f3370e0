"""Who says what a sentence says: the person or agency it leans on, and on whom that one leans."""

from __future__ import annotations

import re

_SAID = (
    r"(?:said|says|say|saying|told|tells|reported|reports|claimed|claims|announced|announces|denied"
    r"|denies|deny|stated|states|warned|warns|warn|wrote|writes|added|adds|confirmed|confirms"
    r"|insisted|insists|insist|argued|argues|argue|accused|accuses|called|rejected|rejects"
    r"|acknowledged|estimated|estimates|testified|alleged|alleges|maintains|maintained|answered"
    r"|replied|believes?|admitted|admits|conceded|predicted|asserted|vowed)"
)
# What stands between a speaker and the verb: "has long said", "also repeatedly denied".
_ADVERBS = r"(?:(?:had|has|have|also|later|then|long|again|once|since|never|\w{2,14}ly) ){0,3}"
_NAME = r"[A-Z][\w’'.-]*"
_PLURALS = (
    r"(?:officials|police|authorities|prosecutors|witnesses|residents|militants|sources|diplomats"
    r"|doctors|medics|rescuers|scientists|researchers|investigators|lawyers|aides|analysts|experts"
    r"|critics|activists|people|media)"
)
# "Iranian President Ebrahim Raisi", "the health ministry", "a US official", "Hamas".
_SPEAKER = (
    r"(?:(?:[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Mm]any|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)"
    rf" )?(?:[\w’'-]+\.? ){{0,5}}?(?:{_NAME}|{_PLURALS}|[\w’'-]*(?:official|ministry|agency|army"
    r"|military|spokes\w+|government|report|statement|group|office|source|militia|minister"
    r"|president|leader|company|board|court|union|mission|newspaper|charity|person|television"
    r"|radio|broadcaster|mayor|governor|envoy|ambassador|diplomat|secretary|commander|director"
    r"|chief|lawyer))"
)
# Who they are: "close to the talks", "for the airline", "of Health in Gaza".
_OF_WHAT = (
    r"(?: (?:of|in|at|for|from|on|with|close to|familiar with|briefed on|involved in)"
    r" (?:the |an? |its |their )?[\w’'-]+(?: [\w’'-]+)?){0,2}?"
)
_ACCORDING = re.compile(r"\baccording to (?P<who>(?:[^,.;]|\.(?=\w))+)", re.IGNORECASE)
_CITING = re.compile(
    r"\b(?:citing|cited(?! by)|quoting|quoted(?! by)) "
    r"(?P<whom>(?!as (?:saying|having))(?:(?! as (?:saying|having))[^,.;])+)"
)
_SUBJECT = re.compile(
    rf"(?:^|[,;:“”\"] ?|\bwhere |\bwhile |\bwith |\bbut |\band )(?P<who>{_SPEAKER}{_OF_WHAT})"
    rf"(?:,[^,]{{1,60}},)? {_ADVERBS}{_SAID}\b"
)
_BY = re.compile(
    r"\b(?:report|statement|letter|interview|account)s? (?:published |issued |carried |given )?by "
    rf"(?:the (?:news agency|newspaper|broadcaster) )?(?P<who>{_NAME}(?: {_NAME})*)"
)
# A speaker behind the verb ends the clause: "said the army." but not "Hamas, too, said Israel had".
_ENDS = r"(?=[,.;:]|\s*$|\s(?:on|in|at|after|before|late|early|last|earlier|as|while)\b)"
_AFTER = re.compile(
    r"[,”\"] (?:said|says|reported|reports|announced|warned|wrote|writes|added|adds|claimed|argued"
    rf"|insisted|replied|according to) (?P<who>{_SPEAKER}){_ENDS}"
)
_PASSIVE = re.compile(
    r"\b(?:reported|confirmed|claimed|announced|estimated|alleged)(?: \w+ly)? by "
    rf"(?P<who>{_SPEAKER}){_ENDS}"
)
# At the end of a sentence it holds for all of it: "Khamenei told Haniyeh so, Reuters reported."
_CLOSING = re.compile(
    rf"[,”\"] (?P<who>{_SPEAKER}{_OF_WHAT}) {_ADVERBS}(?:said|says|say|reported|reports|announced)"
    r"(?: (?:on|in|late|early|at|last) [\w’' ]{1,40})?[,.”\"\s]*$"
)
_CLAIMING = re.compile(
    rf"\bwith (?P<who>{_SPEAKER}(?: in [^,.;]{{1,60}}?)?) "
    rf"(?:{_SAID}|claiming|reporting|estimating)\b"
)
_AGENCY = re.compile(
    r"\b(?:news agency|newspaper|broadcaster) (?P<name>[A-Z]\w+)"
    r"|\b(?P<plain>Reuters|AFP|AP|Xinhua|TASS|Bloomberg|CNN|BBC)\b"
)
_UNNAMED = re.compile(r"^(?:the|this) (?:news )?(?:agency|report|newspaper)$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^(?:he|she|it|they|we|i|who|that|this|which|these|those|nobody|none|everybody|everyone)$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:but|and|so|yet|while|meanwhile|on \w+ \d+,?) ", re.IGNORECASE)
_TIME = re.compile(
    r" (?:(?:on|late|early|earlier|last) [\w ]+|in (?:an?|its|his|her|their) [\w ]+"
    r"|in (?:\d{4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[\w ]*))$"
)
_STOP = re.compile(r"(?<=\w{2})\.$")  # not that of "the U.N."
# What the patterns catch by mistake: a clause, a place, a day, an adjective that stands alone.
_NOT_A_SPEAKER = re.compile(
    r"^(?:(?:that|in|on|at|by|of|for|from|to|after|as|with|which|his|her|same)\b"
    r"|\w+(?:ian|ish|ese|eli)$|.* (?:was|were|is|are|had|has|have|would|will|could|can) )",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"(?:the|an?|its|two|three|several|some|their|our|both|many) ")
_SEVERAL = re.compile(rf"(?:[\w’'-]+ )?{_PLURALS}\b")
_REPORTED = re.compile(
    rf"\b(?<!having ){_SAID}\b|\b[Aa]ccording to\b"
    r"|\b(?:[Rr]eportedly|[Aa]llegedly|citing|cited|claiming)\b"
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
    for pattern in (_BY, _ACCORDING, _CLOSING, _CLAIMING, _AFTER, _PASSIVE, _SUBJECT):
        for found in pattern.finditer(sentence):
            who = _OPENING.sub("", found["who"].strip(" ,'\"“”"))
            who = _STOP.sub("", _TIME.sub("", who))
            if _named(who):
                return who
    return None


def _named(who: str) -> bool:
    if not who or len(who) > _LONGEST or _PRONOUN.match(who):
        return False
    # A speaker begins with a name or a determiner, or is several; "put forward by Jordan" is none.
    begins = who[0].isupper() or _DETERMINER.match(who) or _SEVERAL.match(who)
    return bool(begins) and not (_NOT_A_SPEAKER.match(who) and not who.isupper())


def _agency(text: str) -> str | None:
    """The agency named last."""
    found = list(_AGENCY.finditer(text))
    return (found[-1]["name"] or found[-1]["plain"]) if found else None
