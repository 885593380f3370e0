"""The face of the store: add, delete, search, and keep the indexes up with the catalog."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from vectorstore.catalog import Catalog, StoredArticle
from vectorstore.closing import Closing
from vectorstore.collapsing import collapsed
from vectorstore.copies import sketch
from vectorstore.copy_filling import fill_if_missing, fill_if_other
from vectorstore.dense import DenseIndex
from vectorstore.embedding import Embedder, Vectors
from vectorstore.feed import Feed
from vectorstore.following import keep_up
from vectorstore.fusion import Fused, with_parts
from vectorstore.indexing import Indexing
from vectorstore.lexical import LexicalIndex
from vectorstore.models import Article, Filter, Hit
from vectorstore.nearest import Nearest
from vectorstore.opening import check_catalog_is_there, check_model
from vectorstore.ownership import Ownership
from vectorstore.parts import parts
from vectorstore.preferring import preferred, wish
from vectorstore.recognising import Added, sort_out
from vectorstore.splitting import split_passages
from vectorstore.unembedded import fuse_with_unembedded

_FEWEST_CANDIDATES = 100  # of each channel, so that fusion has something to choose from
_MOST_ROUNDS = 4  # of asking for more candidates, each time four times as many


class Store(Closing):
    """An archive in one folder, owned by this process until it is closed.

    Args:
        embedder: makes the vectors; must be the one that the archive was made with.
        owner: what this process is, told to others that want the folder.
        wait_s: seconds to wait for another owner to finish.
        passage_chars: characters of a passage at most, for articles added from now on.
        adopt_model: if the archive's vectors are of another model, have its passages wait for
            new ones (see `indexing`).
        recency_weight: what a passage of the newest day gains where a question is about now.

    Attributes:
        indexing: makes the vectors that passages wait for.

    Raises:
        StoreLocked, StoreError, CatalogUnreadable: the folder cannot be used.
        ModelMismatch: the archive's vectors were made by another model.
    """

    def __init__(
        self,
        data_dir: Path,
        embedder: Embedder,
        *,
        owner: str = "dateline",
        wait_s: float = 0.0,
        passage_chars: int = 800,
        adopt_model: bool = False,
        recency_weight: float = 0.4,
    ) -> None:
        self.embedder = embedder
        self._passage_chars = passage_chars
        self._recency_weight = recency_weight
        self._syncing = threading.RLock()
        self._adding = threading.Lock()
        self._sketches_checked = False
        self._opened = ExitStack()
        try:
            self._opened.enter_context(Ownership(data_dir, owner, wait_s))
            check_catalog_is_there(data_dir)
            self.catalog = self._opened.enter_context(
                closing(Catalog(data_dir / "catalog.sqlite3"))
            )
            try:
                self._open_indexes(data_dir, adopt_model)
                self.indexing = self._opened.enter_context(Indexing(self.feed, embedder, self.sync))
            except sqlite3.DatabaseError as error:
                raise self.catalog.unreadable(error) from error
        except BaseException:
            self._opened.close()
            raise

    def _open_indexes(self, data_dir: Path, adopt_model: bool) -> None:
        self.feed = Feed(self.catalog)
        check_model(self.catalog, self.feed, self.embedder, adopt_model)
        fill_if_missing(self.catalog)
        archive, model = self.feed.archive, self.embedder.model
        self.lexical = LexicalIndex(data_dir / "lexical", archive)
        self._opened.callback(self.lexical.close)
        self.dense = DenseIndex(data_dir / "dense", archive, model)
        self._opened.callback(self.dense.close)
        self.nearest = Nearest(self.dense, self.feed, model)
        self.sync()
        self._replace_short_indexes()

    def _replace_short_indexes(self) -> None:
        """Make an index anew that has lost passages, as one does whose files were removed."""
        if self.lexical.size != self.catalog.passage_count():
            self.lexical.mended = "it had lost passages"
            self.lexical.reset()
        # Looking into Chroma takes a second, so only when there is a reason.
        if self.dense.doubtful and self.dense.size() != self.feed.embedded_count():
            self.dense.mended = "it had lost passages"
            self.dense.reset()
        self.sync()

    def close(self) -> None:
        """Close everything and let the next process in."""
        self._opened.close()

    # --- writing ----------------------------------------------------------------------------

    def add(self, articles: Sequence[Article]) -> list[Added]:
        """Store articles in one transaction; they are found by words after the next `sync`.

        Their passages are embedded here and now, or behind if `indexing` was started. If the
        model fails, the articles are in all the same and the passages wait.

        An article is known again by its key; with the same content it is left as it is, with
        another it is replaced under a higher revision. The same content under another key is
        the same article, found in another place, and left as it is too.

        Returns:
            What became of each article.

        Raises:
            EmbeddingError: the model failed.
        """
        with self._adding:
            if not self._sketches_checked:
                fill_if_other(self.catalog)
                self._sketches_checked = True
            outcomes, changed = sort_out(articles, self.catalog)
            batch = [
                StoredArticle(
                    article, print_, split_passages(article, self._passage_chars), sketch(article)
                )
                for article, print_ in changed
            ]
            if batch:
                self.catalog.write(batch)
        self.indexing.take_up()
        return outcomes

    def delete(self, article_id: str) -> None:
        """Remove an article from the catalog and the indexes, or raise ArticleNotFound."""
        self.catalog.delete(article_id)
        self.sync()

    def sync(self) -> None:
        """Bring the indexes up with the catalog: after changes, a crash, or a rebuild."""
        with self._syncing:
            keep_up(self.lexical, self.feed)
            keep_up(self.dense, self.feed)

    def rebuild(self) -> None:
        """Make both indexes anew from the catalog; nothing is embedded again."""
        with self._syncing:
            self.lexical.reset()
            self.dense.reset()
            self.nearest.read_anew()
            self.sync()

    def index_faults(self) -> dict[str, str]:
        """What is wrong with each index, by name: nothing, if it holds what the catalog holds."""
        expected = {"lexical": self.catalog.passage_count(), "dense": self.feed.embedded_count()}
        sizes = {"lexical": self.lexical.size, "dense": self.dense.size()}
        failures = {"lexical": self.lexical.failure, "dense": self.dense.failure}
        return {
            name: failures[name] or f"it holds {size:,} of {expected[name]:,} passages"
            for name, size in sizes.items()
            if failures[name] or size != expected[name]
        }

    # --- searching --------------------------------------------------------------------------

    def search(
        self, query: str, k: int, where: Filter | None = None, *, recency: float | None = None
    ) -> list[Hit]:
        """The passages that fit best, at most `k`, best first.

        Candidates come from both indexes and are fused by their scores; each hit says its rank
        and score in either. Near-copies of an article are one hit, which lists the others.

        Args:
            recency: what is added to the score of a passage published on the newest day that
                may be seen, less for older ones; None: as the question wants it.
        """
        where = where or Filter()
        named = None
        if where.article_ids:
            named = self.catalog.matching(Filter(article_ids=where.article_ids))
        if named == [] or k < 1 or not query.strip():
            return []
        wished = wish(query, where.as_of, datetime.now(UTC).date(), self._recency_weight)
        if recency is not None:
            wished = replace(wished, recency=recency)
        newest = self.catalog.newest_day(where) if wished.recency else None
        texts = [query, *parts(query)]
        asked = [(text, self.embedder.embed_query(text)) for text in texts]
        count = max(_FEWEST_CANDIDATES, 2 * k)
        for _ in range(_MOST_ROUNDS):
            ranked, all_seen = self._ranked(asked, count, where, named)
            provenance = self.catalog.provenance([item.id for item in ranked])
            ranked = preferred(ranked, wished, provenance, newest)
            hits = collapsed(ranked, k, self.catalog, where)
            if len(hits) == k or all_seen:
                break
            count *= 4  # a story that was printed a hundred times may fill all places
        return hits

    def copies(self, article_id: str) -> tuple[str, ...]:
        """Ids of the near-identical articles, the one that stands for them first.

        Raises:
            ArticleNotFound: no article has that id.
        """
        return self.catalog.article(article_id).copies

    def _ranked(
        self,
        asked: Sequence[tuple[str, Vectors]],
        count: int,
        where: Filter,
        named: Sequence[int] | None,
    ) -> tuple[list[Fused], bool]:
        """The best `count` passages of either index, fused, and whether there are no others.

        Args:
            asked: the question and its parts, each with its vector.
            named: row numbers of the articles that pass `where.article_ids`, None for all.
        """
        found = [
            (
                self.nearest.search(vector, count, where, named),
                self.lexical.search(text, count, where, named),
            )
            for text, vector in asked
        ]
        every = {number for channels in found for channel in channels for number, _ in channel}
        rankings = []
        for (_, vector), (dense, lexical) in zip(asked, found, strict=True):
            cosines = self.nearest.cosines(every - {number for number, _ in dense}, vector)
            rankings.append(fuse_with_unembedded(dense, lexical, cosines, every))
        longest = max(len(channel) for channels in found for channel in channels)
        return with_parts(rankings[0], rankings[1:]), longest < count
