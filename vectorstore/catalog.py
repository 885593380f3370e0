"""The catalog: articles, their passages and vectors, and the log of changes.

It is the only thing that must not be lost; every index is made from it and follows its log
(`vectorstore.feed`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vectorstore import rows
from vectorstore.copies import Sketch
from vectorstore.copy_groups import CopyGroups
from vectorstore.database import Database
from vectorstore.errors import ArticleNotFound
from vectorstore.families import copies_of
from vectorstore.models import Article, Filter, Passage, Span

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article ready to be written, with its passages' spans.

    Attributes:
        sketch: what its copies are found by; None if it is too short to have any.
    """

    article: Article
    fingerprint: str
    spans: Sequence[Span]
    sketch: Sketch | None = None


class Catalog(Database):
    """Articles and passages, written in transactions that also write the log."""

    def known(self, articles: Sequence[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
        """What is stored of these (key, fingerprint) pairs.

        Returns:
            The fingerprints of the keys that are stored, and the article ids of the
            fingerprints that are stored under any key.
        """
        keys, prints = [key for key, _ in articles], [print_ for _, print_ in articles]
        by_key = dict(self.chunked("SELECT key, fingerprint FROM articles WHERE key IN ({})", keys))
        stored = self.chunked(
            "SELECT fingerprint, id FROM articles WHERE fingerprint IN ({})", prints
        )
        return by_key, dict(stored)

    def write(self, batch: Iterable[StoredArticle]) -> None:
        """Add or replace articles with passages and copies, in one transaction.

        The passages wait for their vectors from then on (`vectorstore.waiting`).
        """
        with self.transaction() as db:
            groups = CopyGroups(db)
            for stored in batch:
                old = db.execute(
                    "SELECT rowid, revision FROM articles WHERE key = ?", (stored.article.key,)
                ).fetchone()
                if old:
                    groups.remove(old[0])
                    _delete_row(db, old[0])
                revision = old[1] + 1 if old else stored.article.revision
                number = _insert(db, stored, revision=revision)
                groups.add(number, stored.sketch)

    def delete(self, article_id: str) -> None:
        """Remove an article with its passages and vectors, and from its group of copies.

        Raises:
            ArticleNotFound: there is none with that id.
        """
        with self.transaction() as db:
            row = db.execute("SELECT rowid FROM articles WHERE id = ?", (article_id,)).fetchone()
            if row is None:
                raise _unknown(article_id)
            CopyGroups(db).remove(row[0])
            _delete_row(db, row[0])

    def article(self, article_id: str) -> Article:
        """The article with that id and its copies, or ArticleNotFound."""
        (article,) = self._with_copies([self._article(article_id)])
        return article

    def page(
        self, limit: int, after: Position | None, where: Filter, text: str | None
    ) -> list[tuple[Position, Article]]:
        """Articles, newest first, each with the position that the next page starts after."""
        condition, values = rows.condition(where, text)
        if after:
            condition += " AND (coalesce(day, 0), rowid) < (?, ?)"
            values += list(after)
        found = self.connection.execute(
            f"SELECT coalesce(day, 0), rowid, {rows.ARTICLE} FROM articles"
            f" WHERE {condition} ORDER BY coalesce(day, 0) DESC, rowid DESC LIMIT ?",
            [*values, limit],
        )
        places, articles = [], []
        for row in found:
            places.append((row[0], row[1]))
            articles.append(rows.article(row[2:]))
        return list(zip(places, self._with_copies(articles), strict=True))

    def count(self, where: Filter | None = None, text: str | None = None) -> int:
        """How many articles pass."""
        condition, values = rows.condition(where or Filter(), text)
        sql = f"SELECT count(*) FROM articles WHERE {condition}"
        return int(self.connection.execute(sql, values).fetchone()[0])

    def matching(self, where: Filter) -> list[int]:
        """Row numbers of the articles that pass, as `PassageRow.article` has them."""
        condition, values = rows.condition(where, None)
        sql = f"SELECT rowid FROM articles WHERE {condition}"
        return [row[0] for row in self.connection.execute(sql, values)]

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, most first."""
        return self.connection.execute(
            "SELECT source, count(*) FROM articles WHERE source IS NOT NULL"
            " GROUP BY source ORDER BY count(*) DESC, source"
        ).fetchall()

    def passage_count(self) -> int:
        """How many passages the archive holds."""
        return int(self.connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def passages_ever(self) -> int:
        """How many passages were ever added; their difference is what a run has added."""
        sql = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'passages'"
        return int(self.connection.execute(sql).fetchone()[0])

    def passages(self, ids: Sequence[int]) -> dict[int, tuple[Passage, Article]]:
        """Passages with their articles, by id; ids that are gone are left out."""
        found = list(
            self.chunked(f"SELECT {rows.PASSAGE} FROM passages p WHERE p.id IN ({{}})", ids)
        )
        sql = f"SELECT rowid, {rows.ARTICLE} FROM articles WHERE rowid IN ({{}})"
        numbers = list({row[1] for row in found})
        articles = {row[0]: rows.article(row[1:]) for row in self.chunked(sql, numbers)}
        return {
            row[0]: (rows.passage(row, articles[row[1]]), articles[row[1]])
            for row in found
            if row[1] in articles
        }

    def provenance(self, ids: Sequence[int]) -> dict[int, tuple[str | None, date | None]]:
        """Outlet and day of publication of each passage's article."""
        found = self.chunked(
            "SELECT p.id, a.source, a.day FROM passages p"
            " JOIN articles a INDEXED BY articles_for_filters ON a.rowid = p.article"
            " WHERE p.id IN ({})",
            ids,
        )
        return {row[0]: (row[1], date.fromordinal(row[2]) if row[2] else None) for row in found}

    def newest_day(self, where: Filter) -> date | None:
        """The last day on which an article that passes was published; None if none has a day."""
        condition, values = rows.condition(where, None)
        sql = f"SELECT max(day) FROM articles WHERE {condition}"
        (day,) = self.connection.execute(sql, values).fetchone()
        return date.fromordinal(day) if day else None

    def passages_of(self, article_id: str) -> list[Passage]:
        """The passages of one article, in order."""
        return self.whole(article_id)[1]

    def whole(self, article_id: str) -> tuple[Article, list[Passage]]:
        """An article, as hits have it, and its passages in order."""
        article = self._article(article_id)
        found = self.connection.execute(
            f"SELECT {rows.PASSAGE} FROM passages p JOIN articles a ON a.rowid = p.article"
            " WHERE a.id = ? ORDER BY p.ordinal",
            (article_id,),
        )
        return article, [rows.passage(row, article) for row in found]

    def _article(self, article_id: str) -> Article:
        sql = f"SELECT {rows.ARTICLE} FROM articles WHERE id = ?"
        row = self.connection.execute(sql, (article_id,)).fetchone()
        if row is None:
            raise _unknown(article_id)
        return rows.article(row)

    def _with_copies(self, articles: Sequence[Article]) -> list[Article]:
        copies = copies_of(self, [article.id for article in articles])
        return [
            replace(article, copies=copies[article.id]) if article.id in copies else article
            for article in articles
        ]


def _insert(db: sqlite3.Connection, stored: StoredArticle, revision: int) -> int:
    """Write an article and return its row number."""
    values: dict[str, Any] = rows.article_values(stored.article, stored.fingerprint, revision)
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = db.execute(
        f"INSERT INTO articles ({names}) VALUES ({marks})",
        list(values.values()),
    )
    ids = [
        db.execute(
            "INSERT INTO passages (article, ordinal, start, end) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, ordinal, start, end),
        ).lastrowid
        or 0
        for ordinal, (start, end) in enumerate(stored.spans)
    ]
    if ids:
        db.executemany("INSERT INTO waiting (passage) VALUES (?)", [(number,) for number in ids])
        log(db, "write", ids[0], ids[-1])
    return cursor.lastrowid or 0


def _delete_row(db: sqlite3.Connection, rowid: int) -> None:
    first, last = db.execute(
        "SELECT min(id), max(id) FROM passages WHERE article = ?", (rowid,)
    ).fetchone()
    db.execute("DELETE FROM articles WHERE rowid = ?", (rowid,))
    if first is not None:
        log(db, "delete", first, last)


def log(db: sqlite3.Connection, action: str, first: int, last: int) -> None:
    """Add an entry to the log; see `vectorstore.feed.Change`."""
    db.execute("INSERT INTO changes (action, first, last) VALUES (?, ?, ?)", (action, first, last))


def _unknown(article_id: str) -> ArticleNotFound:
    return ArticleNotFound(
        f"There is no article {article_id!r} in the archive.", "`dateline articles` lists them."
    )
