"""One process owns a data folder; others are told who, or wait."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes.archives import opened

import vectorstore
from vectorstore.errors import StoreError, StoreLocked
from vectorstore.ownership import Ownership

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(vectorstore.__file__).parents[1])}
CODE = """
import pathlib, sys
from vectorstore.ownership import Ownership
with Ownership(pathlib.Path(sys.argv[1]), "the other one", 0):
    print("mine", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_owner(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", CODE, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "mine\n"
        yield process


def test_a_second_store_in_this_process_is_told_who_has_the_folder(tmp_path: Path) -> None:
    who = rf"{tmp_path.name} is in use by the first \(process {os.getpid()}, since 20"
    with opened(tmp_path, owner="the first"):
        with pytest.raises(StoreLocked, match=who), opened(tmp_path, owner="the second"):
            pass
        with pytest.raises(StoreLocked, match="the first"), opened(tmp_path):
            pass
    with opened(tmp_path):
        pass


def test_another_process_is_named_with_its_pid_and_freed_by_its_end(tmp_path: Path) -> None:
    with other_owner(tmp_path) as process:
        with pytest.raises(StoreLocked, match=rf"the other one \(process {process.pid}"):
            Ownership(tmp_path, "me", 0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Ownership(tmp_path, "me", 0):
            assert str(os.getpid()) in (tmp_path / "owner.json").read_text()
    assert not (tmp_path / "owner.json").exists()


def test_one_can_wait_for_the_folder(tmp_path: Path) -> None:
    with other_owner(tmp_path) as process:
        assert process.stdin
        done = threading.Timer(0.2, process.stdin.close)
        done.start()
        with Ownership(tmp_path, "me", 30):
            assert process.wait() == 0
        done.join()


def test_a_store_closed_by_another_thread_is_free(tmp_path: Path) -> None:
    ownership = Ownership(tmp_path, "me", 0)
    closer = threading.Thread(target=ownership.close)
    closer.start()
    closer.join()
    with Ownership(tmp_path, "another", 0):
        pass


@pytest.mark.parametrize("note", ["", "{}", "[1]", "\x00", '{"owner": '])
def test_a_note_that_cannot_be_read_is_no_obstacle(tmp_path: Path, note: str) -> None:
    with Ownership(tmp_path, "me", 0):
        (tmp_path / "owner.json").write_text(note)
        with pytest.raises(StoreLocked, match="in use by another process"):
            Ownership(tmp_path, "you", 0)


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=rf"{place} cannot be used.*--data-dir"):
        Ownership(tmp_path / place, "me", 0)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be used"):
        Ownership(tmp_path, "me", 0)
