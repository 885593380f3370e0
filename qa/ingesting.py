"""Drafts into the store, batch by batch: what is new, changed, known already, or failed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from qa.drafts import ArticleDraft, ReadFailure
from qa.preparing import prepared
from vectorstore.models import Article
from vectorstore.store import Store

_BATCH_ARTICLES = 32
_BATCH_CHARS = 200_000  # so that a crash costs seconds of embedding, not minutes


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """How far an ingestion is, after each batch.

    Attributes:
        articles: articles dealt with so far, whatever became of them.
        failed: inputs that could not be read so far.
        origin: the last one read.
    """

    articles: int
    failed: int
    origin: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the inputs.

    Attributes:
        passages: how many were added; behind a server their vectors may still be to come.
        article_ids: of every article in the input that is in the archive now.
    """

    new: int
    updated: int
    unchanged: int
    failed: tuple[ReadFailure, ...]
    passages: int
    seconds: float
    article_ids: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as the REST API and `--json` give it."""
        return asdict(self)


def ingest(
    store: Store,
    drafts: Iterable[ArticleDraft | ReadFailure],
    progress: Callable[[IngestProgress], None] | None = None,
) -> IngestReport:
    """Store what can be read, collect what cannot, and leave the indexes up to date.

    Each batch is kept as soon as it is done: when a later one fails, or the process dies, the
    earlier ones are in, and the same call again goes on behind them.
    """
    started = time.perf_counter()
    before = store.catalog.passages_ever()
    outcomes: Counter[str] = Counter()
    failed: list[ReadFailure] = []
    ids: list[str] = []
    batch: list[Article] = []

    def flush(origin: str) -> None:
        added = store.add(batch)
        outcomes.update(item.outcome for item in added)
        ids.extend(item.article_id for item in added)
        batch.clear()
        if progress:
            progress(IngestProgress(len(ids), len(failed), origin))

    try:
        for draft in drafts:
            if isinstance(draft, ReadFailure):
                failed.append(draft)
            else:
                batch.append(prepared(draft))
            if len(batch) >= _BATCH_ARTICLES or sum(len(a.text) for a in batch) >= _BATCH_CHARS:
                flush(draft.origin)
        flush("")
    finally:
        store.sync()
    return IngestReport(
        new=outcomes["new"],
        updated=outcomes["updated"],
        unchanged=outcomes["unchanged"],
        failed=tuple(failed),
        passages=store.catalog.passages_ever() - before,
        seconds=round(time.perf_counter() - started, 3),
        article_ids=tuple(dict.fromkeys(ids)),
    )
