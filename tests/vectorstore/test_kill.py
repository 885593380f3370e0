"""kill -9 at any moment: the archive opens whole, and nothing is embedded twice."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import background, ingester, reprinter
from fakes.archives import assert_found, assert_whole, every_article, marker, opened
from fakes.embedder import HashedWords
from fakes.grouping import assert_groups_right, groups

import vectorstore

_ROOTS = [Path(vectorstore.__file__).parents[1], Path(ingester.__file__).parents[1]]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, _ROOTS))}


def killed_ingester(
    folder: Path, first: int, moment: str, after_s: float, module: str = ingester.__name__
) -> None:
    """Ingest in a process of its own; kill it some time after the second `moment`."""
    killed([module, str(folder), str(first)], moment, after_s)


def killed(module: list[str], moment: str, after_s: float) -> None:
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
        assert process.stdout
        left = 2
        for line in process.stdout:
            left -= line.startswith(moment)
            if left == 0:
                break
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    "moments",
    [
        [("add", 0.005), ("sync", 0.0), ("sync", 0.03)],
        [("sync", random.Random().uniform(0, 0.3))],  # noqa: S311  (no secret)
    ],
)
def test_a_killed_ingestion_leaves_a_whole_archive(
    tmp_path: Path, moments: list[tuple[str, float]]
) -> None:
    for number, (moment, after_s) in enumerate(moments):
        killed_ingester(tmp_path, number * 10_000, moment, after_s)
        embedder = HashedWords()
        with opened(tmp_path, embedder) as store:
            assert store.catalog.count() >= 1
            waiting = store.indexing.progress().waiting
            store.indexing.finish()
            assert embedder.embedded == waiting
            assert_whole(store)
            last = every_article(store)[0].key.removeprefix("key-")
            assert_found(store, [marker(int(last))])


@pytest.mark.parametrize(("moment", "longest_s"), [("add", 0.3), ("delete", 0.05), ("update", 0.1)])
def test_a_killed_ingestion_leaves_groups_that_fit_the_articles(
    tmp_path: Path, moment: str, longest_s: float
) -> None:
    for number in range(2):
        after_s = random.Random().uniform(0, longest_s)  # noqa: S311  (no secret)
        module = reprinter.__name__
        killed_ingester(tmp_path / "data", number * 1_000, moment, after_s, module)
        with opened(tmp_path / "data") as store:
            store.indexing.finish()
            assert_whole(store)
            assert groups(store.catalog)
            assert_groups_right(store.catalog, tmp_path / f"at-once-{number}")


def test_killed_background_indexing_goes_on_where_it_was(tmp_path: Path) -> None:
    """Several times in a row; in between, and while it goes on, questions are answered."""
    left = background.PASSAGES
    for _ in range(3):
        after_s = random.Random().uniform(0, 0.2)  # noqa: S311  (no secret)
        killed([background.__name__, str(tmp_path)], "asked", after_s)
        with opened(tmp_path) as store:
            assert store.catalog.passage_count() == background.PASSAGES
            waiting = store.indexing.progress().waiting
            assert waiting < left or waiting == 0
            left = waiting
            assert store.index_faults() == {}
            for number in (0, background.ARTICLES - 1):
                assert marker(number) in store.search(marker(number), 1)[0].passage.text
    embedder = HashedWords()
    with opened(tmp_path, embedder) as store:
        store.indexing.finish()
        assert embedder.embedded == left
        assert_whole(store)
        assert_found(store, [marker(n) for n in range(0, background.ARTICLES, 40)])


def test_a_reader_that_is_killed_costs_no_rebuild(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([ingester.made_up(number) for number in range(20)])
        store.sync()
    before = sorted(path.name for path in (tmp_path / "dense").glob("chroma-*"))
    code = (
        "import os, sys, pathlib\nfrom fakes.archives import opened\n"
        "with opened(pathlib.Path(sys.argv[1])) as store:\n"
        "    assert store.search('treaty', 3)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], env=ENVIRONMENT, check=False)
    assert done.returncode == -signal.SIGKILL
    with opened(tmp_path) as store:
        assert_whole(store)
    assert sorted(path.name for path in (tmp_path / "dense").glob("chroma-*")) == before
    with opened(tmp_path) as store:
        assert not store.dense.doubtful
