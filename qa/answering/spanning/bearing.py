"""Whether a quote speaks of what a question asks about: its names, its deed, its numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answering.named_words import NamedWords, words_of
from qa.answering.spanning.asked import Asked
from qa.answering.spanning.tokens import tokens
from qa.answering.stemming import content_stems, stem
from vectorstore.models import Span

# "Ann Lee (5 May 1811 – 4 June 1891)"
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_DATE = rf"(?:\d{{1,2}}\s{_MONTH}\s|{_MONTH}\s(?:\d{{1,2}},\s)?)?(?:1\d|20)\d\d"
LIFE = re.compile(rf"\([^()]{{0,60}}?(?P<born>{_DATE})\s?[–—-]\s?(?:c\.\s)?(?P<died>{_DATE})\)")
_INITIALS = (
    (re.compile(r"\bUnited States(?: of America)?\b|\bU\.S\.(?:A\.)?"), "US"),
    (re.compile(r"\bUnited Kingdom\b|\bU\.K\."), "UK"),
    (re.compile(r"\bUnited Nations\b|\bU\.N\."), "UN"),
    (re.compile(r"\bEuropean Union\b|\bE\.U\."), "EU"),
    (re.compile(r"\bSoviet Union\b"), "USSR"),
)
_CLAUSE_END = re.compile(r"[,;:]\s|[()—–]|\s(?:and|but|while|whereas|when|after|before)\s")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Deeds that one thing is called by.
_SAME = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "founded establish create launch form set begin start inaugurate",
        "begin start open launch",
        "end finish close conclude",
        "build built construct erect complete",
        "promise pledge",
        "lead leader head run chair chairman chairwoman director chief executive",
        "buy acquire purchase",
        "die dead death kill",
        "kill dead die death toll drown",
        "injure wound hurt",
        "arrest detain",
        "rescue save",
        "win victory winner",
        "happen occur take place",
        "hold take place stage",
        "locate situate lie stand",
        "resign quit step",
        "appoint name",
        "elect choose vote",
        "sign agree conclude",
        "publish release print issue",
        "write author",
        "marry husband wife spouse wed",
    )
)
# Words of a question that a quote may say otherwise, or not at all.
LIGHT = content_stems(
    "since old long deep tall wide heavy money cost date time day month year come located find"
    " happen"
    " occur people person number name called take place percentage percent share proportion"
    " cause part near now currently today"
)
_DEEDS = 0.65  # of the words in small letters, in quote or title
_DEEDS_TOLD = 0.4  # of them, in the quote
_COUNTED = 0.5  # the same where what is counted stands beside its number
_NAMES = 0.6
_LONG_ENOUGH = 5  # letters by which "establishment" is known for "established"


def bears(question: Asked, quote: str, title: str, lead: str = "") -> bool:
    """Whether the quote, with the title of its article, is about the question.

    What the title says is the subject of the article, and need not be told again. What the span
    itself must stand beside, a role or its deed, is not looked for here.

    Args:
        lead: the beginning of the article, which names whom it is about.
    """
    asked, quote, title = _plain(question.text), _plain(quote), _plain(title)
    if LIFE.search(quote):
        quote += " born died"
    about = f"{title} {_plain(lead)} {quote}"
    if _numbers(asked) - _numbers(f"{title} {quote}"):
        return False
    names, deeds = _parted(asked)
    there = NamedWords(about)
    named = sum(name in there for name in names)
    deeds = deeds - {question.verb, *map(stem, question.phrase)}
    held, said, subject = content_stems(about), content_stems(quote), content_stems(title)
    if question.verb and question.verb not in LIGHT and not holds(said, question.verb):
        return False
    if named < _NAMES * len(names):
        return False
    untold = [word for word in deeds if not holds(said, word)]
    left = [word for word in untold if not holds(subject, word)]
    if question.verb and names and named == len(names) and len(left) <= 1:
        return True
    least = _COUNTED if question.wanted == "count" else _DEEDS
    done = sum(holds(held, word) for word in deeds)
    told = len(deeds) - len(untold)
    return done >= least * len(deeds) and told >= _DEEDS_TOLD * (told + len(left))


def strength(question: Asked, quote: str) -> int:
    """How many of the question's words and numbers the quote holds."""
    asked, quote = _plain(question.text), _plain(quote)
    said = content_stems(quote)
    numbers = len(_numbers(asked) & _numbers(quote))
    return numbers + sum(holds(said, word) for word in content_stems(asked) - LIGHT)


def clause(quote: str, span: Span) -> str:
    """The clause of the quote that holds the span."""
    first = max((end.end() for end in _CLAUSE_END.finditer(quote, 0, span[0])), default=0)
    behind = _CLAUSE_END.search(quote, span[1])
    return quote[first : behind.start() if behind else len(quote)]


def _plain(text: str) -> str:
    for name, initials in _INITIALS:
        text = name.sub(initials, text)
    return text.replace("_", " ")


def _numbers(text: str) -> set[str]:
    return {found.replace(",", "") for found in _NUMBER.findall(text)}


@lru_cache(maxsize=256)
def _parted(question: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of its names, folded, and the stems of its words in small letters."""
    words = tokens(question)
    capital = " ".join(word for word in words.words[1:] if word[0].isupper())
    light = LIGHT | content_stems(capital)
    deeds = {word for word in content_stems(question) - light if len(word) > 1}
    return frozenset(words_of(capital)), frozenset(deeds)


def holds(stems: frozenset[str], wanted: str) -> bool:
    """Whether the stems have this one, one derived from it, or one that says the same."""
    if wanted in stems or any(wanted in same and same & stems for same in _SAME):
        return True
    if len(wanted) < _LONG_ENOUGH:
        return False
    return any(
        other.startswith(wanted) or (len(other) >= _LONG_ENOUGH and wanted.startswith(other))
        for other in stems
    )
