"""Whether a passage of one copy says the same as a passage of another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from vectorstore.models import Article, Passage
from vectorstore.wording import Wording, shared, terms, wording

Found = tuple[Passage, Article]

_SAME_PASSAGE = 0.25  # of the smaller one's shingles; others of the story share hardly any
_FEWEST_SHINGLES = 4
_DASH = re.compile(r"\s[-–—]\s")
_MARKS = re.compile(r"\D")
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]{0,3}\s*\Z")
_DATELINE = 80  # characters: "LONDON, Nov 15 (Reuters) -"
# "Tuesday" and "Nov 14" may be one day.
_CALENDAR = frozenset(
    terms(
        "January February March April May June July August September October November December"
        " Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    )
)
_MOST_TERMS = 1_000  # that are laid side by side: it takes time with the square of them
_SUBSTITUTED = 6  # words that one thing is said in; a longer stretch was written anew


def likeness_of_passages(one: Found, other: Found) -> float:
    """How much of the shorter passage is in the other, 0 to 1; 0 if it is not the same one."""
    first, second = _passage(one[0].text), _passage(other[0].text)
    fewest = min(len(first.shingles), len(second.shingles))
    if fewest < _FEWEST_SHINGLES:  # "(Reuters)", left over by the splitting: no runs to compare
        ours, theirs = _terms(one[0].text), _terms(other[0].text)
        return float(ours <= theirs or theirs <= ours)
    share = shared(first.shingles, second.shingles) / fewest
    return 0.0 if share < _SAME_PASSAGE or _differ(one, other) else share


def _differ(one: Found, other: Found) -> bool:
    """Whether another figure or name stands in the same place, found nowhere in the other text.

    A copy in which a number was corrected, or one that was falsified, must not hide.
    """
    ours, theirs = _only_in(one, other), _only_in(other, one)
    if not ours or not theirs:
        return False
    first, second = _digits(terms(_told(one))), _digits(terms(_told(other)))
    blocks = SequenceMatcher(None, first[:_MOST_TERMS], second[:_MOST_TERMS]).get_opcodes()
    return any(
        kind == "replace"
        and max(a_end - a, b_end - b) <= _SUBSTITUTED
        and not ours.isdisjoint(first[a:a_end])
        and not theirs.isdisjoint(second[b:b_end])
        for kind, a, a_end, b, b_end in blocks
    )


def _only_in(one: Found, other: Found) -> frozenset[str]:
    """Figures and names of a passage that the other's whole article does not have."""
    own = _passage(one[0].text)
    return frozenset(_digits(own.figures | own.names)) - _terms(other[1].text) - _CALENDAR


def _told(found: Found) -> str:
    """The passage less headline, byline, dateline and credits, in which copies always differ."""
    passage, article = found
    lines = passage.text.splitlines()
    if passage.start == 0:
        while len(lines) > 1 and not _SENTENCE.search(lines[0]):
            lines.pop(0)
        if (dash := _DASH.search(lines[0], 0, _DATELINE)) and lines[0].split()[0].isupper():
            lines[0] = lines[0][dash.end() :]
    if not article.text[passage.end :].strip():
        while len(lines) > 1 and not _SENTENCE.search(lines[-1]):
            lines.pop()
    return "\n".join(lines)


@lru_cache(2_000)
def _passage(text: str) -> Wording:
    """Kept, since the same passages are found again and again."""
    return wording(text)


@lru_cache(200)
def _terms(text: str) -> frozenset[str]:
    return frozenset(_digits(terms(text)))


def _digits(found: Iterable[str]) -> list[str]:
    """The same terms, of figures the digits alone: 5:40, 5.40 and 0540 are one time."""
    return [_MARKS.sub("", term).lstrip("0") if term[:1].isdigit() else term for term in found]
