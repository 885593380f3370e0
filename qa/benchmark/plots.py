"""The figures of a run as pictures, drawn by matplotlib."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qa.benchmark.measuring import Figures
from qa.errors import BenchmarkError

_PEER_FIGURES = ("articles_per_s", "p50_ms", "ndcg@10", "rss_mb", "disk_mb")


def draw(found: Figures, folder: Path) -> list[Path]:
    """A PNG for each section that has something to show; their paths.

    Raises:
        BenchmarkError: matplotlib is not installed.
    """
    pyplot = _pyplot()
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for name, drawing in (("queries", _queries), ("peers", _peers)):
        if name in found:
            figure = drawing(pyplot, found[name])
            path = folder / f"{name}.png"
            figure.savefig(path, dpi=120, bbox_inches="tight")
            pyplot.close(figure)
            drawn.append(path)
    return drawn


def check() -> None:
    """Raise BenchmarkError unless plots can be drawn: before the measuring, not after it."""
    _pyplot()


def _queries(pyplot: Any, sizes: list[Figures]) -> Any:
    """The median of a search without its embedding, by size, a line for each way of asking."""
    figure, axes = pyplot.subplots(figsize=(7, 4))
    passages = [size["passages"] for size in sizes]
    for name, first in sizes[0].items():
        if isinstance(first, dict):
            times = [size[name]["without_embedding"]["p50_ms"] for size in sizes]
            axes.plot(passages, times, marker="o", label=name)
    axes.set(xscale="log", xlabel="passages", ylabel="ms, median, less embedding", ylim=(0, None))
    axes.legend()
    return figure


def _peers(pyplot: Any, peers: Figures) -> Any:
    """A panel for each figure, a bar for each retriever."""
    figure, panels = pyplot.subplots(1, len(_PEER_FIGURES), figsize=(15, 3.5))
    there = {name: figures for name, figures in peers.items() if "left_out" not in figures}
    for axes, name in zip(panels, _PEER_FIGURES, strict=True):
        bars = axes.bar(list(there), [figures.get(name) or 0 for figures in there.values()])
        axes.bar_label(bars)
        axes.margins(y=0.15)
        axes.set_title(name)
        axes.tick_params(axis="x", rotation=45)
    return figure


def _pyplot() -> Any:
    try:
        import matplotlib as mpl
    except ImportError:
        raise BenchmarkError(
            "Plots are drawn by matplotlib, which is not installed.",
            "Run `pip install 'dateline-news[bench]'`, or leave out --plots.",
        ) from None
    mpl.use("Agg")
    import matplotlib.pyplot as plt

    return plt
