"""Threads share a store: some search while one adds, updates, deletes, syncs and rebuilds."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.archives import as_embedded, assert_found, assert_whole, made_up, marker, opened

from vectorstore.errors import ArticleNotFound
from vectorstore.models import Filter
from vectorstore.store import Store


def together(*jobs: Callable[[], object]) -> list[BaseException]:
    """Run each job in a thread; the errors that they ended with."""
    errors: list[BaseException] = []

    def run(job: Callable[[], object]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001  (shown by the test)
            errors.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def check_hits(store: Store, number: int) -> None:
    """The lasting articles are found; what comes and goes is whole when it is seen."""
    where = Filter(sources=(made_up(number).source or "",)) if number % 2 else None
    hits = store.search(as_embedded(number), 20, where)
    assert hits[0].passage.text.startswith(marker(number))
    for hit in hits:
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert not where or hit.article.source in where.sources


def test_searches_are_right_while_the_archive_changes(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(number) for number in range(10)])
        store.sync()
        done = threading.Event()

        def change() -> None:
            try:
                for turn in range(1, 6):
                    store.add([made_up(n, edition=turn) for n in range(100, 130)])
                    store.sync()
                    store.delete(made_up(100 + turn).id)
                    if turn == 3:
                        store.rebuild()
            finally:
                done.set()

        def search() -> None:
            turn = 0
            while not done.is_set() or turn < 10:
                check_hits(store, turn % 10)
                turn += 1

        assert together(change, search, search, search) == []
        assert store.dense.failure == store.lexical.failure == ""
        assert_whole(store)
        assert_found(store, [marker(number) for number in range(10)])


def test_a_search_in_the_middle_of_a_rebuild_does_not_bring_the_old_files_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(number) for number in range(10)])
        store.sync()
        store.dense.open()
        client = store.dense._client
        close = client.close

        def close_while_somebody_searches() -> None:
            store.dense.size()
            close()

        monkeypatch.setattr(client, "close", close_while_somebody_searches)
        store.rebuild()
        assert not store.dense.failure
        assert not store.dense.mended
        assert_whole(store)
        assert_found(store, [marker(number) for number in range(10)])


def test_two_writers_and_a_deleter_do_not_hurt_each_other(tmp_path: Path) -> None:
    with opened(tmp_path) as store:

        def write(first: int) -> None:
            for edition in range(1, 6):
                store.add([made_up(n, edition=edition) for n in range(first, first + 12)])
                store.sync()

        def delete() -> None:
            deleted = 0
            while deleted < 20:
                for number in range(24):
                    try:
                        store.delete(made_up(number).id)
                    except ArticleNotFound:
                        continue
                    deleted += 1

        assert together(lambda: write(0), lambda: write(12), delete) == []
        store.sync()
        assert_whole(store)


def test_a_filtered_search_does_not_wait_for_a_long_sync(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(1)])
        store.sync()
        where = Filter(sources=("Outlet 1",))
        with store._syncing:  # as another thread holds it for as long as a rebuild takes
            searching = threading.Thread(target=store.search, args=("news", 3, where), daemon=True)
            searching.start()
            searching.join(30)
            assert not searching.is_alive()


def test_connections_of_ended_threads_are_closed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for _ in range(20):
            assert together(store.catalog.count) == []
        assert len(store.catalog._connections) <= 2
