"""Folders of an index that is made anew beside the one in use: `lexical`, `lexical-1`, ..."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from vectorstore.cursor import Cursor

# tantivy's threads may write to a folder for a moment after it was let go of.
_TRIES, _PAUSE_S = 20, 0.05


def generation(cursor: Cursor | None) -> int:
    """Which of them is in use; 0 is the first."""
    found = cursor.detail.get("generation") if cursor else 0
    return found if type(found) is int and found > 0 else 0


def folder_of(first: Path, number: int) -> Path:
    """Where one of them lies."""
    return first.with_name(f"{first.name}-{number}") if number else first


def clear_others(first: Path, number: int) -> None:
    """Remove what an earlier rebuild has left, and half of one that a crash has."""
    for other in {first, *first.parent.glob(f"{first.name}-*")} - {folder_of(first, number)}:
        clear(other)


def clear(folder: Path) -> None:
    """Remove what stands in the index's place, be it a folder or a stray file."""
    if not folder.is_dir():
        folder.unlink(missing_ok=True)
        return
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_PAUSE_S)
