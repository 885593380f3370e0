"""A rebuild: what answers meanwhile, what a cancelled or killed one leaves, how far it is told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.archives import (
    as_embedded,
    assert_found,
    assert_whole,
    made_up,
    marker,
    opened,
)

import vectorstore
from vectorstore.errors import StoreError
from vectorstore.generations import clear
from vectorstore.lexical import LexicalIndex
from vectorstore.models import Filter
from vectorstore.store import Store

_ROOTS = [Path(vectorstore.__file__).parents[1], Path(__file__).parents[1]]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, _ROOTS))}
ARTICLES = 20


class Enough(Exception):
    """Whoever is told has heard enough."""


def filled(store: Store) -> None:
    for number in range(ARTICLES):  # an entry of the log each, and now and then one undone
        store.add([made_up(number)])
        if number % 10 == 5:
            store.delete(made_up(number).id)
    store.sync()


def folders(data: Path) -> list[str]:
    return sorted(path.name for path in data.glob("lexical*") if path.is_dir())


def by_words(store: Store, number: int) -> bool:
    return bool(store.lexical.search(marker(number), 5, Filter(), None))


def after(moments: int) -> Callable[[int, int], None]:
    def told(_done: int, _total: int) -> None:
        nonlocal moments
        moments -= 1
        if moments < 0:
            raise Enough

    return told


def test_questions_are_answered_meanwhile_by_words_too(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        filled(store)
        seen: list[tuple[int, int]] = []
        added: list[str] = []

        def told(done: int, total: int) -> None:
            seen.append((done, total))
            number = len(seen) % 5
            hit = store.search(marker(number), 3)[0]
            assert hit.passage.text.startswith(marker(number))
            assert "lexical" in hit.ranks
            if len(seen) % 8 == 1:  # what comes meanwhile is found at once, and is not lost
                fresh = 100 + len(seen)
                added.append(marker(fresh))
                store.add([made_up(fresh)])
                store.sync()
                assert by_words(store, fresh)

        before = store.catalog.passage_count()
        store.rebuild(told)
        assert_whole(store)
        assert_found(store, [*added, marker(1)])
        assert len(added) > 1
    assert seen == sorted(seen)
    assert {total for _, total in seen} == {before}
    assert (seen[0][0], seen[-1][0]) == (0, before)
    assert folders(tmp_path) == ["lexical-1"]
    with opened(tmp_path) as store:
        assert (store.lexical.mended, store.dense.mended) == ("", "")
        assert_whole(store)


@pytest.mark.parametrize("moments", [0, 1, 3, 9, 12])
def test_a_cancelled_rebuild_does_no_harm(tmp_path: Path, moments: int) -> None:
    with opened(tmp_path) as store:
        filled(store)
        with pytest.raises(Enough):
            store.rebuild(after(moments))
        assert store.lexical.failure == store.dense.failure == ""
        assert len(folders(tmp_path)) == 1
        assert_found(store, [marker(n) for n in (1, 2, ARTICLES - 1)])
        store.add([made_up(200)])
        store.sync()
        assert_whole(store)
        store.rebuild()
        assert_whole(store)
        assert_found(store, [marker(n) for n in (1, 200)])


def test_a_word_index_that_cannot_be_made_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        filled(store)
        index = type(store.lexical)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(index, "apply", full)
            with pytest.raises(StoreError, match="No space left"):
                store.rebuild()
        assert by_words(store, 1)
        assert folders(tmp_path) == ["lexical"]
        assert_whole(store)


@pytest.mark.parametrize("step", ["_write_cursor", "_clear_others"])
def test_an_interrupt_while_they_change_places_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with opened(tmp_path) as store:
        filled(store)
        with monkeypatch.context() as patched:
            become = LexicalIndex.become

            def broken(index: LexicalIndex, fresh: LexicalIndex) -> None:
                patched.setattr(LexicalIndex, step, interrupted)
                become(index, fresh)

            patched.setattr(LexicalIndex, "become", broken)
            with pytest.raises(KeyboardInterrupt):
                store.rebuild()
        assert by_words(store, 1)
        store.add([made_up(200)])
        store.sync()
        assert_whole(store)
    with opened(tmp_path) as store:
        assert store.lexical.mended == ""
        assert len(folders(tmp_path)) == 1
        assert_found(store, [marker(1), marker(200)])


KILLED = """
import os, sys, pathlib
from fakes.archives import opened
left = int(sys.argv[2])
def told(done, total):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
with opened(pathlib.Path(sys.argv[1])) as store:
    if sys.argv[3] == "changing":
        become = store.lexical._clear_others
        store.lexical._clear_others = lambda: os.kill(os.getpid(), 9)
    store.rebuild(told)
"""


@pytest.mark.parametrize(
    ("moments", "where", "left"),
    [(4, "words", ["lexical"]), (1_000, "changing", ["lexical-1"]), (12, "vectors", None)],
)
def test_a_killed_rebuild_leaves_the_old_index_or_the_new_one(
    tmp_path: Path, moments: int, where: str, left: list[str] | None
) -> None:
    with opened(tmp_path) as store:
        filled(store)
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(moments), where]
    done = subprocess.run(command, env=ENVIRONMENT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    if left:
        assert len(folders(tmp_path)) == 2
    with opened(tmp_path) as store:
        assert store.lexical.mended == ""
        assert left is None or folders(tmp_path) == left
        assert_whole(store)
        assert_found(store, [marker(n) for n in (1, ARTICLES - 1)])


def test_an_archive_of_before_opens_as_it_is(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        filled(store)
    cursor = json.loads((tmp_path / "lexical.json").read_text())
    del cursor["detail"]["generation"]
    (tmp_path / "lexical.json").write_text(json.dumps(cursor))
    stamp = (tmp_path / "lexical" / "meta.json").stat().st_mtime_ns
    with opened(tmp_path) as store:
        assert_whole(store)
    assert (tmp_path / "lexical" / "meta.json").stat().st_mtime_ns == stamp


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.store._AT_ONCE", 4)


def cancelled_among_vectors(store: Store) -> None:
    filled(store)
    total = store.catalog.passage_count()

    def told(done: int, _total: int) -> None:
        if done > total // 2 + 1:
            raise Enough

    with pytest.raises(Enough):
        store.rebuild(told)


@pytest.mark.usefixtures("few_at_once")
def test_behind_a_server_nobody_waits_for_what_a_cancelled_rebuild_left(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        cancelled_among_vectors(store)
        store.indexing._run = lambda: None  # type: ignore[method-assign]  # it comes later
        store.indexing.start()
        before = store.dense.size()
        store.delete(made_up(7).id)
        assert before < store.dense.size() <= before + 6
        assert store.dense.position < store.feed.last_seq()
        assert_nearest_found(store, 1, ARTICLES - 1)
        while store._sync_some():
            assert_nearest_found(store, 1, ARTICLES - 1)
        assert_whole(store)
        assert_found(store, [marker(n) for n in (1, ARTICLES - 1)])


@pytest.mark.usefixtures("few_at_once")
def test_the_thread_takes_over_what_is_left_and_can_be_stopped_between(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        cancelled_among_vectors(store)
    with opened(tmp_path) as store:
        left = store.feed.last_seq()
        assert store.dense.position < left  # to open it does not take all over
        assert_nearest_found(store, 1, ARTICLES - 1)
        store.indexing.start()
        deadline = time.monotonic() + 30
        while store.dense.position < left:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert_whole(store)
        assert store.dense.mended == ""


@pytest.mark.usefixtures("few_at_once")
def test_a_command_that_changes_something_takes_over_all(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        cancelled_among_vectors(store)
    with opened(tmp_path) as store:
        store.add([made_up(200)])
        store.sync()
        assert_whole(store)


def assert_nearest_found(store: Store, *numbers: int) -> None:
    for number in numbers:
        hit = store.search(as_embedded(number), 3)[0]
        assert hit.passage.text.startswith(marker(number))
        assert hit.ranks["dense"] == 1


def test_a_folder_that_is_still_written_to_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lexical-1"
    folder.mkdir()
    remove, late = shutil.rmtree, ["a"]

    def with_a_file_that_comes_late(path: Path, **options: bool) -> None:
        remove(path, **options)
        if late:
            path.mkdir()
            (path / late.pop()).touch()

    monkeypatch.setattr(shutil, "rmtree", with_a_file_that_comes_late)
    clear(folder)
    assert not folder.exists()
