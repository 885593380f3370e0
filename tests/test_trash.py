"""Deleting with an undo: nothing half-done stays, whenever the process dies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.archives import made_up
from fakes.embedder import HashedWords

from qa import trash as module
from qa.errors import ArticleNotFound, StoreError
from qa.trash import Trash
from vectorstore.models import Article
from vectorstore.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path, HashedWords()) as opened:
        opened.add([made_up(number) for number in range(3)])
        opened.sync()
        yield opened


@pytest.fixture
def trash(tmp_path: Path, store: Store) -> Iterator[Trash]:
    opened = Trash(tmp_path / "deleted.sqlite3", store)
    yield opened
    opened.close()


class Dying(Exception):
    """The process ends here."""


def ids(trash: Trash) -> list[str]:
    return [item.article.id for item in trash.held()]


def wanted(number: int = 1) -> Article:
    return made_up(number)


def test_undo_brings_back_the_same_article_and_finds_it_again(store: Store, trash: Trash) -> None:
    store.add([made_up(1, edition=2)])  # revision 2
    store.sync()
    before = store.catalog.article(wanted().id)
    trash.delete(before.id)
    assert ids(trash) == [before.id]
    assert (found := trash.find(before.id))
    assert found.article.text == before.text
    assert trash.find("nope") is None
    assert before.id not in {hit.article.id for hit in store.search("zq1x2x0", 3)}
    assert trash.restore(before.id) == before.id
    assert store.catalog.article(before.id) == before
    assert before.revision == 2
    assert store.search("zq1x2x0", 1)[0].article.id == before.id
    assert store.index_faults() == {}
    assert trash.held() == []


def test_the_last_deleted_come_first(trash: Trash) -> None:
    for number in (2, 0, 1):
        trash.delete(wanted(number).id)
    assert ids(trash) == [wanted(number).id for number in (1, 0, 2)]
    assert len(trash.held(2)) == 2


def test_what_was_deleted_is_there_after_a_restart(store: Store, tmp_path: Path) -> None:
    first = Trash(tmp_path / "deleted.sqlite3", store)
    first.delete(wanted().id)
    first.close()
    second = Trash(tmp_path / "deleted.sqlite3", store)
    assert second.restore(wanted().id) == wanted().id
    second.close()


def test_dying_before_the_store_deletes_leaves_the_article(store: Store, trash: Trash) -> None:
    trash._store = Broken(store, "delete")
    with pytest.raises(Dying):
        trash.delete(wanted().id)
    trash._store = store
    assert trash.held() == []  # the store holds it, so it does not count as deleted
    assert store.catalog.article(wanted().id)
    trash.delete(wanted().id)
    assert ids(trash) == [wanted().id]


def test_dying_before_the_store_adds_leaves_the_undo(store: Store, trash: Trash) -> None:
    trash.delete(wanted().id)
    trash._store = Broken(store, "add")
    with pytest.raises(Dying):
        trash.restore(wanted().id)
    trash._store = store
    assert ids(trash) == [wanted().id]
    assert trash.restore(wanted().id) == wanted().id


def test_dying_after_the_store_added_leaves_one_article(store: Store, trash: Trash) -> None:
    trash.delete(wanted().id)
    trash._store = Broken(store, "sync")
    with pytest.raises(Dying):
        trash.restore(wanted().id)
    trash._store = store
    assert trash.held() == []
    assert trash.restore(wanted().id) == wanted().id
    assert store.catalog.count() == 3


class Broken:
    """A store whose process dies when this method is called."""

    def __init__(self, store: Store, method: str) -> None:
        self._store, self._method = store, method

    def __getattr__(self, name: str) -> object:
        if name == self._method:
            raise Dying
        return getattr(self._store, name)


def test_after_its_time_it_is_gone_for_good(
    trash: Trash, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash.delete(wanted().id)
    monkeypatch.setattr(module, "UNDO_FOR", timedelta(0))
    assert trash.held() == []
    with pytest.raises(ArticleNotFound, match="no deleted article"):
        trash.restore(wanted().id)
    trash.close()
    assert b"zq1x1x0" not in (tmp_path / "deleted.sqlite3").read_bytes()


def test_what_was_added_again_meanwhile_stays_as_it_is(store: Store, trash: Trash) -> None:
    trash.delete(wanted().id)
    store.add([made_up(1)])
    store.sync()
    assert trash.held() == []
    assert trash.restore(wanted().id) == wanted().id
    assert store.catalog.article(wanted().id).revision == 1


def test_an_unknown_article_is_named(trash: Trash) -> None:
    for act in (trash.delete, trash.restore):
        with pytest.raises(ArticleNotFound, match="'nope'"):
            act("nope")
    trash.forget("nope")


def test_a_file_that_is_none_of_ours_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"no database at all " * 100)
    with pytest.raises(StoreError, match="Move the file away"):
        Trash(tmp_path / "other", store)
