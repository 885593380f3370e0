"""The catalog keeps what it is given, whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes.archives import assert_whole, every_article, made_up, opened
from fakes.embedder import HashedWords
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.catalog import Catalog, StoredArticle
from vectorstore.errors import ArticleNotFound, EmbeddingError, StoreError
from vectorstore.models import Article, Filter
from vectorstore.recognising import Added, article_id
from vectorstore.splitting import split_passages
from vectorstore.store import Store

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
MAYBE = st.none() | ANY_TEXT
DAYS = st.dates().map(date.isoformat)
ARTICLES = st.builds(
    Article,
    id=st.just("0123456789abcdef"),
    key=ANY_TEXT,
    text=ANY_TEXT,
    title=ANY_TEXT,
    title_inferred=st.booleans(),
    source=MAYBE,
    url=MAYBE,
    published=st.none() | DAYS | DAYS.map(lambda day: day + "T08:30:00+01:00"),
    authors=st.lists(ANY_TEXT, max_size=3).map(tuple),
    language=MAYBE,
    wire=MAYBE,
    external_id=MAYBE,
    origin=MAYBE,
).flatmap(
    lambda article: st.lists(
        st.tuples(*[st.integers(0, len(article.text))] * 2).map(sorted).map(tuple), max_size=2
    ).map(lambda spans: replace(article, boilerplate=tuple(spans)))
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "data") as found:
        yield found


def outcomes(added: list[Added]) -> list[str]:
    return [item.outcome for item in added]


@settings(max_examples=60, deadline=None)
@given(article=ARTICLES)
def test_every_field_comes_back_as_it_was(
    article: Article, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("catalog") / "c.sqlite3"
    spans = split_passages(article, 20)
    with closing(Catalog(file)) as catalog:
        catalog.write([StoredArticle(article, "print", spans)])
    with closing(Catalog(file)) as catalog:
        assert catalog.article(article.id) == article
        passages = catalog.passages_of(article.id)
        assert [(p.start, p.end) for p in passages] == spans
        assert all(article.text[p.start : p.end] == p.text for p in passages)
        by_id = catalog.passages([p.id for p in passages])
        assert [by_id[p.id] for p in passages] == [(p, article) for p in passages]


def test_an_update_replaces_the_passages_and_raises_the_revision(store: Store) -> None:
    store.add([made_up(1, paragraphs=3), made_up(2)])
    old = store.catalog.passages_of(made_up(1).id)
    assert outcomes(store.add([made_up(1, edition=2, paragraphs=4)])) == ["updated"]
    article = store.catalog.article(made_up(1).id)
    assert (article.revision, article.text) == (2, made_up(1, edition=2, paragraphs=4).text)
    assert store.catalog.passages([p.id for p in old]) == {}
    store.sync()
    assert_whole(store)
    assert outcomes(store.add([made_up(1, edition=2, paragraphs=4)])) == ["unchanged"]
    assert store.catalog.article(made_up(1).id).revision == 2


def test_a_deleted_article_leaves_no_passage_and_no_vector(store: Store) -> None:
    store.add([made_up(1), made_up(2)])
    store.delete(made_up(1).id)
    rows = store.catalog.connection.execute("SELECT count(*) FROM vectors").fetchone()[0]
    assert rows == store.catalog.passage_count() == len(store.catalog.passages_of(made_up(2).id))
    with pytest.raises(ArticleNotFound, match=made_up(1).id):
        store.catalog.article(made_up(1).id)
    with pytest.raises(ArticleNotFound):
        store.delete(made_up(1).id)


def test_numbers_of_deleted_articles_and_passages_are_never_used_again(store: Store) -> None:
    store.add([made_up(1)])
    rows = store.catalog.matching(Filter())
    ids = {p.id for p in store.catalog.passages_of(made_up(1).id)}
    ever = store.catalog.passages_ever()
    store.delete(made_up(1).id)
    store.add([made_up(2)])
    assert store.catalog.matching(Filter()) != rows
    assert ids.isdisjoint(p.id for p in store.catalog.passages_of(made_up(2).id))
    assert store.catalog.passages_ever() - ever == store.catalog.passage_count()


def test_the_same_content_under_another_key_is_the_same_article(store: Store) -> None:
    first = made_up(1)
    copy = Article(id=article_id("elsewhere"), key="elsewhere", text=first.text,
                   title=first.title, source=first.source, published=first.published)  # fmt: skip
    assert store.add([first, copy]) == [Added("new", first.id), Added("unchanged", first.id)]
    assert store.add([copy]) == [Added("unchanged", first.id)]
    assert store.catalog.count() == 1


def test_content_that_moves_to_another_key_in_one_batch_is_not_lost(store: Store) -> None:
    old, new = made_up(1), made_up(1, edition=2)
    moved = Article(id=article_id("moved"), key="moved", text=old.text, title=old.title,
                    source=old.source, published=old.published)  # fmt: skip
    store.add([old])
    assert outcomes(store.add([new, moved])) == ["updated", "new"]
    assert {article.text for article in every_article(store)} == {old.text, new.text}


def test_two_keys_that_come_to_hold_the_same_keep_their_own_ids(store: Store) -> None:
    first, second = made_up(1), made_up(2)
    same = Article(id=second.id, key=second.key, text=first.text, title=first.title,
                   source=first.source, published=first.published)  # fmt: skip
    store.add([first, second])
    assert outcomes(store.add([same])) == ["updated"]
    again = [Added("unchanged", first.id), Added("unchanged", second.id)]
    assert store.add([first, same]) == again


def test_the_same_key_twice_in_one_batch_leaves_the_last(store: Store) -> None:
    batch = [made_up(1), made_up(1, edition=2), made_up(1, edition=2), made_up(1)]
    assert outcomes(store.add(batch)) == ["new", "updated", "unchanged", "updated"]
    assert [article.text for article in every_article(store)] == [made_up(1).text]
    store.sync()
    assert_whole(store)


def test_an_article_without_passages_is_kept(store: Store) -> None:
    empty = Article("e", "e", "  \n ", "Only a title")
    assert outcomes(store.add([empty])) == ["new"]
    store.sync()
    assert store.catalog.article("e") == empty
    assert store.catalog.passage_count() == 0
    assert store.search("title", 5) == []


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_pages_walk_through_everything_once_while_articles_come_in(store: Store, size: int) -> None:
    store.add([made_up(number) for number in range(12)])  # of equal days, and of none
    expected = [article.id for article in every_article(store)]
    seen: list[str] = []
    after, fresh = None, 100
    while page := store.catalog.page(size, after, Filter(), None):
        seen += [article.id for _, article in page]
        after = page[-1][0]
        if fresh < 103:
            store.add([made_up(fresh, published="2024-01-01")])
            fresh += 1
    assert seen == expected


def test_pages_are_newest_first_and_undated_articles_last(store: Store) -> None:
    store.add([made_up(number) for number in range(9)])
    days = [article.day for article in every_article(store)]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == dated + [None] * (len(days) - len(dated))


BOUNDS = st.none() | st.integers(1, 28).map(lambda day: date(2023, 11, day))
FILTERS = st.builds(
    Filter,
    date_from=BOUNDS,
    date_to=BOUNDS,
    as_of=BOUNDS,
    sources=st.lists(st.sampled_from(["Outlet 0", "Outlet 1", 'O\'Neil "x"'])).map(tuple),
    article_ids=st.lists(st.integers(0, 40).map(lambda n: made_up(n).id), max_size=9).map(tuple),
)


def passes(article: Article, where: Filter) -> bool:
    """The filter as its docstring tells it, without SQL."""
    bounds = [where.date_from, where.date_to, where.as_of]
    if any(bounds) and article.day is None:
        return False
    return (
        (where.date_from is None or article.day >= where.date_from)
        and all(article.day <= last for last in (where.date_to, where.as_of) if last)
        and (not where.sources or article.source in where.sources)
        and (not where.article_ids or article.id in where.article_ids)
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("filled")) as store:
        store.add([made_up(number) for number in range(40)])
        store.sync()
        yield store


@settings(max_examples=80, deadline=None)
@given(where=FILTERS)
def test_filters_admit_what_they_say_in_catalog_and_search(filled: Store, where: Filter) -> None:
    admitted = {a.id for a in every_article(filled) if passes(a, where)}
    assert {a.id for _, a in filled.catalog.page(100, None, where, None)} == admitted
    assert filled.catalog.count(where) == len(admitted) == len(filled.catalog.matching(where))
    hits = filled.search("news of the treaty", 200, where)
    assert {hit.article.id for hit in hits} == admitted
    assert all({"dense", "lexical"} == set(hit.ranks) for hit in hits)


@pytest.mark.parametrize("sought", ["ÉTÉ", "été", "Été à", "ΑΘΉΝΑ", "straße", "STRASSE"])
def test_titles_and_outlets_are_found_without_regard_to_case(store: Store, sought: str) -> None:
    names = {"Été à Paris": None, "Rain": "Post", "News": "Αθήνα", "Die Straße": "Post"}
    store.add([made_up(n, title=name, source=names[name]) for n, name in enumerate(names)])
    assert store.catalog.count(text=sought) == 1


@pytest.mark.parametrize("sought", ["%", "_", "'", '"', "\x00", "\\"])
def test_sought_text_is_no_pattern(store: Store, sought: str) -> None:
    store.add([made_up(1), made_up(2, title=f"a{sought}b")])
    assert store.catalog.count(text=sought) == 1


def test_sources_are_counted_most_first(store: Store) -> None:
    store.add([made_up(n) for n in range(4)] + [made_up(9, source=None)])
    assert store.catalog.sources() == [("Outlet 0", 2), ("Outlet 1", 1), ("Outlet 2", 1)]


def test_what_an_embedder_fails_at_is_kept_and_waits(tmp_path: Path) -> None:
    embedder = HashedWords()
    with opened(tmp_path, embedder) as store:
        store.add([made_up(1)])
        embedder.fail_after = embedder.embedded + 1
        with pytest.raises(EmbeddingError):
            store.add([made_up(2), made_up(1, edition=2), made_up(3)])
        assert len(every_article(store)) == 3
        assert store.indexing.progress().waiting == 6
        embedder.fail_after = None
        assert outcomes(store.add([made_up(2)])) == ["unchanged"]
        store.sync()
        assert_whole(store)


def test_a_write_that_fails_midway_leaves_nothing_of_the_batch(store: Store) -> None:
    store.add([made_up(1)])
    clash = Article(id=made_up(1).id, key="another key, the same id", text="x", title="x")
    with pytest.raises(sqlite3.IntegrityError):
        store.add([made_up(2), made_up(1, edition=2), clash])
    assert [a.text for a in every_article(store)] == [made_up(1).text]
    assert outcomes(store.add([made_up(2)])) == ["new"]
    store.sync()
    assert_whole(store)


def test_a_full_disk_is_told_and_leaves_the_store_usable(store: Store) -> None:
    store.add([made_up(1)])
    db = store.catalog.connection
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"catalog\.sqlite3: the catalog cannot be written"):
        store.add([made_up(number) for number in range(2, 200)])
    db.execute("PRAGMA max_page_count = 1000000")
    assert store.catalog.count() == 1
    assert outcomes(store.add([made_up(2)])) == ["new"]


@pytest.mark.parametrize("name", ["date_from", "date_to", "as_of"])
def test_a_day_of_a_filter_is_a_day(name: str) -> None:
    with pytest.raises(TypeError, match=rf"{name} is '2024-03-05', not a day.*fromisoformat"):
        Filter(**{name: "2024-03-05"})  # type: ignore[arg-type]
