"""A progress bar on stderr, where stderr is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:
    from qa.ingesting import IngestProgress


@contextmanager
def ingest_bar() -> Iterator[Callable[[IngestProgress], None]]:
    """Counts articles; how many there will be is not known before the last file is read."""
    with tqdm(
        desc="ingest", unit=" articles", file=sys.stderr, disable=not sys.stderr.isatty()
    ) as bar:

        def advance(progress: IngestProgress) -> None:
            bar.update(progress.articles - bar.n)
            bar.set_postfix(failed=progress.failed, refresh=False)

        yield advance
