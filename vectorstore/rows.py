"""Between the catalog's rows and the store's models."""

from __future__ import annotations

import json
from typing import Any

from vectorstore.models import Article, Filter, Passage

ARTICLE = (
    "id, key, text, title, title_inferred, source, url, published, authors, language,"
    " boilerplate, wire, external_id, origin, revision"
)
PASSAGE = "p.id, p.article, p.ordinal, p.start, p.end"


def article(row: tuple[Any, ...]) -> Article:
    """The article of a row of the columns `ARTICLE`."""
    named = dict(zip(ARTICLE.split(", "), row, strict=True))
    named["title_inferred"] = bool(named["title_inferred"])
    named["authors"] = tuple(json.loads(named["authors"]))
    named["boilerplate"] = tuple((a, b) for a, b in json.loads(named["boilerplate"]))
    return Article(**named)


def article_values(item: Article, fingerprint: str, revision: int) -> dict[str, Any]:
    """What is written of an article, by column name."""
    return {
        **{name: getattr(item, name) for name in ARTICLE.split(", ")},
        "fingerprint": fingerprint,
        "day": item.day.toordinal() if item.day else None,
        "authors": json.dumps(item.authors, ensure_ascii=False),
        "boilerplate": json.dumps(item.boilerplate),
        "revision": revision,
    }


def passage(row: tuple[Any, ...], of: Article) -> Passage:
    """The passage of a row of the columns `PASSAGE`, cut from its article's text."""
    number, _, ordinal, start, end = row
    return Passage(number, of.id, ordinal, start, end, of.text[start:end])


def condition(where: Filter, text: str | None) -> tuple[str, list[Any]]:
    """A filter as an SQL condition on `articles`, and the values of its placeholders.

    Args:
        text: what title or outlet must hold, as a plain substring; case does not count.
    """
    parts: list[str] = ["1"]
    values: list[Any] = []
    if where.date_from:
        parts.append("day >= ?")
        values.append(where.date_from.toordinal())
    if where.last_day:
        parts.append("day <= ?")
        values.append(where.last_day.toordinal())
    for column, wanted in (("source", where.sources), ("id", where.article_ids)):
        if wanted:
            parts.append(f"{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(wanted))
    if text:
        parts.append("(instr(folded(title), ?) OR instr(folded(source), ?))")
        values += [text.casefold(), text.casefold()]
    return " AND ".join(parts), values
