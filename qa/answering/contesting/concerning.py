"""Whether a dispute among the sentences shown makes the answer to the question a disputed one.

Two sides that only blame each other leave open whose fault it is, and nothing else. Figures that
differ do so where they are the number asked for, or part of what happened; not where who, where,
when, why or of what is asked. All else does if it concerns the sentence in front, which answers
it. Where it does not:

- who, where or when is asked: a contradiction counts, a denial does not;
- how many: a denial counts if it concerns the count;
- anything else: a dispute counts that is about what is asked.

A denial of something else in that sentence is none of who, where, when or how many. Where it is
asked who denied what, a denial is the answer, and not against it. Where it is asked who is the
mayor, a denial of other things by the mayor is none of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.contesting.asked_count import counts_asked
from qa.answering.contesting.asked_denial import denial_asked
from qa.answering.contesting.asking import speaks_of
from qa.answering.contesting.asserting import WITHOUT
from qa.answering.contesting.denial_words import (
    denied_stems,
    denies_an_account,
    is_denial,
    only_points,
)
from qa.answering.contesting.names import CAPITAL
from qa.answering.contesting.same_deeds import plainly, plainly_asked
from qa.answering.contesting.two_sides import is_mutual
from qa.answering.figures import things_asked
from qa.answering.questions import Kind, Question
from qa.answering.stemming import akin, content_stems, share
from qa.answers import Dispute

_SHORT = (Kind.PERSON, Kind.PLACE, Kind.TIME, Kind.NUMBER)
_HALF = 0.5
_ABOUT = 0.3  # of the question's words, but for names
# "What was the magnitude of the quake?", "Why did they strike?": figures of others do not count.
_OF_SOMETHING = re.compile(
    r"\W*(?:what (?:is|was|are|were) the"
    r" (?!(?:toll|number|total|figures?|count|size|cost|damage)\b)[a-z]+ of\b|why\b"
    r"|(?:for|against|on|about|with|to|from|in) (?:what|which|whom)\b"
    r"|what\b[^?]* (?:for|against|about|on|over|with|to|of|from)\W*$)",
    re.IGNORECASE,
)
# "Who is the mayor of Brask?", "Who is Okoro's agent?"
_IDENTITY = re.compile(
    r"\W*(?:[Ww]ho (?:is|was|are|were) (?:the\b|an?\b|(?:[A-Z][\w’'-]* ?)+['’]s?\b)"
    r"|[Ww]hat (?:is|was|are|were) the names? of\b)"
)
# "When was the Reuters report published?", "How many officials did it cite?": what is denied is
# what the report says, not that it was made.
_OF_THE_REPORT = re.compile(
    r"\b(?:report|story|article)s?\b[^?]* (?:published|appear(?:ed)?|printed|written|made|released"
    r"|come out)\b"
    r"|\b(?:publish(?:ed)?|print(?:ed)?) (?:the|its|this|that) (?:report|story|article)\b"
    r"|\bon what (?:terms|conditions?)\b"
    r"|\b(?:cit(?:e[sd]?|ing)|quot(?:e[sd]?|ing)|anonym\w+|unnamed|sources?)\b",
    re.IGNORECASE,
)
# Where two sides only blame each other, it is this that is open.
_OF_BLAME = re.compile(
    r"\b(?:blame|fault|responsib\w+|cause[sd]?|start(?:ed|s)?|began|first|br(?:oke|eak|oken)"
    r"|violat\w+|attack\w*|happened)\b",
    re.IGNORECASE,
)


def concerns(dispute: Dispute, texts: Sequence[str], question: Question | None) -> bool:
    """Whether the dispute concerns the question; every dispute does if there is none.

    Args:
        texts: the sentences shown.
    """
    if question is None:
        return True
    asked = _words_asked(question)
    if dispute.about == dispute.against and all(is_mutual(texts[at]) for at in dispute.about):
        return bool(_OF_BLAME.search(question.text))
    if dispute.kind == "figures":
        return _figures_concern(dispute, texts, asked, question)
    if _IDENTITY.match(question.text):
        return any(asked & content_stems(texts[place]) for place in dispute.against)
    if dispute.kind == "denial" and _is_of_something_else(dispute, texts, asked, question):
        return False
    places = {*dispute.about, *dispute.against}
    return 0 in places or any(_concerns(dispute, texts[at], asked, question) for at in places)


def _is_of_something_else(
    dispute: Dispute, texts: Sequence[str], asked: frozenset[str], question: Question
) -> bool:
    """Whether what is denied is not what is asked, though it stands in the sentence in front."""
    if denial_asked(question.text) or _OF_THE_REPORT.search(question.text):
        return True
    if question.kind in _SHORT:
        denials = (texts[place] for place in dispute.against)
        return not any(_may_be_denied(text, asked, question) for text in denials)
    if question.kind is not Kind.YES_NO or 0 in dispute.about:
        return False
    return not _touches([texts[at] for at in (*dispute.about, *dispute.against)], question)


def _touches(texts: Sequence[str], question: Question) -> bool:
    """Whether it is about what a yes/no question asks, not only about those of whom it asks."""
    wanted = plainly_asked(question.text)
    return any(speaks_of(plainly(WITHOUT.sub("", text)), wanted) for text in texts)


def _may_be_denied(denial: str, asked: frozenset[str], question: Question) -> bool:
    """Whether a denial can be of who, where, when or how many: of that report, or in its words.

    "Belarus denied any connection with the fire" is not on how long its attaché was given.
    """
    if only_points(denial) or denies_an_account(denial):
        return True
    if question.kind is Kind.NUMBER:
        return counts_asked(question, denial)
    return not is_denial(denial) or bool(akin(denied_stems(denial), asked))


def _figures_concern(
    dispute: Dispute, texts: Sequence[str], asked: frozenset[str], question: Question
) -> bool:
    """Whether figures that differ are what is asked for, or part of what happened."""
    if question.kind is not Kind.NUMBER:
        return question.kind not in _SHORT and not _OF_SOMETHING.match(question.text)
    things = things_asked(question.text)
    if things and not any(
        things & content_stems(texts[place]) for place in (*dispute.about, *dispute.against)
    ):
        return False
    told = (content_stems(texts[place]) for place in {*dispute.about, *dispute.against})
    return 0 in (*dispute.about, *dispute.against) or any(share(asked, x) >= _HALF for x in told)


def _concerns(dispute: Dispute, text: str, asked: frozenset[str], question: Question) -> bool:
    """Whether a sentence that does not stand in front makes it concern the question."""
    if question.kind not in _SHORT:
        return share(asked, content_stems(text)) >= _ABOUT
    return dispute.kind == "contradiction" or counts_asked(question, text)


def _words_asked(question: Question) -> frozenset[str]:
    """Stems of the question but for names, unless it has nothing else."""
    words = content_stems(question.text)
    return words - content_stems(" ".join(CAPITAL.findall(question.text))) or words
