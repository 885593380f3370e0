"""What an archive holds: articles, and the answers that were given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

from qa.checking import checked_count, checked_filter, position, storable
from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.history import History
from qa.ingesting import IngestProgress, IngestReport, ingest
from qa.readers import read_input
from qa.results import ArticlePage
from qa.runs import Runs
from qa.trash import Trash
from vectorstore.closing import Closing
from vectorstore.models import Article, Filter
from vectorstore.store import Store

MOST_LISTED = 1_000  # articles of one page
ANSWERS_FILE = "answers.sqlite3"
DELETED_FILE = "deleted.sqlite3"


class Holdings(Closing):
    """The half of an open archive that asks no model; see `qa.service.Dateline`.

    Attributes:
        history: earlier answers and summaries.
        trash: deletes articles so that it can be undone.
        runs: past evaluation runs of this data folder.
    """

    def __init__(self, config: Config, store: Store) -> None:
        self.config = config
        self.store = store
        self.history = History(config.data_dir / ANSWERS_FILE)
        self.trash = Trash(config.data_dir / DELETED_FILE, store)
        self.runs = Runs(config.data_dir)

    def close(self) -> None:
        """Close the archive and let another process have it."""
        self.history.close()
        self.trash.close()
        self.store.close()

    # --- articles ---------------------------------------------------------------------------

    def ingest(
        self,
        inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[IngestProgress], None] | None = None,
    ) -> IngestReport:
        """Read files, folders, addresses or `-`, one or several, and store what they hold."""
        if isinstance(inputs, str | os.PathLike):  # a str is a sequence too: of "/", "n", "e", ...
            inputs = [inputs]
        names = [os.fspath(given) for given in inputs]
        drafts = (draft for name in names for draft in read_input(name, self.config, stdin))
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

    # --- answers ----------------------------------------------------------------------------

    def answer(self, answer_id: str) -> dict[str, Any]:
        """The JSON of an earlier answer or summary, or AnswerNotFound."""
        return self.history.get(storable(answer_id))

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
        page = self.history.listed(limit=limit, cursor=cursor, kind=kind)
        return [line.as_json() for line in page.items], page.next_cursor
