"""What an answerer is: it proposes sentences with their quotes; the verifier disposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from qa.answers import AnsweredBy, ProposedSentence, Rejected, Verdict
from vectorstore.models import Article, Hit


@dataclass(frozen=True, slots=True)
class Proposal:
    """Sentences as an answerer proposes them, none of them checked yet.

    Attributes:
        verdict: for yes/no questions only.
        rejected: sentences that could not even be proposed, with the reason.
        usage: tokens spent, summed over all requests; empty without a model.
        found: the answerer holds that the passages say something to the question.
    """

    sentences: tuple[ProposedSentence, ...]
    answered_by: AnsweredBy
    verdict: Verdict | None = None
    usage: dict[str, int] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    found: bool = True


class Answerer(Protocol):
    """Answers questions and summarises, from the passages it is given and nothing else.

    Both methods raise ModelError if a language model is behind them and gives no usable answer.
    """

    def answer(self, question: str, hits: Sequence[Hit], *, as_of: date | None) -> Proposal:
        """What `hits`, best first, say to `question`; `as_of` is the day it is asked on."""
        ...

    def summarise(self, parts: Sequence[Hit | Article], *, about: str | None) -> Proposal:
        """What `parts` say, in order of time: all of it, or what concerns `about`.

        An Article stands for its whole text, a Hit for one passage; hits come best first.
        """
        ...
