"""Whose word it is: what residents say, the owner of the factory does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.attribution import speakers
from qa.answering.contesting.parties import kind_of
from qa.answering.stemming import content_stems
from qa.answering.verifying.agents import speaks_for
from qa.answering.verifying.names import levelled
from vectorstore.splitting import sentence_spans

_PAPER = re.compile(
    r"\b(?:reports?|statements?|letters?|memos?|stud(?:y|ies)|rulings?|e-?mails?|papers?|documents?"
    r"|filings?|results?|polls?|surveys?|posts?|tweets?|data|figures?)$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:with|about|against|like|unlike) (?:[\w’'-]+ ){0,4}$")
_BEFORE_CHARS = 60
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")


def other_voice(sentence: str, quotes: Sequence[str], around: str = "") -> str | None:
    """Why it is somebody else who says so in the quotes; or None.

    Args:
        around: the quotes with what stands around them, which tells who is a person.
    """
    mine = speakers(sentence).chain
    if not mine:
        return None
    theirs = [
        who
        for quote in quotes
        for start, end in sentence_spans(quote)
        for who in speakers(quote[start:end], quote[:start]).chain
    ]
    kinds = {kind for who in theirs if (kind := kind_of(who))}
    told = content_stems(" ".join(theirs))
    quoted = content_stems(" . ".join(quotes))
    for who in mine:
        own = content_stems(who)
        if not own or own & told or _tells(who, quotes):
            continue
        if not theirs:
            if _only_beside(who, quotes):
                return f"its quotes do not say that {who} said so"
            continue
        kind = kind_of(who)
        other_kind = (
            bool(kind and kinds) and kind not in kinds and not any(map(str.isupper, who[1:]))
        )
        if other_kind or own <= quoted or _another_person(who, theirs, around):
            return f"its quotes do not say that {who} said so"
    return None


def _only_beside(who: str, quotes: Sequence[str]) -> bool:
    """Whether the quotes name somebody only as one with or about whom something was done.

    "He announced it in an interview with Ann Lee" is not her report.
    """
    last = re.escape(who.rsplit(maxsplit=1)[-1])
    named = [found for quote in quotes for found in re.finditer(rf"\b{last}\b", quote)]
    return bool(named) and all(
        _BESIDE.search(found.string, max(0, found.start() - _BEFORE_CHARS), found.start())
        for found in named
    )


def _tells(who: str, quotes: Sequence[str]) -> bool:
    """Whether the quotes have a verb right behind it, or it is a paper that somebody tells by."""
    last = re.escape(who.rsplit(maxsplit=1)[-1])
    acts = re.compile(rf"\b{last},? (?:\w+ly |has |have |had )?(?:[a-z]+s|[a-z]+ed|said|told)\b")
    return bool(_PAPER.search(who)) or any(acts.search(quote) for quote in quotes)


def _another_person(who: str, theirs: Sequence[str], around: str) -> bool:
    """Whether it is a person, and another one speaks in the quotes."""
    mine = _NAME.search(who)
    named = [found.group() for other in theirs if (found := _NAME.search(other))]
    if not mine or not named or not _person(mine.group(), around):
        return False
    last, text = mine.group().split()[-1].lower(), levelled(around)
    return not any(speaks_for(last, other.split()[-1].lower(), text) for other in named)


def _person(name: str, around: str) -> bool:
    """Whether a name is presented as that of a person: "the landlord, Gunnar Eide, said"."""
    written = re.escape(name)
    return bool(
        re.search(rf"\b[a-z]+, {written},|\b{written}, (?:an?|the|who|whose|\d\d?)\b", around)
    )
