"""The one face of Dateline: what the command line, the web and the evaluation all call."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from qa.answers import Answer, Summary
from qa.checking import (
    checked_count,
    checked_filter,
    checked_recency,
    checked_text,
    position,
    storable,
)
from qa.config import Config
from qa.doctor import Check, examine
from qa.drafts import ArticleDraft, ReadFailure
from qa.embedders import make_embedder
from qa.history import History
from qa.ingesting import IngestProgress, IngestReport, ingest
from qa.observing.stages import searching
from qa.readers import read_input
from qa.results import ArticlePage, Order, SearchResult, ordered
from qa.runs import Runs
from qa.trash import Trash
from vectorstore.closing import Closing
from vectorstore.indexing import IndexingProgress
from vectorstore.models import Article, Filter
from vectorstore.store import Store

if TYPE_CHECKING:
    from qa.asking import Asking
    from qa.reranking import Search
    from qa.steps import Asked, Step, Summarised

MOST_HITS = 1_000
MOST_LISTED = 1_000  # articles of one page
ANSWERS_FILE = "answers.sqlite3"
DELETED_FILE = "deleted.sqlite3"
_Made = TypeVar("_Made", Answer, Summary)


class Dateline(Closing):
    """An open archive. Threads may share it; close it when done, or use it in a `with`.

    Attributes:
        history: earlier answers and summaries.
        trash: deletes articles so that it can be undone.
        runs: past evaluation runs of this data folder.
    """

    def __init__(self, config: Config, store: Store) -> None:
        self.config = config
        self.store = store
        self.history = self._history = History(config.data_dir / ANSWERS_FILE)
        self.trash = Trash(config.data_dir / DELETED_FILE, store)
        self.runs = Runs(config.data_dir)
        self._search: Search = store.search
        if config.rerank_url:
            from qa.reranking import Reranker

            self._search = Reranker(config).around(store.search)
        self._answering: Asking | None = None
        self._making = threading.Lock()

    @classmethod
    def open(
        cls, config: Config, *, owner: str = "dateline", adopt_model: bool = False
    ) -> Dateline:
        """Open the archive in `config.data_dir`, made if there is none.

        Args:
            owner: what this process is, for others that want the same folder.
            adopt_model: embed the archive again if it was made with another model.

        Raises:
            StoreError, EmbeddingError, ConfigError: it cannot be opened; the message says why.
        """
        store = Store(
            config.data_dir,
            make_embedder(config),
            owner=owner,
            wait_s=config.lock_wait_s,
            passage_chars=config.passage_chars,
            adopt_model=adopt_model,
            recency_weight=config.recency_weight,
            chroma_url=config.chroma_url,
        )
        try:
            return cls(config, store)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Close the archive and let another process have it."""
        if self._answering:
            self._answering.close()
        self._history.close()
        self.trash.close()
        self.store.close()

    # --- articles ---------------------------------------------------------------------------

    def ingest(
        self,
        inputs: Sequence[str],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[IngestProgress], None] | None = None,
    ) -> IngestReport:
        """Read files, folders, addresses or `-`, and store what they hold."""
        drafts = (draft for name in inputs for draft in read_input(name, self.config, stdin))
        return self.ingest_drafts(drafts, progress=progress)

    def ingest_drafts(
        self,
        drafts: Iterable[ArticleDraft | ReadFailure],
        *,
        progress: Callable[[IngestProgress], None] | None = None,
    ) -> IngestReport:
        """Store articles that were read already."""
        return ingest(self.store, drafts, progress)

    def articles(
        self,
        *,
        limit: int = 50,
        cursor: str | None = None,
        filter: Filter | None = None,  # noqa: A002  (the word of the contract)
        text: str | None = None,
    ) -> ArticlePage:
        """A page of articles, newest first.

        Args:
            limit: articles of the page, 1 to 1,000.
            cursor: the `next_cursor` of the page before.
            text: what title or outlet must hold.
        """
        where = checked_filter(filter)
        checked_count(limit, MOST_LISTED, "limit")
        text = storable(text) if text else None
        found = self.store.catalog.page(limit + 1, position(cursor), where, text)
        shown = found[:limit]
        more = f"{shown[-1][0][0]}.{shown[-1][0][1]}" if len(found) > limit and shown else None
        total = self.store.catalog.count(where, text)
        return ArticlePage(tuple(article for _, article in shown), more, total)

    def article(self, article_id: str) -> Article:
        """The article with that id, or ArticleNotFound."""
        return self.store.catalog.article(storable(article_id))

    def delete(self, article_id: str) -> None:
        """Remove an article for good, or raise ArticleNotFound; `trash.delete` can be undone."""
        self.store.delete(storable(article_id))
        self.trash.forget(article_id)

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, most first."""
        return self.store.catalog.sources()

    # --- questions --------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        filter: Filter | None = None,  # noqa: A002
        sort: Order = "relevance",
        recency: float | None = None,
    ) -> SearchResult:
        """The `k` passages that fit best, 1 to 1,000.

        Args:
            sort: in which order these are given: best, newest or oldest first.
            recency: what a passage of the newest day gains; None: as the question wants it.
        """
        where = checked_filter(filter)
        query = checked_text(query, "query")
        checked_count(k, MOST_HITS, "k")
        began = time.perf_counter()
        with searching():
            found = self._search(query, k, where, recency=checked_recency(recency))
        hits = ordered(found, sort)
        took = round((time.perf_counter() - began) * 1_000, 1)
        return SearchResult(query, tuple(hits), {"search": took, "total": took})

    def ask(
        self,
        question: str,
        *,
        filter: Filter | None = None,  # noqa: A002
        answerer: str | None = None,
        fresh: bool = False,
    ) -> Answer:
        """What the archive says to a question; kept, so that `answer` finds it again.

        Args:
            answerer: "auto", "extractive" or "llm"; None takes the configured one.
            fresh: ask the model even if it answered the same before.

        Raises:
            InvalidInput: the question or the filter cannot be used.
            ModelError: the model was asked for and gives no usable answer.
        """
        return _last(self.asking(question, filter=filter, answerer=answerer, fresh=fresh))

    def asking(
        self,
        question: str,
        *,
        filter: Filter | None = None,  # noqa: A002
        answerer: str | None = None,
        fresh: bool = False,
    ) -> Asked:
        """As `ask`, step by step; see `qa.asking`. Close it to stop the work."""
        return self._asking().ask(question, filter or Filter(), answerer, fresh=fresh)

    def summarise(
        self,
        article_ids: Sequence[str] = (),
        *,
        about: str | None = None,
        filter: Filter | None = None,  # noqa: A002
        answerer: str | None = None,
        fresh: bool = False,
    ) -> Summary:
        """What the chosen articles say, or what the archive says about a topic."""
        return _last(
            self.summarising(
                article_ids, about=about, filter=filter, answerer=answerer, fresh=fresh
            )
        )

    def summarising(
        self,
        article_ids: Sequence[str] = (),
        *,
        about: str | None = None,
        filter: Filter | None = None,  # noqa: A002
        answerer: str | None = None,
        fresh: bool = False,
    ) -> Summarised:
        """As `summarise`, step by step; see `qa.asking`. Close it to stop the work."""
        return self._asking().summarise(
            article_ids, about, filter or Filter(), answerer, fresh=fresh
        )

    def answer(self, answer_id: str) -> dict[str, Any]:
        """The JSON of an earlier answer or summary, or AnswerNotFound."""
        return self._history.get(storable(answer_id))

    def answers(
        self, *, limit: int = 50, cursor: str | None = None, kind: str | None = None
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Earlier answers and summaries in short, newest first, and the cursor of those behind.

        Args:
            limit: how many, 1 to 1,000.
            cursor: what the page before gave.
            kind: "answer" or "summary"; None for both.
        """
        checked_count(limit, MOST_LISTED, "limit")
        page = self._history.listed(limit=limit, cursor=cursor, kind=kind)
        return [line.as_json() for line in page.items], page.next_cursor

    # --- state ------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Load what the first question would wait for: models, indexes, and the answerers."""
        self._asking()
        self.store.dense.open()
        self.store.search("warm up", 1)
        self.store.search("warm up", 1, Filter(as_of=date.today()))  # noqa: DTZ011  (any day)

    def indexing(self) -> IndexingProgress:
        """How many passages are found by meaning, and how many by their words only as yet."""
        return self.store.indexing.progress()

    def probe_model(self) -> None:
        """Find out whether the language model answers, for `health`; takes seconds at most."""
        self._asking().answerers.probe_model()

    def health(self) -> dict[str, Any]:
        """Whether questions can be answered, and by what."""
        lexical, dense = self.store.lexical, self.store.dense
        unread = self.store.feed.words_behind(lexical.position)
        return {
            "ready": not lexical.failure,
            "articles": self.store.catalog.count(),
            "passages": self.store.catalog.passage_count(),
            "lexical": _state(lexical.failure, unread),
            "dense": _state(dense.failure, self.store.feed.last_seq() - dense.position),
            "indexing": asdict(self.indexing()),
            "embedder": self.store.embedder.model,
            "answerer": self.config.answerer,
            "model": self.config.llm_model or None,
            "model_state": self._model_state(),
        }

    def _model_state(self) -> str:
        if self._answering:
            return self._answering.answerers.model_state
        return "not asked yet" if self.config.has_model else "none is configured"

    def _asking(self) -> Asking:
        """Who answers, loaded when first asked: a search need not wait half a second for it."""
        from qa.asking import Asking

        with self._making:
            if self._answering is None:
                self._answering = Asking(self.config, self.store, self._history, self._search)
            return self._answering

    def doctor(self, *, repair: bool = True) -> list[Check]:
        """Examine catalog, indexes and models; mend what can be mended."""
        return examine(self.store, self.config, repair=repair)


def _state(failure: str, behind: int) -> str:
    return failure or (f"{behind} changes behind" if behind else "ready")


def _last(steps: Generator[Step, None, _Made]) -> _Made:
    """Go through all steps; what stands at their end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made
