"""Threads of a server share glibc's heaps."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from qa.web import memory

# Six threads at once, each with memory of its own; then glibc tells how many heaps there are.
PROGRAM = """
import ctypes, sys, threading
from qa.web.memory import share_heaps
if sys.argv[2] == "shared":
    share_heaps()
together = threading.Barrier(6)
def work():
    kept = [bytearray(5_000) for _ in range(50)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
told = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(told))
libc.fclose(ctypes.c_void_p(told))
"""


def heaps(folder: Path, how: str) -> int:
    told = folder / how
    subprocess.run([sys.executable, "-c", PROGRAM, str(told), how], check=True)
    return told.read_text().count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc's heaps")
def test_threads_share_two_heaps(tmp_path: Path) -> None:
    assert heaps(tmp_path, "shared") <= 2 < heaps(tmp_path, "apart")


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: object())
    memory.share_heaps()
