"""The steps of an answer, as whoever reads along gets them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from qa.answers import Answer, Citation, Rejected, Sentence, Summary
from qa.choosing import Restart
from vectorstore.models import Hit


@dataclass(frozen=True, slots=True)
class Found:
    """The passages that an answerer is given, best first."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that may be shown, with what it cites."""

    sentence: Sentence
    citations: tuple[Citation, ...]


# None: nothing new is ready yet.
Step = Found | Checked | Rejected | Restart | None
Asked = Generator[Step, None, Answer]
Summarised = Generator[Step, None, Summary]
