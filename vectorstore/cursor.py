"""Where a follower stands: a small JSON file beside its index, replaced in one step."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Cursor:
    """What an index was made from, and how far.

    Attributes:
        archive: identity of the catalog that was followed.
        position: number of the last change that the index holds for sure.
        detail: what else the index must match (model, folder in use, files as left behind).
    """

    archive: str
    position: int
    detail: dict[str, Any]


def read_cursor(path: Path) -> Cursor | None:
    """The cursor, or None if there is none that can be read: the index must then be rebuilt."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return Cursor(str(found["archive"]), int(found["position"]), dict(found["detail"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def write_cursor(path: Path, cursor: Cursor) -> None:
    """Replace the cursor; a crash leaves the old one or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(asdict(cursor), stream)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
