"""Two answers to one question side by side: sentences kept, gone and new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """Sentences by what became of them, each in the order of its own answer.

    Attributes:
        kept: pairs of the sentence as it was and as it is.
    """

    kept: list[tuple[Stored, Stored]]
    gone: list[Stored]
    new: list[Stored]


def compare(earlier: Stored, later: Stored) -> Compared:
    """Match sentences that say the same in words, or rest on the same quotes."""
    kept, new = [], []
    left = list(earlier["sentences"])
    before, now = _quotes(earlier), _quotes(later)
    for sentence in later["sentences"]:
        for other in left:
            if _words(other) == _words(sentence) or (
                _spans(other, before) and _spans(other, before) == _spans(sentence, now)
            ):
                left.remove(other)
                kept.append((other, sentence))
                break
        else:
            new.append(sentence)
    return Compared(kept, left, new)


def in_order(answers: Sequence[Stored]) -> list[Stored]:
    """Answers by the day that they are as of; those without one by the day they were made."""
    return sorted(answers, key=lambda item: (seen_until(item), item.get("created") or ""))


def seen_until(answer: Stored) -> str:
    """The last day that an answer could see."""
    return str(answer.get("as_of") or (answer.get("created") or "")[:10])


def _words(sentence: Stored) -> str:
    return " ".join(sentence["text"].casefold().split())


def _quotes(answer: Stored) -> dict[int, tuple[str, int, int]]:
    return {
        item["number"]: (item["article_id"], item["start"], item["end"])
        for item in answer["citations"]
    }


def _spans(sentence: Stored, quotes: dict[int, tuple[str, int, int]]) -> set[tuple[str, int, int]]:
    return {quotes[number] for number in sentence["citations"]}
