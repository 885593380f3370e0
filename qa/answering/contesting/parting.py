"""A sentence parted into who says it and what is said.

Not who is quoted, and on whom they lean (that is `attribution`), but which words of the sentence
are only about the saying: they are left out where two sentences are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache

READ = 1_000  # characters of a sentence; nothing is contested further on
_SAID = (
    r"(?:said|says|say|told|tells|reported|reports|claimed|claims|allege[sd]?|announced|stated"
    r"|warned|warns|insisted|insists|argued|added|adds|maintains|confirmed|acknowledged|admitted"
    r"|conceded|testified|wrote|writes|repeated|stressed|estimated|estimates|believes?)"
)
_WHEN = (
    r"(?: (?:on|late on|early on|late|early|in|at(?! least| most)|earlier|last|this|after|during)"
    r" [^,;:.]{1,40}?| earlier| later| again| separately)?"
)
# Whoever speaks, but not in the passive: "the operator was warned that".
_SPEAKS = (
    r"^(?:(?:After|Before|On|In|At|Earlier|Later|During|Following) [^,]{1,60}, )?[“\"]?"
    r"(?P<who>[^,;:“”\"]{2,100}?)(?:, [^,;]{2,80},)?(?<! was)(?<! were)(?<! been)(?<! be)"
    r"(?<! is)(?<! are)(?<! the)(?<! a)(?<! and)(?<! but)"
    r"(?<! and later)(?<! and then)(?<! and also)"
    r"(?: (?:has|have|had|also|later|once|then|again|repeatedly|\w+ly))? "
)
# Not "told the Post there was no evidence that": that belongs to what is said.
_WHOM = r"(?: (?:(?!\b(?:no|not|never|was|were|is|are|there|it)\b)[^,;]){2,60}?)??"
_LEADING = (
    re.compile(
        rf"{_SPEAKS}(?:{_SAID}|put|found|ruled|showed|shows|finds|counted){_WHOM}{_WHEN} that "
    ),
    re.compile(rf"{_SPEAKS}(?:said|says|say|claimed|claims|reported|added|estimated){_WHEN}[:,]? "),
    re.compile(r"^According to (?P<who>[^,]{2,90}), "),
)
# "..., conceded an hour later": when it was, not who said it.
_NO_TIME = (
    r"(?!(?:\w+|the \w+) (?:minute|hour|day|week|month|year)s?\b"
    r"|(?:on|in|at|after|before|later|earlier|early|late|last|next|this|to|that)\b)"
)
_TRAILING = re.compile(
    rf",[”\"]? (?:(?:and|as|but) )?(?!which |who |that )(?P<who>[^,;“”\"]{{2,80}}?)"
    rf" (?:has |have |had |also )?{_SAID}(?:(?<=told) [^,;]{{2,40}})?"
    r"(?: (?:on|in|at|late|early|earlier|later|last|this|to|during|after|via|again|too|separately)"
    r"\b[^,;]{0,50})?[.”\"\s]*$"
    rf"|,[”\"]? {_SAID} {_NO_TIME}(?P<behind>[^,;]{{2,80}}?)[.”\"\s]*$"
    r"|,? according to (?P<according>[^,;]{2,90}?)[.\s]*$|, citing (?P<cited>[^;]{2,120}?)[.\s]*$"
)
# Whose figure it is: "Doctors counted 38 bodies", "officials put the toll at 12".
_COUNTING = re.compile(
    r"(?P<who>[^,;:]{2,60}?)(?:, [^,;]{2,60},)?(?: has| have| had)?"
    r"(?<! the)(?<! a)(?<! was)(?<! were)(?<! been)(?<! be)(?<! to)"
    r"(?<! earlier)(?<! latest)(?<! first)(?<! new)(?<! official)"
    r"(?P<verb>['’]s count| (?:counted|count|put|puts|recorded|registered|listed))\b"
)
# "Lund resigned after the Post reported that ...": the deed is no part of who reported it.
_BEHIND_A_DEED = re.compile(r"\w (?:after|when|because|while|before|until|once) \w")
_PRONOUN = re.compile(r"^(?:it|he|she|they) ", re.IGNORECASE)
# "BEIRUT (Reuters) - ", "THE HAGUE — "
_DATELINE = re.compile(r"^[A-Z][A-Z .,/-]{2,40}(?: ?\([^)]{1,30}\))?,? ?[–—-] ")
_BREAK = re.compile(r"(?<=[^\W\d_]{3}[.!?]) (?=[A-Z“\"])|(?<=[.!?][”\"]) (?=[A-Z])")


@lru_cache(maxsize=4_000)
def parted(text: str) -> tuple[str, str]:
    """Who says it, "" if nobody, and what is said, white space made single.

    "The mayor said on Friday that he knew" has "The mayor" and "The mayor knew". Of several
    sentences the last is parted, and those before it are part of what is said.
    """
    text = _DATELINE.sub("", " ".join(text[:READ].split()))
    breaks = [found.end() for found in _BREAK.finditer(text)]
    before, last = (text[: breaks[-1]], text[breaks[-1] :]) if breaks else ("", text)
    who, said = _parted(last)
    return who, before + said


def _parted(sentence: str) -> tuple[str, str]:
    for pattern in _LEADING:
        found = pattern.match(sentence)
        if found and not _BEHIND_A_DEED.search(found["who"]):
            return found["who"], _resolved(sentence[found.end() :], found["who"])
    if found := _TRAILING.search(sentence):
        who = next((group for group in found.groups() if group), "")
        return who, sentence[: found.start()] + "."
    if found := _COUNTING.match(sentence):
        return found["who"], sentence[found.start("verb") :].strip()
    return "", sentence


def _resolved(claim: str, who: str) -> str:
    """The claim with the speaker for the pronoun that it begins with."""
    return claim if _PRONOUN.match(f"{who} ") else _PRONOUN.sub(lambda _: f"{who} ", claim)
