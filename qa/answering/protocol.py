"""What an answerer is: it proposes sentences with their quotes; the verifier disposes."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from qa.answers import AnsweredBy, Cost, ProposedSentence, Rejected, Verdict
from vectorstore.models import Article, Hit


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What an answerer has to say when its last sentence is out.

    Attributes:
        verdict: for yes/no questions only.
        usage: tokens spent, summed over all requests; empty without a model.
        found: the answerer holds that the passages say something to the question.
    """

    answered_by: AnsweredBy
    verdict: Verdict | None = None
    usage: dict[str, int] = field(default_factory=dict)
    cost: Cost | None = None
    found: bool = True


# One by one as they are made, none of them checked yet; a Rejected could not even be proposed.
# None says that nothing new is ready yet: whoever waits can stop here by closing the generator,
# which stops the work behind it.
Proposals = Generator[ProposedSentence | Rejected | None, None, Conclusion]


class Answerer(Protocol):
    """Answers questions and summarises, from the passages it is given and nothing else.

    Both methods raise ModelError if a language model is behind them and gives no usable answer,
    be it in the middle of one.
    """

    def answer(self, question: str, hits: Sequence[Hit], *, as_of: date | None) -> Proposals:
        """What `hits`, best first, say to `question`; `as_of` is the day it is asked on."""
        ...

    def summarise(self, parts: Sequence[Hit | Article], *, about: str | None) -> Proposals:
        """What `parts` say, in order of time: all of it, or what concerns `about`.

        An Article stands for its whole text, a Hit for one passage; hits come best first.
        """
        ...
