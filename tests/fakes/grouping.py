"""Catalogs of articles without vectors, and their groups of near-copies as plain sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from vectorstore.catalog import Catalog, StoredArticle
from vectorstore.copies import sketch
from vectorstore.models import Article
from vectorstore.recognising import article_id, fingerprint

Groups = set[frozenset[str]]


def printed(key: str, text: str, **fields: object) -> Article:
    return Article(id=article_id(key), key=key, text=text, title=f"As {key} has it", **fields)  # type: ignore[arg-type]


def write(catalog: Catalog, articles: Iterable[Article], *, sketched: bool = True) -> None:
    batch = [
        StoredArticle(a, fingerprint(a), [], sketch(a) if sketched else None) for a in articles
    ]
    catalog.write(batch)


def groups(catalog: Catalog) -> Groups:
    """The groups of two and more, as sets of keys."""
    found = defaultdict(set)
    rows = catalog.connection.execute(
        "SELECT s.family, a.key FROM sketches s JOIN articles a ON a.rowid = s.article"
    )
    for family, key in rows:
        found[family].add(key)
    return {frozenset(keys) for keys in found.values() if len(keys) > 1}


def pairs(catalog: Catalog) -> set[tuple[str, str, str]]:
    """Every pair in both directions, by keys: what the first is to the second."""
    return set(
        catalog.connection.execute(
            "SELECT a.key, b.key, p.likeness FROM pairs p"
            " JOIN articles a ON a.rowid = p.article JOIN articles b ON b.rowid = p.other"
        )
    )


def made_at_once(folder: Path, articles: Iterable[Article]) -> tuple[Groups, set[object]]:
    """Groups and pairs of a new catalog of these articles, written in one go."""
    folder.mkdir(parents=True)
    catalog = Catalog(folder / "catalog.sqlite3")
    try:
        write(catalog, articles)
        return groups(catalog), set(pairs(catalog))
    finally:
        catalog.close()


def assert_groups_right(catalog: Catalog, folder: Path) -> None:
    """The groups are those that the stored articles have when they come in another order."""
    rows = catalog.connection.execute("SELECT id FROM articles ORDER BY id DESC").fetchall()
    articles = [catalog.article(found) for (found,) in rows]
    assert made_at_once(folder, articles) == (groups(catalog), set(pairs(catalog)))
    for table in ("sketches", "bands", "pairs"):
        gone = f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT rowid FROM articles)"  # noqa: S608
        assert catalog.connection.execute(gone).fetchone()[0] == 0, table
