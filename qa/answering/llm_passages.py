"""Passages as a prompt shows them: fitted to its room, and unable to break out of their place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from qa.answering.instructions import Instruction
from qa.answering.llm_defusing import defused, fence, for_a_header, visible, without_orders
from qa.llm.capacity import weight
from vectorstore.models import Article, Hit
from vectorstore.splitting import sentence_spans

_HEADER_WEIGHT = 120  # the lines before and after a passage, title aside
_LEAST_WEIGHT = 300  # of an article among many: its header, and its first sentence
_LOOK_AHEAD = 400  # characters behind a cut that tell whether a sentence ends there


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as the prompt shows it, with where and when it was published.

    Attributes:
        orders: what in the article's passage tells somebody what to do, with its words; what
            tells it a machine is not shown.
    """

    article_id: str
    text: str
    title: str
    source: str | None
    published: str | None
    orders: tuple[tuple[Instruction, str], ...] = ()

    @property
    def size(self) -> int:
        """The weight (`qa.llm.capacity`) that it has in a prompt."""
        return weight(self.text) + weight(self.title) + _HEADER_WEIGHT


def fitted(parts: Sequence[Hit | Article], room: int) -> tuple[ShownPassage, ...]:
    """The parts that fit in a room of this weight, in the order given.

    Hits are taken whole, as many as there is room for; the first is cut if it must be. Articles
    share the room, and the long ones are cut: news puts first what matters most. Cuts are made
    where a sentence ends. Of so many articles that none could say a thing, the last are left out.
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


def fence_of(question: str, passages: Sequence[ShownPassage]) -> str:
    """The mark between which the passages stand: it stands in none of them."""
    shown = (f"{passage.source} {passage.title} {passage.text}" for passage in passages)
    return fence([question, *shown])


def _shown(part: Hit | Article) -> ShownPassage:
    article = part if isinstance(part, Article) else part.article
    start, end = (
        (0, len(article.text))
        if isinstance(part, Article)
        else (part.passage.start, part.passage.end)
    )
    text, orders = without_orders(visible(_without_boilerplate(article, start, end)))
    return ShownPassage(
        article_id=article.id,
        text=defused(text).strip(),
        title=for_a_header(article.title),
        source=for_a_header(article.source) if article.source else None,
        published=article.published[:10] if article.published else None,
        orders=orders,
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


def _cut(passage: ShownPassage, room: int) -> ShownPassage:
    excess = passage.size - room
    if excess <= 0:
        return passage
    return replace(passage, text=_beginning(passage.text, weight(passage.text) - excess))


def _beginning(text: str, room: int) -> str:
    """As many whole sentences as fit, or else words, or else characters; at least one."""
    reached = list(accumulate(weight(character) for character in text[: max(room, 1)]))
    most = max(bisect_right(reached, room), 1)
    spans = sentence_spans(text[: most + _LOOK_AHEAD])
    # What the stretch looked at cuts off is taken for a sentence too, but ends behind the room.
    whole = [end for _, end in spans if end <= most]
    end = whole[-1] if whole else max(text.rfind(" ", 0, most), 0) or most
    return text[:end].rstrip() or text[:most]


def _sharing(passages: Sequence[ShownPassage], room: int) -> tuple[ShownPassage, ...]:
    passages = passages[: max(room // _LEAST_WEIGHT, 1)]
    cut: dict[int, ShownPassage] = {}
    by_size = sorted(range(len(passages)), key=lambda place: passages[place].size)
    for left, place in zip(range(len(passages), 0, -1), by_size, strict=True):
        cut[place] = _cut(passages[place], room // left)
        room -= cut[place].size
    return tuple(cut[place] for place in range(len(passages)))
