"""Whatever is done to an archive, its indexes hold what the catalog holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes.archives import assert_whole, every_article, made_up, marker, opened
from fakes.chroma import chroma_running
from fakes.embedder import HashedWords
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vectorstore.models import Filter
from vectorstore.store import Store

NUMBERS = st.integers(0, 11)
STEPS = st.one_of(
    st.tuples(st.just("add"), st.lists(st.tuples(NUMBERS, st.integers(1, 3)), max_size=6)),
    st.tuples(st.just("delete"), NUMBERS),
    st.tuples(st.sampled_from(["sync", "search", "reopen", "rebuild"]), st.none()),
)
FIRST = ("add", [(number, 1) for number in range(6)])


def exact(store: Store, query: str, limit: int) -> list[tuple[int, float]]:
    """The oracle: every stored vector times the query's, with nothing in between."""
    held = store.catalog.connection.execute("SELECT passage, vector FROM vectors").fetchall()
    vector = store.embedder.embed_query(query)
    scores = [
        (number, float(np.frombuffer(raw, dtype=np.float16).astype(np.float32) @ vector))
        for number, raw in held
    ]
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))[:limit]


def assert_as_the_oracle(store: Store, query: str) -> None:
    """Both dense searches find passages as near as there are; ids of ties may differ."""
    expected = [score for _, score in exact(store, query, 5)]
    vector = store.embedder.embed_query(query)
    near = store.dense.search(vector, 5)
    assert near is not None
    assert [score for _, score in near] == pytest.approx(expected, abs=2e-3)
    filtered = store.search(query, 5, Filter(article_ids=tuple(a.id for a in every_article(store))))
    best = max((hit.scores["dense"] for hit in filtered), default=None)
    assert best is None or best == pytest.approx(expected[0], abs=1e-5)


class Run:
    """A store with what should be in it: the edition of each article."""

    def __init__(self, folder: Path, chroma_url: str) -> None:
        self.chroma_url = chroma_url
        self.folder, self.held, self.gone = folder, dict[int, int](), set[str]()
        self.embedder = HashedWords()
        self.reopen()

    def reopen(self) -> None:
        self.context = opened(self.folder, self.embedder, chroma_url=self.chroma_url)
        self.store = self.context.__enter__()

    def close(self) -> None:
        self.context.__exit__(None, None, None)

    def do(self, action: str, value: Any) -> None:
        if action == "add":
            self.store.add([made_up(number, edition=edition) for number, edition in value])
            for number, edition in value:
                self.gone |= {marker(number, self.held.get(number, 0))}
                self.held[number] = edition
        elif action == "delete" and value in self.held:
            self.store.delete(made_up(value).id)
            self.gone.add(marker(value, self.held.pop(value)))
        elif action == "reopen":
            self.close()
            self.reopen()
        elif action == "search":
            for number, edition in self.held.items():
                assert_found_or_not_yet(self.store, marker(number, edition))
        elif action in ("sync", "rebuild"):
            getattr(self.store, action)()

    def check(self) -> None:
        self.store.sync()
        assert_whole(self.store)
        present = {marker(number, edition) for number, edition in self.held.items()}
        for word in present:
            hits = self.store.search(word, 3)
            assert word in hits[0].passage.text
            assert_as_the_oracle(self.store, hits[0].passage.text)
        for word in self.gone - present:
            assert self.store.lexical.search(word, 10, Filter(), None) == []
            assert all(word not in hit.passage.text for hit in self.store.search(word, 50))


def assert_found_or_not_yet(store: Store, word: str) -> None:
    """Between changes and a sync a passage may be missing, but no wrong one is in its place."""
    for hit in store.search(word, 50):
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text


@pytest.fixture(scope="module", params=["files", "server"])
def chroma_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the dense index lies."""
    if request.param == "files":
        yield ""
        return
    with chroma_running(tmp_path_factory.mktemp("server") / "chroma") as server:
        yield server.url


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=10))
def test_indexes_agree_with_the_catalog_after_anything(
    chroma_url: str, steps: list[tuple[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    run = Run(tmp_path_factory.mktemp("run") / "data", chroma_url)
    try:
        for action, value in [FIRST, *steps]:
            run.do(action, value)
        run.check()
    finally:
        run.close()


@pytest.mark.parametrize("name", ["lexical", "dense", "exact"])
def test_a_change_that_comes_twice_does_no_harm(tmp_path: Path, name: str) -> None:
    """As after a crash between an index's own commit and its cursor."""
    with opened(tmp_path) as store:
        store.add([made_up(number) for number in range(5)])
        store.delete(made_up(2).id)
        store.search("news", 3, Filter(sources=("Outlet 1",)))  # fills the exact index
        index = store.nearest.exact if name == "exact" else getattr(store, name)
        changes = store.feed.changes(0)
        for change in changes:
            index.apply(change, store.feed)
        index.commit(changes[-1].seq)
        assert_whole(store)
        found = store.nearest.exact.search(store.embedder.embed_query("news"), 100, None)
        assert len(found) == len(dict(found)) == store.catalog.passage_count()


def test_the_exact_index_drops_what_is_deleted_while_it_is_open(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(number) for number in range(6)])
        query = store.embedder.embed_query("news")
        for number in (0, 3, 5):
            store.search("news", 3, Filter(sources=("Outlet 1",)))
            store.delete(made_up(number).id)
        store.add([made_up(1, edition=2)])
        store.search("news", 3, Filter(sources=("Outlet 1",)))
        expected = {p.id for a in every_article(store) for p in store.catalog.passages_of(a.id)}
        assert {passage for passage, _ in store.nearest.exact.search(query, 100, None)} == expected


def test_a_filtered_search_is_the_oracle_over_what_passes(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(number, paragraphs=3) for number in range(60)])
        store.sync()
        for source in ("Outlet 0", "Outlet 2"):
            hits = store.search("treaty harbour rail", 500, Filter(sources=(source,)))
            passing = {a.id for a in every_article(store) if a.source == source}
            assert {hit.article.id for hit in hits} == passing
            oracle = dict(exact(store, "treaty harbour rail", 1_000))
            for hit in hits:
                assert hit.scores["dense"] == pytest.approx(oracle[hit.passage.id], abs=1e-5)


def test_a_thousand_hits_can_be_had_of_three_thousand_passages(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(number, paragraphs=10) for number in range(300)])
        store.sync()
        hits = store.search("harbour tariff", 1_000)
        assert len({hit.passage.id for hit in hits}) == 1_000
        assert not store.dense.failure
        assert_whole(store)


def test_an_index_of_another_archive_is_not_followed_on(tmp_path: Path) -> None:
    for name, number in (("one", 1), ("two", 2)):
        with opened(tmp_path / name) as store:
            store.add([made_up(number)])
            store.sync()
    for file in ("catalog.sqlite3", "catalog.sqlite3-wal", "catalog.sqlite3-shm"):
        source, target = tmp_path / "two" / file, tmp_path / "one" / file
        target.unlink(missing_ok=True)
        if source.exists():
            target.write_bytes(source.read_bytes())
    with opened(tmp_path / "one") as store:
        assert_whole(store)
        assert marker(2) in store.search(marker(2), 1)[0].passage.text
        assert store.lexical.search(marker(1), 5, Filter(), None) == []


def test_an_older_catalog_takes_its_indexes_back_with_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(1)])
    backup = (tmp_path / "catalog.sqlite3").read_bytes()
    with opened(tmp_path) as store:
        store.add([made_up(2), made_up(3)])
        store.sync()
    (tmp_path / "catalog.sqlite3").write_bytes(backup)
    with opened(tmp_path) as store:
        assert store.catalog.count() == 1
        assert_whole(store)


def test_long_histories_of_updates_are_followed_without_what_is_gone(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for edition in range(1, 60):
            store.add([made_up(number, edition=edition) for number in range(3)])
        store.sync()
        assert_whole(store)
        hits = store.search("news", 100, Filter(sources=("Outlet 0", "Outlet 1", "Outlet 2")))
        assert {hit.passage.text.split()[0] for hit in hits} == {
            marker(number, 59, paragraph) for number in range(3) for paragraph in range(2)
        }
