"""Where it was: the one named place that a quote tells of with "in", "at" or "near"."""

from __future__ import annotations

from qa.answering.spanning.asked import Asked
from qa.answering.spanning.bearing import LIGHT, clause, holds
from qa.answering.spanning.tokens import Tokens, adjective, name_from, tokens
from qa.answering.stemming import content_stems
from vectorstore.models import Span

_AT = frozenset("in at near outside off across around inside".split())
_FROM_TO = frozenset("from to into towards toward".split())
_KINDS = frozenset(
    "station airport stadium bridge square prison border province region district valley river"
    " island coast hospital university park church hotel harbour port camp base street mountains"
    " desert hills forest county".split()
)
# "In the village of Nor", "on the outskirts of Nor"
_PARTS = _KINDS | frozenset(
    "village town city state suburb quarter outskirts grounds bank banks shore edge centre center"
    " north south east west".split()
)
_MOVING = frozenset("from come move go travel flee fly head arriv".split())


def places(quote: str, question: Asked) -> list[Span]:
    """The places that answer; one if it is plain."""
    words = tokens(quote)
    asked = set(tokens(question.text).low)
    last = tokens(question.text.rstrip(" ?")).low[-1]
    wanted = _AT | (_FROM_TO if question.topic & _MOVING else frozenset())
    if last in _FROM_TO:
        wanted = _FROM_TO - {"from"} if last != "from" else frozenset({"from"})
    found: list[Span] = []
    at = 0
    while at < len(words) - 1:
        on = words.low[at] == "on" and _part_of(words, at + 1)
        if words.low[at] in wanted or on:
            first, after = _place(words, at + 1)
            if first < after and not set(words.low[first:after]) <= asked:
                found.append(words.span(first, after))
            at = max(at + 1, after)
        else:
            at += 1
    if not question.verb or question.verb in LIGHT:
        return found
    return [span for span in found if holds(content_stems(clause(quote, span)), question.verb)]


def _part_of(words: Tokens, first: int) -> tuple[int, int] | None:
    """The words of "the port of Nor" and "a gravel bank of the River Lee"."""
    if words.low[first] not in ("the", "a"):
        return None
    for at in range(first + 1, min(first + 4, len(words) - 2)):
        if words.low[at] in _PARTS and words.low[at + 1] == "of":
            name = at + 2 + (words.low[at + 2] == "the")
            after = name_from(words, name) if name < len(words) else name
            return (first, after) if after > name else None
    return None


def _place(words: Tokens, first: int) -> tuple[int, int]:
    """The words of "Marine Park in Riverton, Ohio", from the one behind "in"."""
    if part := _part_of(words, first):
        return part
    if words.low[first] == "the" and first + 1 < len(words):
        first += 1
    after = name_from(words, first)
    if after == first or (adjective(words, first, after) and words.words[after] not in _KINDS):
        return first, first
    if after < len(words) and words.words[after] in _KINDS:
        after += 1
    while after + 1 < len(words) and words.low[after] in (",", "in", "near", "and"):
        further = name_from(words, after + 1)
        if further == after + 1 or words.possessive(after - 1):
            break
        after = further
    return first, after
