"""Made-up articles, and what must hold of every store at rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fakes.embedder import HashedWords

from vectorstore.models import Article, Filter
from vectorstore.recognising import article_id
from vectorstore.splitting import split_passages
from vectorstore.store import Store

_WORDS = "quake treaty harbour minister ballot vaccine drought rail orchard tariff".split()
PASSAGE_CHARS = 80  # so that each paragraph is a passage


def made_up(number: int, *, paragraphs: int = 2, edition: int = 1, **fields: Any) -> Article:
    """Article `number`; each paragraph holds a word found nowhere else, see `marker`."""
    key = f"key-{number}"
    text = "\n\n".join(
        f"{marker(number, edition, i)} {_WORDS[(number + i) % 10]} and "
        f"{_WORDS[(number * 7 + i) % 10]} in the news of {_WORDS[(number + 3 * i) % 10]}."
        for i in range(paragraphs)
    )
    known: dict[str, Any] = {"title": f"Title {number}", "source": f"Outlet {number % 3}"}
    if number % 4:
        known["published"] = f"2023-11-{1 + number % 28:02d}"
    return Article(id=article_id(key), key=key, text=text, **(known | fields))


def marker(number: int, edition: int = 1, paragraph: int = 0) -> str:
    return f"zq{number}x{edition}x{paragraph}"


def as_embedded(number: int) -> str:
    """The first passage of `made_up(number)` as a model gets it: nothing is nearer to it."""
    article = made_up(number)
    return f"{article.title}\n{article.text.split(chr(10))[0]}"


@contextmanager
def opened(folder: Path, embedder: HashedWords | None = None, **options: Any) -> Iterator[Store]:
    """A store of small passages on a fake model."""
    options = {"passage_chars": PASSAGE_CHARS, **options}
    with Store(folder, embedder or HashedWords(), **options) as store:
        store.nearest.scanned = 0  # Chroma is what is to be tested
        yield store


def every_article(store: Store) -> list[Article]:
    return [article for _, article in store.catalog.page(1_000_000, None, Filter(), None)]


def assert_whole(store: Store) -> None:
    """Articles have all their passages, passages their vectors, and indexes hold the same."""
    passages = 0
    for article in every_article(store):
        found = store.catalog.passages_of(article.id)
        assert [(p.start, p.end) for p in found] == split_passages(article, PASSAGE_CHARS)
        assert all(p.text == article.text[p.start : p.end] for p in found)
        passages += len(found)
    assert store.catalog.passage_count() == passages
    assert store.feed.waiting.without_vector() == 0
    held = store.catalog.connection.execute(
        "SELECT count(*) FROM vectors WHERE model = ?", (store.embedder.model,)
    ).fetchone()[0]
    assert held == passages
    assert store.catalog.check() == []
    assert store.index_faults() == {}


def assert_found(store: Store, markers: Sequence[str]) -> None:
    """Each of these words leads to the passage that holds it, through both indexes."""
    for word in markers:
        hit = store.search(word, 5)[0]
        assert word in hit.passage.text
        assert hit.ranks["lexical"] == 1
        own = store.embedder.embed_query(f"{hit.article.title}\n{hit.passage.text}")
        nearest = store.dense.search(own, 1)
        assert nearest is not None
        assert nearest[0][1] > 0.999
