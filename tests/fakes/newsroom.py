"""Stories as several outlets told them, questions to them, and what is wrong with an answer.

    # name                                  the half it belongs to is read from it
    @ 2024-03-02 | Courier | Title          an article; its paragraphs follow
    ? The question
    = status answered; has 17 people        all of it must hold

status X, verdict X, not-verdict X; has WORDS: a quote shown holds them; latest N and earlier N:
figures of the updates; who WORDS -> NAME: the sentence with these words names NAME as a speaker;
date DAY: a day named by a quote is read as this one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from qa.answers import Answer
from qa.drafts import ArticleDraft

Half = Literal["tune", "held-out"]


@dataclass
class Asked:
    question: str
    story: str
    expected: list[str] = field(default_factory=list)

    @property
    def half(self) -> Half:
        return "tune" if sha256(self.story.encode()).digest()[0] % 2 == 0 else "held-out"


def stories(path: Path) -> tuple[list[ArticleDraft], list[Asked]]:
    """The articles of all stories, and the questions to them."""
    drafts: list[ArticleDraft] = []
    asked: list[Asked] = []
    name, head, lines = "", [""], list[str]()

    def close() -> None:
        if lines:
            day, source, title = head
            text, origin = "\n\n".join(lines), f"{name}-{len(drafts)}"
            drafts.append(ArticleDraft(text, origin, title, source, None, day))
            lines.clear()

    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark in {"#", "@", "?", "="} or not line:
            close()
        if mark == "#":
            name = rest
        elif mark == "@":
            head = rest.split(" | ")
        elif mark == "?":
            asked.append(Asked(rest, name))
        elif mark == "=":
            asked[-1].expected = rest.split("; ")
        elif line:
            lines.append(line)
    return drafts, [item for item in asked if item.story]


def faults(asked: Asked, answer: Answer) -> list[str]:
    """What was expected of the answer and does not hold."""
    return [item for item in asked.expected if not _holds(item, answer)]


def _holds(expected: str, answer: Answer) -> bool:
    kind, _, value = expected.partition(" ")
    if kind == "who":
        return _names(answer, *value.split(" -> "))
    cited, updates = answer.citations, answer.updates
    told: dict[str, list[str | None]] = {
        "status": [answer.status],
        "verdict": [answer.verdict],
        "latest": [item.latest.text for item in updates],
        "earlier": [figure.text for item in updates for figure in item.earlier],
        "date": [item.first for quote in cited for item in quote.dates],
    }
    if kind == "not-verdict":
        return answer.verdict != value
    if kind == "has":
        return any(value in quote.quote for quote in cited)
    return value in told[kind]


def _names(answer: Answer, words: str, name: str) -> bool:
    return any(
        words in answer.citations[number - 1].quote and name in (sentence.attribution or "")
        for sentence in answer.sentences
        for number in sentence.citations
    )
