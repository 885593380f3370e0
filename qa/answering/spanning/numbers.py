"""How many, how much, how old, how long: the one number that a quote gives of what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.answering.spanning.asked import Asked, fate_of
from qa.answering.spanning.bearing import clause
from qa.answering.spanning.times import all_times
from qa.answering.stemming import content_stems, stem
from vectorstore.models import Span

NUMBERS = frozenset({"count", "money", "percent", "age", "length", "distance", "speed", "weight"})
_WORDS = (
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|one)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million"
    r"|billion|dozen))?|(?:a |several )?(?:dozen|hundred|thousand|million)s?)"
)
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|dozen))?"
_ROUGH = (
    r"(?:(?:about|around|nearly|almost|over|more than|at least|up to|some|approximately|roughly"
    r"|fewer than|less than|as many as|an estimated|estimated|c\.)\s)?"
)
_NUMBER = rf"(?:(?<![\w.,$£€/-])\d+(?:[.,]\d+)*{_SCALE}|\b{_WORDS}){{1}}(?![\w%/-]|[.,]\d)"
_COUNTING = re.compile(rf"\b{_WORDS}\b", re.IGNORECASE)  # "seventeen" is not "seven"
_COUNT = re.compile(rf"(?P<rough>{_ROUGH})(?P<number>{_NUMBER})", re.IGNORECASE)
_MONEY = re.compile(
    rf"{_ROUGH}(?:(?:US|A|C|HK|NZ)?[$£€¥₹]\s?\d+(?:[.,]\d+)*{_SCALE}(?:bn|m|k)?\b"
    rf"|(?:(?<![\w.,])\d+(?:[.,]\d+)*{_SCALE}|\b{_WORDS}{_SCALE})\s(?:(?:US |Swiss |Canadian )?"
    r"(?:dollars?|euros?|pounds|yen|yuan|rupees?|francs?|roubles?|rubles?|lira|crowns?|pesos?"
    r"|won(?! [a-z])|cents?|pence|rand|zlotys?|kron(?:a|er|or)|shekels?|dirhams?|riyals?|reais"
    r"|reals|hryvnias?|forints?|nairas?|shillings?|ringgits?|bahts?)))\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"{_ROUGH}(?:(?<![\w.,])\d+(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b)"
    rf"|\b{_WORDS}\s(?:percent|per cent)\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"{_ROUGH}(?<![\w.,])\d{{1,3}}(?:,\d{{3}})*(?:[\s-]years?[\s-]old\b)|(?<=aged )\d{{1,3}}\b"
    r"|(?<=, )\d{1,3}(?=,)"
    r"|(?<=\bage of )\d{1,3}\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"{_ROUGH}(?:(?<![\w.,])\d+(?:[.,]\d+)*|\b{_WORDS})(?:\s|-)"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b(?!\s(?:ago|old|later"
    r"|earlier|before|after)|-old)",
    re.IGNORECASE,
)
_AMOUNT = rf"{_ROUGH}(?:(?<![\w.,])\d+(?:[.,]\d+)*{_SCALE}|\b{_WORDS})[\s-]"
_METRES = r"(?:(?:kilo|centi|milli)?met(?:re|er)s?|miles?|yards?|feet|foot|inch(?:es)?|km|cm|mm)"
_DISTANCE = re.compile(
    rf"{_AMOUNT}{_METRES}\b(?!\s(?:per|an)\s)|{_PERCENT.pattern}|{_MONEY.pattern}", re.IGNORECASE
)
_SPEED = re.compile(
    rf"{_AMOUNT}(?:{_METRES}\s(?:per|an|a)\s(?:hour|minute|second)|knots|mph|kph|km/h)\b",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    rf"{_AMOUNT}(?:tonnes?|tons?|kilo(?:gram)?s?|grams?|pounds|ounces?|kg)\b", re.IGNORECASE
)
# What a figure of each sort looks like, whatever it is of.
FIGURES = {
    "count": _COUNT,
    "money": _MONEY,
    "percent": _PERCENT,
    "age": _AGE,
    "length": _LENGTH,
    "distance": _DISTANCE,  # or by what share, or to what sum, something rose
    "speed": _SPEED,
    "weight": _WEIGHT,
}
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_PEOPLE = frozenset(
    stem(word)
    for word in "people persons men women victims residents inhabitants others civilians".split()
)
_TOLL = re.compile(r"\btoll\b[^.,;]{0,80}$")
_NUMBER_OF = re.compile(r"\bnumber of ([^.,;]{0,120})$")
_FROM = re.compile(r"\bfrom\s$")
_TO = re.compile(r"\s(?:\w+\s)?to\s")
_NOT_ALL = frozenset("other others more additional further extra".split())
_WERE = re.compile(r"\s(?:(?:were|was|are|is|have|has|had|been|be|left|more)\s){0,3}(?P<word>\w+)")
# "half of the city's 300,000 people"
_PART_OF = re.compile(
    r"(?<!total)(?<!number)(?<!average)(?<!toll)(?<!group)(?<!crowd)\sof\s(?:[\w’']+\s){0,2}$"
)
# "13 on Friday and 17 on Saturday": of the same, but neither is all.
_MORE = re.compile(
    rf"(?:\sand|,)\s(?:another\s|a further\s)?(?P<more>{_NUMBER})\s(?:on|in|at|from|later)\b",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"([A-Z][^\W\d_]+), (?:aged )?$")
_RANGE = re.compile(r"(?<![\d,.])(?<!from )\d[\d,.]*\s?(?:to|or|-|–)\s?$")
_BEFORE = re.compile(r"(?P<word>\w+)\s(?:another\s|a further\s)?$")
_ADJECTIVES = 3  # words between a number and what it counts


def numbers(quote: str, question: Asked) -> list[Span]:
    """The numbers that answer; one if it is plain."""
    if question.wanted == "count":
        found = list(_counted(quote, question))
    else:
        found = [match.span() for match in FIGURES[question.wanted].finditer(quote)]
    if question.wanted == "age":
        found = _of_whom_it_asks(quote, found, question.text)
    given, dates = _digits(question.text), all_times(quote)
    return [
        (start, end)
        for start, end in found
        if not _digits(quote[start:end]) & given
        and not any(first < end and start < last for first, last in dates)
        and not _left_behind(quote, start, end)
    ]


def _of_whom_it_asks(quote: str, ages: list[Span], question: str) -> list[Span]:
    """The ages right behind a name of the question, "Ann Lee, 49"; all where none is."""
    asked = set(_WORD.findall(question))
    named = [
        (start, end)
        for start, end in ages
        if (name := _NAME_BEFORE.search(quote, max(0, start - 40), start)) and name[1] in asked
    ]
    return named or ages


def _left_behind(quote: str, start: int, end: int) -> bool:
    """Whether it is what was before: 115 in "from 115 to 97"."""
    return bool(_FROM.search(quote, max(0, start - 6), start) and _TO.match(quote, end))


def figures(quote: str, question: Asked) -> set[frozenset[str]]:
    """The figures that a quote gives of what is counted, whatever else it speaks of."""
    found = (quote[slice(*span)].lower() for span in numbers(quote, question))
    return {frozenset(_digits(words) or _COUNTING.findall(words)) for words in found}


def _digits(words: str) -> set[str]:
    return set(re.findall(r"\d[\d.,]*\d|\d", words))


def _counted(quote: str, question: Asked) -> Iterator[Span]:
    """Numbers of what is counted, with its noun: "at least 14 people"."""
    noun, fate = stem(question.phrase[-1]), fate_of(question.verb)
    nouns = _PEOPLE if noun in _PEOPLE else frozenset({noun})
    yield from (found.span("more") for found in _MORE.finditer(quote))
    for found in _COUNT.finditer(quote):
        start, end = found.span()
        if _PART_OF.search(quote, max(0, start - 40), start) or _RANGE.search(
            quote, max(0, start - 8), start
        ):
            continue
        after = _noun_behind(quote, end, nouns)
        if after and (not fate or fate & content_stems(clause(quote, (start, after)))):
            yield start, after
        elif not after and fate and nouns is _PEOPLE and _suffer(quote, start, end, fate):
            yield start, end


def _suffer(quote: str, start: int, end: int, fate: frozenset[str]) -> bool:
    """Whether a bare number is of those whom it befell: "31 dead", "wounding 60"."""
    before = _BEFORE.search(quote, max(0, start - 40), start)
    behind = _WERE.match(quote, end)
    if stem("killed") in fate and _TOLL.search(quote, max(0, start - 80), start):
        return True
    total = _NUMBER_OF.search(quote, max(0, start - 140), start)
    if total and fate & content_stems(total[1]):
        return True
    return any(found and stem(found["word"]) in fate for found in (before, behind))


def _noun_behind(quote: str, end: int, nouns: frozenset[str]) -> int | None:
    """Where what is counted ends, if it follows within a few words."""
    for place, word in enumerate(_WORD.finditer(quote, end, min(len(quote), end + 60))):
        if place > _ADJECTIVES or not word.group()[0].isalpha() or word.group() in _NOT_ALL:
            return None
        if stem(word.group()) in nouns:
            return word.end()
    return None
