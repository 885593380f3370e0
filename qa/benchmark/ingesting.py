"""What an ingestion costs beyond the embedding itself, in one run."""

from __future__ import annotations

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from qa.benchmark.corpora import articles, dataset, drafts, passages
from qa.benchmark.embedding import ratio
from qa.benchmark.measuring import Figures, timed
from qa.drafts import ArticleDraft
from qa.ingesting import ingest
from vectorstore.minilm import MiniLM
from vectorstore.store import Store


def measure(folder: str | None = None, count: int = 300, rounds: int = 3) -> Figures:
    """The passages of `count` articles embedded, then the articles ingested, in turn."""
    of = dataset(folder)
    given, texts = drafts(of, count), list(passages(articles(of, count)))
    embedder = MiniLM()
    embedding, ingestion = [], []
    for _ in range(rounds + 1):  # the first loads what the others find loaded
        embedding.append(timed(lambda: embedder.embed(texts))[0])
        ingestion.append(_ingested(given, embedder))
    return {
        "articles": len(given),
        "passages": len(texts),
        "embedding_s": round(statistics.median(embedding[1:]), 2),
        "ingest_s": round(statistics.median(ingestion[1:]), 2),
        "ingest_to_embedding": ratio(ingestion[1:], embedding[1:]),
    }


def _ingested(given: list[ArticleDraft], embedder: MiniLM) -> float:
    """Seconds until all is stored and both indexes are made."""
    with TemporaryDirectory() as folder, Store(Path(folder), embedder) as store:
        return timed(lambda: ingest(store, given))[0]
