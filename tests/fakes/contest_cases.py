"""Groups of dated sentences of our own, with what should come of them.

    # name
    ? the question
    2024-03-02 Courier @1 | (claim) A sentence.     day or -, outlet, origin, role; the sentence
    = dispute figures 0/1,2                         kind, what is said / what is said against it
    = update 2 < 1,0                                the latest figure, the earlier, newest first
    = nothing                                       neither dispute nor update
    = verdict yes

Origin and role may be left out: each outlet is then a source of its own, each sentence a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa.answering.attribution import attribution
from qa.answers import Citation, Dispute, Sentence, Update

_LINE = re.compile(
    r"(?P<day>-|\d{4}-\d\d-\d\d) (?P<source>[^|@]+?)(?: @(?P<origin>\d+))? \| "
    r"(?:\((?P<role>claim|denial|background)\) )?(?P<text>.+)"
)


@dataclass
class Case:
    name: str
    question: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    disputes: set[Any] = field(default_factory=set)
    updates: set[Any] = field(default_factory=set)
    verdict: str | None = None

    def add(self, day: str, source: str, text: str, origin: str | None, role: str | None) -> None:
        """A sentence that is its own quote, in an article of its own."""
        number = len(self.sentences) + 1
        origins = {item.source: item.origin for item in self.citations}
        self.sentences.append(Sentence(text, (number,), attribution(text), role or "claim"))  # type: ignore[arg-type]
        self.citations.append(
            Citation(
                number, f"art-{number}", "", source, None if day == "-" else day, None, text, 0,
                len(text), origin=int(origin) if origin else origins.get(source, 100 + number),
            )
        )  # fmt: skip


def of_dispute(item: Dispute) -> tuple[Any, ...]:
    """A dispute as cases are compared: who denies whom matters, of figures only which differ."""
    if item.kind == "denial":
        return ("denial", frozenset(item.about), frozenset(item.against))
    return (item.kind, frozenset({*item.about, *item.against}))


def of_update(item: Update) -> tuple[int, tuple[int, ...]]:
    return item.latest.sentence, tuple(earlier.sentence for earlier in item.earlier)


def cases(path: Path) -> list[Case]:
    found: list[Case] = []
    for line in path.read_text().split("\n\n", 1)[1].splitlines():
        if line.startswith("# "):
            found.append(Case(line[2:]))
        elif line.startswith("? "):
            found[-1].question = line[2:]
        elif line.startswith("= "):
            _expect(found[-1], line[2:].split())
        elif line:
            given = _LINE.fullmatch(line)
            assert given, line
            found[-1].add(**given.groupdict())
    return found


def _expect(case: Case, words: list[str]) -> None:
    if words[0] == "verdict":
        case.verdict = words[1]
    elif words[0] == "update":
        case.updates.add((int(words[1]), tuple(map(int, words[3].split(",")))))
    elif words[0] == "dispute":
        about, against = (tuple(map(int, side.split(","))) for side in words[2].split("/"))
        case.disputes.add(of_dispute(Dispute(words[1], about, against)))  # type: ignore[arg-type]
    else:
        assert words == ["nothing"], words
