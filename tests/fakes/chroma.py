"""Chroma's own server (`chroma run`) as a process on loopback, which can be killed and emptied."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What the command `chroma` does, without loading the whole of chromadb.
_COMMAND = "import sys, chromadb_rust_bindings as c; c.cli(['chroma', *sys.argv[1:]])"
_READY_S = 60


class ChromaProcess:
    """A server with a folder of its own and always the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it until it answers; it asks nothing of the network."""
        where = ["--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND, "run", *where],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _READY_S
        while not self._answers():
            assert self._process.poll() is None, "chroma run ended"
            assert time.monotonic() < deadline, "chroma run does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """As a crash or a pulled plug."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """In order."""
        if self._process:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def halt(self) -> None:
        """Have it accept connections and stay silent."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """After `halt`."""
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def put_back(self, backup: Path | None) -> None:
        """Stopped, with the folder of another time or none, and started again."""
        self.stop()
        shutil.rmtree(self.folder)
        if backup:
            shutil.copytree(backup, self.folder)
        self.start()

    def collections(self, archive: str) -> list[str]:
        """Names of an archive's collections."""
        where = "api/v2/tenants/default_tenant/databases/default_database/collections"
        with urllib.request.urlopen(f"{self.url}/{where}") as answer:  # noqa: S310
            return [item["name"] for item in json.load(answer) if archive in item["name"]]

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=5):  # noqa: S310
                return True
        except OSError:
            return False


@contextmanager
def chroma_running(folder: Path) -> Iterator[ChromaProcess]:
    """A server that is gone at the end."""
    server = ChromaProcess(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()
