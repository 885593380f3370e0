"""Questions for whose word something is: "Who says that 11,500 people died?", "Who denied it?".

What is looked for is the claim alone, for the words that ask stand in every report of anything; the
answer is whoever a sentence that makes the claim puts it down to. Who denies it is told by the
sentence that denies it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.contesting.asked_denial import denial_asked
from qa.answering.contesting.denial_words import before_denial, is_denial
from qa.answering.contesting.negating import negated_of
from qa.answering.questions import Kind, Question
from qa.answering.stemming import content_stems
from qa.answering.verifying.verbs import VERB
from qa.answers import Citation, Sentence, ShortAnswer

_SAY = (
    r"(?:says?|said|claim(?:s|ed)?|report(?:s|ed)?|confirm(?:s|ed)?|announce[sd]?|allege[sd]?"
    r"|insist(?:s|ed)?|warn(?:s|ed)?|argue[sd]?|estimate[sd]?|state[sd]?|believe[sd]?|reveal(?:s|ed)?)"
)
_WHO_SAYS = re.compile(
    rf"^\W*(?:who|which [a-z]+(?: [a-z]+)?) (?:has |have |had |was it (?:that|who) )?{_SAY}"
    r"(?P<that> that)? (?P<claim>[^?]+)\?*\s*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"^\W*according to (?:whom|who),? (?P<claim>(?:did|do|does|has|have|had|is|are|was|were|will"
    r"|would)\b[^?]+)\?*\s*$",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:[Tt]he |[A-Z])[^,;:.]{1,60}")
_SUBORDINATE = re.compile(
    r"\b(?:who|whose|which|that|where|when|while|after|before|because|as)\b", re.IGNORECASE
)
_REPORTED = re.compile(
    r"\b(?:report(?:s|ed)|agency|outlet|(?:news)?paper|broadcaster)\b", re.IGNORECASE
)


def claim_of(question: str) -> str | None:
    """The claim of which it is asked who makes it; None if something else is asked."""
    if found := _ACCORDING.match(question):
        return found["claim"]
    found = _WHO_SAYS.match(question)
    return found["claim"] if found and (found["that"] or _is_clause(found["claim"])) else None


def asks_for_whom(question: str) -> bool:
    """Whether it asks whose word something is, a claim or a denial."""
    denial = denial_asked(question)
    return claim_of(question) is not None or bool(denial and not denial.who)


def looked_for(question: Question) -> Question:
    """The question that the sentences must answer: of one for whose word it is, the claim."""
    claim = claim_of(question.text)
    return Question(claim, Kind.OTHER, question.names) if claim else question


def who_says(
    question: str, sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> ShortAnswer | None:
    """Whose word the first sentence is, as its quote has it.

    Of those it goes through the innermost, but who asks who reported it asks for the outermost.
    None where it names nobody, or speaks against the claim: who denies it does not make it.
    """
    if not sentences or not _tells(sentences[0].text, question):
        return None
    chain = sentences[0].speakers.chain
    who = chain[0 if _REPORTED.search(question) else -1] if chain else _denier(sentences[0].text)
    for cited in citations:
        if who and cited.number in sentences[0].citations and who in cited.quote:
            start = cited.start + cited.quote.index(who)
            return ShortAnswer(who, cited.number, cited.article_id, start, start + len(who))
    return None


def _tells(text: str, question: str) -> bool:
    """Whether a sentence makes the claim, or the denial, whose maker is asked for."""
    claim = claim_of(question)
    return is_denial(text) if claim is None else not _speaks_against(text, claim)


def _denier(text: str) -> str:
    """Who stands right before the words of a denial, where nobody else is between."""
    before = before_denial(text).strip()
    return before if _WHO.fullmatch(before) else ""


def _is_clause(words: str) -> bool:
    """Whether it has a subject and a verb: not "a ban that was lifted", "the reduced budget"."""
    main = _SUBORDINATE.split(words, maxsplit=1)[0]
    verb = VERB.search(main)
    return bool(verb and content_stems(main[: verb.start()]))


def _speaks_against(text: str, claim: str) -> bool:
    words = content_stems(claim)
    return is_denial(text) or negated_of(text, words) is not negated_of(claim, words)
