"""Quotes that leave something out: "Khamenei ... told Haniyeh that Tehran was not informed".

The parts are looked for in order, in one article, as close together as they stand. Parts that
stand far from each other are quotes of their own and must be long enough for that. What is left
out between near ones is not forgotten: `support` reads the whole stretch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.answering.verifying.quotes import OUTER, Place, SearchedArticle, overlaps, recased
from vectorstore.models import Article, Span

# In comparable form, where "…" is three dots already. What a quote adds in brackets is cut too.
_CUT = re.compile(r"[\[(] ?\.{2,}(?: \.+)* ?[\])]|\.{3,}|\. \.(?: \.)+|\[[^\[\]]{0,80}\]")
_ADDED = re.compile(r"\[[^\[\]]{0,80}\]")
_BRACKETED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_JOIN = re.compile(r"[\s.…\[\]()]*")
_MOST_PARTS = 10
_MOST_TRIES = 16  # beginnings tried to find the parts close together
NEAR = 400  # characters left out, up to which parts are of one stretch
_FAR_WORDS = 3  # of a part that stands far from the others
_WORDS_OF_ANOTHER = 3  # of another part, if one is a single word
_SHORTEST = 2  # letters or digits


def without_bracketed_letters(words: str) -> str:
    """The words with "the" for "[t]he", the editor's way to change a capital."""
    return _BRACKETED_LETTER.sub(r"\1", words)


def parts_of(words: str) -> list[str]:
    """The parts between the cuts of a quote in comparable form, without the marks around them."""
    return [part for piece in _CUT.split(words) if (part := piece.strip(OUTER))]


def cut_place(searched: SearchedArticle, words: str) -> Place | str | None:
    """Where the parts of a quote stand.

    Args:
        words: the quote, in comparable form.

    Returns:
        None if it is not cut or a part stands nowhere; a reason if the parts show too little.
    """
    parts = parts_of(words)
    if not _CUT.search(words) or not parts:
        return None
    if len(parts) > _MOST_PARTS:
        return f"a quote is cut into {len(parts)} parts; at most {_MOST_PARTS} can be followed"
    if fault := _too_short(parts):
        return fault
    spans, changes = _in_order(searched, parts)
    if not spans:
        return None
    if fault := _too_short_for_far(parts, spans):
        return fault
    added = [f"{found.group()!r} is an addition to the quote" for found in _ADDED.finditer(words)]
    added = [note for note in added if ".." not in note]
    return Place(searched.article, _joined(searched.article, spans), (*changes, *added))


def _in_order(
    searched: SearchedArticle, parts: Sequence[str]
) -> tuple[list[Span], tuple[str, ...]]:
    """The parts' places with the least between first and last; empty if one is not found."""
    best: list[Span] = []
    found_as: list[str] = []
    start = 0
    for _ in range(_MOST_TRIES):
        spans, words = _chain(searched, parts, start)
        if not spans:
            break
        if not best or spans[-1][1] - spans[0][0] < best[-1][1] - best[0][0]:
            best, found_as = spans, words
        start = spans[0][0] + 1
    changes = tuple(
        f"{found[:40]!r} stands for {part[:40]!r}"
        for part, found in zip(parts, found_as, strict=False)
        if part != found
    )
    return best, changes


def _chain(
    searched: SearchedArticle, parts: Sequence[str], start: int
) -> tuple[list[Span], list[str]]:
    spans: list[Span] = []
    words: list[str] = []
    for part in parts:
        span, found_as = searched.levelled(part, start), part
        if span is None and (other := recased(part)):
            span, found_as = searched.levelled(other, start), other
        if span is None:
            return [], []
        spans.append(span)
        words.append(found_as)
        start = span[1]
    return spans, words


def _too_short(parts: Sequence[str]) -> str | None:
    lengths = [len(part.split()) for part in parts]
    for part, length in zip(parts, lengths, strict=True):
        letters = sum(character.isalnum() for character in part)
        alone = length == 1 and max(lengths) < _WORDS_OF_ANOTHER
        if letters < _SHORTEST or alone:
            return f"the part {part[:40]!r} of a cut quote is too short to show anything"
    if lengths.count(1) > 1:
        return "several parts of a cut quote are single words, which show nothing"
    return None


def _too_short_for_far(parts: Sequence[str], spans: Sequence[Span]) -> str | None:
    gaps = [behind[0] - before[1] for before, behind in pairwise(spans)]
    for place, part in enumerate(parts):
        far = any(gap > NEAR for gap in gaps[max(place - 1, 0) : place + 1])
        if far and len(part.split()) < _FAR_WORDS:
            return (
                f"the part {part[:40]!r} of a cut quote stands too far from the rest for its"
                " few words to show anything"
            )
    return None


def _joined(article: Article, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Parts between which nothing but an ellipsis stands are one, as the article has it."""
    joined = [spans[0]]
    for start, end in spans[1:]:
        first, last = joined[-1]
        gap = _JOIN.fullmatch(article.text, last, start)
        if gap and not overlaps(article.boilerplate, (first, end)):
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return tuple(joined)
