"""The lexical index: BM25 with stemming, in tantivy. The sole importer of tantivy."""

from __future__ import annotations

import contextlib
import logging
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vectorstore.asked import words_of
from vectorstore.cursor import Cursor, read_cursor, write_cursor
from vectorstore.feed import Change, Feed, with_title
from vectorstore.following import is_index_failure
from vectorstore.generations import clear, clear_others, folder_of, generation
from vectorstore.models import Filter

_LOG = logging.getLogger(__name__)
_FORMAT = 4  # raise it when the fields below change: the index is then rebuilt
_HEAP_BYTES = 64_000_000
_LONGEST_WORD = 40  # letters
_TOKENIZER = "news"


class LexicalIndex:
    """A follower of the catalog that finds passages by their words.

    Its files lie in `folder`, and after a rebuild in `folder-1`, `folder-2`, ...; the cursor says
    in which. So a rebuild changes from one to the next in one step, by replacing the cursor.

    Args:
        beside: begin this generation anew, beside the one in use; see `beside`.

    Attributes:
        failure: why the index cannot be used just now; empty if it can.
        mended: why it was made anew since it was opened; empty if it was not.
    """

    name = "lexical"

    def __init__(self, folder: Path, archive: str, *, beside: int | None = None) -> None:
        self._archive = archive
        self._first_folder = folder
        self._cursor_file = folder.with_suffix(".json")
        self._in_use = beside is None
        cursor = read_cursor(self._cursor_file) if self._in_use else None
        self._generation = generation(cursor) if beside is None else beside
        self._position = 0
        self._writer: Any = None
        self.failure = ""
        self.mended = ""
        self._analyzer = _analyzer()
        same = cursor and cursor.archive == archive and cursor.detail.get("format") == _FORMAT
        if self._in_use:
            self._clear_others()
        try:
            self._index = self._open()
        except ValueError:  # tantivy's word for files that it cannot read
            self.mended = "its files were damaged" if same else ""
            same = False
        if cursor and same:
            self._position = cursor.position
        else:
            self.reset()

    @property
    def position(self) -> int:
        """See `Follower.position`."""
        return self._position

    @property
    def size(self) -> int:
        """How many passages the index holds."""
        return int(self._index.searcher().num_docs)

    def apply(self, change: Change, feed: Feed) -> None:
        """See `Follower.apply`."""
        import tantivy

        if change.action == "embed":
            return
        writer = self._writing()
        # Also before an add: the change may have been applied already, before a crash.
        span = tantivy.Query.range_query(
            self._schema, "passage", tantivy.FieldType.Integer, change.first, change.last
        )
        writer.delete_documents_by_query(span)
        if change.brings_words:
            for row in feed.rows(change.first, change.last):
                writer.add_document(
                    tantivy.Document(
                        passage=row.id,
                        article=row.article,
                        day=row.day,
                        source=row.source,
                        text=with_title(f"{row.source}\n{row.title}", row.text),
                    )
                )

    def commit(self, position: int) -> None:
        """See `Follower.commit`."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
            self._index.reload()
        self._position = position
        if self._in_use:
            self._write_cursor()

    def beside(self) -> LexicalIndex:
        """An empty index beside this one, which is not touched until `become` or `discard`."""
        return LexicalIndex(self._first_folder, self._archive, beside=self._generation + 1)

    def become(self, fresh: LexicalIndex) -> None:
        """Be what was made beside; the next start opens either the old one or the new one."""
        self._writer = None
        fresh._in_use = True
        fresh._write_cursor()
        self._generation, self._position = fresh._generation, fresh._position
        self._index, self.failure = fresh._index, ""
        self._clear_others()

    def discard(self) -> None:
        """Remove the files of an index that was made beside another, unless it is in use now."""
        self._writer = None
        if not self._in_use:
            clear(self._folder)

    def reset(self) -> None:
        """See `Follower.reset`."""
        self._writer = None
        if self._in_use:
            self._cursor_file.unlink(missing_ok=True)
        clear(self._folder)
        # It may be there still: tantivy looks after its files from a thread of its own.
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = self._open()
        self._position = 0
        self.failure = ""

    def fail(self, error: BaseException) -> None:
        """See `IndexOnDisk.fail`."""
        self.failure = f"{type(error).__name__}: {error}"
        self._writer = None
        with contextlib.suppress(OSError):
            self._cursor_file.unlink(missing_ok=True)
        _LOG.warning("The lexical index failed (%s); searching without it.", self.failure)

    def close(self) -> None:
        """Let go of a writer that a failure has left behind."""
        self._writer = None

    def search(
        self, query: str, limit: int, where: Filter, articles: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """Passage ids with their BM25 scores, best first; none if tantivy failed.

        A failure is kept in `failure`, and the index is not asked again until it is reset.

        Args:
            articles: row numbers of the articles that pass `where.article_ids`, None for all.
        """
        stems = self.stems(" ".join(words_of(query)))
        if not stems or limit < 1 or self.failure:
            return []
        index, bounds = self._index, self._bounds(where, articles)
        try:
            return self._found(index, stems, limit, bounds)
        except BaseException as error:
            if not is_index_failure(error):
                raise
            if index is self._index:  # and not one that was replaced meanwhile
                self.fail(error)
            return []

    def _found(
        self, index: Any, stems: Sequence[str], limit: int, bounds: Sequence[Any]
    ) -> list[tuple[int, float]]:
        import tantivy

        # Put together from terms: a query language has operators that a question may hold.
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", stem))
            for stem in stems
        ]
        parts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(terms))]
        parts += [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(bound, 0.0)) for bound in bounds
        ]
        searcher = index.searcher()
        found = searcher.search(tantivy.Query.boolean_query(parts), limit, count=False).hits
        numbers = searcher.fast_field_values("passage", [address for _, address in found])
        return [(int(number), score) for number, (score, _) in zip(numbers, found, strict=True)]

    def stems(self, text: str) -> list[str]:
        """The words of a text as the index compares them: lower case, no accents, no endings."""
        stems: list[str] = self._analyzer.analyze(text)
        return stems

    def rarity(self, stem: str) -> float:
        """Inverse document frequency of a stem over passages, as BM25 has it; at least 0."""
        searcher = self._index.searcher()
        holding = searcher.doc_freq("text", stem)
        return math.log(1 + (searcher.num_docs - holding + 0.5) / (holding + 0.5))

    @property
    def _folder(self) -> Path:
        return folder_of(self._first_folder, self._generation)

    def _clear_others(self) -> None:
        clear_others(self._first_folder, self._generation)

    def _write_cursor(self) -> None:
        detail = {"format": _FORMAT, "generation": self._generation}
        write_cursor(self._cursor_file, Cursor(self._archive, self._position, detail))

    def _bounds(self, where: Filter, articles: Sequence[int] | None) -> list[Any]:
        import tantivy

        bounds = []
        if where.date_from or where.last_day:
            first = where.date_from.toordinal() if where.date_from else 1
            last = where.last_day.toordinal() if where.last_day else 10_000_000
            integer = tantivy.FieldType.Integer
            bounds.append(tantivy.Query.range_query(self._schema, "day", integer, first, last))
        if where.sources:
            names = list(where.sources)
            bounds.append(tantivy.Query.term_set_query(self._schema, "source", names))
        if articles is not None:
            bounds.append(tantivy.Query.term_set_query(self._schema, "article", list(articles)))
        return bounds

    def _open(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("passage", indexed=True, fast=True)
        builder.add_integer_field("article", indexed=True, fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", tokenizer_name=_TOKENIZER)
        self._schema = builder.build()
        index = tantivy.Index(self._schema, path=str(self._folder))
        index.register_tokenizer(_TOKENIZER, self._analyzer)
        return index

    def _writing(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP_BYTES, num_threads=1)
        return self._writer


def _analyzer() -> Any:
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(_LONGEST_WORD),
        tantivy.Filter.ascii_fold(),  # before lower case, which makes two characters of "İ"
        tantivy.Filter.lowercase(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()
