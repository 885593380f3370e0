"""Whether a sentence says no more than its quotes: its numbers, names and negations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from qa.answering.normalising import normalised

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEGATION = re.compile(
    r"\b(?:not|no(?!\.\s*\d)|never|none|nobody|nothing|neither|nor|without|cannot|un(?:aware|informed|true"
    r"|founded|confirmed|able|likely)|den(?:y|ies|ied|ying|ial|ials)|reject(?:s|ed|ing)?"
    r"|refus(?:e|es|ed|al)|refut(?:e|es|ed)|dismiss(?:es|ed)?|baseless|false|fail(?:s|ed)?"
    r"|lack(?:s|ed)?|disput(?:e|es|ed))\b|n['’]t\b",
    re.IGNORECASE,
)
_LEADING_YES = re.compile(r"\s*yes\b", re.IGNORECASE)
# "No, it was not." "No one was hurt" and "No. 10 said" answer no question.
_LEADING_NO = re.compile(r"\s*no\b(?:[,:;!–—]|\.(?!\s*\d)|\s+[–—-])", re.IGNORECASE)
_SMALL_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        (
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen twenty"
        ).split(),
        start=2,
    )
}
# Capitalised without being a name, wherever they stand in a sentence.
_NOT_NAMES = frozenset(
    (
        "i the a an in on at of for by to from with and or but it he she they we his her their its"
        " this that these those there as after before when while according yes no one both some all"
        " more most however also meanwhile earlier later since although though if not"
    ).split()
)
# Names that are written in several ways, and the way in which they are compared.
_MONTH = re.compile(
    r"\b(?:january|february|march|april|june|july|august|sept(?:ember)?|october|november|december)\b",
    re.IGNORECASE,
)
_INITIALS = (
    (re.compile(r"\bunited states(?: of america)?\b|\busa\b|\bu\.s\.(?:a\.)?", re.I), "US"),
    (re.compile(r"\bunited kingdom\b|\bu\.k\.", re.I), "UK"),
    (re.compile(r"\bunited nations\b|\bu\.n\.", re.I), "UN"),
    (re.compile(r"\beuropean union\b|\be\.u\.", re.I), "EU"),
)


def negated(text: str) -> bool:
    """Whether the text says that something is not so, or is denied."""
    return bool(_NEGATION.search(text))


def unsupported(
    sentence: str, quotes: Sequence[str], dates: Sequence[str], surroundings: Sequence[str]
) -> str | None:
    """Why the quotes do not carry the sentence, or None if they do as far as code can tell.

    A sentence that is one of its quotes, word for word, says what the quote says.

    Args:
        quotes: the quotes' own words.
        dates: days of publication of the articles quoted, ISO 8601 or empty; their numbers and
            the names of their months may be used.
        surroundings: the paragraphs that they stand in, titles and outlets: names may be taken
            from there ("he" in a quote is named in the sentence before).
    """
    if normalised(sentence).text in {normalised(quote).text for quote in quotes}:
        return None
    quoted = " ".join(quotes)
    if " ".join(sentence.split()) in " ".join(quoted.split()):
        return None
    if missing := _numbers(sentence) - _numbers(" ".join([quoted, *dates])):
        return f"its quotes do not hold the number {_listed(missing)}"
    months = [f"{date.fromisoformat(day[:10]):%B}" for day in dates if day]
    words = _WORD.findall(_levelled(" ".join([quoted, *surroundings, *months])).casefold())
    # Looked for at the beginning of words: "Iran" names Iranians too, but "woman" not Oman.
    around = f" {' '.join(words)}"
    if missing := {name for name in _names(sentence) if f" {name.casefold()}" not in around}:
        return f"neither its quotes nor their surroundings name {_listed(missing)}"
    return _polarity_fault(sentence, [negated(quote) for quote in quotes])


def _polarity_fault(sentence: str, quotes_say_no: Sequence[bool]) -> str | None:
    says_no = negated(_without_opening(sentence))
    if _LEADING_YES.match(sentence) and any(quotes_say_no):
        return "it says yes, and a quote says that something is not so"
    if _LEADING_NO.match(sentence) and not any(quotes_say_no):
        return "it says no, and no quote says that something is not so"
    if says_no and not any(quotes_say_no):
        return "it says that something is not so, and no quote does"
    if not says_no and quotes_say_no and all(quotes_say_no):
        return "its quotes say that something is not so, and it does not"
    return None


def _without_opening(sentence: str) -> str:
    """The sentence behind a leading "No,": that word answers the question, not the quote."""
    found = _LEADING_NO.match(sentence)
    return sentence[found.end() :] if found else sentence


def _numbers(text: str) -> set[str]:
    # 09 and 9, 1,200 and 1200 are the same number.
    digits = {re.sub(r"[.,](?=\d{3}\b)", "", found).lstrip("0") for found in _NUMBER.findall(text)}
    words = {word.lower() for word in _WORD.findall(text)}
    return digits | {value for word, value in _SMALL_NUMBERS.items() if word in words}


def _names(sentence: str) -> set[str]:
    words = list(_WORD.finditer(_levelled(sentence)))
    return {
        word.group().removesuffix("'s")
        for position, word in enumerate(words)
        if word.group()[0].isupper()
        and word.group().lower() not in _NOT_NAMES
        # The first word is capitalised anyway; it is taken for a name only beside another one.
        and (position > 0 or (len(words) > 1 and words[1].group()[0].isupper()))
    }


def _levelled(text: str) -> str:
    """The text without accents, its months as "Nov" and well-known names as their initials."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    plain = _MONTH.sub(lambda month: month.group()[:3], plain)
    for written, initials in _INITIALS:
        plain = written.sub(initials, plain)
    return plain


def _listed(items: set[str]) -> str:
    return ", ".join(sorted(items))
