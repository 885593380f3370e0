"""docs/input-formats.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.readers._fields import ALIASES, field_of
from qa.readers._item import ARTICLE_BYTES, WHOLE_BYTES
from qa.readers._registry import readers

DOC = (Path(__file__).parents[2] / "docs" / "input-formats.md").read_text(encoding="utf-8")


def test_every_suffix_is_told() -> None:
    told = set(re.findall(r"`(\.[a-z]+)`", DOC.split("## Names")[0]))
    assert told == set().union(*(reader.suffixes for reader in readers()))


@pytest.mark.parametrize("field", ALIASES)
def test_every_field_name_is_told_in_its_order(field: str) -> None:
    row = re.search(rf"^\| {field} \| ([^;|]*)", DOC, re.MULTILINE)
    assert row is not None
    named = [name.strip() for name in row[1].split(",")]
    assert all(field_of(name) == field for name in named)
    plain = [name[:1].lower() + name[1:].lower().replace("_", "") for name in named]
    told = tuple(dict.fromkeys(plain))
    assert told == tuple(name for name in ALIASES[field] if name in told)
    assert set(ALIASES[field]) == set(told)


def test_the_header_example_is_read(article) -> None:
    example = re.search(r"(?:^ {4}.*\n|^\n)+(?=The header ends)", DOC, re.MULTILINE)
    assert example is not None
    text = re.sub(r"^ {4}", "", example[0].strip("\n"), flags=re.MULTILINE)
    assert article("a.txt", text.encode()) == ArticleDraft(
        "The text begins here.", "a.txt", "Tehran says it was not told", "The Post",
        published="2023-11-16",
    )  # fmt: skip


def test_the_limits_are_those_of_the_code() -> None:
    config = Config()
    assert f"`max_file_bytes`, {config.max_file_bytes // 10**9} GB" in DOC
    assert f"`fetch_max_bytes`, {config.fetch_max_bytes // 10**6} MB" in DOC
    assert f"`fetch_timeout_s`, {config.fetch_timeout_s:g} s; 7 |" in DOC
    assert f"one line of JSON | {ARTICLE_BYTES // 10**6} MB" in DOC
    assert f"not in lines | {WHOLE_BYTES // 10**6} MB" in DOC
