"""Passages a second: Dateline's embedder beside Chroma's default function, on the same weights."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from qa.benchmark.corpora import articles, dataset, passages
from qa.benchmark.measuring import Figures, timed
from qa.benchmark.weights import chroma_minilm
from vectorstore.minilm import MiniLM


def measure(folder: str | None = None, count: int = 96, rounds: int = 3) -> Figures:
    """Both embed the same `count` passages in turn, `rounds` times; medians count."""
    texts = list(itertools.islice(passages(articles(dataset(folder), count)), count))
    ours = MiniLM()
    seconds: dict[str, list[float]] = {"dateline": [], "chroma": []}
    with TemporaryDirectory() as weights:
        theirs = chroma_minilm(Path(weights))
        for _ in range(rounds + 1):
            seconds["dateline"].append(timed(lambda: ours.embed(texts))[0])
            seconds["chroma"].append(timed(lambda: theirs(texts))[0])
    return {
        "passages": len(texts),
        **{f"{name}_per_s": _rate(len(texts), times[1:]) for name, times in seconds.items()},
        "times_faster": ratio(seconds["chroma"][1:], seconds["dateline"][1:]),
    }


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the rounds' own ratios: what else the machine does falls on both."""
    return round(statistics.median(a / b for a, b in zip(above, below, strict=True)), 3)


def _rate(count: int, seconds: Sequence[float]) -> float:
    return round(count / statistics.median(seconds), 1)
