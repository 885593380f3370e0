"""Broken files: indexes are made anew without embedding, a broken catalog is named."""

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.archives import as_embedded, assert_found, assert_whole, made_up, marker, opened
from fakes.embedder import HashedWords

from vectorstore.errors import CatalogUnreadable
from vectorstore.following import is_index_failure
from vectorstore.models import Filter
from vectorstore.store import Store

NUMBERS = range(80)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "data"
    with opened(folder) as store:
        store.add([made_up(number) for number in NUMBERS])
        store.sync()
    return folder


@pytest.fixture
def data(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "data"))  # with the times of its files


def generation(data: Path) -> Path:
    (folder,) = (data / "dense").glob("chroma-*")
    return folder


def noise(path: Path) -> bytes:
    """As many random bytes as the file has, the same ones at each run."""
    return random.Random(path.name).randbytes(path.stat().st_size)  # noqa: S311  (no secret)


def all_random(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            path.write_bytes(noise(path))


def all_cut(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            os.truncate(path, path.stat().st_size // 2)


def vectors_random(data: Path) -> None:
    for path in generation(data).rglob("*.bin"):
        path.write_bytes(noise(path))


def vectors_gone(data: Path) -> None:
    for path in generation(data).rglob("*.bin"):
        path.unlink()


def garbage_cursors(data: Path) -> None:
    (data / "dense" / "cursor.json").write_bytes(b'{"archive": \xff')
    (data / "lexical.json").write_text('{"archive": 1, "position": 1e999, "detail": []}')


def cursors_without_detail(data: Path) -> None:
    for file in (data / "dense" / "cursor.json", data / "lexical.json"):
        cursor = json.loads(file.read_text())
        cursor["detail"] = {"model": cursor["detail"].get("model"), "generation": "x"}
        file.write_text(json.dumps(cursor))


WRECKS: dict[str, Callable[[Path], object]] = {
    "chroma all random": lambda data: all_random(generation(data)),
    "chroma all cut": lambda data: all_cut(generation(data)),
    "chroma vectors random": vectors_random,
    "chroma vectors gone": vectors_gone,
    "chroma sqlite gone": lambda data: (generation(data) / "chroma.sqlite3").unlink(),
    "chroma folder gone": lambda data: shutil.rmtree(generation(data)),
    "dense gone": lambda data: shutil.rmtree(data / "dense"),
    "lexical all random": lambda data: all_random(data / "lexical"),
    "lexical all cut": lambda data: all_cut(data / "lexical"),
    "lexical folder gone": lambda data: shutil.rmtree(data / "lexical"),
    "lexical meta gone": lambda data: (data / "lexical" / "meta.json").unlink(),
    "garbage cursors": garbage_cursors,
    "cursors without detail": cursors_without_detail,
    "all of them": lambda data: (
        all_random(generation(data)), all_cut(data / "lexical"), garbage_cursors(data)),
}  # fmt: skip


@pytest.mark.parametrize("wreck", WRECKS.values(), ids=WRECKS.keys())
def test_broken_indexes_are_made_anew(data: Path, wreck: Callable[[Path], object]) -> None:
    wreck(data)
    embedder = HashedWords()
    with opened(data, embedder) as store:
        assert_whole(store)
        assert_found(store, [marker(number) for number in NUMBERS[::20]])
    assert embedder.embedded == 0
    with opened(data) as store:
        assert not store.dense.doubtful
        assert_whole(store)


@pytest.mark.parametrize("wreck", [garbage_cursors, cursors_without_detail])
def test_an_index_whose_cursor_is_lost_is_made_anew_in_another_folder(
    data: Path, wreck: Callable[[Path], object]
) -> None:
    before = generation(data)
    wreck(data)
    with opened(data) as store:
        assert_whole(store)
    assert generation(data) != before


def test_a_lexical_index_that_fails_in_a_search_is_left_out_until_rebuilt(data: Path) -> None:
    for path in (data / "lexical").glob("*.pos"):
        path.unlink()  # not missed before the first search
    with opened(data) as store:
        hits = store.search(as_embedded(3), 5)
        assert marker(3) in hits[0].passage.text
        assert all(set(hit.ranks) == {"dense"} for hit in hits)
        assert set(store.index_faults()) == {"lexical"}
        store.rebuild()
        assert_whole(store)
        assert_found(store, [marker(3)])


def test_what_counts_as_a_failure_of_an_index() -> None:
    panic = type("PanicException", (BaseException,), {})  # tantivy's own cannot be imported
    assert all(map(is_index_failure, (panic(), ValueError(), Exception(), OSError())))
    others = (sqlite3.OperationalError(), KeyboardInterrupt(), SystemExit(), GeneratorExit())
    assert not any(map(is_index_failure, others))


def told_clean(data: Path) -> None:
    """Make the files of the dense index look as they were left."""
    cursor = json.loads((data / "dense" / "cursor.json").read_text())
    for name, (size, time_ns) in cursor["detail"]["files"].items():
        path = generation(data) / name
        os.truncate(path, size)
        os.utime(path, ns=(time_ns, time_ns))


def break_sqlite(data: Path) -> None:
    path = generation(data) / "chroma.sqlite3"
    path.write_bytes(noise(path))


def assert_answers_exactly_and_heals(store: Store) -> None:
    hits = store.search(as_embedded(5), 5)
    assert marker(5) in hits[0].passage.text
    assert {"dense", "lexical"} == set(hits[0].ranks)
    assert store.dense.failure
    assert store.index_faults() == {"dense": store.dense.failure}
    store.rebuild()
    assert not store.dense.failure
    assert_whole(store)
    assert_found(store, [marker(5)])


def test_a_dense_index_broken_without_a_trace_fails_into_exact_search(data: Path) -> None:
    break_sqlite(data)
    told_clean(data)
    with opened(data) as store:
        assert not store.dense.doubtful
        assert_answers_exactly_and_heals(store)


def test_a_failure_is_not_trusted_at_the_next_start(data: Path) -> None:
    break_sqlite(data)
    told_clean(data)
    with opened(data) as store:
        store.search("treaty", 5)
        assert store.dense.failure
    with opened(data) as store:
        assert not store.dense.failure
        assert_whole(store)


def test_chroma_going_away_under_a_running_store(data: Path) -> None:
    with opened(data) as store:
        assert_found(store, [marker(1)])
        store.dense._client.close()  # as near as it gets to Chroma breaking in full flight
        assert_answers_exactly_and_heals(store)


def test_a_write_into_a_broken_chroma_makes_it_anew(data: Path) -> None:
    break_sqlite(data)
    told_clean(data)
    with opened(data) as store:
        store.add([made_up(500)])
        store.sync()
        assert_whole(store)
        assert_found(store, [marker(500), marker(1)])


def test_an_index_that_cannot_be_mended_is_told_and_answers_go_on(data: Path) -> None:
    with opened(data) as store:
        shutil.rmtree(data / "dense")
        (data / "dense").write_text("a file in the place of the folder")
        store.add([made_up(500)])
        store.sync()
        assert "dense" in store.index_faults()
        hits = store.search(as_embedded(500), 3)
        assert marker(500) in hits[0].passage.text
        (data / "dense").unlink()
        store.rebuild()
        assert_whole(store)


def catalog_wrecks() -> dict[str, Callable[[Path], object]]:
    return {
        "random": lambda file: file.write_bytes(noise(file)),
        "cut": lambda file: os.truncate(file, file.stat().st_size // 2),
        "text": lambda file: file.write_text("not a database, by a long way\n" * 400),
        "folder": lambda file: (file.unlink(), file.mkdir()),
        "gone": lambda file: file.unlink(),
        "emptied": lambda file: file.write_bytes(b""),
        "middle": lambda file: file.write_bytes(file.read_bytes()[:4_096] + noise(file)[4_096:]),
    }


@pytest.mark.parametrize("wreck", catalog_wrecks().values(), ids=catalog_wrecks().keys())
def test_a_broken_catalog_is_named(data: Path, wreck: Callable[[Path], object]) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{data}/catalog.sqlite3{suffix}").unlink(missing_ok=True)
    wreck(data / "catalog.sqlite3")
    with pytest.raises(CatalogUnreadable, match=r"data/catalog\.sqlite3.*backup"), opened(data):
        pass


def test_a_catalog_of_a_later_version_is_left_alone(data: Path) -> None:
    db = sqlite3.connect(data / "catalog.sqlite3")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(CatalogUnreadable, match=r"catalog\.sqlite3.* 99.*newer"), opened(data):
        pass


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "catalog.sqlite3")
    db.execute("CREATE TABLE recipes (name)")
    db.close()
    with pytest.raises(CatalogUnreadable, match="something else"), opened(tmp_path):
        pass
    db = sqlite3.connect(tmp_path / "catalog.sqlite3")
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    db.close()


def test_a_store_that_could_not_be_opened_lets_go_of_the_folder(data: Path) -> None:
    kept = (data / "catalog.sqlite3").read_bytes()
    all_random(data / "lexical")
    (data / "catalog.sqlite3").write_bytes(b"x" * 5_000)
    for _ in range(2):
        with pytest.raises(CatalogUnreadable), opened(data):
            pass
    (data / "catalog.sqlite3").write_bytes(kept)
    with opened(data) as store:
        assert store.lexical.search(marker(1), 3, Filter(), None)


def test_what_was_mended_at_the_start_is_told(data: Path) -> None:
    shutil.rmtree(data / "lexical")
    for path in generation(data).rglob("*.sqlite3"):
        path.unlink()
    with opened(data) as store:
        assert store.lexical.mended
        assert store.dense.mended
    with opened(data) as store:
        assert (store.lexical.mended, store.dense.mended) == ("", "")
