"""Keys: made once, kept as a hash, refused once revoked or expired."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.cli.keys import moment
from qa.errors import InvalidInput, StoreError
from qa.keys import KEYS_FILE, SCOPES, Keys


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "data")


def test_a_key_is_known_by_its_token_and_by_nothing_else(keys: Keys) -> None:
    made, token = keys.create("alice", "write")
    assert keys.valid(token) == made
    head, _, secret = token.rpartition("_")
    others = ["", "dateline", head, f"{head}_", secret, f"{token}x", token[:-1], f" {token}"]
    others += [token.upper(), token.replace("dateline", "other"), "\ud800", "dateline_é_ü"]
    for other in others:
        assert keys.valid(other) is None


def test_tokens_hold_256_random_bits_and_differ(keys: Keys) -> None:
    tokens = {keys.create("a", "read")[1] for _ in range(20)}
    secrets = {token.split("_", 2)[2] for token in tokens}
    assert len(secrets) == 20
    assert min(map(len, secrets)) >= 43  # 256 bits at 6 bits a letter


def test_only_the_owner_can_read_the_file_and_no_token_is_in_it(keys: Keys, tmp_path: Path) -> None:
    _, token = keys.create("alice", "admin")
    file = tmp_path / "data" / KEYS_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = token.split("_", 2)[2].encode()
    assert all(secret not in path.read_bytes() for path in file.parent.iterdir())
    file.chmod(0o644)
    assert keys.needed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_revoked_key_is_refused_and_the_archive_still_asks(keys: Keys) -> None:
    made, token = keys.create("alice", "read")
    assert keys.revoke("alice").state == "revoked"
    assert keys.valid(token) is None
    assert keys.get(made.id) == keys.all()[0]
    assert keys.needed


def test_an_expired_key_is_refused(keys: Keys) -> None:
    made, token = keys.create("alice", "read", datetime.now(UTC) + timedelta(hours=1))
    assert keys.valid(token) == made
    keys._rows("UPDATE keys SET expires = '2020-01-01T00:00:00+00:00'")
    assert keys.valid(token) is None
    assert keys.all()[0].state == "expired"


def test_looking_makes_no_file(keys: Keys, tmp_path: Path) -> None:
    assert not keys.needed
    assert not (tmp_path / "data").exists()


def test_another_process_sees_a_key_at_once(keys: Keys, tmp_path: Path) -> None:
    other = Keys(tmp_path / "data")
    assert not other.needed
    _, token = keys.create("alice", "read")
    assert other.needed
    assert other.valid(token)
    keys.revoke("alice")
    assert other.valid(token) is None


def test_what_signs_cookies_survives_a_restart(keys: Keys, tmp_path: Path) -> None:
    first = keys.signing_secret()
    assert len(first) == 32
    assert Keys(tmp_path / "data").signing_secret() == first
    assert not keys.needed


def test_each_scope_holds_those_before_it(keys: Keys) -> None:
    may = {scope: [s for s in SCOPES if keys.create("k", scope)[0].may(s)] for scope in SCOPES}
    assert may == {
        "read": ["read"],
        "write": ["read", "write"],
        "admin": ["read", "write", "admin"],
    }


def test_two_keys_of_one_name_are_revoked_by_id(keys: Keys) -> None:
    first, _ = keys.create("bot", "read")
    second, token = keys.create("bot", "read")
    with pytest.raises(InvalidInput, match="Several keys are called 'bot'"):
        keys.revoke("bot")
    assert keys.revoke(first.id).id == first.id
    assert keys.valid(token) == second
    assert keys.revoke("bot").id == second.id
    with pytest.raises(InvalidInput, match="No valid key"):
        keys.revoke("bot")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x1b[0m", "a\nb"])
def test_odd_names_are_refused(keys: Keys, name: str) -> None:
    with pytest.raises(InvalidInput):
        keys.create(name, "read")


def test_a_damaged_file_is_a_clear_error(keys: Keys, tmp_path: Path) -> None:
    keys.create("alice", "read")
    (tmp_path / "data" / KEYS_FILE).write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="make new keys"):
        _ = keys.needed
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be read or written"):
        Keys(tmp_path / "file").create("a", "read")


@given(st.integers(0, 99_999), st.sampled_from("hdw"))
def test_spans_are_counted_from_now(number: int, unit: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    hours = number * {"h": 1, "d": 24, "w": 168}[unit]
    assert moment(f"{number}{unit}", now) == now + timedelta(hours=hours)


def test_a_day_counts_to_its_end() -> None:
    assert moment("2027-01-31") == datetime(2027, 2, 1, tzinfo=UTC)
    assert moment(None) is None


@pytest.mark.parametrize("text", ["", "30", "d", "-1d", "1.5d", "2027-02-30", "soon", "9999-12-31"])
def test_other_spans_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="cannot expire"):
        moment(text)
