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
from vectorstore.exact import ExactIndex
from vectorstore.feed import Feed, with_title
from vectorstore.following import follow, keep_up
from vectorstore.fusion import Fused, fuse, with_parts
from vectorstore.lexical import LexicalIndex
from vectorstore.models import Article, Filter, Hit, Span
from vectorstore.opening import check_catalog_is_there, check_model
from vectorstore.ownership import Ownership
from vectorstore.parts import parts
from vectorstore.preferring import preferred, wish
from vectorstore.recognising import Added, sort_out
from vectorstore.splitting import split_passages

_FEWEST_CANDIDATES = 100  # of each channel, so that fusion has something to choose from
_MOST_ROUNDS = 4  # of asking for more candidates, each time four times as many


class Store(Closing):
    """An archive in one folder, owned by this process until it is closed.

    Args:
        embedder: makes the vectors; must be the one that the archive was made with.
        owner: what this process is, told to others that want the folder.
        wait_s: seconds to wait for another owner to finish.
        passage_chars: characters of a passage at most, for articles added from now on.
        adopt_model: embed the archive again if its vectors are of another model.
        recency_weight: what a passage of the newest day gains where a question is about now.

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
        self._reading = threading.Lock()
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
        self.exact = ExactIndex(model)
        self.lexical = LexicalIndex(data_dir / "lexical", archive)
        self._opened.callback(self.lexical.close)
        self.dense = DenseIndex(data_dir / "dense", archive, model)
        self._opened.callback(self.dense.close)
        self.sync()
        self._replace_short_indexes()

    def _replace_short_indexes(self) -> None:
        """Make an index anew that has lost passages, as one does whose files were removed."""
        expected = self.catalog.passage_count()
        if self.lexical.size != expected:
            self.lexical.mended = "it had lost passages"
            self.lexical.reset()
        # Looking into Chroma takes a second, so only when there is a reason.
        if self.dense.doubtful and self.dense.size() != expected:
            self.dense.mended = "it had lost passages"
            self.dense.reset()
        self.sync()

    def close(self) -> None:
        """Close everything and let the next process in."""
        self._opened.close()

    # --- writing ----------------------------------------------------------------------------

    def add(self, articles: Sequence[Article]) -> list[Added]:
        """Store articles in one transaction; they are found after the next `sync`.

        An article is known again by its key; with the same content it is left as it is, with
        another it is replaced under a higher revision. The same content under another key is
        the same article, found in another place, and left as it is too.

        Returns:
            What became of each article.
        """
        with self._adding:
            if not self._sketches_checked:
                fill_if_other(self.catalog)
                self._sketches_checked = True
            outcomes, changed = sort_out(articles, self.catalog)
            spans = [split_passages(article, self._passage_chars) for article, _ in changed]
            texts = [
                text
                for (article, _), places in zip(changed, spans, strict=True)
                for text in _texts_to_embed(article, places)
            ]
            vectors = self.embedder.embed(texts)
            batch, row = [], 0
            for (article, print_), places in zip(changed, spans, strict=True):
                own = vectors[row : row + len(places)]
                batch.append(StoredArticle(article, print_, places, own, sketch(article)))
                row += len(places)
            if batch:
                self.catalog.write(batch, self.embedder.model)
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
            fresh = ExactIndex(self.embedder.model)
            follow(fresh, self.feed)
            with self._reading:
                self.exact = fresh
            self.sync()

    def index_faults(self) -> dict[str, str]:
        """What is wrong with each index, by name: nothing, if it holds what the catalog holds."""
        expected = self.catalog.passage_count()
        sizes = {"lexical": self.lexical.size, "dense": self.dense.size()}
        failures = {"lexical": self.lexical.failure, "dense": self.dense.failure}
        return {
            name: failures[name] or f"it holds {size:,} of {expected:,} passages"
            for name, size in sizes.items()
            if failures[name] or size != expected
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
        articles = None if where.empty else self.catalog.matching(where)
        if articles == [] or k < 1 or not query.strip():
            return []
        wished = wish(query, where.as_of, datetime.now(UTC).date(), self._recency_weight)
        if recency is not None:
            wished = replace(wished, recency=recency)
        newest = self.catalog.newest_day(where) if wished.recency else None
        texts = [query, *parts(query)]
        asked = [(text, self.embedder.embed_query(text)) for text in texts]
        count = max(_FEWEST_CANDIDATES, 2 * k)
        for _ in range(_MOST_ROUNDS):
            ranked, all_seen = self._ranked(asked, count, where, articles)
            provenance = self.catalog.provenance([item.id for item in ranked])
            ranked = preferred(ranked, wished, provenance, newest)
            hits = collapsed(ranked, k, self.catalog, articles)
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
        articles: Sequence[int] | None,
    ) -> tuple[list[Fused], bool]:
        """The best `count` passages of either index, fused, and whether there are no others.

        Args:
            asked: the question and its parts, each with its vector.
        """
        named = articles if where.article_ids else None
        found = [
            (self._nearest(vector, count, articles), self.lexical.search(text, count, where, named))
            for text, vector in asked
        ]
        every = {number for channels in found for channel in channels for number, _ in channel}
        rankings = []
        for (_, vector), (dense, lexical) in zip(asked, found, strict=True):
            unseen = every - {number for number, _ in dense}
            cosines = self.feed.cosines(self.embedder.model, unseen, vector)
            rankings.append(fuse(dense, lexical, cosines))
        longest = max(len(channel) for channels in found for channel in channels)
        return with_parts(rankings[0], rankings[1:]), longest < count

    def _nearest(
        self, vector: Vectors, count: int, articles: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        newest = self.feed.last_seq()
        if articles is None and self.dense.position == newest:
            found = self.dense.search(vector, count)
            # Asked again, since a rebuild may have emptied the index meanwhile.
            if found is not None and self.dense.position == newest:
                return found
        # Not under `_syncing`: an answer must not wait until a whole rebuild is done.
        with self._reading:
            exact = self.exact
            follow(exact, self.feed)
        return exact.search(vector, count, articles)


def _texts_to_embed(article: Article, spans: Sequence[Span]) -> list[str]:
    title = "" if article.title_inferred else article.title
    return [with_title(title, article.text[start:end]) for start, end in spans]
