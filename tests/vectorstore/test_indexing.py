"""Articles are found by their words at once, and by meaning when a thread has embedded them."""

import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from fakes.archives import assert_found, assert_whole, every_article, made_up, marker, opened
from fakes.embedder import Choosy, HashedWords

from vectorstore.embedding import Vectors
from vectorstore.errors import EmbeddingError
from vectorstore.fusion import fuse
from vectorstore.models import Filter
from vectorstore.store import Store
from vectorstore.unembedded import fuse_with_unembedded


class Held(HashedWords):
    """Embeds passages only while its gate is open; questions always."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def embed(self, texts: Sequence[str]) -> Vectors:
        assert self.gate.wait(30)
        return super().embed(texts)


def wait_until_embedded(store: Store) -> None:
    deadline = time.monotonic() + 60
    while store.indexing.progress().waiting:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def model() -> Held:
    return Held()


def test_words_find_an_article_before_its_vectors_exist(tmp_path: Path, model: Held) -> None:
    with opened(tmp_path, model) as store:
        store.indexing.start()
        store.add([made_up(number) for number in range(5)])
        store.sync()
        assert store.indexing.progress().waiting == 10
        for where in (None, Filter(sources=("Outlet 1",))):
            hit = store.search(marker(4), 3, where)[0]
            assert hit.passage.text.startswith(marker(4))
            assert hit.ranks == {"lexical": 1}
            assert hit.scores.keys() == {"lexical"}
        assert store.index_faults() == {}
        model.gate.set()
        wait_until_embedded(store)
        store.sync()
        assert_whole(store)
        assert_found(store, [marker(number) for number in range(5)])


def test_what_comes_while_there_is_a_background_is_embedded_in_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(1)])
        store.indexing.start()
        for number in range(2, 40):
            store.add([made_up(number)])
            if number % 3 == 0:
                store.delete(made_up(number).id)
            if number % 5 == 0:
                store.add([made_up(number - 1, edition=2)])
        wait_until_embedded(store)
        store.sync()
        assert_whole(store)


def test_deleted_and_replaced_while_they_are_embedded(tmp_path: Path, model: Held) -> None:
    with opened(tmp_path, model) as store:
        store.indexing.start()
        store.add([made_up(number) for number in range(6)])
        store.delete(made_up(0).id)
        store.add([made_up(3, edition=2)])
        store.delete(made_up(5).id)
        model.gate.set()
        wait_until_embedded(store)
        store.sync()
        assert_whole(store)
        assert_found(store, [marker(3, 2), marker(4)])


def test_who_adds_more_than_may_wait_embeds_it(tmp_path: Path) -> None:
    """With a thread that never gets to it."""
    with opened(tmp_path) as store:
        store.indexing.most_waiting = 25
        store.indexing._run = lambda: None  # type: ignore[method-assign]
        store.indexing.start()
        store.add([made_up(number) for number in range(10)])
        assert store.indexing.progress().waiting == 20
        store.add([made_up(number) for number in range(10, 20)])
        assert store.indexing.progress().waiting <= 25


def test_a_model_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    model = HashedWords(fail_after=0)
    with opened(tmp_path, model) as store:
        store.indexing.start()
        store.add([made_up(1)])
        deadline = time.monotonic() + 30
        while not store.indexing.progress().failure:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert "out of breath" in store.indexing.progress().failure
        model.fail_after = None
        wait_until_embedded(store)
        store.add([made_up(2)])
        wait_until_embedded(store)
        assert store.indexing.progress().failure == ""


def test_closing_does_not_wait_for_all_that_waits(tmp_path: Path, model: Held) -> None:
    with opened(tmp_path, model) as store:
        store.indexing.start()
        store.add([made_up(number) for number in range(200)])
        model.gate.set()
    with opened(tmp_path) as store:
        assert store.indexing.progress().waiting > 0
        store.indexing.finish()
        assert_whole(store)


def test_finishing_tells_how_far_it_is(tmp_path: Path) -> None:
    model = HashedWords(fail_after=0)
    with opened(tmp_path, model) as store:
        with pytest.raises(EmbeddingError):
            store.add([made_up(number) for number in range(300)])
        model.fail_after = None
        told = []
        store.indexing.finish(lambda progress: told.append((progress.embedded, progress.waiting)))
        assert told == [(256, 344), (512, 88), (600, 0)]


def test_an_archive_of_version_2_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(number) for number in range(6)])
        store.delete(made_up(2).id)
    with closing(sqlite3.connect(tmp_path / "catalog.sqlite3")) as db:
        db.executescript(
            """
            DROP TABLE waiting;
            DROP INDEX articles_for_filters;
            DROP INDEX articles_in_order;
            CREATE TABLE old (
              seq INTEGER PRIMARY KEY AUTOINCREMENT,
              action TEXT NOT NULL CHECK (action IN ('add', 'delete')),
              first INTEGER NOT NULL, last INTEGER NOT NULL
            );
            INSERT INTO old SELECT seq, replace(action, 'write', 'add'), first, last FROM changes
              WHERE action <> 'embed';
            DROP TABLE changes;
            ALTER TABLE old RENAME TO changes;
            PRAGMA user_version = 2;
            """
        )
    with opened(tmp_path) as store:
        store.rebuild()
        assert_whole(store)
        assert len(store.search("news", 100, Filter(sources=("Outlet 0", "Outlet 1")))) == 8
        before = store.feed.last_seq()
        store.add([made_up(9)])
        store.sync()
        assert store.feed.last_seq() > before
        assert_whole(store)
        assert_found(store, [marker(9), marker(1)])


def test_an_archive_is_embedded_again_in_the_background(tmp_path: Path, model: Held) -> None:
    with opened(tmp_path, HashedWords("old-model")) as store:
        store.add([made_up(number) for number in range(50)])
        store.sync()
    with opened(tmp_path, model, adopt_model=True) as store:
        store.indexing.start()
        store.add([made_up(50)])
        store.sync()
        assert store.indexing.progress().waiting == 102
        for number in (3, 50):
            assert store.search(marker(number), 1)[0].passage.text.startswith(marker(number))
        model.gate.set()
        wait_until_embedded(store)
        store.sync()
        assert_found(store, [marker(3), marker(50)])
        assert len(every_article(store)) == 51


def test_a_passage_without_a_vector_stands_where_its_words_put_it() -> None:
    """Between one that has better words and one that has worse, of equal nearness."""
    lexical = [(1, 9.0), (2, 6.0), (3, 3.0)]
    found = fuse_with_unembedded([(1, 0.5), (3, 0.5)], lexical, {}, {1, 2, 3})
    assert [item.id for item in found] == [1, 2, 3]
    assert [item.scores.get("dense") for item in found] == [0.5, None, 0.5]
    assert found[1].ranks == {"lexical": 2}


def test_where_no_passage_has_a_vector_the_words_decide() -> None:
    lexical = [(5, 9.0), (4, 6.0)]
    assert fuse_with_unembedded([], lexical, {}, {4, 5}) == fuse([], lexical, {})
    both = fuse_with_unembedded([(5, 0.4)], lexical, {4: 0.3}, {4, 5})
    assert both == fuse([(5, 0.4)], lexical, {4: 0.3})


# --- passages that the model refuses -----------------------------------------------------------


@pytest.fixture
def choosy() -> HashedWords:
    model = HashedWords()
    model.refuses = marker(3, paragraph=1)
    return model


def test_a_refused_passage_is_set_aside_and_those_behind_it_go_on(
    tmp_path: Path, choosy: HashedWords, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(tmp_path, choosy) as store:
        store.add([made_up(number) for number in range(40)])
        store.sync()
        progress = store.indexing.progress()
        assert (progress.embedded, progress.waiting, progress.refused) == (79, 0, 1)
        [refused] = store.indexing.refused()
        article = made_up(3)
        assert refused.article_id == article.id
        assert article.text[refused.start : refused.end].startswith(choosy.refuses)
        assert refused.reason == "this text is too long"
        assert f"A passage of article {article.id}" in caplog.text
        assert store.index_faults() == {}
        hit = store.search(choosy.refuses, 3)[0]
        assert hit.passage.text.startswith(choosy.refuses)
        assert hit.ranks == {"lexical": 1}
        assert_found(store, [marker(2), marker(39)])


def test_it_is_set_aside_behind_a_server_too_and_stays_so(
    tmp_path: Path, choosy: HashedWords
) -> None:
    with opened(tmp_path, choosy) as store:
        store.indexing.start()
        store.add([made_up(number) for number in range(40)])
        wait_until_embedded(store)
        assert store.indexing.progress().failure == ""
        asked = choosy.asked
    with opened(tmp_path, choosy) as store:
        store.indexing.finish()
        assert store.indexing.progress().refused == 1
        assert choosy.asked == asked


def test_a_passage_that_is_taken_at_last_stands_where_it_belongs(
    tmp_path: Path, choosy: HashedWords
) -> None:
    with opened(tmp_path, choosy) as store:
        store.add([made_up(number) for number in range(10)])
        store.sync()
        everywhere = Filter(sources=tuple(f"Outlet {number}" for number in range(3)))
        assert store.search(choosy.refuses, 3, everywhere)[0].ranks == {"lexical": 1}
        word, choosy.refuses = choosy.refuses, ""
        store.indexing.try_refused()
        store.indexing.finish()
        assert_whole(store)
        for where in (None, everywhere):  # Chroma, and the scan, which had read the others
            hit = store.search(word, 3, where)[0]
            assert hit.passage.text.startswith(word)
            assert hit.ranks.keys() == {"dense", "lexical"}
        ids = store.nearest.exact.rows.ids.tolist()
        assert ids == sorted(set(ids))
        assert len(ids) == 20
    with opened(tmp_path, choosy) as store:
        store.rebuild()
        assert_whole(store)
        assert len(store.nearest.exact.rows) == 20


def test_another_model_is_asked_for_what_the_last_one_refused(
    tmp_path: Path, choosy: HashedWords
) -> None:
    with opened(tmp_path, choosy) as store:
        store.add([made_up(number) for number in range(10)])
    with opened(tmp_path, HashedWords("other"), adopt_model=True) as store:
        store.indexing.finish()
        assert_whole(store)


def test_a_model_that_is_away_refuses_nothing(tmp_path: Path, choosy: HashedWords) -> None:
    """Nor does one that goes away while it is found out what it refuses."""
    for last in range(2, 30):
        choosy.fail_after = choosy.embedded + last
        with opened(tmp_path / str(last), choosy) as store:
            with pytest.raises((EmbeddingError, Choosy)):
                store.add([made_up(number) for number in range(20)])
            assert {item.article_id for item in store.indexing.refused()} <= {made_up(3).id}
            choosy.fail_after = None
            store.indexing.finish()
            assert (store.indexing.progress().waiting, len(store.indexing.refused())) == (0, 1)


def test_a_refused_passage_whose_article_goes_is_forgotten(
    tmp_path: Path, choosy: HashedWords
) -> None:
    with opened(tmp_path, choosy) as store:
        store.add([made_up(number) for number in range(5)])
        store.delete(made_up(3).id)
        assert store.indexing.refused() == []
        assert_whole(store)
