"""The words of the store: Article, Passage, Hit, Filter.

All offsets count Unicode code points of `Article.text`, as Python slices do. The invariant that
everything else rests on: `article.text[passage.start:passage.end] == passage.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """A dated text of the archive, stored as it was read.

    Attributes:
        id: ours, stable for one `key`; 16 hexadecimal digits.
        key: what makes two readings the same article (a URL, an id of its outlet, a file).
        title_inferred: the title is the first sentence of the text, for want of one in the input.
        published: ISO 8601 day or time as the input gave it; None if it gave none.
        boilerplate: spans of `text` that are stored but neither searched nor quoted.
        wire: the agency credit found in the text ("agencies", "Reuters"), a sign of wire copy.
        external_id: the id that the input gave, kept as it is.
        origin: the file, line or address it was read from.
        revision: counts from 1 how often it was stored with another content.
        copies: ids of near-identical articles of the archive, the one that stands for them
            first. Set where articles are listed and looked up; empty in hits, which have
            their own.
    """

    id: str
    key: str
    text: str
    title: str
    title_inferred: bool = False
    source: str | None = None
    url: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    boilerplate: tuple[Span, ...] = ()
    wire: str | None = None
    external_id: str | None = None
    origin: str | None = None
    revision: int = 1
    copies: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication, if known."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article, of a size to be embedded and found: `text[start:end]`."""

    id: int
    article_id: str
    ordinal: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with its article and why it was found.

    Attributes:
        score: fused score; higher is better; comparable within one search only.
        ranks: 1-based rank in each channel ("dense", "lexical"); a channel that did not find
            the passage is absent.
        scores: each channel's own score: cosine similarity, BM25.
        copies: ids of near-identical articles that this hit stands for, as far as the filter
            admits them. Score and ranks are then of the copy that was found best.
    """

    passage: Passage
    article: Article
    score: float
    ranks: dict[str, int] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a search may see; an empty filter admits all.

    Days are inclusive. `as_of` is the day on which the question is asked: nothing published
    later is seen. An article without a date passes no date bound, since nothing shows that it
    lies within.
    """

    date_from: date | None = None
    date_to: date | None = None
    as_of: date | None = None
    sources: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("date_from", "date_to", "as_of"):
            day = getattr(self, name)
            if day is not None and not isinstance(day, date):
                raise TypeError(
                    f"{name} is {day!r}, not a day: give a datetime.date, such as"
                    f" date.fromisoformat('2024-03-05')."
                )

    @property
    def last_day(self) -> date | None:
        """The earlier of `date_to` and `as_of`."""
        bounds = [day for day in (self.date_to, self.as_of) if day]
        return min(bounds) if bounds else None

    @property
    def empty(self) -> bool:
        """True if every article passes."""
        return not (self.date_from or self.last_day or self.sources or self.article_ids)
