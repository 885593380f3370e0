"""Searches: candidates of both indexes, fused, weighed by what the question wants, collapsed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

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
_BESIDE = 8  # threads that look for words while a question is embedded
_MOST_ROUNDS = 4  # of asking for more candidates, each time four times as many


class _Asked:
    """A question and its parts, each with its vector, made when it is first wanted."""

    def __init__(self, texts: Sequence[str], embedder: Embedder) -> None:
        self.texts = texts
        self._embedder = embedder

    @cached_property
    def vectors(self) -> list[Vectors]:
        return [self._embedder.embed_query(text) for text in self.texts]


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
        self._beside = ThreadPoolExecutor(_BESIDE, "words")

    def close(self) -> None:
        """Let go of its threads."""
        self._beside.shutdown()

    def search(self, query: str, k: int, where: Filter, recency: float | None) -> list[Hit]:
        """See `Store.search`."""
        named = None
        if where.article_ids:
            named = self._catalog.matching(Filter(article_ids=where.article_ids))
        if named == [] or k < 1 or not query.strip():
            return []
        asked = _Asked([query, *parts(query)], self._embedder)
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
        # The words are looked for while the question is embedded: two cores halve the wait.
        by_words = [
            self._beside.submit(self._lexical.search, text, count, where, named)
            for text in asked.texts
        ]
        found = [
            (self._nearest.search(vector, count, where, named), words.result())
            for vector, words in zip(asked.vectors, by_words, strict=True)
        ]
        every = {number for channels in found for channel in channels for number, _ in channel}
        rankings = []
        for vector, (dense, lexical) in zip(asked.vectors, found, strict=True):
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
