"""Whether a sentence says that something is so or is not so, and pairs of words that exclude it."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answering.stemming import content_stems, stem

_NEGATION = re.compile(
    r"\b(?:not(?! only| just| least| merely)|never|nobody|nothing|none|neither|nor|without|cannot"
    r"|no[ -]one|no(?! (?:doubt|fewer|less|more than|later|sooner)\b|\.? ?\d)"
    r"|(?:fail(?:s|ed|ing)?|refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|unable|ceased)"
    r"(?: on \w{3,6}day)? to|unaware"
    r"|uninformed|lack(?:s|ed)?|stopped short of)\b|n[’']t\b",
    re.IGNORECASE,
)
_NOBODY = ("no", "none", "neither")
# A negation reaches to the end of its clause; "that" and "whether" open none of their own.
_CLAUSE = re.compile(
    r"[,;:–—]\s|\s(?:but|while|although|though|because|after|before|when|where|which|who|and)\s",
    re.IGNORECASE,
)
# "Was fined for failing to report it" does not say that nobody was fined.
_REASON = re.compile(
    r"\s(?:for|over|of|by|from) (?:\w+ly )?(?:failing|refusing|declining|not|never)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}(?<!ly)\b")
_PAIRS = (
    "rise/fall rise/drop rise/decline grow/shrink increase/decrease increase/fall increase/decline"
    " increase/drop raise/lower raise/cut gain/lose climb/fall climb/drop surge/plunge win/lose"
    " win/defeated approve/reject accept/reject adopt/reject pass/reject back/oppose support/oppose"
    " uphold/overturn uphold/quash uphold/strike alive/dead alive/died survive/died guilty/acquit"
    " guilty/innocent guilty/cleared convict/acquit convict/clear open/close open/shut reopen/close"
    " legal/illegal lawful/unlawful safe/unsafe safe/dangerous allow/ban allow/forbid permit/ban"
    " lift/impose begin/end start/end start/stop arrive/leave enter/leave join/leave stay/leave"
    " success/failure succeed/fail strength/weakness strong/weak better/worse improve/worsen"
    " majority/minority deliberate/accidental intentional/accidental voluntary/forced hire/fire"
    " hire/dismiss appoint/dismiss release/detain free/jail profit/loss surplus/deficit"
    " capture/repel peaceful/violent similar/different same/different consistent/inconsistent"
    " related/unrelated cheap/expensive advance/retreat north/south east/west before/after new/old"
    " positive/negative sign/veto increase/cut begin/stop"
).split()
_ANTONYMS = frozenset(
    pair
    for left, right in (written.split("/") for written in _PAIRS)
    for pair in ((stem(left), stem(right)), (stem(right), stem(left)))
)
_OPPOSABLE = frozenset(left for left, _ in _ANTONYMS)


def antonyms(one: frozenset[str], other: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Pairs of opposites, one stem of each; what both hold opposes nothing."""
    left, right = (one - other) & _OPPOSABLE, (other - one) & _OPPOSABLE
    return frozenset((a, b) for a in left for b in right if (a, b) in _ANTONYMS)


@lru_cache(maxsize=4_000)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a sentence in order."""
    ends = [found.start() for found in _CLAUSE.finditer(text)]
    return tuple(text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True))


def clause_of(text: str, about: frozenset[str]) -> str:
    """The clause that holds most of these stems, the first of equals."""
    return max(clauses(text), key=lambda clause: len(content_stems(clause) & about))


def _without_reason(clause: str, about: frozenset[str]) -> str:
    """Without a reason behind that negates something, if nothing of these stems stands in it."""
    main = _REASON.split(clause, maxsplit=1)[0]
    return main if content_stems(clause) & about <= content_stems(main) else clause


def negated_of(text: str, about: frozenset[str]) -> bool:
    """Whether the clause that speaks of these stems says that it is not so."""
    return bool(_NEGATION.search(_without_reason(clause_of(text, about), about)))


def negates_what(text: str, about: frozenset[str]) -> tuple[frozenset[str], ...]:
    """What the clause that speaks of these stems says is not so; () if it negates nothing.

    The first word behind the negation ("did not sign"); behind "no" and "none" two ("no passengers
    were killed"); of "nothing" the word before it, or the one behind ("knew nothing").

    Returns:
        Sets of stems; all of one of them are meant.
    """
    clause = _without_reason(clause_of(text, about), about)
    found = _NEGATION.search(clause)
    if not found:
        return ()
    cue = found.group().lower()
    behind, before = _words(clause[found.end() :]), _words(clause[: found.start()])
    if cue == "nothing":
        return frozenset(before[-1:]), frozenset(behind[:1])
    return (frozenset(behind[: 2 if cue in _NOBODY else 1]),)


def _words(text: str) -> list[str]:
    """Stems in order, of words that say something and are no adverbs in -ly."""
    return [stem(word) for word in _WORD.findall(text) if content_stems(word)]
