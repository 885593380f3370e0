"""A process that embeds in the background until it is killed: `python -m fakes.background FOLDER`.

It adds all articles at once, if they are not there yet, and asks questions meanwhile.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from fakes.archives import made_up, marker, opened
from fakes.embedder import HashedWords

from vectorstore.embedding import Vectors

ARTICLES = 400
PASSAGES = 2 * ARTICLES


class Slow(HashedWords):
    """Takes a millisecond a passage, so that there is a background to be killed in."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.001 * len(texts))
        return super().embed(texts)


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    with opened(folder, Slow(), owner="the background") as store:
        store.indexing.start()
        store.add([made_up(number) for number in range(ARTICLES)])
        store.sync()
        began = store.indexing.progress().waiting
        while True:
            hit = store.search(marker(ARTICLES - 1), 1)[0]
            assert marker(ARTICLES - 1) in hit.passage.text
            waiting = store.indexing.progress().waiting
            # Not before a batch is done: who is killed earlier has nothing to go on from.
            if waiting < began or not waiting:
                say(f"asked {waiting}")
            time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
