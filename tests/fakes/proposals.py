"""All that an answerer proposes, read to the end."""

from __future__ import annotations

from dataclasses import dataclass

from qa.answering.protocol import Conclusion, Proposals
from qa.answers import AnsweredBy, ProposedSentence, Rejected, Verdict


@dataclass(frozen=True)
class Drained:
    sentences: tuple[ProposedSentence, ...]
    rejected: tuple[Rejected, ...]
    conclusion: Conclusion

    @property
    def found(self) -> bool:
        return self.conclusion.found

    @property
    def verdict(self) -> Verdict | None:
        return self.conclusion.verdict

    @property
    def answered_by(self) -> AnsweredBy:
        return self.conclusion.answered_by

    @property
    def usage(self) -> dict[str, int]:
        return self.conclusion.usage


def drained(proposals: Proposals) -> Drained:
    items = []
    while True:
        try:
            items.append(next(proposals))
        except StopIteration as end:
            conclusion = end.value
            break
    return Drained(
        tuple(item for item in items if isinstance(item, ProposedSentence)),
        tuple(item for item in items if isinstance(item, Rejected)),
        conclusion,
    )
