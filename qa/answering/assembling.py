"""From a proposal to an Answer or a Summary: verified, numbered, with status and verdict."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from qa.answering.protocol import Proposal
from qa.answering.questions import parsed
from qa.answering.verdict import status_of, verdict_of
from qa.answering.verifier import Verified, Verifier
from qa.answers import Answer, Sentence, Summary
from vectorstore.models import Article


@dataclass(frozen=True, slots=True)
class Assembler:
    """Builds answers from proposals; `article` gives the article of an id."""

    article: Callable[[str], Article]

    def answer(
        self, question: str, proposal: Proposal, as_of: date | None, timings: Mapping[str, float]
    ) -> Answer:
        """The answer; a question whose every sentence is rejected is not answered."""
        checked = self._verified(proposal)
        return Answer(
            question=question,
            verdict=verdict_of(parsed(question), checked.sentences, proposal.verdict),
            **_common(proposal, checked, as_of, timings),
        )

    def summary(
        self,
        about: str | None,
        articles: Sequence[Article],
        proposal: Proposal,
        as_of: date | None,
        timings: Mapping[str, float],
    ) -> Summary:
        """The summary of articles, which are named in order of their dates."""
        ordered = sorted(articles, key=lambda item: (item.published or "", item.id))
        return Summary(
            about=about,
            article_ids=tuple(item.id for item in ordered),
            **_common(proposal, self._verified(proposal), as_of, timings),
        )

    def _verified(self, proposal: Proposal) -> Verified:
        checked = Verifier(self.article).verify(proposal.sentences if proposal.found else ())
        rejected = (*proposal.rejected, *checked.rejected)
        return Verified(checked.sentences, checked.citations, rejected)


def _common(
    proposal: Proposal, checked: Verified, as_of: date | None, timings: Mapping[str, float]
) -> dict[str, Any]:
    return {
        "id": uuid.uuid4().hex[:16],
        "status": status_of(checked.sentences),
        "text": " ".join(_cited(sentence) for sentence in checked.sentences),
        "answered_by": proposal.answered_by,
        "sentences": checked.sentences,
        "citations": checked.citations,
        "rejected": checked.rejected,
        "as_of": as_of.isoformat() if as_of else None,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "timings_ms": dict(timings),
        "usage": proposal.usage,
    }


def _cited(sentence: Sentence) -> str:
    marks = "".join(f"[{number}]" for number in sentence.citations)
    return f"{' '.join(sentence.text.split())} {marks}"
