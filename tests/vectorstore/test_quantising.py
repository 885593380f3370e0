"""The converted model: made once, whole or not at all, and close to the one it is made from."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from vectorstore import quantising
from vectorstore.minilm import PACKAGED_SHA, embedded, packaged_model
from vectorstore.quantising import is_whole, quantised

TEXTS = [
    "Iran was not informed of the attack in advance, officials said.",
    "The recipe needs two eggs and a spoon of flour.",
    "word " * 300,
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(quantising.platformdirs, "user_cache_dir", lambda *_, **__: str(folder))
    return folder


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The real conversion, and how often it was done."""
    made: list[Path] = []
    convert: Callable[[Path, Path], None] = quantising._convert

    def counted(model: Path, converted: Path) -> None:
        made.append(converted)
        convert(model, converted)

    monkeypatch.setattr(quantising, "_convert", counted)
    return made


def test_it_is_made_once_and_checked(cache: Path, conversions: list[Path]) -> None:
    first = quantised(packaged_model(), PACKAGED_SHA)
    assert first.parent == cache
    assert is_whole(first)
    assert quantised(packaged_model(), PACKAGED_SHA) == first
    assert len(conversions) == 1
    assert sorted(item.suffix for item in cache.iterdir()) == [".onnx", ".sha256"]
    with first.open("r+b") as stream:  # a bit that fell over on the disk
        stream.seek(1_000_000)
        stream.write(b"\xff\x00\xff")
    assert not is_whole(first)
    assert is_whole(quantised(packaged_model(), PACKAGED_SHA))
    assert len(conversions) == 2


def test_two_at_the_same_time_both_get_it(cache: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: quantised(packaged_model(), PACKAGED_SHA), range(2)))
    assert made[0] == made[1]
    assert is_whole(made[0])


def test_a_cache_that_cannot_be_written_is_done_without(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    made = quantised(packaged_model(), PACKAGED_SHA)
    assert cache not in made.parents
    assert is_whole(made)


def test_its_vectors_are_near_those_of_the_model_it_is_made_from(cache: Path) -> None:
    plain = embedded(packaged_model(), TEXTS)
    small = embedded(quantised(packaged_model(), PACKAGED_SHA), TEXTS)
    cosines = (plain * small).sum(axis=1)
    assert cosines.min() > 0.985
    assert not np.array_equal(plain, small)
