"""What a streamed answer sends, one by one: each event with a type of its own.

`Passages`, then `VerifiedSentence` and `Rejected` as they are checked, and at the end the whole
Answer or Summary. `Restart` voids the sentences so far.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from qa.answers import Answer, Citation, Rejected, Sentence, Summary
from qa.client.errors import problem
from qa.client.models import Passage
from qa.client.reading import answer_or_summary, made, members_of

STREAM = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
MOST_BYTES = 64_000_000  # of one event: the passages, or an answer with all its citations


@dataclass(frozen=True, slots=True)
class Passages:
    """What the answerer is given."""

    hits: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class VerifiedSentence:
    """A sentence whose quotes were found, with the citations that it rests on.

    A citation's `origin` is 0 until the answer is whole.
    """

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Restart:
    """A model failed in the middle and another answerer begins anew: forget what came before."""

    reason: str


Event = Passages | VerifiedSentence | Rejected | Restart | Answer | Summary
_READERS: Mapping[str, Callable[[dict[str, Any]], Event]] = {
    "passages": lambda members: made(Passages, members),
    "sentence": lambda members: made(VerifiedSentence, members),
    "rejected": lambda members: made(Rejected, members),
    "restart": lambda members: made(Restart, members),
    "answer": answer_or_summary,
}


def event(name: str, data: str) -> Event | None:
    """The event of that name; None for one that this version does not know.

    Raises:
        Problem: it is an `error`.
        NotUnderstood: the data is not of that event.
    """
    if name == "error":
        members = members_of(data)
        raise problem(members, int(members.get("status", 500)), {})
    reader = _READERS.get(name)
    return reader(members_of(data)) if reader else None
