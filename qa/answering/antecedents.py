"""The sentence that says what "it", "they", "she" or "the group" of another one means.

Who is plainly named by rule comes first. Else the nearest sentence before decides whose subject
can be meant: a person for "she", several for "they", one thing for "it". What is called "the group"
needs that word. Sentences that go on with the same pronoun are passed over. Where none can be told,
the sentence directly before stands in, if it is of the same paragraph or begins the article, since
the two read on as they do there; no other does: a wrong one says a falsehood, none leaves a
question open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.attributing.naming import head_of
from qa.answering.attributing.reporting_words import (
    DETERMINERS,
    NUMBERS,
    PERSONS,
    PLURAL_PERSONS,
)
from qa.answering.attributing.wording import wording
from qa.answering.leaning import OPENING, leans, taken_up
from qa.answering.remembering import MEN, WOMEN, resolved
from vectorstore.models import Article, Span
from vectorstore.splitting import sentence_spans

_READ = 1_500  # characters of a sentence
_BACK = 2_500  # characters before it
_DEEP = 8  # sentences back; what is named further off is not what is meant
_SUBJECT = {
    "his": "he", "him": "he", "her": "she", "hers": "she", "their": "they", "theirs": "they",
    "its": "it",
}  # fmt: skip
_PERSONAL = frozenset({"he", "she"})
_PRONOUN = re.compile(r"(?:he|she|it|they|his|hers?|its|theirs?)\b")
_Said = tuple[Span, str]  # a sentence and its words
# "This", "such" and the like take up what was said last, whatever its subject.
_JUST_SAID = re.compile(r"(?:this|such|that)\b")
_DAYS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
)
_PERSON = re.compile(
    rf"\b(?:Mrs?|Ms|Dr|Sir|Lord|Pope|King|Queen|President|Minister|General)\.? [A-Z]\w"
    rf"|\b(?!{_DAYS})[A-Z][a-z’'-]+ "
    rf"(?:(?:[A-Z]\.|van|von|de|al|bin|el|da|di|del|la)[ -]){{0,2}}(?!{_DAYS})[A-Z][\w’'-]+"
)
_OPENS = re.compile(OPENING, re.IGNORECASE)
_VERB = re.compile(
    r",| (?:also |then |later |now |still |already |each |both )*(?P<verb>has|have|had|do|did|does"
    r"|was|were|is|are|will|would|could|can|may|might|must|say|said|says|[a-z]{2,}ed|told|took|came"
    r"|made|gave|went|began|put|rose|fell|found|met|left|led|won|lost|held|saw|got|shot|hit|cut"
    r"|who|which|that)\b"
)
_SEVERAL = frozenset("some many most all several both these those few dozens hundreds".split())


def antecedent(article: Article, sentence: Span) -> Span | None:
    """The sentence that says whom or what another one takes up; None if none plainly does.

    Args:
        sentence: one that leans.
    """
    text, start = article.text, sentence[0]
    what = taken_up(text[slice(*sentence)])
    if what is None:
        return None
    what = _SUBJECT.get(what, what)
    said = [(span, text[slice(*span)]) for span in _spans_before(article, start)]
    found = _of_name(what, said, text[max(0, start - _BACK) : start])
    if not found and what.startswith("the "):
        found = _of_noun(what[4:], said)
    elif not found and not _JUST_SAID.match(what):
        found = _of_subject(what, said)
    return found or (None if what in _PERSONAL else _directly(article, said, start))


def _of_name(what: str, said: Sequence[_Said], before: str) -> Span | None:
    """The nearest sentence that has the name for which it plainly stands."""
    name = resolved(what, before)
    words = name.replace(",", " ").split() if name and name.lower() != what else []
    capitals = [word for word in words if word[0].isupper() and word.lower() not in DETERMINERS]
    if not capitals:
        return None
    return next((span for span, text in said if capitals[-1] in text and not leans(text)), None)


def _of_noun(noun: str, said: Sequence[_Said]) -> Span | None:
    """The nearest sentence that has the word for it and leans on none itself."""
    called = re.compile(rf"\b{re.escape(noun)}", re.IGNORECASE)
    return next((span for span, text in said if called.search(text) and not leans(text)), None)


def _of_subject(what: str, said: Sequence[_Said]) -> Span | None:
    """The nearest sentence whose subject can be what a pronoun stands for."""
    naming, another = None, False
    for span, text in said:
        leant = taken_up(text) or ""
        leant = _SUBJECT.get(leant, leant)
        if leant == what:
            continue  # it goes on with the same one
        another |= leant in _PERSONAL  # "he": then the subject before is not "she"
        if not another and _agrees(what, _subject(text)):
            return span
        if what not in _PERSONAL:
            return None
        if not leant and not naming and _PERSON.search(text):
            naming = span
    return naming


def _directly(article: Article, said: Sequence[_Said], start: int) -> Span | None:
    """The sentence directly before, if the two read on."""
    if not said or _PRONOUN.match(taken_up(said[0][1]) or ""):
        return None
    first, last = said[0][0]
    begins = not article.text[:first].strip()
    return (first, last) if begins or "\n" not in article.text[last:start] else None


def _agrees(what: str, subject: str) -> bool:
    words = wording(subject)
    if not len(words) or words.low[0] in {"he", "she", "it", "they"}:
        return False
    head = head_of(words, 0, len(words))
    person = bool(set(words.word) & PERSONS - PLURAL_PERSONS)
    person = person or (words.low[0] not in DETERMINERS and bool(_PERSON.search(subject)))
    several = (
        words.low[0] in _SEVERAL | NUMBERS - {"one"}
        or words.low[0].isdigit()
        or "and" in words.low
        or words.low[head] in PLURAL_PERSONS
        or (words.low[head].endswith("s") and not words.word[head][0].isupper())
    )
    if what in _PERSONAL:
        other = WOMEN if what == "he" else MEN
        return person and not several and not {word.rstrip(".") for word in words.low} & other
    if what == "it":
        return not several and not person
    return several


def _subject(sentence: str) -> str:
    """What stands before the first verb, without what opens the sentence."""
    opened = _OPENS.match(sentence)
    rest = sentence[opened.end() if opened else 0 :][:_READ]
    found = _VERB.search(rest)
    return rest[: found.start()] if found else ""


def _spans_before(article: Article, start: int) -> list[Span]:
    """The sentences before an offset, nearest first, none of them boilerplate."""
    found: list[Span] = []
    position = max(0, start - _BACK)
    if position:  # not from the middle of a word
        position = article.text.find(" ", position, start) + 1 or start
    cut = position > 0
    for a, b in (*article.boilerplate, (start, start)):
        if position < min(a, start):
            found.extend(sentence_spans(article.text, position, min(a, start)))
        position = max(position, b)
    return found[cut:][::-1][:_DEEP]
