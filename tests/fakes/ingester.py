"""A process that ingests until it is killed: `python -m fakes.ingester FOLDER FIRST`.

It says what it is about to do, so that whoever kills it can choose the moment.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from fakes.archives import made_up, opened

BATCH = 120


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def main(folder: Path, first: int) -> None:
    with opened(folder, owner="the ingester") as store:
        for start in itertools.count(first, BATCH):
            say("add")
            store.add([made_up(number) for number in range(start, start + BATCH)])
            say("sync")
            store.sync()
            store.delete(made_up(start).id)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
