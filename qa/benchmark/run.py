"""The whole benchmark: its sections one after the other, and the ratios that they give."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from qa import __version__
from qa.benchmark.measuring import Figures, in_process
from qa.benchmark.peers import NEEDS, missing
from qa.errors import BenchmarkError

SECTIONS = ("embedding", "ingest", "queries", "startup", "peers")
SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        folder: a set in BEIR's layout; None for the packaged sample.
        articles: of the set, at most, for ingestion and peers.
        questions: of each kind, at most.
        sizes: passages of the made-up archives.
        kept: where made-up archives are kept from run to run; None for nowhere.
    """

    sections: Sequence[str] = SECTIONS
    folder: Path | None = None
    articles: int = 500
    questions: int = 100
    sizes: Sequence[int] = SIZES
    kept: Path | None = None


def run(plan: Plan, told: Callable[[str], None]) -> Figures:
    """Every figure, by section, and first of all their ratios.

    Args:
        told: called with the name of what is measured next.

    Raises:
        BenchmarkError: a section failed.
    """
    folder = str(plan.folder.resolve()) if plan.folder else None
    found: Figures = {}
    if "embedding" in plan.sections:
        told("embedding")
        found["embedding"] = in_process("embedding", {"folder": folder})
    if "ingest" in plan.sections:
        told("ingest")
        found["ingest"] = in_process("ingesting", {"folder": folder, "count": plan.articles})
    if "queries" in plan.sections:
        found["queries"] = _queries(plan, told)
    if "startup" in plan.sections:
        told("startup")
        found["startup"] = in_process("startup", {})
    if "peers" in plan.sections:
        found["peers"] = _peers(plan, folder, told)
    return {"ratios": ratios(found), **found, "machine": _machine()}


def ratios(found: Figures) -> Figures:
    """What can be compared between machines: figures of one run over others of it."""
    made: Figures = {}
    if "embedding" in found:
        made["embedding: times Chroma's function"] = found["embedding"]["times_faster"]
    if "ingest" in found:
        made["ingest over embedding alone"] = found["ingest"]["ingest_to_embedding"]
        made["ingest over embedding alone, CPU"] = found["ingest"]["ingest_to_embedding_cpu"]
    if sizes := found.get("queries"):
        made |= _ratios_of_sizes(sizes[0], sizes[-1])
    peers = found.get("peers", {})
    for name, figures in peers.items():
        ours = peers["dateline"]
        if name != "dateline" and not {"left_out"} & (ours.keys() | figures.keys()):
            for figure in ("articles_per_s", "p50_ms", "rss_mb", "disk_mb"):
                if figures.get(figure):
                    ratio = round(ours[figure] / figures[figure], 2)
                    made[f"{figure}: dateline over {name}"] = ratio
    return made


def _ratios_of_sizes(least: Figures, most: Figures) -> Figures:
    """The largest archive over the smallest, and in it what is filtered over what is not."""
    plain = most["alone"]
    own, size = plain["without_embedding"], f"{most['passages']:,}"
    made = {}
    for figure, name in (("p50_ms", "p50"), ("cpu_p50_ms", "CPU")):
        small = least["alone"]["without_embedding"][figure]
        label = f"search {name} without embedding: {size} over {least['passages']:,} passages"
        made[label] = round(own[figure] / small, 2)
    for way, figures in most.items():
        if way.startswith("filter"):
            part = figures["without_embedding"]
            whole = round(figures["p50_ms"] / plain["p50_ms"], 2)
            made[f"{way} over unfiltered p50, {size} passages"] = whole
            for figure, name in (("p50_ms", "p50"), ("cpu_p50_ms", "CPU")):
                label = f"{way} over unfiltered {name} without embedding"
                made[label] = round(part[figure] / own[figure], 2)
    return made


def _queries(plan: Plan, told: Callable[[str], None]) -> list[Figures]:
    with TemporaryDirectory() as scratch:
        found = []
        for size in sorted(plan.sizes):
            told(f"queries at {size:,} passages")
            place = (plan.kept or Path(scratch)) / f"made-up-{size}"
            options = {"folder": str(place.resolve()), "size": size, "questions": plan.questions}
            found.append(in_process("queries", options))
        return found


def _peers(plan: Plan, folder: str | None, told: Callable[[str], None]) -> Figures:
    found: Figures = {}
    for peer in NEEDS:
        if lacking := missing(peer):
            found[peer] = {"left_out": f"not installed: {', '.join(lacking)}"}
            continue
        told(f"peer {peer}")
        options = {"peer": peer, "folder": folder, "count": plan.articles}
        try:
            found[peer] = in_process("peers", options | {"questions": plan.questions})
        except BenchmarkError as error:  # of another library, or a release not known here
            found[peer] = {"left_out": error.reason}
    return found


def _machine() -> Figures:
    return {
        "dateline": __version__,
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
