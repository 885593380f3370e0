"""The one face of Dateline: what the command line, the web and the evaluation all call."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from qa.answers import Answer, Summary
from qa.checking import (
    checked_count,
    checked_filter,
    checked_recency,
    checked_text,
)
from qa.config import Config
from qa.doctor import Check, examine
from qa.embedders import make_embedder
from qa.health import health
from qa.holdings import Holdings
from qa.observing.stages import searching
from qa.results import Order, SearchResult, ordered
from vectorstore.indexing import IndexingProgress
from vectorstore.models import Filter
from vectorstore.store import Store

if TYPE_CHECKING:
    from qa.asking import Asking
    from qa.reranking import Search
    from qa.steps import Asked, Step, Summarised

MOST_HITS = 1_000
_Made = TypeVar("_Made", Answer, Summary)


class Dateline(Holdings):
    """An open archive. Threads may share it; close it when done, or use it in a `with`."""

    def __init__(self, config: Config, store: Store) -> None:
        super().__init__(config, store)
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
        super().close()

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
        return health(self.store, self.config) | {"model_state": self._model_state()}

    def _model_state(self) -> str:
        if self._answering:
            return self._answering.answerers.model_state
        return "not asked yet" if self.config.has_model else "none is configured"

    def _asking(self) -> Asking:
        """Who answers, loaded when first asked: a search need not wait half a second for it."""
        from qa.asking import Asking

        with self._making:
            if self._answering is None:
                self._answering = Asking(self.config, self.store, self.history, self._search)
            return self._answering

    def doctor(self, *, repair: bool = True) -> list[Check]:
        """Examine catalog, indexes and models; mend what can be mended."""
        return examine(self.store, self.config, repair=repair)


def _last(steps: Generator[Step, None, _Made]) -> _Made:
    """Go through all steps; what stands at their end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made
