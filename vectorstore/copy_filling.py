"""Groups of near-copies for archives that have none yet, or were sketched by another library."""

from __future__ import annotations

import logging

from vectorstore import rows
from vectorstore.catalog import Catalog
from vectorstore.copies import sketch
from vectorstore.copy_groups import CopyGroups
from vectorstore.sketching import probe

_LOG = logging.getLogger(__name__)
_FORMAT = "1/"  # raise it when wording or sketches change: groups are then found anew
_BATCH = 200  # articles
_WORTH_TELLING = 2_000  # articles
_KEY = "copies"  # of the catalog's settings: what its groups were found by


def fill_if_missing(catalog: Catalog) -> None:
    """Find the groups of an archive that an earlier version made; quick where there is nothing.

    What was begun and cut short is gone on with.
    """
    if not (catalog.meta(_KEY) or "").startswith(_FORMAT) and catalog.count():
        fill_if_other(catalog)


def fill_if_other(catalog: Catalog) -> None:
    """Find the groups anew if the articles were not sketched as they would be now."""
    wanted = _FORMAT + probe()
    if catalog.meta(_KEY) == wanted:
        return
    begun = f"filling {wanted}"
    if catalog.meta(_KEY) != begun:
        _empty(catalog, begun)
    if (count := catalog.count()) >= _WORTH_TELLING:
        _LOG.warning("Looking for near-copies among %d articles; this is done once.", count)
    _fill(catalog)
    catalog.set_meta(_KEY, wanted)


def _empty(catalog: Catalog, begun: str) -> None:
    with catalog.transaction() as db:
        for table in ("pairs", "bands", "sketches"):
            db.execute(f"DELETE FROM {table}")
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, begun))


def _fill(catalog: Catalog) -> None:
    sql = "SELECT coalesce(max(article), 0) FROM sketches"
    last = int(catalog.connection.execute(sql).fetchone()[0])
    while True:
        with catalog.transaction() as db:
            found = db.execute(
                f"SELECT rowid, {rows.ARTICLE} FROM articles WHERE rowid > ?"
                " ORDER BY rowid LIMIT ?",
                (last, _BATCH),
            ).fetchall()
            groups = CopyGroups(db)
            for row in found:
                groups.add(row[0], sketch(rows.article(row[1:])))
        if not found:
            return
        last = found[-1][0]
