"""A question's time at several sizes of archive, alone, with threads asking, and under filters.

The archive and its vectors are made up; the question is embedded by the real model, and that time
is given on its own, since it does not depend on the archive.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from qa.benchmark.made_up import DAYS, FIRST_DAY, PASSAGES, MadeUp, MadeUpVectors
from qa.benchmark.measuring import Figures, disk_mb, percentiles, rss_mb, timed, with_threads
from vectorstore.embedding import Vectors
from vectorstore.minilm import MiniLM
from vectorstore.models import Filter
from vectorstore.store import Store

SHARES = (1, 20, 50)  # percent of the days that a filter lets pass
_THREADS = 8
_BATCH = 64  # articles


@dataclass(frozen=True, slots=True)
class Search:
    """One search: its seconds, those of them that embedded the question, and the CPU's beside.

    Attributes:
        cpu: seconds of the processor without the embedding; what else the machine does shows
            less in them. Of the whole process, so that it means little with threads.
    """

    seconds: float
    embedding: float
    cpu: float


class Questions(MadeUpVectors):
    """Embeds questions with the real model for the time it takes, and made-up vectors for use."""

    def __init__(self) -> None:
        super().__init__()
        self._real = MiniLM()
        self._took = threading.local()

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder.embed_query`."""
        began, cpu = time.perf_counter(), time.process_time()
        self._real.embed_query(text)
        self._took.seconds = time.perf_counter() - began, time.process_time() - cpu
        return super().embed_query(text)

    def searched(self, store: Store, question: str, where: Filter | None = None) -> Search:
        """A search of ten hits, in times."""
        began, cpu = time.perf_counter(), time.process_time()
        store.search(question, 10, where)
        seconds, spent = time.perf_counter() - began, time.process_time() - cpu
        embedding, own = self._took.seconds
        return Search(seconds, embedding, spent - own)


def measure(folder: str, size: int, questions: int = 100) -> Figures:
    """Times of a search of ten hits in an archive of `size` passages.

    Args:
        folder: where the archive is, or is made.
    """
    made_up, embedder = MadeUp(size // PASSAGES), Questions()
    filled = _fill(Path(folder), made_up)
    opening, store = timed(lambda: Store(Path(folder), embedder))
    asked = made_up.questions(questions)
    ways: dict[str, Filter | None] = {"alone": None, **_filters()}
    with store:
        store.dense.open()  # as a server does
        found: dict[str, list[Search]] = {name: [] for name in ways}
        for question in [asked[0], *asked]:  # in turn, so that the machine is the same to all
            for name, where in ways.items():
                found[name].append(embedder.searched(store, question, where))
        together = with_threads(_THREADS, asked, lambda text: embedder.searched(store, text))
        times = {name: _times(searches[1:]) for name, searches in found.items()}
        return {
            "passages": store.catalog.passage_count(),
            **filled,
            "open_s": round(opening, 2),
            **times,
            f"{_THREADS} threads": _times(together),
            "rss_mb": rss_mb(),
            "disk_mb": disk_mb(Path(folder)),
        }


def _filters() -> dict[str, Filter]:
    first = FIRST_DAY + timedelta(days=DAYS * 3 // 10)
    return {
        f"filter {share}%": Filter(first, first + timedelta(days=DAYS * share // 100 - 1))
        for share in SHARES
    }


def _fill(folder: Path, made_up: MadeUp) -> Figures:
    """Make the archive, unless an earlier run did."""
    with Store(folder, MadeUpVectors()) as store:
        if store.catalog.count() >= made_up.size:
            return {}
        began = time.perf_counter()
        articles = made_up.articles()
        while batch := list(itertools.islice(articles, _BATCH)):
            store.add(batch)
        store.sync()
        return {"fill_s": round(time.perf_counter() - began, 1)}


def _times(searches: Sequence[Search]) -> Figures:
    """Percentiles of whole searches, and of searches without the embedding of the question."""
    return {
        **percentiles([one.seconds for one in searches]),
        "without_embedding": {
            **percentiles([one.seconds - one.embedding for one in searches]),
            "cpu_p50_ms": percentiles([one.cpu for one in searches])["p50_ms"],
        },
    }
