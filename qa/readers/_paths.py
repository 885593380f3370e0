"""From what a person names to single inputs: the files of a folder, or itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

_LINES = (".jsonl", ".ndjson")


def is_address(given: str) -> bool:
    """True for what looks like `scheme://...`, of whatever scheme."""
    scheme, found, _ = given.strip().partition("://")
    return bool(found) and scheme.replace("+", "").isalnum() and len(scheme) > 1


def expand(given: str) -> Iterator[str]:
    """The single inputs of one given: a folder's files, sorted; anything else itself.

    Hidden files and folders are left out, links to folders are followed once, and a folder that
    cannot be listed stands for itself, to be reported as a failure when it is read.
    """
    path = Path(given)
    if given in ("", "-") or is_address(given) or not _is_folder(path):
        yield given
        return
    yield from map(str, _files(path, set()))


def count_inputs(inputs: Sequence[str]) -> int:
    """About how many articles the inputs hold, for a progress bar: files, and lines of JSON."""
    return sum(_lines(name) for given in inputs for name in expand(given))


def _files(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _files(entry, seen)
        else:
            yield entry


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _lines(name: str) -> int:
    if not name.lower().endswith(_LINES) or is_address(name):
        return 1
    try:
        if not stat.S_ISREG(os.stat(name).st_mode):  # noqa: PTH116 - a name may hold a NUL
            return 1
        with open(name, "rb") as file:  # noqa: PTH123
            return max(
                1, sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
            )
    except (OSError, ValueError):
        return 1
