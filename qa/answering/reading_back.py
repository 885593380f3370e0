"""Whom a model may mean by "he said": who is named nearest before the quote, and where."""

from __future__ import annotations

import re

from qa.answering.attributing.reporting_words import CLAIMING, SAYING
from qa.answering.remembering import MEN, WOMEN
from vectorstore.splitting import sentence_spans

_SAYS = "|".join(sorted(SAYING | CLAIMING))
_PRONOUN = re.compile(
    rf"\b(?P<before>he|she|they) (?:\w+ly |also |later |then )?(?:has |have |had )?(?:{_SAYS})\b"
    rf"|\b(?:{_SAYS}) (?P<behind>he|she|they)\b",
    re.IGNORECASE,
)
_DAYS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|May\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
)
_PERSON = re.compile(
    rf"\b(?:Mrs?|Ms|Dr|Sir|Lord|Pope|King|Queen)\.? [A-Z]\w|\b(?!{_DAYS})[A-Z][a-z’'-]+"
    rf" (?:(?:[A-Z]\.|van|von|de|al|bin|el|da|di)[ -])*(?!{_DAYS})[A-Z]\w+"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_BACK = 1_500  # characters
_DEEP = 4  # sentences; whoever is named further off is not meant


def read_back(attribution: str, text: str, start: int, end: int) -> str | None:
    """The sentence before a quote that names whom its "he said" is said to mean; or None.

    The nearest sentence that names a person decides.

    Args:
        text: the article's; the quote is text[start:end].
    """
    said = _PRONOUN.search(text[start:end])
    named = _NAME.findall(attribution)
    if not said or not named:
        return None
    pronoun = (said["before"] or said["behind"]).lower()
    other = {"he": WOMEN, "she": MEN}.get(pronoun, frozenset())
    if other & {word.rstrip(".") for word in attribution.lower().split()}:
        return None
    before = text[max(0, start - _BACK) : start]
    for first, last in sentence_spans(before)[-_DEEP:][::-1]:
        sentence = before[first:last]
        if _PERSON.search(sentence):
            return sentence if set(named[-1:]) <= set(_NAME.findall(sentence)) else None
    return None
