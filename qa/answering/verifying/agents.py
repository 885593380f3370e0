"""Who did it to whom: that "Israel accused Hamas" does not stand on "Hamas accused Israel".

Only where sentence and quote share a verb and name who did it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from qa.answering.stemming import stem
from qa.answering.verifying.deeds import SAYING, TELLING, Deed, Names, deeds
from qa.answering.verifying.names import levelled
from qa.answering.verifying.nations import same_name, seats

_ROLE = (
    r"(?:[a-z]+[ -]){0,2}(?:leader|chief|head|president|minister|premier|chancellor|spokes\w+"
    r"|general|official|commander|envoy|ambassador|king|mayor|governor|secretary|director|chairman"
    r"|executive|founder|boss|lawmaker|senator|negotiator|politician|coach|captain|lawyer)"
)
_MUTUAL = frozenset(
    map(stem, "meet face fight play marry clash talk negotiate agree share".split())
)
_CITING = re.compile(r"\b(?:cit(?:ed|es|ing)|quot(?:ed|es|ing)|according to)\b")
AGENCIES = frozenset(
    "reuters afp ap associated xinhua tass bloomberg cnn bbc dpa interfax anadolu aljazeera".split()
)


def swapped(
    sentence: str,
    quotes: Sequence[str],
    around: str,
    sources: frozenset[str],
    is_ordinary: Callable[[str], bool],
) -> str | None:
    """Why somebody else did it, or it was done to another, than the quotes say; or None.

    Args:
        around: the quotes with what stands around them, which may tell who speaks for whom.
        sources: words of the outlets' and authors' names, who may always say something.
    """
    theirs = [deed for quote in quotes for deed in deeds(quote, is_ordinary)]
    quoted = levelled(" . ".join(quotes)).lower()
    for mine in deeds(sentence, is_ordinary):
        if mine.verb in _MUTUAL:
            continue
        same = [deed for deed in theirs if deed.verb == mine.verb]
        if mine.verb in TELLING:  # "announced" for "said"
            same = [deed for deed in theirs if deed.verb in TELLING]
        saying = mine.verb in SAYING and set(mine.by) & (sources | AGENCIES)
        if mine.by and not saying and _other_doer(mine.by, same, quoted, around):
            return f"its quotes do not say that {' '.join(mine.by).title()} did so"
        doers = [deed.by for deed in same if deed.by]
        done_to = [deed.to for deed in same if deed.to]
        turned = any(_same(mine.to, by) for by in doers)
        if mine.verb in TELLING and set(mine.to) & (sources | AGENCIES) and _CITING.search(around):
            turned = False  # "Reuters said, citing officials": they told Reuters
        if mine.to and turned and not any(_same(mine.to, to) for to in done_to):
            return f"its quotes do not say that it was done to {' '.join(mine.to).title()}"
    return None


def speakers(text: str, is_ordinary: Callable[[str], bool]) -> list[Names]:
    """Those whom a text names right beside a verb of saying."""
    return [
        deed.by
        for deed in deeds(text, is_ordinary)
        if deed.by and not deed.pronoun and deed.verb in SAYING
    ]


@lru_cache(maxsize=256)
def speaks_for(name: str, other: str, around: str) -> bool:
    """Whether the surroundings tie a person to a body: "Hamas chief Haniyeh".

    It may take two steps: "Supreme Leader Ali Khamenei" and "Iran's supreme leader".
    """
    here = around.lower()
    if name.lower() not in here or other.lower() not in here:
        return False
    for person, body in ((name, other), (other, name)):
        who, what = re.escape(person), rf"{re.escape(body)}[a-z]{{0,4}}(?:['’]s?)?"
        before = re.compile(rf"({_ROLE}),? (?:[A-Z][\w’'-]* ){{0,3}}{who}\b", re.IGNORECASE)
        roles = {found[1].lower().split()[-1] for found in before.finditer(around)}
        ties = [rf"\b{what} (?:[a-z]+[ -]){{0,2}}{role}\b" for role in roles]
        ties.append(rf"\b{who},(?: [\w’'-]+){{0,8}} {what}\b")
        if any(re.search(tie, around, re.IGNORECASE) for tie in ties):
            return True
    return False


def _other_doer(by: Names, same: Sequence[Deed], quoted: str, around: str) -> bool:
    doers = [deed.by for deed in same if deed.by]
    if any(_same(by, other) for other in doers):
        return False
    if any(deed.to and _same(by, deed.to) for deed in same):
        return True  # "Hamas sued" does not stand on "the county sued Hamas"
    if not doers or _acts(by[-1], quoted):
        return False
    if any(not deed.by for deed in same) and not any(_same(by, deed.to) for deed in same):
        return False
    last = by[-1]
    return not any(speaks_for(last, other[-1], levelled(around)) for other in doers)


def _acts(name: str, quoted: str) -> bool:
    """Whether a sentence of the quotes is about it: "The captain, Rui Faria, said"."""
    verb = r"(?:was|were|is|are|has|had|said|says|told|[a-z]{2,}ed)"
    others = r"(?:(?:,| and|, and) [a-z’'-]+(?: [a-z’'-]+)?){0,7}?"  # "Britain, Italy and India"
    about = rf"(?:^|[.;,] )(?:[a-z]+ )?{re.escape(name)}{others},? {verb}\b"
    return bool(re.search(about, quoted))


def _same(first: Names, second: Names) -> bool:
    initials = {"".join(word[0] for word in names) for names in (first, second) if len(names) > 1}
    return any(
        same_name(one, other) or other in seats(one) or one in seats(other)
        for one in first
        for other in second
    ) or bool(initials & {*first, *second})
