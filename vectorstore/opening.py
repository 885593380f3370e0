"""What is checked when an archive is opened: is its catalog there, and are its vectors ours."""

from __future__ import annotations

from pathlib import Path

from vectorstore.catalog import Catalog
from vectorstore.embedding import Embedder
from vectorstore.errors import CatalogUnreadable, ModelMismatch
from vectorstore.feed import Feed


def check_catalog_is_there(data_dir: Path) -> None:
    """Refuse to empty indexes that hold passages, because the catalog they follow is gone."""
    catalog = data_dir / "catalog.sqlite3"
    gone = not catalog.is_file() or not catalog.stat().st_size
    if gone and (data_dir / "dense" / "cursor.json").exists():
        raise CatalogUnreadable(
            f"{catalog} is missing or empty, though indexes made from it are there.",
            "Restore it from a backup; to begin anew, remove the folders dense and lexical.",
        )


def check_model(catalog: Catalog, feed: Feed, embedder: Embedder, adopt: bool) -> None:
    """Raise ModelMismatch if the vectors are of another model, or have all wait if `adopt`."""
    stored, wanted = catalog.meta("model"), embedder.model
    if adopt:
        feed.waiting.try_again()
    if stored == wanted:
        return
    if stored is not None and catalog.passage_count() and not adopt:
        raise ModelMismatch(
            f"This archive was embedded with {stored}; the configured model is {wanted}.",
            "Set DATELINE_EMBEDDER to the one that made it, or embed it again with "
            "`dateline rebuild --embed`.",
        )
    feed.waiting.change_model(wanted)
