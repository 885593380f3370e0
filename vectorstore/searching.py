"""Searches: candidates of both indexes, fused, weighed by what the question wants, collapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from vectorstore.catalog import Catalog
from vectorstore.collapsing import collapsed
from vectorstore.embedding import Embedder, Vectors
from vectorstore.fusion import Fused, with_parts
from vectorstore.lexical import LexicalIndex
from vectorstore.models import Filter, Hit
from vectorstore.nearest import Nearest
from vectorstore.parts import parts
from vectorstore.preferring import preferred, wish
from vectorstore.unembedded import fuse_with_unembedded

_FEWEST_CANDIDATES = 100  # of each channel, so that fusion has something to choose from
_MOST_ROUNDS = 4  # of asking for more candidates, each time four times as many

_Asked = Sequence[tuple[str, Vectors]]  # the question and its parts, each with its vector


class Searching:
    """Searches an open archive.

    Args:
        recency_weight: what a passage of the newest day gains where a question is about now.
    """

    def __init__(
        self,
        catalog: Catalog,
        lexical: LexicalIndex,
        nearest: Nearest,
        embedder: Embedder,
        recency_weight: float,
    ) -> None:
        self._catalog = catalog
        self._lexical = lexical
        self._nearest = nearest
        self._embedder = embedder
        self._recency_weight = recency_weight

    def search(self, query: str, k: int, where: Filter, recency: float | None) -> list[Hit]:
        """See `Store.search`."""
        named = None
        if where.article_ids:
            named = self._catalog.matching(Filter(article_ids=where.article_ids))
        if named == [] or k < 1 or not query.strip():
            return []
        asked = [(text, self._embedder.embed_query(text)) for text in [query, *parts(query)]]
        count = max(_FEWEST_CANDIDATES, 2 * k)
        for _ in range(_MOST_ROUNDS):
            ranked, all_seen = self._ranked(asked, count, where, named)
            ranked = self._preferred(query, ranked, where, recency)
            hits = collapsed(ranked, k, self._catalog, where)
            if len(hits) == k or all_seen:
                break
            count *= 4  # a story that was printed a hundred times may fill all places
        return hits

    def _ranked(
        self, asked: _Asked, count: int, where: Filter, named: Sequence[int] | None
    ) -> tuple[list[Fused], bool]:
        """The best `count` passages of either index, fused, and whether there are no others."""
        found = [
            (
                self._nearest.search(vector, count, where, named),
                self._lexical.search(text, count, where, named),
            )
            for text, vector in asked
        ]
        every = {number for channels in found for channel in channels for number, _ in channel}
        rankings = []
        for (_, vector), (dense, lexical) in zip(asked, found, strict=True):
            unseen = every - {number for number, _ in dense}
            cosines = self._nearest.cosines(unseen, vector)
            rankings.append(fuse_with_unembedded(dense, lexical, cosines, every))
        longest = max(len(channel) for channels in found for channel in channels)
        return with_parts(rankings[0], rankings[1:]), longest < count

    def _preferred(
        self, query: str, ranked: Sequence[Fused], where: Filter, recency: float | None
    ) -> list[Fused]:
        wished = wish(query, where.as_of, datetime.now(UTC).date(), self._recency_weight)
        if recency is not None:
            wished = replace(wished, recency=recency)
        newest = self._catalog.newest_day(where) if wished.recency else None
        provenance = self._catalog.provenance([item.id for item in ranked])
        return preferred(ranked, wished, provenance, newest)
