"""How many articles pass a filter, by outlet and by day: the facets of a library."""

from __future__ import annotations

from datetime import date

from vectorstore import rows
from vectorstore.catalog import Catalog
from vectorstore.models import Filter


def by_source(
    catalog: Catalog, where: Filter, text: str | None = None
) -> list[tuple[str | None, int]]:
    """Outlets of the articles that pass, with their numbers, most first."""
    condition, values = rows.condition(where, text)
    return catalog.connection.execute(
        f"SELECT source, count(*) FROM articles WHERE {condition}"
        " GROUP BY source ORDER BY count(*) DESC, source",
        values,
    ).fetchall()


def by_day(
    catalog: Catalog, where: Filter, text: str | None = None
) -> list[tuple[date | None, int]]:
    """Days of publication of the articles that pass, with their numbers, earliest first."""
    condition, values = rows.condition(where, text)
    found = catalog.connection.execute(
        f"SELECT day, count(*) FROM articles WHERE {condition} GROUP BY day ORDER BY day", values
    )
    return [(date.fromordinal(day) if day else None, number) for day, number in found]
