"""Opens a Chroma store and looks for its own vectors: exit 0 if it finds them.

Run as a process of its own, since a damaged store can take its process down:
`python -m vectorstore.probe FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore.chroma import open_folder

_SAMPLES = 50
_LARGEST_LINKS = 2_000_000_000  # bytes; a torn write makes this file grow without bound


def healthy(folder: Path) -> bool:
    """Whether the store answers, and each sampled vector finds itself."""
    if any(path.stat().st_size > _LARGEST_LINKS for path in folder.rglob("link_lists.bin")):
        return False
    client, collection = open_folder(folder)
    try:
        return finds_itself(collection)
    finally:
        client.close()


def finds_itself(collection: Any) -> bool:
    """Whether each sampled vector of a collection is found by itself, among as many as there are.

    One whose files are damaged may count what it should hold and find next to nothing.
    """
    count = collection.count()
    for offset in range(0, count, max(1, count // _SAMPLES)):
        sample = collection.get(limit=1, offset=offset, include=["embeddings"])
        found = collection.query(
            query_embeddings=np.asarray(sample["embeddings"]),
            n_results=min(10, count),
            include=["distances"],
        )
        if len(found["ids"][0]) < min(10, count) or found["distances"][0][0] > 1e-3:
            return False
    return True


if __name__ == "__main__":
    sys.exit(0 if healthy(Path(sys.argv[1])) else 1)
