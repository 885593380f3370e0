"""The verdict on a yes/no question, from the sentences that are shown, by stated rules.

Only claims that speak of the thing asked about count, and of each no more than the clause that
does and what leads up to it.

1. A denial stands beside a claim that it is so: disputed. Something is denied, but nobody
   claims that it is so (what is denied is a report that it is not): not established.
2. Some claims say it is so, others that it is not: disputed.
3. The claims are somebody's word, not the outlet's own: not established.
4. The outlet says in its own voice that it is so, or that it is not: yes, or no.

A model may propose a more careful verdict than these rules give, never a bolder one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.attribution import reported
from qa.answering.questions import Kind, Question
from qa.answering.support import negated
from qa.answers import Sentence, Status, Verdict

_BOLD: tuple[Verdict, ...] = ("yes", "no")
_CLAUSE_END = re.compile(r"[,;:]\s|\s(?:but|while|although|though|because|after|before)\s")
_WORD = re.compile(r"\w{4,}")
_STEM = 4  # letters: "warn" and "warning", "resign" and "resigned"
_ASKING = {
    "does",
    "have",
    "been",
    "were",
    "will",
    "would",
    "could",
    "should",
    "that",
    "this",
    "from",
}
_LEAST_SHARED = 0.5  # of the question's words, for a claim to be about it


def status_of(sentences: Sequence[Sentence]) -> Status:
    """Whether there is an answer, and whether a part of it is denied."""
    if not sentences:
        return "not_found"
    return "disputed" if any(item.role == "denial" for item in sentences) else "answered"


def verdict_of(
    question: Question, sentences: Sequence[Sentence], proposed: Verdict | None = None
) -> Verdict | None:
    """The verdict; None if the question is not a yes/no question or nothing is found.

    Args:
        proposed: what a model makes of it.
    """
    if question.kind is not Kind.YES_NO or not sentences:
        return None
    ruled = _ruled(question.text, sentences)
    if proposed and proposed not in _BOLD:
        return proposed
    if ruled in _BOLD and proposed and proposed != ruled:
        return "not_established"
    return ruled


def _ruled(question: str, sentences: Sequence[Sentence]) -> Verdict:
    claims = [item for item in sentences if item.role != "denial"]
    about = _about(question, claims)
    said_so = [text for text in about if not negated(_relevant(question, text))]
    if len(claims) < len(sentences):
        return "disputed" if said_so else "not_established"
    if said_so and len(said_so) < len(about):
        return "disputed"
    if not about or any(reported(text) for text in about[:1]):
        return "not_established"
    return "yes" if said_so else "no"


def _about(question: str, claims: Sequence[Sentence]) -> list[str]:
    """The claims that hold enough of the question's words, in their order."""
    asked = _stems(question)
    least = _LEAST_SHARED * len(asked)
    return [item.text for item in claims if len(asked & _stems(item.text)) >= least]


def _relevant(question: str, sentence: str) -> str:
    """The sentence up to the end of the clause that shares most words with the question.

    What stands before may negate it ("no confirmation, he said, that ..."), what follows does not.
    """
    asked = _stems(question)
    ends = [*(found.start() for found in _CLAUSE_END.finditer(sentence)), len(sentence)]
    starts = [0, *ends]
    shared = [
        len(asked & _stems(sentence[start:end])) for start, end in zip(starts, ends, strict=False)
    ]
    return sentence[: ends[shared.index(max(shared))]]


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _ASKING}
