"""The face of the store: add, delete, search, and keep the indexes up with the catalog."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from vectorstore.catalog import Catalog, StoredArticle
from vectorstore.closing import Closing
from vectorstore.copies import sketch
from vectorstore.copy_filling import fill_if_missing, fill_if_other
from vectorstore.dense import DenseIndex
from vectorstore.dense_files import DenseFiles
from vectorstore.dense_server import DenseServer
from vectorstore.embedding import Embedder
from vectorstore.feed import Feed
from vectorstore.following import keep_up
from vectorstore.indexing import Indexing
from vectorstore.lexical import LexicalIndex
from vectorstore.models import Article, Filter, Hit
from vectorstore.nearest import Nearest
from vectorstore.opening import check_catalog_is_there, check_model
from vectorstore.ownership import Ownership
from vectorstore.rebuilding import Rebuilding
from vectorstore.recognising import Added, sort_out
from vectorstore.searching import Searching
from vectorstore.splitting import split_passages

_AT_ONCE = 2_000  # vectors: what Chroma takes in a second or two


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
        chroma_url: address of the Chroma server that holds the dense index; empty: files.

    Attributes:
        indexing: makes the vectors that passages wait for.

    Raises:
        StoreLocked, StoreError, CatalogUnreadable: the folder cannot be used.
        ModelMismatch: the archive's vectors were made by another model.
    """

    def __init__(  # noqa: PLR0913  (settings, each with a default)
        self,
        data_dir: Path,
        embedder: Embedder,
        *,
        owner: str = "dateline",
        wait_s: float = 0.0,
        passage_chars: int = 800,
        adopt_model: bool = False,
        recency_weight: float = 0.4,
        chroma_url: str = "",
    ) -> None:
        self.embedder = embedder
        self._recency_weight = recency_weight
        self._chroma_url = chroma_url
        self._passage_chars = passage_chars
        self._syncing, self._syncing_vectors = threading.Lock(), threading.Lock()
        self._rebuilding, self._vectors_anew = threading.Lock(), False
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
                self._opened.callback(self.indexing.close)
            except sqlite3.DatabaseError as error:
                raise self.catalog.unreadable(error) from error
        except BaseException:
            self._opened.close()
            raise

    def _open_indexes(self, data_dir: Path, adopt_model: bool) -> None:
        self.feed = Feed(self.catalog)
        self.indexing = Indexing(self.feed, self.embedder, self.sync, self._sync_some)
        check_model(self.catalog, self.feed, self.embedder, adopt_model)
        fill_if_missing(self.catalog)
        archive, model = self.feed.archive, self.embedder.model
        self.lexical = LexicalIndex(data_dir / "lexical", archive)
        self._opened.callback(self.lexical.close)
        self.dense = self._dense_index(data_dir / "dense", archive, model)
        self._opened.callback(self.dense.close)
        self.nearest = Nearest(self.dense, self.feed, model)
        self._searching = Searching(
            self.catalog, self.lexical, self.nearest, self.embedder, self._recency_weight
        )
        self._opened.callback(self._searching.close)
        self._keep_up(_AT_ONCE)  # questions need not wait for the rest of the vectors
        # If files were removed, passages are missing; the dense index looks for itself.
        if self.lexical.size != self.catalog.passage_count():
            self.lexical.mended = "it had lost passages"
            self.lexical.reset()
            self._keep_up(0)

    def _dense_index(self, folder: Path, archive: str, model: str) -> DenseIndex:
        if self._chroma_url:
            return DenseServer(folder, archive, model, self._chroma_url)
        return DenseFiles(folder, archive, model)

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
        """Bring the indexes up with the catalog: after changes, a crash, or a rebuild.

        Nobody waits for vectors while all are taken over anew, nor for many behind a server,
        whose thread does that (see `indexing`): they are searched all the same.
        """
        behind_a_server = 0 if self.dense.failure else _AT_ONCE
        self._keep_up(behind_a_server if self.indexing.runs else None)

    def _sync_some(self) -> bool:
        """Take over some of what is lacking; whether there is more that can be taken over now."""
        self._keep_up(_AT_ONCE)
        lacking = self.dense.position < self.feed.last_seq()
        return lacking and not (self.dense.failure or self._vectors_anew)

    def _keep_up(self, vectors: int | None) -> None:
        """Have the indexes follow, the dense one by so many vectors; None: by all."""
        with self._syncing:
            keep_up(self.lexical, self.feed)
        if vectors != 0 and not self._vectors_anew:
            with self._syncing_vectors:
                self.dense.keep_up(self.feed, vectors)

    def rebuild(self, told: Callable[[int, int], None] | None = None) -> None:
        """Make both indexes anew from the catalog; nothing is embedded again.

        Searches go on meanwhile, by words and vectors.

        Args:
            told: called with the passages done and of how many; may raise to end it here, which
                leaves an archive that answers as before.

        Raises:
            StoreError: the index of words cannot be made; the old one stays.
        """
        with self._rebuilding:
            work = Rebuilding(self.feed, self.catalog.passage_count(), told)
            work.words(self.lexical, self._syncing)
            self.nearest.read_anew()
            self._vectors_anew = True
            try:
                with self._syncing_vectors:
                    work.vectors(self.dense)
            finally:
                self._vectors_anew = False
        self.sync()

    def mend(self) -> None:
        """Put right what `index_faults` tells, but for what is wrong outside."""
        self.sync()
        beyond = {self.dense.name} if self.dense.away else set()
        if self.index_faults().keys() - beyond:
            self.rebuild()

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
        return self._searching.search(query, k, where or Filter(), recency)

    def copies(self, article_id: str) -> tuple[str, ...]:
        """Ids of the near-identical articles, the one that stands for them first.

        Raises:
            ArticleNotFound: no article has that id.
        """
        return self.catalog.article(article_id).copies
