"""A stored answer as people read it: sides that face each other, sources with their copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from qa.holdings import MOST_LISTED
from qa.service import Dateline
from vectorstore.models import Article, Filter

AROUND = 180  # characters shown on either side of a quote
Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facing:
    """Sentences that speak against each other; `kind` as in `qa.answers.Dispute`."""

    kind: str
    about: list[Stored]
    against: list[Stored]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with what stands around its quote in the article.

    Attributes:
        state: "same" if the quote still stands there, "changed" if the article was revised,
            "gone" if it was deleted.
        copies: near-identical articles by id; None for those that were deleted.
    """

    citation: Stored
    before: str
    after: str
    state: Literal["same", "changed", "gone"]
    copies: dict[str, Article | None]


@dataclass(frozen=True, slots=True)
class Source:
    """Citations that go back to one origin, and so count as one source."""

    cited: list[Cited]

    @property
    def articles(self) -> int:
        """How many articles it stands in, copies included."""
        ids = {item.citation["article_id"] for item in self.cited}
        return len(ids.union(*(item.copies for item in self.cited)))


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer laid out.

    Attributes:
        blocks: single sentences, and those that face each other, in the order of the answer.
        cited: citations by number.
        sources: in the order of their first citation, or of their dates for a summary.
        given: what the answer was made with; empty for answers of older versions.
        articles: the articles summarised, in order of their dates; None for those deleted.
    """

    blocks: list[Facing | Stored]
    cited: dict[int, Cited]
    sources: list[Source]
    given: Stored = field(default_factory=dict)
    articles: dict[str, Article | None] = field(default_factory=dict)


def read(service: Dateline, answer: Stored) -> Reading:
    """Lay out a stored answer or summary with what the archive holds of its articles now."""
    citations = answer["citations"]
    wanted = [own for item in citations for own in (item["article_id"], *item["copies"])]
    chosen = answer.get("article_ids", [])
    held = _held(service, [*wanted, *chosen])
    cited = {item["number"]: _cited(item, held) for item in citations}
    by_date = "question" not in answer
    return Reading(
        blocks=list(_blocks(answer)),
        cited=cited,
        sources=_sources(list(cited.values()), by_date=by_date),
        given=service.history.given(answer["id"]),
        articles={own: held.get(own) for own in chosen},
    )


def _held(service: Dateline, ids: list[str]) -> dict[str, Article]:
    unique = list(dict.fromkeys(ids))
    found: dict[str, Article] = {}
    for start in range(0, len(unique), MOST_LISTED):
        part = Filter(article_ids=tuple(unique[start : start + MOST_LISTED]))
        page = service.articles(limit=MOST_LISTED, filter=part)
        found |= {article.id: article for article in page.items}
    return found


def _blocks(answer: Stored) -> Iterator[Facing | Stored]:
    sentences = answer["sentences"]
    facing: dict[int, Facing] = {}
    for sides in _joined(answer.get("disputes") or [], len(sentences)):
        about, against = sides["about"], sides["against"]
        block = Facing(
            sides["kind"],
            [sentences[place] for place in sorted(about)],
            [sentences[place] for place in sorted(against)],
        )
        facing |= dict.fromkeys(about | against, block)
    shown: list[Facing] = []
    for place, sentence in enumerate(sentences):
        if place not in facing:
            yield sentence
        elif not any(block is facing[place] for block in shown):
            shown.append(facing[place])
            yield facing[place]


def _joined(disputes: list[Stored], count: int) -> list[Stored]:
    """Disputes that share a sentence become one; a sentence stands on one side only."""
    joined: list[Stored] = []
    for dispute in disputes:
        about = {place for place in dispute["about"] if place < count}
        against = {place for place in dispute["against"] if place < count} - about
        for other in [
            item for item in joined if (item["about"] | item["against"]) & (about | against)
        ]:
            joined.remove(other)
            about |= other["about"] - against
            against |= other["against"] - about
        if about and against:
            joined.append({"kind": dispute["kind"], "about": about, "against": against})
    return joined


def _sources(cited: list[Cited], *, by_date: bool) -> list[Source]:
    groups: dict[Any, list[Cited]] = {}
    if by_date:
        cited = sorted(cited, key=lambda item: item.citation["published"] or "~")
    for item in cited:
        origin = item.citation.get("origin") or item.citation["article_id"]
        groups.setdefault(origin, []).append(item)
    return [Source(group) for group in groups.values()]


def _cited(citation: Stored, held: dict[str, Article]) -> Cited:
    copies = {own: held.get(own) for own in citation["copies"]}
    article = held.get(citation["article_id"])
    start, end = citation["start"], citation["end"]
    if article is None:
        return Cited(citation, "", "", "gone", copies)
    if article.text[start:end] != citation["quote"]:
        return Cited(citation, "", "", "changed", copies)
    return Cited(citation, *around(article.text, start, end), "same", copies)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span, cut at a word, with dots where it is cut."""
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
