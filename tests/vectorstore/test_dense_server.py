"""The dense index on Chroma's own server, which fails, forgets and is shared as servers do."""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from fakes.archives import as_embedded, assert_found, assert_whole, made_up, marker, opened
from fakes.chroma import ChromaProcess, chroma_running
from fakes.commands import environment
from fakes.embedder import HashedWords

from vectorstore import chroma
from vectorstore.dense_server import DenseServer
from vectorstore.errors import StoreError
from vectorstore.store import Store

TESTS = Path(__file__).parents[1]
NUMBERS = range(30)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DenseServer, "pause_s", 0.0)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    """A server for all tests that do it no harm; each has an archive of its own."""
    with chroma_running(tmp_path_factory.mktemp("shared") / "chroma") as server:
        yield server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaProcess]:
    with chroma_running(tmp_path / "chroma") as server:
        yield server


def fill(folder: Path, server: ChromaProcess, numbers: range = NUMBERS) -> str:
    """An archive, filled and closed; its identity."""
    with opened(folder, chroma_url=server.url) as store:
        store.add([made_up(number) for number in numbers])
        store.sync()
        assert_whole(store)
        return store.feed.archive


def assert_searched_without_it(store: Store, number: int) -> None:
    hits = store.search(as_embedded(number), 5)
    assert marker(number) in hits[0].passage.text
    assert {"dense", "lexical"} == set(hits[0].ranks)
    assert store.dense.failure


def assert_used(store: Store, number: int) -> None:
    assert not store.dense.failure
    assert_whole(store)
    assert_found(store, [marker(number)])
    assert not store.dense.failure


def test_it_finds_what_files_find(tmp_path: Path, shared: ChromaProcess) -> None:
    found = []
    for name, url in (("files", ""), ("server", shared.url)):
        with opened(tmp_path / name, chroma_url=url) as store:
            store.add([made_up(number) for number in NUMBERS])
            store.delete(made_up(3).id)
            store.add([made_up(4, edition=2)])
            store.sync()
            assert_used(store, 5)
            every = [store.search(as_embedded(number), 10) for number in NUMBERS[::7]]
            found.append([[(hit.passage.text, hit.ranks) for hit in hits] for hits in every])
    assert found[0] == found[1]
    assert [path.name for path in (tmp_path / "server" / "dense").iterdir()] == ["cursor.json"]


def test_an_archive_goes_from_files_to_a_server_and_back(
    tmp_path: Path, shared: ChromaProcess
) -> None:
    embedder = HashedWords()
    for round_, url in enumerate(("", shared.url, "", shared.url)):
        with opened(tmp_path, embedder, chroma_url=url) as store:
            store.add([made_up(round_)])
            store.sync()
            assert_used(store, round_)
            assert bool(list((tmp_path / "dense").glob("chroma-*"))) == (not url)
    assert embedder.embedded == 2 * 4


def test_a_server_killed_under_a_store_is_used_again_when_it_is_back(
    tmp_path: Path, server: ChromaProcess
) -> None:
    with opened(tmp_path / "data", chroma_url=server.url) as store:
        store.add([made_up(number) for number in NUMBERS])
        store.sync()
        assert_used(store, 1)
        server.kill()
        assert_searched_without_it(store, 1)
        assert f"127.0.0.1:{server.port}" in store.dense.failure
        store.add([made_up(100)])
        store.delete(made_up(2).id)
        assert_searched_without_it(store, 100)
        server.start()
        store.sync()
        assert_used(store, 100)
        assert store.dense.mended == ""


def test_a_server_that_is_away_at_the_start_is_filled_when_it_comes(
    tmp_path: Path, server: ChromaProcess
) -> None:
    server.stop()
    with opened(tmp_path / "data", chroma_url=server.url) as store:
        store.add([made_up(number) for number in NUMBERS])
        store.sync()
        assert_searched_without_it(store, 7)
        assert store.index_faults() == {"dense": store.dense.failure}
        store.mend()  # to no end, but to no harm either
        assert store.dense.away
    server.start()
    with opened(tmp_path / "data", chroma_url=server.url) as store:
        assert_used(store, 7)


def test_a_process_that_has_nothing_to_tell_the_server_does_not_ask_it(
    tmp_path: Path, server: ChromaProcess
) -> None:
    fill(tmp_path / "data", server)
    server.stop()
    with opened(tmp_path / "data", chroma_url=server.url) as store:
        store.nearest.scanned = 1_000  # as `dateline search` has it, for more
        assert marker(3) in store.search(as_embedded(3), 5)[0].passage.text
        assert not store.dense.is_open
        assert not store.dense.failure


@pytest.mark.parametrize("when", ["open", "closed"])
def test_an_emptied_server_is_filled_again(
    tmp_path: Path, server: ChromaProcess, when: str
) -> None:
    fill(tmp_path / "data", server)
    embedder = HashedWords()
    if when == "closed":
        server.put_back(None)
    with opened(tmp_path / "data", embedder, chroma_url=server.url) as store:
        if when == "open":
            assert_used(store, 1)
            server.put_back(None)
        assert_searched_without_it(store, 1)
        store.sync()
        assert_used(store, 1)
        assert "NotFoundError" in store.dense.mended
    assert embedder.embedded == 0


def test_a_server_put_back_to_an_older_state_is_followed_on_from_there(
    tmp_path: Path, server: ChromaProcess
) -> None:
    with opened(tmp_path / "data", chroma_url=server.url) as store:
        store.add([made_up(number) for number in NUMBERS])
        store.sync()
        server.stop()
        backup = Path(shutil.copytree(server.folder, tmp_path / "backup"))
        server.start()
        store.sync()
        store.add([made_up(100)])
        store.delete(made_up(2).id)
        store.sync()
        assert_used(store, 100)
        server.put_back(backup)
        assert_searched_without_it(store, 100)
        assert "Altered" in store.dense.failure
        store.sync()
        assert_used(store, 100)
        assert store.dense.mended == ""


@pytest.mark.parametrize("together", [True, False])
def test_an_older_archive_does_not_trust_what_the_server_holds(
    tmp_path: Path, shared: ChromaProcess, together: bool
) -> None:
    """Put back from a backup, the cursor with it or not, and gone on with while nobody saw."""
    data, backup = tmp_path / "data", tmp_path / "backup"
    archive = fill(data, shared, range(5))
    shutil.copytree(data, backup)
    fill(data, shared, range(5, 30))
    if not together:
        shutil.copy(data / "dense" / "cursor.json", backup / "dense" / "cursor.json")
    nowhere = "http://127.0.0.1:9"
    with opened(backup, chroma_url=nowhere) as store:
        store.add([made_up(number, edition=2) for number in range(40, 80)])
        assert_searched_without_it(store, 1)
    with opened(backup, chroma_url=shared.url) as store:
        store.sync()
        assert_used(store, 1)
        assert_found(store, [marker(50, 2)])
        assert [store.dense._place] == shared.collections(archive)


@pytest.mark.parametrize("lost", ["rows", "collection"])
def test_what_somebody_deletes_on_the_server_is_missed(
    tmp_path: Path, shared: ChromaProcess, lost: str
) -> None:
    fill(tmp_path, shared)
    raw = chroma.ChromaServer(shared.url)
    name = json.loads((tmp_path / "dense" / "cursor.json").read_text())["detail"]["collection"]
    if lost == "rows":
        raw.find(name).delete(ids=["1", "2", "3"])
    else:
        raw.drop(name)
    raw.close()
    embedder = HashedWords()
    with opened(tmp_path, embedder, chroma_url=shared.url) as store:
        store.dense.open()  # as a server does, or the doctor
        store.sync()
        assert_used(store, 0)
        assert store.dense.mended
    assert embedder.embedded == 0


def test_files_damaged_on_the_server_are_noticed(tmp_path: Path, server: ChromaProcess) -> None:
    """More than a thousand vectors, of which Chroma writes its own index to disk."""
    numbers = range(520)
    fill(tmp_path / "data", server, numbers)
    server.stop()
    damaged = list(server.folder.rglob("data_level0.bin"))
    for path in damaged:
        path.write_bytes(bytes(path.stat().st_size))
    server.start()
    assert damaged
    embedder = HashedWords()
    with opened(tmp_path / "data", embedder, chroma_url=server.url) as store:
        store.dense.open()
        store.sync()
        assert_used(store, 500)
        assert store.dense.mended
    assert embedder.embedded == 0


def test_two_archives_do_not_meet(tmp_path: Path, shared: ChromaProcess) -> None:
    fill(tmp_path / "one", shared, range(10))
    fill(tmp_path / "two", shared, range(10, 20))
    for name, inside, outside in (("one", 1, 11), ("two", 11, 1)):
        with opened(tmp_path / name, chroma_url=shared.url) as store:
            assert_used(store, inside)
            texts = {hit.passage.text for hit in store.search(as_embedded(outside), 50)}
            assert not any(marker(outside) in text for text in texts)
            assert store.dense.size() == 20


def test_a_copied_archive_comes_to_a_collection_of_its_own(
    tmp_path: Path, shared: ChromaProcess
) -> None:
    archive = fill(tmp_path / "one", shared, range(10))
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    with (
        opened(tmp_path / "one", chroma_url=shared.url) as one,
        opened(tmp_path / "copy", chroma_url=shared.url) as copy,
    ):
        for number in range(4):
            one.add([made_up(20 + number)])
            copy.add([made_up(30 + number)])
            for store, own in ((one, 20), (copy, 30)):
                store.sync()
                assert marker(own + number) in store.search(marker(own + number), 1)[0].passage.text
        for store, own in ((one, 20), (copy, 30)):
            store.sync()
            assert_used(store, own)
            assert store.dense.size() == 28
        assert sorted(shared.collections(archive)) == sorted([one.dense._place, copy.dense._place])


def test_a_rebuild_and_another_model_leave_nothing_behind(
    tmp_path: Path, shared: ChromaProcess
) -> None:
    archive = fill(tmp_path, shared)
    places = []
    with opened(tmp_path, chroma_url=shared.url) as store:
        store.rebuild()
        assert_used(store, 1)
        places.append(shared.collections(archive))
    with opened(tmp_path, HashedWords("other"), chroma_url=shared.url, adopt_model=True) as store:
        store.indexing.finish()
        assert_used(store, 1)
        places.append(shared.collections(archive))
    assert [len(found) for found in places] == [1, 1]
    assert places[0] != places[1]


KILLS = {
    "between upsert and commit": "DenseServer.commit",
    "between cursor and server": "DenseServer._metadata",
}


@pytest.mark.parametrize("moment", KILLS.values(), ids=KILLS.keys())
def test_a_process_killed_while_it_tells_the_server_costs_nothing(
    tmp_path: Path, shared: ChromaProcess, moment: str
) -> None:
    fill(tmp_path, shared, range(10))
    code = (
        "import os, sys, pathlib\nfrom fakes.archives import made_up, opened\n"
        "from vectorstore.dense_server import DenseServer\n"
        "with opened(pathlib.Path(sys.argv[1]), chroma_url=sys.argv[2]) as store:\n"
        "    store.add([made_up(number) for number in range(10, 20)])\n"
        f"    {moment} = lambda *_, **__: os.kill(os.getpid(), 9)\n"
        "    store.sync()\n"
    )
    env = environment()
    env["PYTHONPATH"] += os.pathsep + str(TESTS)
    command = [sys.executable, "-c", code, tmp_path, shared.url]
    done = subprocess.run(command, env=env, check=False)
    assert done.returncode == -signal.SIGKILL
    embedder = HashedWords()
    with opened(tmp_path, embedder, chroma_url=shared.url) as store:
        store.dense.open()  # as a server does
        store.sync()
        assert_used(store, 15)
        assert store.dense.mended == ""
    assert embedder.embedded == 0


def test_a_silent_server_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma, "_ANSWER_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with opened(tmp_path, chroma_url=url) as store:
            store.add([made_up(1)])
            store.sync()
            assert "ReadTimeout" in store.dense.failure
            assert_searched_without_it(store, 1)


def test_a_server_that_falls_silent_holds_a_search_for_a_second_only(
    tmp_path: Path, server: ChromaProcess
) -> None:
    """Stopped as a debugger does it: connections are accepted, and nothing comes of them."""
    with opened(tmp_path / "data", chroma_url=server.url) as store:
        store.add([made_up(number) for number in NUMBERS])
        store.sync()
        assert_used(store, 1)
        server.halt()
        try:
            for longest in (1.9, 0.4):
                began = time.monotonic()
                assert_searched_without_it(store, 2)
                assert time.monotonic() - began < longest
            assert "ReadTimeout" in store.dense.failure
        finally:
            server.go_on()
        store.sync()
        assert_used(store, 2)
        assert store.dense.mended == ""


def test_a_write_may_take_longer_than_a_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma, "_SOON_S", 0.1)
    monkeypatch.setattr(chroma, "_ANSWER_S", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with opened(tmp_path, chroma_url=url) as store:
            store.add([made_up(1)])
            began = time.monotonic()
            store.sync()
            wrote = time.monotonic()
            store.dense.open()
            assert time.monotonic() - wrote < 0.6
            assert wrote - began >= 0.9


class Proxy(BaseHTTPRequestHandler):
    """As one whose server is away."""

    asked_by: str | None = None

    def do_GET(self) -> None:
        Proxy.asked_by = self.headers["Authorization"]
        page = b"<html>\n<h1>502 Bad Gateway</h1></html>" + b" " * 10_000
        self.send_response(502)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Not into the tests' output."""


def test_what_is_no_chroma_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        address = f"127.0.0.1:{proxy.server_port}"
        with opened(tmp_path, chroma_url=f"http://me:secret@{address}") as store:
            place = store.dense._place
            store.add([made_up(1)])
            store.sync()
            assert_searched_without_it(store, 1)
            assert address in store.dense.failure
            assert "502 Bad Gateway" in store.dense.failure
            assert "secret" not in store.dense.failure
            assert len(store.dense.failure) < 400
            assert store.dense._place == place
            assert Proxy.asked_by == "Basic " + base64.b64encode(b"me:secret").decode()
        proxy.shutdown()


@pytest.mark.parametrize(
    "url", ["chroma:8000", "chroma", "ftp://chroma", "http://", "http://chroma:port", "http://c?x"]
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError, match=r"DATELINE_CHROMA_URL.*http://chroma:8000"):
        Store(tmp_path, HashedWords(), chroma_url=url)
