"""What an ingestion costs beyond the embedding itself, in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from qa.benchmark.corpora import articles, dataset, drafts, passages
from qa.benchmark.embedding import ratio
from qa.benchmark.measuring import Figures
from qa.drafts import ArticleDraft
from qa.ingesting import ingest
from vectorstore.minilm import MiniLM
from vectorstore.store import Store


def measure(folder: str | None = None, count: int = 300, rounds: int = 3) -> Figures:
    """The passages of `count` articles embedded, then the articles ingested, in turn.

    CPU seconds beside those of the clock, since what else the machine does shows less in them.
    """
    of = dataset(folder)
    given, texts = drafts(of, count), list(passages(articles(of, count)))
    embedder = MiniLM()
    embedding, ingestion = [], []
    for _ in range(rounds + 1):  # the first loads what the others find loaded
        embedding.append(_spent(lambda: embedder.embed(texts)))
        ingestion.append(_ingested(given, embedder))
    seconds, cpu = ([[pair[i] for pair in of[1:]] for of in (ingestion, embedding)] for i in (0, 1))
    return {
        "articles": len(given),
        "passages": len(texts),
        "ingest_s": round(statistics.median(seconds[0]), 2),
        "embedding_s": round(statistics.median(seconds[1]), 2),
        "ingest_to_embedding": ratio(*seconds),
        "ingest_to_embedding_cpu": ratio(*cpu),
    }


def _ingested(given: list[ArticleDraft], embedder: MiniLM) -> tuple[float, float]:
    """What it takes until all is stored and both indexes are made."""
    with TemporaryDirectory() as folder, Store(Path(folder), embedder) as store:
        return _spent(lambda: ingest(store, given))


def _spent(function: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    began, cpu = time.perf_counter(), time.process_time()
    function()
    return time.perf_counter() - began, time.process_time() - cpu
