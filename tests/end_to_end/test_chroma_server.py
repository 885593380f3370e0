"""`dateline serve` with its dense index on a Chroma server that goes away and comes back."""

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fakes import commands
from fakes.chroma import chroma_running
from fakes.serving import sample_archive, served

QUESTION = "Did Iran know of the Oct 7 attack in advance?"


def got(address: str, body: dict[str, str] | None = None) -> Any:
    data = json.dumps(body).encode() if body else None
    asked = urllib.request.Request(address, data, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def wait_until(told: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not told():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_service_outlives_its_chroma_server(tmp_path: Path) -> None:
    data = sample_archive(tmp_path / "data")
    with chroma_running(tmp_path / "chroma") as chroma:
        with served(data, DATELINE_CHROMA_URL=chroma.url) as address:
            assert got(f"{address}/readyz")["dense"] == "ready"
            answered = got(f"{address}/api/v1/ask", {"question": QUESTION})["text"]
            chroma.kill()
            assert got(f"{address}/api/v1/ask", {"question": QUESTION})["text"] == answered
            # It is looked after, so that it shows without a question, too.
            wait_until(lambda: chroma.url in got(f"{address}/readyz")["dense"])
            assert got(f"{address}/readyz")["ready"] is True
            chroma.start()
            wait_until(lambda: got(f"{address}/readyz")["dense"] == "ready")
        where = {"DATELINE_CHROMA_URL": chroma.url}
        chroma.kill()
        done = commands.run("doctor", "--json", "--data-dir", data, env=where)
        assert done.returncode == 1
        (dense,) = (c for c in json.loads(done.stdout)["checks"] if c["name"] == "dense index")
        assert f"{chroma.url} cannot be used" in dense["detail"]
        assert "DATELINE_CHROMA_URL" in dense["remedy"]
        done = commands.run("rebuild", "--data-dir", data, env=where)
        assert done.returncode == 1
        assert f"{chroma.url} cannot be used".encode() in done.stderr
