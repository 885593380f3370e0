"""Who it is that a verb of speech has before it, across adverbs, times and long modifiers."""

from __future__ import annotations

from collections.abc import Collection

from qa.answering.attributing.naming import (
    head_of,
    head_speaks,
    is_name,
    is_phrase,
    phrase_before,
    without_brackets,
)
from qa.answering.attributing.reporting_words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    NEGATIONS,
    NUMBERS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from qa.answering.attributing.wording import Wording

_CLAUSE_LONGEST = 40  # words between a verb and the beginning of its clause
_SENTENCE_LONGEST = 70
_MODIFYING = (
    PREPOSITIONS
    | DETERMINERS
    | NUMBERS
    | frozenset("who which whose whom once now including then and or asked formerly".split())
)
_ASIDE_MARKS = frozenset({";", ":", "–", "—", "-"})
_WANTING = frozenset(
    "plans wants aims hopes intends agreed refused decided failed expects seeks vows needs tries"
    " has have had is are was were likely due set able".split()
)
_ADJECTIVAL = ("al", "ic", "ive", "ary", "ish", "ese", "ian", "an")
_TIME_LEADS = frozenset({"late", "early", "earlier", "later", "last", "yesterday", "today"})

Span = tuple[int, int]


def before_adverbs(words: Wording, at: int) -> tuple[int, bool]:
    """The place where adverbs and auxiliaries before a verb begin, and whether they negate it."""
    negated = False
    while at > 0:
        low = words.low[at - 1]
        adverb = low.endswith("ly") and len(low) > 4 and words.word[at - 1][0].islower()
        if low in NEGATIONS or low.endswith("n't"):
            negated = True
        elif low not in ADVERBS and not adverb:
            break
        at -= 1
    return at, negated


def subject_before(words: Wording, at: int, verbs: Collection[int]) -> Span | None:
    """First and last-but-one place of who stands before a verb's adverbs.

    Args:
        verbs: places of the verbs of speech before it; a subject lies behind them.
    """
    at = _before_time(words, at)
    at -= words.low[at - 1 : at] in (["there"], ["here"])  # "the ministry there said"
    if at <= 0:
        return None
    if words.low[at - 1] == ",":
        return _across_commas(words, at - 1, verbs)
    if words.low[at - 1] in PRONOUNS and not words.quoted[at - 1]:
        return at - 1, at
    first = _clause_start(words, at, verbs)
    if first == at:
        return None
    start = _in_clause(words, first, at)
    if start is None and first and words.low[first - 1] in {"who", "that", "which"}:
        return _with_relative(words, first - 1, verbs)
    return None if start is None else (_with_list(words, start, at), at)


def opening_subject(words: Wording) -> int:
    """The end of the phrase that a sentence begins with, as far as its last word can speak."""
    end = _opening_phrase(words)
    if not end or words.capital(head_of(words, 0, end)) or words.low[end : end + 1] != [","]:
        return end
    rest = words.low[end + 1 :]
    comma = end + 1 + rest.index(",") if "," in rest else 0
    return comma if is_name(words, end + 1, comma) else end  # "Its spokesman, Lior Haiat, ..."


def _opening_phrase(words: Wording) -> int:
    end = 0
    for after in range(1, min(9, len(words)) + 1):
        at = after - 1
        if not words.is_word(at) or words.quoted[at]:
            break
        speaks = is_phrase(words, 0, after) and head_speaks(words, at, after)
        speaks = speaks and head_speaks(words, 0, after) and not words.low[at].endswith("'s")
        between = words.low[at] in PREPOSITIONS | DETERMINERS or words.low[at].endswith(_ADJECTIVAL)
        if end and not speaks and not between:
            break
        if speaks and (not end or words.low[at - 1] not in DETERMINERS or end < at - 1):
            end = after
    return end


def _before_time(words: Wording, at: int) -> int:
    """Over "on Monday", "late on Friday", "last week" before a verb."""
    first = at
    if (
        at > 3
        and words.low[at - 1] == ")"
        and words.low[at - 4] in "("
        and words.low[at - 3] in TIMES
    ):
        first = at - 4  # "on Wednesday (Nov 15) said"
    while first > 1 and (words.low[first - 1] in TIMES or words.low[first - 1].isdigit()):
        first -= 1
    if first == at:
        return at
    if words.low[first - 1] in {"on", "in", "at", "this", "by"}:
        first -= 1
        while first > 1 and words.low[first - 1] in _TIME_LEADS:
            first -= 1
        return first
    return first if words.low[first] in _TIME_LEADS else at


def _clause_start(words: Wording, at: int, verbs: Collection[int]) -> int:
    first = at
    while first > 0 and at - first < _CLAUSE_LONGEST:
        low = words.low[first - 1]
        marks = not words.is_word(first - 1) and low not in {"(", ")", "&"}
        if marks or words.quoted[first - 1] or first - 1 in verbs or low in SUBORDINATORS:
            break
        first -= 1
    return first


def _in_clause(words: Wording, first: int, at: int) -> int | None:
    """Where the subject begins that ends at a verb, within a clause."""
    start = phrase_before(words, first, at)
    if start is None:
        return _after_joint(words, first, at)
    if "and" in words.low[start:at]:
        joint = words.low.index("and", start, at)
        if not head_speaks(words, start, joint) and is_phrase(words, joint + 1, at):
            return joint + 1
    return start


def _after_joint(words: Wording, first: int, at: int) -> int | None:
    """Behind the last "and", or behind a "with" that leads to a participle."""
    claims = words.low[at : at + 1] and words.low[at] in PARTICIPLES
    joints = [k for k in range(first, at) if words.low[k] == "and"][-1:]
    joints += [k for k in range(first, at) if claims and words.low[k] == "with"]
    return next((k + 1 for k in joints if is_phrase(words, k + 1, at)), None)


def _with_relative(words: Wording, relative: int, verbs: Collection[int]) -> Span | None:
    """Who stands before "who led the raid"."""
    first = _clause_start(words, relative, verbs)
    start = phrase_before(words, first, relative) if first < relative else None
    if start is None or not head_speaks(words, start, relative):
        return None
    return start, relative


def _with_list(words: Wording, start: int, at: int) -> int:
    """The beginning of "Poland, Latvia and Estonia" from that of "Latvia and Estonia".

    So too that of "the Cupertino, California-based company".
    """
    while start > 1:
        placed = words.low[start].endswith("-based")
        if words.low[start - 1] == "," and (placed or "and" in words.low[start:at]):
            comma = start - 1
        elif words.low[start - 2 : start] == [",", "and"]:
            comma = start - 2
        else:
            break
        first = comma
        while first > 0 and words.is_word(first - 1) and not words.quoted[first - 1]:
            first -= 1
        if not is_name(words, first, comma):
            break
        start = first
    return start


def _across_commas(words: Wording, comma: int, verbs: Collection[int]) -> Span | None:
    """Who stands before modifiers between commas: "Ana Koss, who was there, said"."""
    chunks = _chunks(words, comma)
    for number, (first, after) in enumerate(chunks):
        rest = chunks[number + 1 :]
        clauses = (
            at for at in range(first, after) if words.low[at] in SUBORDINATORS or at in verbs
        )
        begins = max(clauses, default=first - 1) + 1
        begins += words.low[begins:after][:1] == ["and"]
        start = phrase_before(words, begins, after) if begins < after else None
        if start is None or not head_speaks(words, start, after) or _acts(words, start, after):
            continue
        start = _with_list(words, start, after)
        if all(_modifies(words, *chunk) for chunk in rest):
            described = not words.capital(head_of(words, start, after))
            name = (rest[0][0], without_brackets(words, *rest[0])) if rest else (0, 0)
            one = described and is_name(words, *name) and "and" not in words.low[slice(*name)]
            return start, name[1] if one else after
    return None


def _acts(words: Wording, start: int, after: int) -> bool:
    """Whether it is no subject but tells a deed: "Lumen Air plans to cut 900 jobs"."""
    return any(
        low == "to" and words.low[at - 1] in _WANTING
        for at, low in enumerate(words.low[start:after], start)
        if at > start
    )


def _chunks(words: Wording, comma: int) -> list[Span]:
    """What stands between commas before this one, back to where a clause must begin."""
    found: list[Span] = []
    at = end = comma
    while at > 0 and comma - at < _SENTENCE_LONGEST:
        low = words.low[at - 1]
        if words.quoted[at - 1] or low in _ASIDE_MARKS:
            break
        if low == ",":
            found.append((at, end))
            end = at - 1
        at -= 1
    return [(at, end), *reversed(found)] if at < end else found[::-1]


def _modifies(words: Wording, first: int, after: int) -> bool:
    if first >= after or words.low[first] in AUXILIARIES:  # "has pleaded guilty" is told of him
        return False
    low = words.low[first]
    small = words.word[first][0].islower() or low[0].isdigit()
    named = is_name(words, first, without_brackets(words, first, after))
    return low in _MODIFYING or small or named
