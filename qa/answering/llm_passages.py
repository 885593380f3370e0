"""Passages as a prompt shows them: fitted to its room, and unable to break out of their place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vectorstore.models import Article, Hit

_HEADER_CHARS = 120  # the lines before and after a passage, title aside
# Chat templates' own marks: some servers obey them wherever in a message they stand.
_CHAT_MARK = re.compile(
    r"<(?=\||/?(?:s|bos|eos|start_of_turn|end_of_turn)>)|\[(?=/?(?:INST|SYSTEM_PROMPT)\])"
)


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as the prompt shows it, with where and when it was published."""

    article_id: str
    text: str
    title: str
    source: str | None
    published: str | None

    @property
    def size(self) -> int:
        """Characters that it takes in a prompt."""
        return len(self.text) + len(self.title) + _HEADER_CHARS


def fitted(parts: Sequence[Hit | Article], room: int) -> tuple[ShownPassage, ...]:
    """The parts that fit in `room` characters, in the order given.

    Hits are taken whole, as many as there is room for; the first is cut at its end if it must
    be. Articles are all taken, and the long ones cut so that they share the room: news puts
    first what matters most.
    """
    passages = [passage for part in parts if (passage := _shown(part)).text]
    if any(isinstance(part, Article) for part in parts):
        return _sharing(passages, room)
    taken: list[ShownPassage] = []
    for passage in passages:
        if passage.size <= room or not taken:
            taken.append(_cut(passage, max(room, 1)))
            room -= passage.size
    return tuple(taken)


def in_order_of_time(passages: Sequence[ShownPassage]) -> tuple[ShownPassage, ...]:
    """Oldest first; those without a date at the end, all else as it was."""
    return tuple(sorted(passages, key=lambda passage: passage.published or "9999"))


def fence(question: str, passages: Sequence[ShownPassage], *, digits: int = 8) -> str:
    """A mark that stands in none of the passages, so that none can close its own place.

    It depends on question and passages alone: the same request gives the same prompt, which a
    server can cache and a reader can reproduce.
    """
    shown = (f"{passage.source} {passage.title} {passage.text}" for passage in passages)
    words = "\n".join([question, *shown])
    digest = hashlib.sha256(words.encode(errors="replace")).hexdigest()
    while digest[:digits] in words:
        digest = hashlib.sha256(digest.encode()).hexdigest()
    return digest[:digits]


def _shown(part: Hit | Article) -> ShownPassage:
    article = part if isinstance(part, Article) else part.article
    start, end = (
        (0, len(article.text))
        if isinstance(part, Article)
        else (part.passage.start, part.passage.end)
    )
    return ShownPassage(
        article_id=article.id,
        text=_CHAT_MARK.sub(r"\g<0> ", _without_boilerplate(article, start, end)),
        title=_on_one_line(article.title),
        source=_on_one_line(article.source) if article.source else None,
        published=article.published[:10] if article.published else None,
    )


def _without_boilerplate(article: Article, start: int, end: int) -> str:
    """`text[start:end]` without what may not be quoted."""
    pieces = []
    for first, last in sorted(article.boilerplate):
        if start < last and first < end:
            pieces.append(article.text[start : max(start, first)])
            start = max(start, last)
    pieces.append(article.text[start:end])
    return "\n".join(piece.strip() for piece in pieces if piece.strip())


def _on_one_line(words: str) -> str:
    return _CHAT_MARK.sub(r"\g<0> ", " ".join(words.split()))


def _cut(passage: ShownPassage, room: int) -> ShownPassage:
    excess = passage.size - room
    if excess <= 0:
        return passage
    return replace(passage, text=passage.text[: max(len(passage.text) - excess, 1)])


def _sharing(passages: Sequence[ShownPassage], room: int) -> tuple[ShownPassage, ...]:
    cut: dict[int, ShownPassage] = {}
    by_size = sorted(range(len(passages)), key=lambda place: passages[place].size)
    for left, place in zip(range(len(passages), 0, -1), by_size, strict=True):
        cut[place] = _cut(passages[place], room // left)
        room -= cut[place].size
    return tuple(cut[place] for place in range(len(passages)))
