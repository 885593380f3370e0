"""A progress bar on stderr, where stderr is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tqdm import tqdm

from qa.readers import count_inputs

if TYPE_CHECKING:
    from qa.ingesting import IngestProgress
    from vectorstore.indexing import IndexingProgress


@contextmanager
def ingest_bar(inputs: Sequence[str]) -> Iterator[Callable[[IngestProgress], None]]:
    """Counts articles, of about as many as the inputs have files and lines of JSON."""
    shown = sys.stderr.isatty()
    total = count_inputs(inputs) if shown else None
    with tqdm(
        desc="ingest", unit=" articles", total=total, file=sys.stderr, disable=not shown
    ) as bar:

        def advance(progress: IngestProgress) -> None:
            bar.update(progress.articles - bar.n)
            bar.set_postfix(failed=progress.failed, refresh=False)

        yield advance


@contextmanager
def embedding_bar(waiting: int) -> Iterator[Callable[[IndexingProgress], None]]:
    """Counts passages that were written earlier and get their vectors now."""
    shown = sys.stderr.isatty()
    with tqdm(
        desc="embed", unit=" passages", total=waiting, file=sys.stderr, disable=not shown
    ) as bar:

        def advance(progress: IndexingProgress) -> None:
            bar.update(waiting - progress.waiting - bar.n)

        yield advance


@contextmanager
def rebuild_bar() -> Iterator[Callable[[int, int], None]]:
    """Counts passages that the new indexes have taken over."""
    shown = sys.stderr.isatty()
    with tqdm(desc="rebuild", unit=" passages", file=sys.stderr, disable=not shown) as bar:

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield advance
