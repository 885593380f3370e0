"""Folders of an index that is made anew beside the one in use: `lexical`, `lexical-1`, ..."""

from __future__ import annotations

import shutil
from pathlib import Path

from vectorstore.cursor import Cursor


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
    if folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)
