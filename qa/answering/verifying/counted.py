"""Whether the numbers of a sentence are those of its quotes, and of the same things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa.answering.stemming import content_stems
from qa.answering.verifying.quantities import Quantity, quantities
from qa.answering.verifying.quantity_words import implied
from qa.answering.verifying.reckoned import counted_whole, points_between
from qa.answering.verifying.remainders import OF, worked_out
from vectorstore.splitting import sentence_spans

_MORE = re.compile(r"\W*(?:more|fewer|less|additional|further|extra)\b", re.IGNORECASE)
_ONE_PERSON = frozenset(
    (
        "person man woman child boy girl soldier officer civilian passenger student worker"
        " journalist employee patient victim suspect other fatality death killed dead injured"
        " wounded missing"
    ).split()
)
_NO_SECOND = re.compile(
    r"(?:\d|\b(?:per|every|each|split|this|last|that|a|one|of a)) ?$|^ (?:half|day|time)\b",
    re.IGNORECASE,
)
_NO_HALF = re.compile(r"(?:first|second|other|latter|one) ?$|^[- ](?:an |hour|time|day|a day)")
_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")
_NOTHING = re.compile(r"\b(?:no|none|nobody|nothing)\b", re.IGNORECASE)
_LEFT = re.compile(r"[\w’'%-]+(?: [\w’'%-]+)? ?[$€£¥₹]?$")
_RIGHT = re.compile(r"^ ?(?:[\w’'-]+ ?){1,4}")
_ENDS = re.compile(r" (?:and|while|but|or|plus|with|in|on|at|to|from|after|since|by)\b|\d")
_PREPOSITION = re.compile(
    r"\b(?:and|for|in|at|by|of|with|to|from|within|after|on|over|until|since|than|about|around) ?",
    re.IGNORECASE,
)
_OLD = re.compile(r"[- ](?:years?|months?)[- ]old\b")
_NO_COUNT = frozenset("% part year month week day hour minute".split())
# Stretches of time in hours, or in months: "60 minutes" are "one hour".
_YEARLY = {"month": 1.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
_LOOSELY = frozenset({"hour", "day"})  # "half an hour" is a while
_WEEK = 168.0
_TIMES = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": _WEEK, "fortnight": 2 * _WEEK}
_TIMES |= _YEARLY
_MOST_NUMBERS = 40  # of a sentence; more are no sentence, and would take long
_BEHIND_CHARS = 60
_BELOW = 0.9  # of a number, down to which "more than" may round it
_ABOVE = 1.03  # up to which "nearly" may
_AROUND = 0.02
_Counted = tuple[Quantity, set[str]]
_EXACT, _EXACT_PART = 1e-9, 1e-3  # "two-thirds" are 66.7 per cent


def unborne_number(
    sentence: str,
    quotes: Sequence[str],
    around: str,
    years: Iterable[int],
    apart: Iterable[int] = (),
) -> str | None:
    """Why the quotes do not bear the sentence's numbers, or None.

    Args:
        quotes: without the dates in them, which are looked at elsewhere; the sentence too.
        around: what stands around the quotes: the number of a name ("F-16") may be from there.
        years: that the quotes' days lie in.
        apart: how many days lie between them.
    """
    if len(quantities(sentence)) > _MOST_NUMBERS:
        return "it holds more numbers than can be held against its quotes"
    quoted = " ".join(quotes)
    given = [*quantities(quoted), *quantities(_SPACED.sub("", quoted))]
    words = implied(quoted) | worked_out(sentence, quoted) | counted_whole(sentence, quotes, around)
    named = _plain(f"{quoted} {around}")
    missing: list[str] = []
    for read in (sentence, _SPACED.sub("", sentence)):
        missing = [
            read[item.start : item.end]
            for item in quantities(read)
            if _demanded(item, read, given)
            and not _borne(item, read, given, words)
            and not (item.kind == "name" and _name_at(item, read) in named)
            and not (item.values[0] in set(years) and not item.unit)
            and not (item.values == (0.0,) and _NOTHING.search(quoted))
            and not (item.unit == "day" and item.values[0] in set(apart))
            and not points_between(item, read, quotes)
        ]
        if not missing:
            told = [quote[start:end] for quote in quotes for start, end in sentence_spans(quote)]
            return _other_unit(sentence, given) or _miscounted(sentence, told)
    return f"its quotes do not hold the number {', '.join(sorted(set(missing)))}"


def _demanded(item: Quantity, text: str, given: Sequence[Quantity]) -> bool:
    """Whether a number says anything: "one of them" and "a split second" do not."""
    before, behind = text[: item.start], text[item.end : item.end + _BEHIND_CHARS]
    written = text[item.start : item.end].lower()
    counts = [other for other in given if max(other.values) >= 2 and other.kind != "name"]
    if written == "one":
        following = behind.split(maxsplit=1)[:1]
        return bool(counts) and bool(following) and following[0].strip(".,") in _ONE_PERSON
    if written == "second":
        return not (_NO_SECOND.search(before[-12:]) or _NO_SECOND.search(behind))
    if written.startswith("half") and item.unit in _LOOSELY:
        return False
    if written == "half":
        return not (_NO_HALF.search(before[-12:]) or _NO_HALF.search(behind))
    # "the two" are two that were named; only another number can speak against it.
    return not (written == "two" and before.lower().endswith("the ") and not counts)


def _borne(item: Quantity, text: str, given: Sequence[Quantity], words: set[float]) -> bool:
    written = text[item.start : item.end].lower()
    said = item.values[0] != 1 or written in {"one", "1"}
    if said and item.values[0] in words and not item.unit and len(item.values) == 1:
        return True
    return any(_bears(other, item) for other in given)


def _bears(given: Quantity, item: Quantity) -> bool:
    if not _same_unit(given.unit, item.unit):
        return False
    if item.kind == "vague":
        return any(value >= item.values[0] for value in given.values)
    if given.kind == "vague" or {item.bound, given.bound} == {"lower", "upper"}:
        return False
    factor = _TIMES.get(given.unit, 1.0) / _TIMES.get(item.unit, 1.0) if item.unit else 1.0
    exact = _EXACT if {given.unit, item.unit}.isdisjoint({"%", "part"}) else _EXACT_PART
    return any(
        _close(mine, theirs * (factor if given.unit else 1.0), item.bound, exact)
        for mine in item.values
        for theirs in given.values
    )


def _same_unit(given: str, asked: str) -> bool:
    """Whether one number can be the other; a count may leave its unit out, a percentage not."""
    if given in _TIMES and asked in _TIMES:
        return (given in _YEARLY) == (asked in _YEARLY)
    if "%" in (given, asked):
        return {given, asked} <= {"%", "part"}
    return given == asked or not given or not asked or "part" in (given, asked)


def _close(mine: float, theirs: float, bound: str, exact: float) -> bool:
    """Whether a number is another, or is it rounded as its bound says."""
    if abs(mine - theirs) <= exact * abs(theirs):
        return True
    if _figures(mine) >= _figures(theirs):
        return False
    if bound == "lower":
        return _BELOW * theirs <= mine <= theirs
    if bound in {"nearly", "upper"}:
        return theirs <= mine <= _ABOVE * theirs
    return bound == "about" and abs(mine - theirs) <= _AROUND * abs(theirs)


def _figures(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def _name_at(item: Quantity, text: str) -> str:
    start = item.start
    while start and (text[start - 1].isalnum() or text[start - 1] in "-‐‑–"):
        start -= 1
    digits = re.match(r"\d+", text[item.start :])
    return _plain(text[start : item.start] + (digits.group() if digits else ""))


def _plain(text: str) -> str:
    return re.sub(r"[-‐‑–\s]", "", text).casefold()


def _miscounted(sentence: str, told: Sequence[str]) -> str | None:
    """Numbers that change places: "60 killed and 40 wounded" for the opposite.

    Another number counts if it stands beside the right one, or in the sentence as well.

    Args:
        told: the sentences of the quotes.
    """
    mine, parts = _counted(sentence), [_counted(one) for one in told]
    theirs = [counted for one in parts for counted in one]
    for item, said in mine:
        own = _things(item, theirs)
        if not own or not said or said & own:
            continue
        for part in parts:
            beside = any(_equal(item, other) for other, _ in part)
            for other, things in part:
                shared = said & things
                if not shared or _equal(other, item):
                    continue
                told_of_it = _things(other, mine)
                if (beside or told_of_it) and not shared & told_of_it:
                    return f"its quotes give another number of {', '.join(sorted(shared))}"
    return None


def _other_unit(sentence: str, theirs: Sequence[Quantity]) -> str | None:
    """Numbers that change their units: "33 days after 69 miners" for the opposite."""
    for item in quantities(sentence):
        bearing = [other for other in theirs if _equal(item, other)]
        others = [other for other in theirs if not _equal(item, other) and not other.kind]
        aged = "old" in sentence[item.end : item.end + len("-year-old")]
        if not bearing or aged or item.kind or any(other.unit == item.unit for other in bearing):
            continue
        plain = all(other.unit == "" and not other.kind for other in bearing)
        if item.unit in _TIMES and plain and any(other.unit == item.unit for other in others):
            return f"its quotes give {item.values[0]:g} for something else"
    return None


def _equal(one: Quantity, other: Quantity) -> bool:
    return bool(set(one.values) & set(other.values))


def _things(item: Quantity, among: Sequence[_Counted]) -> set[str]:
    return {stem for other, stems in among if _equal(item, other) for stem in stems}


def _counted(text: str) -> list[_Counted]:
    """The stems that stand beside each number, in its own part of the clause."""
    found: list[_Counted] = []
    items = quantities(text)
    for place, item in enumerate(items):
        if item.kind or item.unit in _NO_COUNT or _OLD.match(text, item.end):
            continue
        first = items[place - 1].end if place else 0
        last = items[place + 1].start if place + 1 < len(items) else len(text)
        behind = text[item.start : min(last, item.end + _BEHIND_CHARS)]
        number = re.match(r"[^\s]+", behind)
        behind = behind[number.end() if number else 0 :]
        behind = re.split(r"[,;:.()—–]", behind, maxsplit=1)[0]
        ends = _ENDS.search(behind)
        right = _RIGHT.match(behind[: ends.start()] if ends else behind)
        before = re.split(r"[,;:.()—–]", text[max(first, item.start - 30) : item.start])[-1]
        left = _LEFT.search(_PREPOSITION.split(before)[-1])
        if _MORE.match(behind):
            continue  # "15,000 fewer" are what was counted before
        stems = content_stems(right.group() if right else "") | content_stems(
            left.group() if left else ""
        )
        found.append((item, set(stems)))
    for (part, own), (whole, others) in pairwise(found):
        if OF.fullmatch(text[part.end : whole.start]):
            own.update(others)  # "five of the seven ministers" are ministers
    return found
