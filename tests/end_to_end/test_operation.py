"""`dateline serve` and `dateline keys` as their users run them."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from fakes import commands

PLANTED = "planted-9f8e7d6c5b4a3210"


@contextmanager
def serving(*options: str | Path, **env: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and a list that holds what it wrote on stderr once it stopped."""
    written: list[str] = []
    with commands.start("serve", "--port", "0", *options, **env) as server:
        try:
            assert server.stderr
            line = ""
            while "Dateline: " not in line:
                line = server.stderr.readline().decode()
                assert line
                written.append(line)
            told = json.loads(line)["message"] if line.startswith("{") else line
            yield told.removeprefix("Dateline: ").strip().rstrip("/"), written
            server.send_signal(signal.SIGTERM)
            written += server.communicate(timeout=60)[1].decode().splitlines()
            assert server.returncode == 0
        finally:
            server.kill()


def test_an_address_that_others_reach_is_refused_without_keys(tmp_path: Path) -> None:
    data = ("--data-dir", tmp_path / "d", "--port", "0")
    refused = commands.run("serve", "--host", "0.0.0.0", *data)
    assert refused.returncode == 2
    assert b"there are no keys to this archive" in refused.stderr
    assert b"Traceback" not in refused.stderr
    with serving("--host", "0.0.0.0", "--allow-anyone", *data[:2]) as (address, _):
        assert requests.get(f"{address}/api/v1/articles", timeout=60).status_code == 200


def test_keys_are_made_and_revoked_while_the_server_runs(tmp_path: Path) -> None:
    data = ("--data-dir", tmp_path / "d")
    with serving(*data) as (address, _):
        listing = f"{address}/api/v1/articles"
        assert requests.get(listing, timeout=60).status_code == 200
        made = commands.run("keys", "create", "bot", "--scope", "read", "--json", *data)
        token = json.loads(made.stdout)["token"]
        assert requests.get(listing, timeout=60).status_code == 401
        sent = {"Authorization": f"Bearer {token}"}
        assert requests.get(listing, headers=sent, timeout=60).status_code == 200
        refused = requests.post(listing, headers=sent, json={"text": "x"}, timeout=60)
        assert refused.status_code == 403
        known = {"DATELINE_API_KEY": token}
        assert commands.run("search", "ferry", "--url", address, env=known).returncode == 0
        without = commands.run("search", "ferry", "--url", address)
        assert without.returncode == 1
        assert b"key" in without.stderr
        listed = commands.run("keys", "list", *data).stdout.decode()
        assert "bot" in listed
        assert token not in listed
        assert commands.run("keys", "revoke", "bot", *data).returncode == 0
        assert requests.get(listing, headers=sent, timeout=60).status_code == 401


def test_a_key_on_stdout_is_the_key_alone(tmp_path: Path) -> None:
    made = commands.run("keys", "create", "bot", "--expires", "30d", "--data-dir", tmp_path)
    [token] = made.stdout.decode().splitlines()
    assert token.startswith("dateline_")
    assert b"not shown again" in made.stderr


@pytest.mark.parametrize("option", [("--expires", "soon"), ("--scope", "all")])
def test_odd_keys_are_a_usage_error(tmp_path: Path, option: tuple[str, str]) -> None:
    made = commands.run("keys", "create", "bot", *option, "--data-dir", tmp_path)
    assert made.returncode == 2
    assert b"Traceback" not in made.stderr


def test_logs_are_json_lines_with_ids_and_without_secrets(tmp_path: Path) -> None:
    secrets = {
        "DATELINE_LLM_API_KEY": PLANTED,
        "DATELINE_LLM_EXTRA_HEADERS": f"X-Secret: {PLANTED}",
        "DATELINE_LLM_BASE_URL": f"http://user:{PLANTED}@127.0.0.1:9/v1?key={PLANTED}",
        "DATELINE_LLM_MODEL": "m",
        "DATELINE_LLM_MAX_RETRIES": "0",
    }
    options = ("--log-format", "json", "--data-dir", tmp_path)
    with serving(*options, **secrets) as (address, written):
        asked = {"question": f"Who is {PLANTED}?"}
        headers = {"X-Request-ID": "asked-1", "Authorization": f"Bearer {PLANTED}"}
        url = f"{address}/api/v1/ask"
        answer = requests.post(url, json=asked, headers=headers, timeout=60)
        assert answer.status_code == 200
        article = {"text": "The ferry Halcyon returned to service on Monday."}
        requests.post(f"{address}/api/v1/articles", json=article, timeout=60)
        asked = {"question": f"When did the ferry Halcyon return, {PLANTED}?"}
        failed = requests.post(url, json={**asked, "answerer": "llm"}, timeout=60)
        assert failed.status_code in (502, 504)
        assert PLANTED not in failed.text
        assert PLANTED not in requests.get(f"{address}/readyz", timeout=60).text
    lines = [json.loads(line) for line in written]
    assert PLANTED not in "".join(written)
    [request] = [line for line in lines if line.get("path") == "/api/v1/ask"][:1]
    assert (request["request_id"], request["status"]) == ("asked-1", 200)
    question = next(line for line in lines if line["logger"] == "qa.questions")
    assert question["request_id"] == "asked-1"


def test_a_setting_that_does_not_fit_stops_it_before_it_starts(tmp_path: Path) -> None:
    for env, named in (
        ({"DATELINE_RATE_LIMIT": "many"}, b"rate_limit"),
        ({"DATELINE_THREADS": "8", "DATELINE_MAX_MODEL_QUESTIONS": "8"}, b"max_model_questions"),
        ({"DATELINE_LOG_FORMAT": "xml"}, b"log_format"),
    ):
        done = commands.run("serve", "--port", "0", "--data-dir", tmp_path, env=env)
        assert done.returncode == 2
        assert named in done.stderr
        assert b"Traceback" not in done.stderr
