"""The figures of a run as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.benchmark.measuring import Figures


def table(found: Figures) -> str:
    """Ratios first, then a table a section."""
    parts = [_lines("Ratios within this run", found["ratios"])]
    plain = [name for name in ("embedding", "ingest", "startup") if name in found]
    parts += [_lines(name.capitalize(), found[name]) for name in plain]
    if "queries" in found:
        parts.append(_rows("Search, milliseconds", list(_searches(found["queries"]))))
    if "peers" in found:
        parts.append(_rows("Peers, same weights, articles and questions", _peers(found["peers"])))
    parts.append(_lines("Machine", found["machine"]))
    return "\n\n".join(parts)


def _lines(title: str, figures: Figures) -> str:
    width = max(map(len, figures), default=0)
    return "\n".join([title, *(f"  {name:<{width}}  {value}" for name, value in figures.items())])


def _searches(sizes: Sequence[Figures]) -> Iterator[list[str]]:
    yield [
        "passages",
        "how",
        "p50",
        "p95",
        "p50 less embedding",
        "p95 less embedding",
        "CPU less embedding",
        "RSS MB",
    ]
    for size in sizes:
        for name, figures in size.items():
            if isinstance(figures, dict):
                own = figures["without_embedding"]
                times = (figures["p50_ms"], figures["p95_ms"], *own.values())
                shown = [f"{milliseconds:.1f}" for milliseconds in times]
                yield [f"{size['passages']:,}", name, *shown, str(size["rss_mb"])]


def _peers(peers: Figures) -> list[list[str]]:
    names = ["articles_per_s", "p50_ms", "p95_ms", "ndcg@10", "rss_mb", "disk_mb"]
    made = [["", *names]]
    for peer, figures in peers.items():
        if "left_out" in figures:
            made.append([peer, figures["left_out"]])
        else:
            made.append([peer, *(str(figures.get(name)) for name in names)])
    return made


def _rows(title: str, rows: Sequence[Sequence[str]]) -> str:
    whole = [row for row in rows if len(row) == len(rows[0])]
    widths = [max(len(row[column]) for row in whole) for column in range(len(rows[0]))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        for row in rows
    )
    return "\n".join([title, *(f"  {line}".rstrip() for line in lines)])
