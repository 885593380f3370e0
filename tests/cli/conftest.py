from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes import commands

from qa.cli import main


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Dateline = Callable[..., Result]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The folder that `dateline demo --json` filled, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "archive"
    done = commands.run("demo", "--json", "--data-dir", folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder, json.loads(done.stdout)


@pytest.fixture
def archive(demo: tuple[Path, Any]) -> Path:
    return demo[0]


@pytest.fixture
def dateline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Dateline]:
    """Runs one command in this process, in an empty folder and without settings."""
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments: str | Path) -> Result:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
        out, err = capsys.readouterr()
        return Result(status, out, err)

    yield run
    signal.signal(signal.SIGTERM, before)
