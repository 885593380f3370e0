"""`dateline serve` as a process of its own on a free port of loopback."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes import commands

from qa.cli.demo import sample_articles


def sample_archive(folder: Path) -> Path:
    """The sample archive in a folder of its own."""
    done = commands.run("ingest", sample_articles(), "--data-dir", folder)
    assert done.returncode == 0, done.stderr
    return folder


@contextmanager
def served(folder: Path, **env: str) -> Iterator[str]:
    """The address of a server over the archive in a folder, stopped at the end."""
    with commands.start("serve", "--port", "0", "--data-dir", folder, **env) as server:
        assert server.stderr
        try:
            line = server.stderr.readline().decode()
            assert line.startswith("Dateline: http://127.0.0.1:"), (
                line + server.stderr.read().decode()
            )
            yield line.removeprefix("Dateline: ").strip().rstrip("/")
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=60)
        finally:
            server.kill()
