"""A few hundred pairs of texts, each known to be copies or only to look alike."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from fakes import reprints
from fakes.moulds import cast

import qa

_STORIES = Path(__file__).parents[1] / "vectorstore" / "near_copies"
_SAMPLE = Path(qa.__file__).parent / "sample" / "articles"
_WIRE_IN_SAMPLE = {"017", "018", "019"}  # one agency's story in three outlets
_SEED = 20231116
_OF_ONE_MOULD = 8  # texts


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts.

    Attributes:
        kind: what was done to one of them, or what makes them look alike.
        half: "tune" or "held-out"; all that is made of one story is in one half.
    """

    kind: str
    half: str
    copies: bool
    first: str
    second: str


def pairs() -> list[Pair]:
    return [*_reprints(), *_merged(), *_rewritten(), *_look_alikes(), *_moulds(), *_sample()]


def texts_of(name: str) -> dict[str, str]:
    """The texts of a file of `near_copies`, by their headings."""
    found = (_STORIES / name).read_text("utf-8")
    parts = re.split(r"^== (.+)\n", found, flags=re.MULTILINE)[1:]
    return {key: text.strip() for key, text in zip(parts[::2], parts[1::2], strict=True)}


def sample_texts() -> dict[str, str]:
    """The sample archive's articles by their numbers, without front matter."""
    return {
        path.name[:3]: path.read_text("utf-8").split("---", 2)[2].strip()
        for path in sorted(_SAMPLE.glob("*.md"))
    }


def stories() -> dict[str, str]:
    """What reprints are made of: no two are about the same event of one day."""
    return texts_of("stories.txt") | {
        number: text for number, text in sample_texts().items() if number not in _WIRE_IN_SAMPLE
    }


def _half(name: str) -> str:
    return "held-out" if zlib.crc32(name.encode()) % 2 else "tune"


def _dice(*parts: str) -> random.Random:
    return random.Random(f"{_SEED} {' '.join(parts)}")  # noqa: S311  (no secret)


def _reprints() -> Iterator[Pair]:
    for name, text in stories().items():
        for kind, operation in reprints.OPERATIONS.items():
            yield Pair(kind, _half(name), True, text, operation(text, _dice(name, kind)))


def _merged() -> Iterator[Pair]:
    for half in ("tune", "held-out"):
        own = [(n, t) for n, t in stories().items() if _half(n) == half and t.isascii()]
        for (name, text), (other, second) in pairwise(own):
            both = reprints.merged(text, second, _dice(name, other))
            yield Pair("merged", half, True, text, both)
            yield Pair("merged", half, True, second, both)


def _rewritten() -> Iterator[Pair]:
    known = texts_of("stories.txt")
    for name, text in texts_of("rewritten.txt").items():
        yield Pair("rewritten by hand", _half(name), True, known[name], text)


def _look_alikes() -> Iterator[Pair]:
    known = texts_of("stories.txt")
    texts = texts_of("look_alikes.txt")
    for name, text in texts.items():
        kind, story, *_ = name.split("/")
        if story in known:
            yield Pair(kind, _half(story), False, known[story], text)
    for (name, text), (other, second) in combinations(texts.items(), 2):
        if name.rsplit("/", 1)[0] == other.rsplit("/", 1)[0] and name.count("/") == 2:
            yield Pair(name.split("/")[0], _half(name.split("/")[1]), False, text, second)


def _moulds() -> Iterator[Pair]:
    for number, (kind, mould) in enumerate(texts_of("moulds.txt").items()):
        half = ("tune", "held-out")[number % 2]
        texts = [cast(mould, _dice(kind, str(i))) for i in range(_OF_ONE_MOULD)]
        for first, second in combinations(texts, 2):
            yield Pair(f"mould: {kind}", half, False, first, second)


def _sample() -> Iterator[Pair]:
    """Reports of the same weeks by different writers, many on the same event."""
    for (name, text), (other, second) in combinations(sample_texts().items(), 2):
        if not {name, other} <= _WIRE_IN_SAMPLE:
            yield Pair("other reports", _half(name), False, text, second)
