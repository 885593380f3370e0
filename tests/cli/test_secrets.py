"""A key planted in the settings is shown by no command, whatever fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from qa.config import Config

PLANTED = "planted-9f8e7d6c5b4a3210"
SECRETS = [item.name for item in fields(Config) if item.metadata["secret"]]
ADDRESSES = [
    f"http://user:{PLANTED}@127.0.0.1:9/v1",
    f"http://127.0.0.1:9/v1?api-key={PLANTED}",
    f"http://{PLANTED}@127.0.0.1:9/v1",
    f"http://u:{PLANTED}@[/v1",
    f"127.0.0.1?{PLANTED}",
]
COMMANDS = [["config"], ["ask", "When did it return?", "--answerer", "llm"], ["doctor"]]


def shown(dateline: Callable[..., Any], archive: Path) -> str:
    """What these commands print, on both streams, with the model out of reach."""
    done = [dateline(*command, "--data-dir", archive) for command in COMMANDS]
    return "".join(result.out + result.err for result in done)


def test_no_secret_setting_is_shown(dateline, archive, monkeypatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(f"DATELINE_{name.upper()}", PLANTED)
    monkeypatch.setenv("DATELINE_LLM_EXTRA_HEADERS", f"X-Key: {PLANTED}")
    monkeypatch.setenv("DATELINE_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DATELINE_LLM_MAX_RETRIES", "0")
    written = shown(dateline, archive)
    assert PLANTED not in written
    assert "********" in written


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_secret_of_an_address_is_shown(dateline, archive, monkeypatch, address) -> None:
    monkeypatch.setenv("DATELINE_LLM_BASE_URL", address)
    monkeypatch.setenv("DATELINE_LLM_MODEL", "m")
    monkeypatch.setenv("DATELINE_LLM_MAX_RETRIES", "0")
    assert PLANTED not in shown(dateline, archive)


@pytest.mark.parametrize("name", [item.name for item in fields(Config)])
def test_a_key_in_the_wrong_setting_is_not_repeated(dateline, monkeypatch, name) -> None:
    """A person may paste a key where a number belongs: neither list nor error prints it."""
    key = f"sk-proj-{PLANTED}"
    monkeypatch.setenv(f"DATELINE_{name.upper()}", key)
    done = dateline("config")
    assert done.status in (0, 2)
    assert key not in done.out + done.err
