"""A process that ingests stories in several printings until it is killed.

`python -m fakes.reprinter FOLDER FIRST`; like `fakes.ingester` it says what it is about to do.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from fakes.archives import opened
from fakes.grouping import printed

from vectorstore.models import Article

STORIES = 15  # a batch
_WORDS = "quake treaty harbour minister ballot vaccine drought railway orchard tariff".split()


def story(number: int) -> str:
    dice = random.Random(number)  # noqa: S311  (no secret)
    sentences = [
        " ".join(f"{dice.choice(_WORDS)}{dice.choice('abcdefgh')}" for _ in range(12))
        for _ in range(6)
    ]
    return f"Report {number} of the day. " + ".\n\n".join(sentences) + "."


def printings(number: int) -> Iterator[Article]:
    """Three printings of a story, and a text of it and the story before."""
    text = story(number)
    yield printed(f"{number}-first", text)
    yield printed(f"{number}-cut", "\n\n".join(text.split("\n\n")[:4]))
    yield printed(f"{number}-credited", f"{text} (Reuters)")
    if number % 5 == 0:
        yield printed(f"{number}-both", f"{story(number - 1)}\n\n{text}")


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def main(folder: Path, first: int) -> None:
    with opened(folder, owner="the reprinter") as store:
        for start in itertools.count(first, STORIES):
            numbers = range(start, start + STORIES)
            say("add")
            store.add([article for number in numbers for article in printings(number)])
            say("delete")
            store.delete(printed(f"{start}-first", "").id)
            say("update")
            store.add([printed(f"{start + 1}-cut", story(start + 2))])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
