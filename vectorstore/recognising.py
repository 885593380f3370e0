"""Whether an article is known: by its key, by its content, or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vectorstore.catalog import Catalog
from vectorstore.models import Article

Outcome = Literal["new", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article: the outcome, and the id under which the archive holds it."""

    outcome: Outcome
    article_id: str


def sort_out(
    articles: Sequence[Article], catalog: Catalog
) -> tuple[list[Added], list[tuple[Article, str]]]:
    """What becomes of each article, and those to be written, with their fingerprints."""
    prints = [fingerprint(article) for article in articles]
    pairs = list(zip((article.key for article in articles), prints, strict=True))
    by_key, stored = catalog.known(pairs)
    outcomes: list[Added] = []
    changed = []
    for article, print_ in zip(articles, prints, strict=True):
        known = by_key.get(article.key)
        if known == print_:
            outcomes.append(Added("unchanged", article.id))
            continue
        if known is None and print_ in stored:
            outcomes.append(Added("unchanged", stored[print_]))
            continue
        if known and stored.get(known) == article.id:
            del stored[known]  # the archive holds that content no longer
        outcomes.append(Added("updated" if known else "new", article.id))
        changed.append((article, print_))
        by_key[article.key] = print_
        stored[print_] = article.id
    return outcomes, changed


def fingerprint(article: Article) -> str:
    """A hash of all that was read of an article; where it was read does not count."""
    content = [
        article.text, article.title, article.source, article.url, article.published,
        article.authors, article.language, article.external_id,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def article_id(key: str) -> str:
    """The id of the article with this key."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]
