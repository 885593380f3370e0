"""`dateline serve`: says where it is, answers, stops when told."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import requests
from fakes import commands

ARTICLE = {"title": "Ferry back", "text": "The ferry Halcyon returned to service on Monday."}


def test_a_server_from_start_to_stop(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    assert commands.run("ingest", tmp_path / "a.json", "--data-dir", tmp_path / "d").returncode == 0
    with commands.start("serve", "--port", "0", "--data-dir", tmp_path / "d") as server:
        try:
            assert server.stderr
            address = server.stderr.readline().decode().removeprefix("Dateline: ").strip()
            assert address.startswith("http://127.0.0.1:")
            assert requests.get(f"{address}healthz", timeout=30).status_code == 200
            assert requests.get(f"{address}readyz", timeout=30).status_code == 200
            asked = {"question": "When did the ferry Halcyon return?"}
            answer = requests.post(f"{address}api/v1/ask", json=asked, timeout=60).json()
            assert answer["citations"][0]["quote"] in ARTICLE["text"]

            env = {"DATELINE_LOCK_WAIT_S": "0"}
            second = commands.run("articles", "--data-dir", tmp_path / "d", env=env)
            assert second.returncode == 1
            assert f"dateline serve (process {server.pid}" in second.stderr.decode()

            server.send_signal(signal.SIGTERM)
            out, err = server.communicate(timeout=60)
        finally:
            server.kill()
    assert (server.returncode, out, err) == (0, b"", b"")
    after = commands.run("articles", "--json", "--data-dir", tmp_path / "d")
    assert json.loads(after.stdout)["total"] == 1
