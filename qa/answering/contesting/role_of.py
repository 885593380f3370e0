"""What somebody is to somebody: "Is Iran an ally of Hamas?", "Was Lund a partner of Norwell's?".

News says so in passing: "Iran, a longtime ally of Hamas", "its Lebanese ally Hezbollah", "Minsk is
Moscow's closest ally".
"""

from __future__ import annotations

import re

from qa.answering.contesting.names import names_in

_NAME = r"(?:the )?[A-Z][\w’'-]*(?: (?:of (?:the )?|the )?[A-Z][\w’'-]*)*"
_ADJECTIVES = r"(?:[a-z][\w-]+ |(?:[A-Z][a-z]+(?:n|ish|ese|i|ch) )){0,3}"
# What one is to another, the other is to the one.
_MUTUAL = (
    "ally partner neighbour neighbor rival enemy friend relative sibling cousin opponent competitor"
    " foe adversary"
).split()
_ONE_WAY = (
    "member subsidiary supporter critic adviser advisor client customer supplier owner founder"
    " shareholder employee son daughter brother sister wife husband mother father widow"
    " nephew niece backer sponsor proxy colony province"
).split()
_ONE = {"allie": "ally", "enemie": "enemy", "neighbor": "neighbour"}
_ROLE = rf"(?P<role>{'|'.join(dict.fromkeys([*_MUTUAL, *_ONE_WAY]))}|allie|enemie)s?"
_ASKS = (
    re.compile(
        rf"^\W*(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere) (?P<who>{_NAME}) (?:still |now )?(?:an?|the|one of) "
        rf"{_ADJECTIVES}{_ROLE} of (?P<whose>{_NAME})(?:['’]s?)?\W*$"
    ),
    re.compile(
        rf"^\W*(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere) (?P<who>{_NAME}) (?:still |now )?"
        rf"(?P<whose>{_NAME})['’]s? {_ADJECTIVES}{_ROLE}\W*$"
    ),
)
_IS = r" (?:is|are|was|were|remains?|has (?:long )?been)(?: one of)? "
# "In Veria, an ally of Orland was arrested" is not of Veria.
_NO_PLACE = r"\b(?<!In )(?<!At )(?<!From )(?<!Near )(?!(?:In|At|From|Near) )"
_BESIDE = r" ?[,–—-] "
_HIS_OWN = rf"(?P<whose>{_NAME})['’]s? {_ADJECTIVES}{_ROLE}\b"
_ROLE_OF = rf"(?:(?:an?|the|one of the) )?{_ADJECTIVES}{_ROLE} of (?P<whose>{_NAME})"
# "Minsk is Moscow's closest ally"
_SAID = (
    re.compile(rf"(?P<who>{_NAME}){_IS}{_HIS_OWN}"),
    re.compile(rf"(?P<who>{_NAME}){_IS}{_ROLE_OF}"),
    re.compile(
        rf"(?P<who>{_NAME}) and (?P<whose>{_NAME}) (?:are|have been) {_ADJECTIVES}{_ROLE}\b"
    ),
)
# "Iran, a longtime ally of Hamas", "Iran and its Lebanese ally Hezbollah"
_IN_PASSING = (
    re.compile(rf"{_NO_PLACE}(?P<who>{_NAME}){_BESIDE}{_HIS_OWN}(?! [A-Z])"),
    re.compile(rf"{_NO_PLACE}(?P<who>{_NAME}){_BESIDE}{_ROLE_OF}"),
    re.compile(rf"(?P<whose>{_NAME})['’]s? {_ADJECTIVES}{_ROLE},? (?P<who>{_NAME})"),
    re.compile(
        rf"(?P<whose>{_NAME})(?:,| and| with| or) (?:its|his|her|their) {_ADJECTIVES}{_ROLE},?"
        rf" (?P<who>{_NAME})"
    ),
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_FORMER = re.compile(
    r"\b(?:former|ex|once|one-time|would-be|no longer|not|never|alleged|supposed|possible"
    r"|potential)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"^\W*(?:is|are)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were)\b")


def tells_role(text: str, question: str, *, in_passing: bool = False) -> bool:
    """Whether a text says that somebody is to somebody what the question asks.

    Args:
        in_passing: only as one says of somebody who they are, which is the outlet's own voice
            whoever speaks.
    """
    wanted = next((found for pattern in _ASKS if (found := pattern.match(question))), None)
    patterns = _IN_PASSING if in_passing else _SAID + _IN_PASSING
    text = _QUOTED.sub(" ", text) if in_passing else text
    return wanted is not None and any(
        _is_that(found, wanted)
        for pattern in patterns
        for found in pattern.finditer(text)
        if not _FORMER.search(found[0]) and not _only_was(found, question)
    )


def _only_was(found: re.Match[str], question: str) -> bool:
    return bool(_PRESENT.match(question) and _WAS.search(found[0]))


def _is_that(found: re.Match[str], wanted: re.Match[str]) -> bool:
    """Whether it is of the same two; which is which does not matter for allies and rivals."""
    role = _one(wanted["role"])
    if _one(found["role"]) != role:
        return False
    told, asked = _two(found), _two(wanted)
    return asked == told or (role in map(_one, _MUTUAL) and asked == told[::-1])


def _two(found: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    return names_in(found["who"], inside=True), names_in(found["whose"], inside=True)


def _one(role: str) -> str:
    return _ONE.get(role, role)
