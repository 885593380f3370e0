"""Others are let in by keys, or when it is said twice."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from qa.binding import bind
from qa.config import Config
from qa.errors import ConfigError
from qa.keys import Keys

EVERYWHERE = ["0.0.0.0", "::"]


def exposed(config: Config, host: str) -> bool:
    bound = bind(config, host, 0)
    bound.socket.close()
    return bound.exposed


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_dir=tmp_path)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.5"])
def test_this_machine_needs_no_key(config: Config, host: str) -> None:
    assert not exposed(config, host)


@pytest.mark.parametrize("host", EVERYWHERE)
def test_other_addresses_need_a_key_or_a_second_word(config: Config, host: str) -> None:
    if host == "::" and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with pytest.raises(ConfigError, match="--allow-anyone") as refused:
        bind(config, host, 0)
    assert "dateline keys create" in refused.value.remedy
    assert exposed(replace(config, allow_anyone=True), host)
    Keys(config.data_dir).create("alice", "read")
    assert exposed(config, host)


def test_a_revoked_key_is_a_lock_nevertheless(config: Config) -> None:
    Keys(config.data_dir).create("alice", "read")
    Keys(config.data_dir).revoke("alice")
    assert exposed(config, "0.0.0.0")
