"""Groups of near-copies follow from the articles that are stored, however they came to be so."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.archives import every_article, opened
from fakes.copy_pairs import stories
from fakes.grouping import assert_groups_right, groups, made_at_once, pairs, printed, write
from fakes.reprinter import story
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.catalog import Catalog
from vectorstore.copies import likeness
from vectorstore.copy_filling import fill_if_missing, fill_if_other
from vectorstore.errors import ArticleNotFound
from vectorstore.models import Article
from vectorstore.wording import shared, wording

STORIES = stories()
FERRY, BANK, STRIKE = STORIES["ferry"], STORIES["bank"], STORIES["strike"]


def head(text: str, paragraphs: int) -> str:
    return "\n\n".join(text.split("\n\n")[:paragraphs])


def tail(text: str, paragraphs: int) -> str:
    return "\n\n".join(text.split("\n\n")[-paragraphs:])


def every_nth_word_changed(text: str, n: int, mark: str) -> str:
    words = text.split(" ")
    return " ".join(mark + word[1:] if i % n == 0 else word for i, word in enumerate(words))


TEXTS = [
    FERRY,
    f"Agency copy. {FERRY}",
    head(FERRY, 4),
    head(FERRY, 2),
    tail(FERRY, 4),
    BANK,
    head(BANK, 3),
    f"{FERRY}\n\nIn other news:\n\n{BANK}",
    f"{BANK}\n\nMeanwhile:\n\n{head(FERRY, 5)}",
    f"{STRIKE}\n\n{FERRY}\n\n{BANK}",
    STRIKE,
    every_nth_word_changed(FERRY, 9, "q"),
    every_nth_word_changed(every_nth_word_changed(FERRY, 9, "q"), 8, "w"),
    "Too short to have copies.",
]
KEYS = [f"key-{number}" for number in range(6)]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with closing(Catalog(tmp_path / "catalog.sqlite3")) as found:
        yield found


def of_keys(*keys: str) -> frozenset[str]:
    return frozenset(keys)


# --- properties -----------------------------------------------------------------------------


WRITTEN = st.tuples(st.sampled_from(KEYS), st.sampled_from(TEXTS))
DELETED = st.tuples(st.sampled_from(KEYS), st.none())


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(WRITTEN | WRITTEN | DELETED, max_size=14))
def test_groups_follow_from_what_is_stored(
    steps: list[tuple[str, str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Adding in any order, updating and deleting end where adding what is left at once does."""
    folder = tmp_path_factory.mktemp("groups")
    with closing(Catalog(folder / "catalog.sqlite3")) as catalog:
        for key, text in steps:
            if text is not None:
                write(catalog, [printed(key, text)])
            elif (known := printed(key, "")).id in {a.id for a in stored(catalog)}:
                catalog.delete(known.id)
        assert_groups_right(catalog, folder / "at-once")


@settings(max_examples=30, deadline=None)
@given(
    texts=st.lists(st.sampled_from(TEXTS), min_size=2, max_size=7),
    more=st.sampled_from(TEXTS),
)
def test_deleting_undoes_adding(
    texts: list[str], more: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(Catalog(tmp_path_factory.mktemp("undone") / "c.sqlite3")) as catalog:
        write(catalog, [printed(f"key-{i}", text) for i, text in enumerate(texts)])
        before = groups(catalog), pairs(catalog)
        write(catalog, [printed("one more", more)])
        catalog.delete(printed("one more", more).id)
        assert (groups(catalog), pairs(catalog)) == before


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.sampled_from(TEXTS), min_size=2, max_size=7), chosen=st.data())
def test_updating_is_deleting_and_adding(
    texts: list[str], chosen: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    articles = [printed(f"key-{i}", text) for i, text in enumerate(texts)]
    article = chosen.draw(st.sampled_from(articles))
    changed = replace(article, text=chosen.draw(st.sampled_from(TEXTS)))
    folder = tmp_path_factory.mktemp("updated")
    found = []
    for name in ("update", "delete-and-add"):
        with closing(Catalog(folder / f"{name}.sqlite3")) as catalog:
            write(catalog, articles)
            if name == "delete-and-add":
                catalog.delete(article.id)
            write(catalog, [changed])
            found.append((groups(catalog), pairs(catalog)))
    assert found[0] == found[1]


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.sampled_from(TEXTS), max_size=8))
def test_every_article_is_in_one_group_and_is_no_copy_of_itself(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(Catalog(tmp_path_factory.mktemp("parted") / "c.sqlite3")) as catalog:
        write(catalog, [printed(f"key-{i}", text) for i, text in enumerate(texts)])
        found = groups(catalog)
        assert sum(map(len, found)) == len(frozenset().union(*found))
        copies = {article.key: article.copies for article in stored(catalog)}
        ids = {key: printed(key, "").id for key in copies}
        for key, others in copies.items():
            assert ids[key] not in others
            assert len(set(others)) == len(others)
            assert all(ids[key] in copies[other] for other in copies if ids[other] in others)
        for group in found:
            assert all({ids[o] for o in group - {key}} <= set(copies[key]) for key in group)


def stored(catalog: Catalog) -> list[Article]:
    ids = catalog.connection.execute("SELECT id FROM articles").fetchall()
    return [catalog.article(found) for (found,) in ids]


# --- cases ----------------------------------------------------------------------------------


def test_a_group_grows_and_dissolves_when_one_is_left(catalog: Catalog) -> None:
    write(catalog, [printed("a", FERRY), printed("other", BANK)])
    assert groups(catalog) == set()
    write(catalog, [printed("b", head(FERRY, 4))])
    write(catalog, [printed("c", f"(Reuters) {FERRY}")])
    assert groups(catalog) == {of_keys("a", "b", "c")}
    catalog.delete(printed("a", "").id)
    assert groups(catalog) == {of_keys("b", "c")}
    catalog.delete(printed("c", "").id)
    assert groups(catalog) == set()
    assert catalog.article(printed("b", "").id).copies == ()


def test_a_group_whose_bridge_is_deleted_falls_apart(catalog: Catalog) -> None:
    parts = FERRY.split("\n\n")
    first, second = "\n\n".join(parts[:6]), "\n\n".join(parts[5:])
    between = "\n\n".join(parts[2:])
    write(catalog, [printed("first", first), printed("second", second)])
    assert groups(catalog) == set()
    write(catalog, [printed("between", between)])
    assert of_keys("between", "second") <= next(iter(groups(catalog)))
    bridged = groups(catalog)
    catalog.delete(printed("between", "").id)
    assert groups(catalog) == set()
    write(catalog, [printed("between", between)])
    assert groups(catalog) == bridged


def test_a_chain_of_texts_as_long_as_each_other_falls_apart_without_its_middle(
    catalog: Catalog,
) -> None:
    """Each shares three quarters with the next, the first and the last only a half."""
    parts = [part for number in (1, 2) for part in story(number).split("\n\n")]
    chain = [printed(str(i), "\n\n".join(parts[i : i + 8])) for i in (0, 2, 4)]
    write(catalog, chain)
    assert groups(catalog) == {of_keys("0", "2", "4")}
    assert {kind for _, _, kind in pairs(catalog)} == {"alike"}
    catalog.delete(chain[1].id)
    assert groups(catalog) == set()


def test_a_block_in_common_makes_no_copies_of_texts_that_go_on_differently() -> None:
    """As the words about a site's pages do."""
    block = " ".join(re.findall("[a-z]+", STRIKE))
    rest = [" ".join(f"{mark}word{i}" for i in range(180)) for mark in "ab"]
    first, second = (wording(f"{block} {own}") for own in rest)
    assert 0.35 < shared(first.shingles, second.shingles) / len(first.shingles) < 0.5
    assert likeness(first, second) is None
    assert likeness(first, wording(every_nth_word_changed(f"{block} {rest[0]}", 7, "q"))) == "alike"


def test_a_text_of_two_stories_makes_no_copies_of_them(catalog: Catalog) -> None:
    both = f"{FERRY}\n\n{BANK}"
    articles = [printed("a", FERRY), printed("a2", f"LONDON (AP) - {FERRY}"), printed("both", both)]
    write(catalog, articles)
    assert groups(catalog) == {of_keys("a", "a2", "both")}
    write(catalog, [printed("b", BANK)])
    assert groups(catalog) == {of_keys("a", "a2")}
    a, a2, mixed, b = (printed(key, "").id for key in ("a", "a2", "both", "b"))
    assert set(catalog.article(a).copies) == {a2, mixed}
    assert set(catalog.article(mixed).copies) == {a, a2, b}
    assert catalog.article(b).copies == (mixed,)
    catalog.delete(b)
    assert groups(catalog) == {of_keys("a", "a2", "both")}


def test_an_updated_article_changes_its_group(catalog: Catalog) -> None:
    write(catalog, [printed("a", FERRY), printed("b", BANK), printed("moves", head(FERRY, 4))])
    assert groups(catalog) == {of_keys("a", "moves")}
    write(catalog, [printed("moves", head(BANK, 4))])
    assert groups(catalog) == {of_keys("b", "moves")}


def test_copies_within_one_batch_are_found(catalog: Catalog) -> None:
    write(catalog, [printed(key, FERRY + f" {key}") for key in "abc"])
    assert groups(catalog) == {of_keys(*"abc")}


def test_a_write_that_fails_leaves_the_groups_as_they_were(catalog: Catalog) -> None:
    write(catalog, [printed("a", FERRY)])
    clash = replace(printed("b", BANK), key="another key, the same id")
    with pytest.raises(sqlite3.IntegrityError):
        write(catalog, [printed("c", head(FERRY, 4)), printed("b", BANK), clash])
    assert (groups(catalog), pairs(catalog)) == (set(), set())
    write(catalog, [printed("c", head(FERRY, 4))])
    assert groups(catalog) == {of_keys("a", "c")}


def test_many_printings_of_one_story_are_one_group_and_stay_so(catalog: Catalog) -> None:
    """More than are compared with each new one."""
    number = 60
    write(catalog, [printed(f"key-{i}", f"{FERRY}\n\nEdition {i}.") for i in range(number)])
    everything = of_keys(*(f"key-{i}" for i in range(number)))
    assert groups(catalog) == {everything}
    for i in range(0, number, 3):
        catalog.delete(printed(f"key-{i}", "").id)
    assert groups(catalog) == {of_keys(*(f"key-{i}" for i in range(number) if i % 3))}


def test_boilerplate_makes_no_copies(catalog: Catalog) -> None:
    notice = "Subscribe to our newsletter. " + STRIKE
    texts = [f"{notice}\n\n{FERRY}", f"{notice}\n\n{BANK}"]
    marked = [
        printed(f"marked-{i}", text, boilerplate=((0, len(notice)),))
        for i, text in enumerate(texts)
    ]
    write(catalog, [*marked, printed("notice", notice)])
    assert groups(catalog) == set()


def test_the_store_tells_the_copies_of_an_article(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([printed("a", FERRY), printed("b", head(FERRY, 4)), printed("c", BANK)])
        a, b, c = (printed(key, "").id for key in "abc")
        assert (store.copies(a), store.copies(b), store.copies(c)) == ((b,), (a,), ())
        assert {item.id: item.copies for item in every_article(store)} == {
            a: (b,), b: (a,), c: (),
        }  # fmt: skip
        store.delete(b)
        assert store.copies(a) == ()
        with pytest.raises(ArticleNotFound):
            store.copies(b)


# --- archives of an earlier version ---------------------------------------------------------


def as_version_1(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        for table in ("pairs", "bands", "sketches", "waiting"):
            db.execute(f"DROP TABLE {table}")
        for index in ("articles_for_filters", "articles_in_order"):
            db.execute(f"DROP INDEX {index}")
        db.execute("DELETE FROM meta WHERE key = 'copies'")
        db.execute("PRAGMA user_version = 1")
        db.commit()


def test_an_archive_without_groups_gets_them_when_it_is_opened(tmp_path: Path) -> None:
    data = tmp_path / "data"
    articles = [printed(f"key-{i}", text) for i, text in enumerate(TEXTS)]
    with opened(data) as store:
        store.add(articles)
        expected = groups(store.catalog), pairs(store.catalog)
    assert expected[0]
    as_version_1(data / "catalog.sqlite3")
    with opened(data) as store:
        assert (groups(store.catalog), pairs(store.catalog)) == expected
        store.delete(articles[0].id)
        store.add([articles[0]])
        assert_groups_right(store.catalog, tmp_path / "at-once")


def test_filling_that_was_cut_short_is_gone_on_with(tmp_path: Path) -> None:
    articles = [printed(f"key-{i}", text) for i, text in enumerate(TEXTS)]
    with closing(Catalog(tmp_path / "c.sqlite3")) as catalog:
        fill_if_other(catalog)
        done = catalog.meta("copies")
        write(catalog, articles[:5])
        write(catalog, articles[5:], sketched=False)
        catalog.set_meta("copies", f"filling {done}")
        fill_if_missing(catalog)
        assert catalog.meta("copies") == done
        assert groups(catalog)
        assert_groups_right(catalog, tmp_path / "at-once")


def test_sketches_of_another_library_are_made_anew(tmp_path: Path) -> None:
    with closing(Catalog(tmp_path / "c.sqlite3")) as catalog:
        write(catalog, [printed("a", FERRY), printed("b", head(FERRY, 4))])
        with catalog.transaction() as db:
            db.execute("UPDATE sketches SET minima = zeroblob(256), family = article")
            db.execute("DELETE FROM pairs")
        catalog.set_meta("copies", "1/another")
        fill_if_missing(catalog)  # at the start nothing heavy is loaded to look
        assert pairs(catalog) == set()
        fill_if_other(catalog)
        assert groups(catalog) == {of_keys("a", "b")}


def test_an_empty_archive_is_not_filled(tmp_path: Path) -> None:
    with closing(Catalog(tmp_path / "c.sqlite3")) as catalog:
        fill_if_missing(catalog)
        assert catalog.meta("copies") is None


def test_at_once_is_a_measure_of_its_own(tmp_path: Path) -> None:
    """What the properties compare with does see a difference."""
    two = [printed("a", FERRY), printed("b", head(FERRY, 4))]
    assert made_at_once(tmp_path / "two", two)[0] == {of_keys("a", "b")}
    assert made_at_once(tmp_path / "one", two[:1])[0] == set()
