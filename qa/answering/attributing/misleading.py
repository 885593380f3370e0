"""Verbs that report speech in one sentence and something else in the next, told apart.

"The group claimed responsibility", "the landslide claimed 12 lives"; "she added that it was late",
"the index added 3 points".
"""

from __future__ import annotations

import re

from qa.answering.attributing.reporting_words import NOUNS_TOO, NUMBERS
from qa.answering.attributing.wording import Wording

_AHEAD = 160  # characters behind a verb that are looked at
# What is said begins or ends here: a mark, "that", a clause of its own.
_MARK = r"$|\s*[“”\"]|[,.:;]"
_CLAUSE = r" (?:[\w’'-]+ ){1,9}?(?:would|had|has|have|was|is|were|are|will|could|might|must|did)\b"
_JUDGED = (
    r"(?:false|baseless|unfair|wrong|illegal|unlawful|unacceptable|untrue|rigged|historic|absurd"
    r"|reckless|shameful|disgraceful|cowardly|premature|unfounded|fake|ridiculous|outrageous)\b"
)
_CONTESTED = (
    r"(?:claims?|allegations?|accusations?|reports?|charges?|suggestions?|notion|idea|criticisms?"
    r"|findings?|assertions?|rumou?rs?|talk|account|story)\b"
)
# "called it a last resort": an article that no preposition governs.
_ARTICLE = (
    r"(?<! of )(?<! for )(?<! in )(?<! on )(?<! at )(?<! to )(?<!after )(?<!with )(?<!from )"
    r"(?:an?|the) "
)
# Not speech if this follows.
_UNLESS = {
    "tell told tells telling": (
        r" (?:to|by|of|apart)\b| (?:an?|the|its|their)(?: \w+)? (?:story|tale)"
    ),
    "report reports reported": r" (?:missing|dead|damaged|injured|killed|wounded|for|to|stolen)\b",
    "deny denies denied denying": (
        r" (?:[\w’'-]+ ){0,2}?(?:bail|entry|access|requests?|visas?|permission|application|motion"
        r"|appeal|parole|petition|permits?)\b"
    ),
    "accuse accused accuses": r" (?:of|in)\b",
    "alleged": r" (?:to|of|by)\b",
    "argue argues argued": r" (?:for|over|with|about)\b",
    "estimate estimates": r" (?:of|for)\b",
    "warn warns warned": r" (?:nobody|no one)\b",
    "declare declares declared": r" (?:an?|bankruptcy|war|independence|victory)\b",
}
# Speech only if this follows.
_ONLY = {
    "add adds added adding": rf"{_MARK}| that\b(?! [\w’'-]+ to\b)| in an?\b| on \w+|{_CLAUSE}",
    "claim claims claimed claiming": (
        rf"{_MARK}| (?:that|to|responsibility|credit|on|in)\b|{_CLAUSE}"
    ),
    "write writes wrote writing": rf"{_MARK}| (?:that|in|on|to|of|about|for|there)\b|{_CLAUSE}",
    "recall recalls recalled": rf"{_MARK}| (?:that|how|in|on)\b|{_CLAUSE}",
    "think thinks thought maintain maintains maintained": rf"{_MARK}| (?:that|so)\b|{_CLAUSE}",
    "state states": r"[,:]|\s*[“\"]| (?:that|there|in)\b",
    "call calls called calling": (
        r" (?:for|on|upon)\b| (?!in\b|off\b|up\b|out\b|back\b|by\b)"
        rf"(?:[\w’'-]+,? ){{1,8}}?(?:{_ARTICLE}|[“\"‘]|{_JUDGED})"
    ),
    "reject rejects rejected rejecting dismiss dismisses dismissed dismissing": (
        rf" (?:[\w’'-]+ ){{0,4}}?{_CONTESTED}| [^,.;]{{1,60}}? as\b"
        r"|[^.;]{1,60}, (?:saying|calling)"
    ),
    "appeal appeals appealed": r" (?:for|to)\b(?! (?:an?|the) (?:\w+ )?court)",
    "post posts posted posting": r" (?:on|that|in)\b",
    "put puts": r" (?:[\w’'-]+ ){1,8}?(?:at|ahead)\b",
    "praise praised hail hailed slam slammed welcome welcomed voice voiced": (
        r" (?:the|that|an?|it|his|her|their)\b"
    ),
    "inform informed": r"[^.;]{1,80} that\b",
    "spoke": r" of\b|[^.;]{0,60} (?:anonymity|anonymously)\b",
    "respond responds responded answer answers answered": (
        r" (?:on [^,.;]{1,20} )?that\b|[,:]| ?[“\"]"
    ),
    "provide provides provided gave": r" (?!no )(?:[\w’'-]+ ){0,4}?(?:details|accounts?)\b",
    "agree agrees agreed rule ruled rules learned learnt understands threaten threatened signal"
    " signalled observed forecast": r" that\b",
    "vow vowed promise promised pledge pledged pledges": (
        r" (?:to|that|not|there|he|she|it|they|no|an?|more|swift)\b"
    ),
    "dispute disputed disputes": r" (?:the|that|those|this|any|it|his|her|its|their)\b",
}


def _table(rules: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {verb: re.compile(rule) for verbs, rule in rules.items() for verb in verbs.split()}


_UNLESS_BY_VERB = _table(_UNLESS)
_ONLY_BY_VERB = _table(_ONLY)
# "have a say", "its claims", "the alleged plot": nouns and adjectives.
_BEFORE_A_NOUN = frozenset(
    "a an the his her its their our my your no any this these those of by final such".split()
)


def misleads(words: Wording, at: int) -> bool:
    """Whether the verb at this place tells of something else than speech."""
    low = words.low[at]
    before = words.low[at - 1] if at else ""
    if before in _BEFORE_A_NOUN or before.endswith(("'s", "s'")):
        return True
    if low in NOUNS_TOO and (before in NUMBERS or before.isdigit()):
        return True
    ahead = words.text[words.end[at] : words.end[at] + _AHEAD]
    unless, only = _UNLESS_BY_VERB.get(low), _ONLY_BY_VERB.get(low)
    return bool(unless and unless.match(ahead)) or bool(only and not only.match(ahead))
