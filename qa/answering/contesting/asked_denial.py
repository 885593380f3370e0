"""Questions about a denial: "Did Hamas deny the report?", "Who denied it?", "What did he deny?".

A denial is what answers them. That something is denied does not make such an answer disputed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.answering.contesting.denial_words import (
    POINTING,
    before_denial,
    denial_in,
    denied_part,
    denied_stems,
    is_denial,
    is_retraction,
    only_points,
)
from qa.answering.contesting.names import CAPITAL, names_in
from qa.answering.contesting.same_deeds import plainly
from qa.answering.contesting.statements import Statement
from qa.answering.stemming import content_stems, share

_WHO = (
    r"(?P<who>(?:(?!(?:say|said|claim|report|tell|think|believe|that|who|which)\b)[^\s?]+ ){1,10}?)"
)
_WHETHER = re.compile(rf"^\W*(?:did|does|do|has|have|had) {_WHO}", re.IGNORECASE)
_BY_WHOM = re.compile(
    r"^\W*(?:who|which [a-z]+(?: [a-z]+)?) (?:has |have |had |also )?$", re.IGNORECASE
)
_WHAT = re.compile(
    rf"^\W*(?:what|why|how|when|where) (?:did|does|do|has|have|had) {_WHO}$",
    re.IGNORECASE,
)
_FOR = (
    r"(?:spokes\w+|office|ministr\w+|minister|government|embassy|ambassador|lawyers?|leader|leadership"
    r"|president|army|military|officials?|authorities|chief|head|management|board|statement)"
)
# "The guild's rival"; its spokesman speaks for it.
_OTHERS_OF = re.compile(rf"\b[\w-]+['’]s? (?!(?:[\w-]+ ){{0,3}}?{_FOR}\b)[\w-]+", re.IGNORECASE)
_SPEAKS_FOR = content_stems(
    "spokesman spokeswoman spokesperson office ministry minister government embassy ambassador"
    " lawyer lawyers leader official officials statement foreign he she they it"
)
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class DenialAsked:
    """Which denial a question is about.

    Attributes:
        who: words for who denies; "" if that is asked.
        what: words for what is denied; "" if that is asked.
        whether: it asks whether they did.
    """

    who: str
    what: str
    whether: bool


def denial_asked(question: str) -> DenialAsked | None:
    """The denial that a question is about; None if it asks for something else."""
    found = denial_in(question)
    if found is None or not (found["denies"] or found["rejects"]):
        return None
    before, what = question[: found.start()], question[found.end() :].strip(" ?")
    if asks := _WHETHER.fullmatch(before):
        return DenialAsked(asks["who"].strip(), what, whether=True)
    if _BY_WHOM.fullmatch(before):
        return DenialAsked("", what, whether=False)
    if asks := _WHAT.fullmatch(before):
        return DenialAsked(asks["who"].strip(), what, whether=False)
    return None


def is_denial_asked(statement: Statement, asked: DenialAsked) -> bool:
    """Whether a sentence tells of the denial that is asked about."""
    if not is_denial(statement.text) or is_retraction(statement.text):
        return False
    return _by_those(statement, asked.who) and _of_that(statement, asked.what)


def _by_those(statement: Statement, who: str) -> bool:
    """Whether those who deny are those asked about, by name where the question has one.

    Neither "the guild's rival" nor "the mayor said the guild denied it" is the guild's denial.
    """
    named = names_in(who, inside=True)
    wanted = named or content_stems(who)

    def is_theirs(words: str) -> bool:
        words = _OTHERS_OF.sub(" ", words)
        return wanted <= (names_in(words, inside=True) if named else content_stems(words))

    if not is_theirs(f"{statement.speaker} {before_denial(statement.text)}"):
        return False
    speaker = content_stems(statement.speaker) - _SPEAKS_FOR
    return not speaker or is_theirs(statement.speaker)


def _of_that(statement: Statement, what: str) -> bool:
    """Whether what is denied is what is asked about.

    Where either only points to it ("the report", "it"), the names must be those of the article.
    """
    wanted = _words(what) - POINTING - content_stems(" ".join(CAPITAL.findall(what)))
    start, end = denied_part(statement.text)
    denied = _words(statement.text[start:end]) | denied_stems(statement.text)
    if wanted and not only_points(statement.text):
        return share(wanted, denied) >= _HALF
    article = f"{statement.title} {statement.before} {statement.text}"
    return names_in(what, inside=True) <= names_in(article) | names_in(statement.source or "")


def _words(text: str) -> frozenset[str]:
    return content_stems(plainly(text))
