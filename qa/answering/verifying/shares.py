"""Whose share or score it is: what one party took does not stand on another's having taken it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from qa.answering.contesting.numerals import Numeral, numerals
from qa.answering.verifying.elided import scores
from vectorstore.splitting import sentence_spans

_NAMES = r"(?P<who>[A-Z][\w’-]+(?:(?: of| and)? [A-Z][\w’-]+)*)"
_TAKES = (
    r"(?:took|taking|takes|won|winning|wins|got|getting|gets|received|receiving|secured|securing"
    r"|polled|polling|mustered|garnered)"
)
_ABOUT = r"(?:(?:about|some|only|just|nearly|almost) )?"
# "The Front's 38%", "the Front, which took 38%", "the Front took 38%".
_OWNS = re.compile(
    rf"\b{_NAMES}(?:['’]s|,? (?:which|who) (?:had )?{_TAKES}|,? (?:had )?{_TAKES}) {_ABOUT}$"
)
_POINTS = frozenset({"points"})
_RUN = re.compile(r"\b[A-Z][\w’-]+(?: [A-Z][\w’-]+)*")
_NAME = re.compile(r"\b[A-Z][\w’-]+")
_NO_NAMES = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|The|An?|In|On|At|He|She|It|They)\b|['’]s\b"
)
# Before one who plays or is compared with the one that a score is told of.
_OPPONENT = re.compile(
    r"\b(?:against|ahead of|behind|clear of|over|above|below|beat|beating|defeated|defeating)"
    r" (?:[\w’'-]+ ){0,4}$"
)
_SEARCHED, _BEFORE = 200, 1_000  # characters before a share
_MOST = 40  # shares; more are a table
_Owned = tuple[Numeral, str, frozenset[str]]  # a share, what stands before it, and who has it


def another_share(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why a share is another's in the quotes; or None."""
    told = [quote[start:end] for quote in quotes for start, end in sentence_spans(quote)]
    theirs = list(islice((share for text in told for share in _shares(text)), _MOST))
    for item, _, who in islice(_shares(sentence), _MOST):
        same = [share for share in theirs if share[0].value == item.value]
        own = any(who & owner for _, _, owner in theirs)
        known = who & _named(" ".join(told))  # else the quotes may call them otherwise
        if known and same and all(_of_another(who, share, has_own=own) for share in same):
            return f"its quotes give {sentence[item.start : item.end]} for another"
    return None


def _shares(text: str) -> Iterator[_Owned]:
    for item in numerals(text):
        if item.unit == "%":
            before = text[max(0, item.start - _BEFORE) : item.start]
            owner = _OWNS.search(before[-_SEARCHED:])
            yield item, before, frozenset(_named(owner["who"]) if owner else ())


def _of_another(who: frozenset[str], share: _Owned, *, has_own: bool) -> bool:
    """Whether a share is not theirs.

    Another one has it, or they have one of their own and are named only behind this.
    """
    _, before, owner = share
    if owner:
        return not who & owner
    named = _named(before)
    return has_own and bool(named) and not who & named


def borne_scores(sentence: str, quotes: Sequence[str]) -> set[float]:
    """The numbers of the sentence's scores, "eight out of nine", that are its quotes' too."""
    mine = {(got.value, whole.value) for got, whole in scores(sentence, _POINTS | {""})}
    told = {(got.value, of.value) for quote in quotes for got, of in scores(quote, _POINTS)}
    return {number for score in mine & told for number in score}


def misscored(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why a score is out of another number, or another's, in the quotes; or None."""
    told = [(got.value, of.value) for quote in quotes for got, of in scores(quote, _POINTS)]
    for got, whole in scores(sentence, _POINTS | {""}):
        same = [of for value, of in told if value == got.value]
        if same and (whole.value not in same or _opponent(sentence[: got.start], quotes)):
            return f"its quotes give {sentence[got.start : whole.end]} for something else"
    return None


def _opponent(before: str, quotes: Sequence[str]) -> bool:
    """Whether the first whom a sentence names before a score is only an opponent in the quotes."""
    first = _RUN.search(_NO_NAMES.sub(" ", before))
    beside = [
        bool(_OPPONENT.search(quote[max(0, found.start() - _SEARCHED) : found.start()]))
        for quote in quotes
        for name in (first.group().split() if first else ())
        for found in re.finditer(rf"\b{re.escape(name)}\b", quote)
    ]
    return bool(beside) and all(beside)


def _named(text: str) -> set[str]:
    return set(_NAME.findall(_NO_NAMES.sub(" ", text)))
