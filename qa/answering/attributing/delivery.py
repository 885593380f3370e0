"""What follows a verb of speech: to whom it was said, how and when."""

from __future__ import annotations

import re

from qa.answering.attributing.manner import manner_at, manners_within, time_at
from qa.answering.attributing.naming import phrase_after
from qa.answering.attributing.reporting_words import (
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    FORUMS,
    PREPOSITIONS,
    PRONOUNS,
    RELAYS_NAMED,
    SUBORDINATORS,
)
from qa.answering.attributing.wording import Wording

_ADDRESSING = frozenset("told tells tell telling assured".split())
_TRAILING = frozenset("too again also flatly earlier so".split())
_FORUM_WITHIN = 8  # words
_OUR_OWN = re.compile(r" (?:this (?:news)?(?:paper|magazine|outlet|website|reporter)|us)\b")


def delivery(words: Wording, verb: int) -> tuple[int, tuple[str, ...], bool]:
    """What belongs to a verb behind it: the place after, how and to whom, and if in private."""
    at, manners, private = verb + 1, [], False
    if words.low[verb] in _ADDRESSING:
        after = _forum(words, at)
        private = after == at
        if after > at and words.low[after : after + 1] != ["to"]:
            manners.append(f"to {words.slice(at, after)}")
        at = after
        if (
            manners
            and words.low[at : at + 1] == ["in"]
            and words.capital(min(at + 1, len(words) - 1))
        ):
            at = max(at, phrase_after(words, at + 1))
    while at < len(words):
        place = words.start[at]
        end = manner_at(words.text, place)
        if end > place:
            manners.append(words.text[place:end].rstrip(" .,;"))
        elif words.low[at] in _TRAILING:
            end = words.end[at]
        else:
            end = time_at(words.text, place)
        if end == place:
            break
        while at < len(words) and words.start[at] < end:
            at += 1
    return at, tuple(manners), private


def closing_manner(words: Wording, tail: int) -> list[str]:
    """How it was said, at the very end of a sentence whose verb has no clause behind it."""
    if tail >= len(words) or "that" in words.low[tail:]:
        return []
    found = manners_within(words.text, words.start[tail], len(words.text))
    return [manner for manner in found[-1:] if words.text.rstrip(' .”"').endswith(manner)]


def _forum(words: Wording, first: int) -> int:
    """The end of a public that was told, if one stands at `first`: "the BBC", "parliament"."""
    own = _OUR_OWN.match(words.text, words.end[first - 1])
    if own:
        return first + len(own.group().split())
    last = first
    for at in range(first, min(first + _FORUM_WITHIN, len(words))):
        low = words.low[at]
        if not words.is_word(at) or low in SUBORDINATORS or low in AUXILIARIES | PRONOUNS:
            break
        within = low == "the" and last == at and words.capital(at + 1)  # "CBS’s Face the Nation"
        if at > first and not within and (low in PREPOSITIONS or low in DETERMINERS):
            break
        named = low.removesuffix("'s") in RELAYS_NAMED
        if (
            low in FORUMS
            or named
            or within
            or (last == at > first and words.capital(at) and low not in DAYS)
        ):
            last = at + 1
    return last
