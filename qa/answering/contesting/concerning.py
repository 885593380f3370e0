"""Whether a dispute among the sentences shown makes the answer to the question a disputed one.

Figures that differ do so where a number is asked for, or neither who, where nor when. All else does
if it concerns the sentence in front, which answers it. Where it does not:

- who, where or when is asked: a contradiction counts, a denial does not;
- what one thing is ("What was the magnitude of the quake?"): figures of others do not count;
- how many: a denial counts if it concerns the count;
- anything else: a dispute counts that is about what is asked.

Where it is asked who denied what, a denial is the answer, and not against it. Where it is asked
who is the mayor, a denial of other things by the mayor is none of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.contesting.asked_count import counts_asked
from qa.answering.contesting.asked_denial import denial_asked
from qa.answering.contesting.names import CAPITAL
from qa.answering.questions import Kind, Question
from qa.answering.stemming import content_stems, share
from qa.answers import Dispute

_SHORT = (Kind.PERSON, Kind.PLACE, Kind.TIME, Kind.NUMBER)
_ABOUT = 0.3  # of the question's words, but for names
# "What was the magnitude of the quake?"
_ONE_THING = re.compile(
    r"\W*what (?:is|was|are|were) the (?!(?:toll|number|total|figures?|count|size|cost|damage)\b)"
    r"[a-z]+ of\b",
    re.IGNORECASE,
)
# "Who is the mayor of Brask?", "Who is Okoro's agent?"
_IDENTITY = re.compile(
    r"\W*[Ww]ho (?:is|was|are|were) (?:the\b|an?\b|(?:[A-Z][\w’'-]* ?)+['’]s?\b)"
)


def concerns(dispute: Dispute, texts: Sequence[str], question: Question | None) -> bool:
    """Whether the dispute concerns the question; every dispute does if there is none.

    Args:
        texts: the sentences shown.
    """
    if question is None:
        return True
    if dispute.kind == "denial" and denial_asked(question.text):
        return False
    if dispute.kind == "figures" and question.kind in _SHORT:
        return question.kind is Kind.NUMBER
    if dispute.kind == "figures" and _ONE_THING.match(question.text):
        return False
    asked = _words_asked(question)
    if _IDENTITY.match(question.text):
        return any(asked & content_stems(texts[place]) for place in dispute.against)
    places = {*dispute.about, *dispute.against}
    return 0 in places or any(_concerns(dispute, texts[at], asked, question) for at in places)


def _concerns(dispute: Dispute, text: str, asked: frozenset[str], question: Question) -> bool:
    """Whether a sentence that does not stand in front makes it concern the question."""
    if question.kind not in _SHORT:
        return share(asked, content_stems(text)) >= _ABOUT
    return dispute.kind == "contradiction" or counts_asked(question, text)


def _words_asked(question: Question) -> frozenset[str]:
    """Stems of the question but for names, unless it has nothing else."""
    words = content_stems(question.text)
    return words - content_stems(" ".join(CAPITAL.findall(question.text))) or words
