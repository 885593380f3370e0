"""The verdict on a yes/no question, from the sentences that are shown, by stated rules.

Sentences speak for it, against it, or neither; what may be, is planned, or was said "if" is
neither, and so is what leaves out a name, a number or the verb of the question. The first rule
that fits decides.

1. A claim that it is so stands beside a denial of that claim, or beside a contradiction: disputed.
   If those who claimed it have taken it back: not established. The direct answer, where it is one
   party's word in words unlike the question's and has no "not", is taken for such a claim. A denial
   of a report beside the deed that an outlet tells is none of it.
2. Something about it is denied, but nobody claims that it is so (what is denied is a report that
   it is not, or a report that is not shown): not established.
3. Outlets say in their own voice that it is so, and none that it is not: yes. The other way round:
   no. A court's ruling counts as such, and so does what those asked about admit, after a denial
   too. What was not so and came to be so by a later report is so.
4. Outlets say in their own voice both that it is so and that it is not: disputed.
5. All else, such as what only somebody says whose word it is: not established.

Two sorts of question are about what is said, not about whether it is so:

- whether somebody said or demanded something: yes if a sentence tells that they did, and none later
  that they did not; whether somebody denied something: yes if a sentence tells that, whatever
  became of it;
- whether articles say something ("Does the Courier article say that ..., while the Gazette article
  ...?"): see `articles_say`.

A model may propose a more careful verdict than these rules give, never a bolder one, nor a dispute
that the sentences do not show: where it doubts what they say, nothing is established.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.answering.attribution import reported
from qa.answering.contesting.asked_denial import denial_asked, is_denial_asked
from qa.answering.contesting.asking import asked, speaks_of
from qa.answering.contesting.asserting import (
    about,
    asks_what_is_said,
    bearing,
    did_without,
    leans,
    own_voice,
    owns_up,
    said_so,
)
from qa.answering.contesting.concerning import concerns
from qa.answering.contesting.denial_words import (
    is_denial,
    is_retraction,
    only_points,
    says_the_opposite,
)
from qa.answering.contesting.denying import denies_what_is_asked
from qa.answering.contesting.in_context import in_context
from qa.answering.contesting.negating import clause_of, negated_of
from qa.answering.contesting.outlets import articles_say, asks_of_articles
from qa.answering.contesting.same_deeds import plainly, plainly_asked
from qa.answering.contesting.statements import ArticleOf, Statement, of_sentence
from qa.answering.contesting.two_sides import turn_of
from qa.answering.questions import Kind, Question
from qa.answers import Citation, Dispute, Sentence, Status, Verdict

_BOLD: tuple[Verdict, ...] = ("yes", "no")


def status_of(
    sentences: Sequence[Sentence], disputes: Sequence[Dispute], question: Question | None = None
) -> Status:
    """Whether there is an answer, and whether sentences of it speak against each other.

    Args:
        question: only disputes that concern it count, see `concerns`.
    """
    if not sentences:
        return "not_found"
    texts = [item.text for item in sentences]
    concern = [item for item in disputes if concerns(item, texts, question)]
    return "disputed" if concern else "answered"


def verdict_of(
    question: Question,
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    disputes: Sequence[Dispute],
    proposed: Verdict | None = None,
    article: ArticleOf | None = None,
) -> Verdict | None:
    """The verdict; None if the question is not a yes/no question or nothing is found.

    Args:
        disputes: those among the sentences, see `disputes_of`.
        proposed: what a model makes of it.
        article: the article of an id, to read what a sentence leans on.
    """
    if question.kind is not Kind.YES_NO or not sentences:
        return None
    told = [of_sentence(item, citations, article) for item in sentences]
    if asks_of_articles(question.text, citations):
        ruled = articles_say(question.text, told)
    elif denial := denial_asked(question.text):
        denied = any(is_denial_asked(item, denial) for item in told)
        ruled = "yes" if denied else "not_established"
    else:
        plain = replace(question, text=plainly_asked(question.text))
        told = [in_context(replace(item, text=plainly(item.text)), plain.text) for item in told]
        ruled = _ruled(plain, told, disputes)
    if proposed in (None, ruled) or (ruled not in _BOLD and proposed != "not_established"):
        return ruled
    return "not_established"


def _ruled(question: Question, told: Sequence[Statement], disputes: Sequence[Dispute]) -> Verdict:
    contradicted = any(dispute.kind == "contradiction" for dispute in disputes)
    said = [(item.day, "so") for item in told if said_so(item, question)]
    if asks_what_is_said(question) and said and not contradicted:
        unsaid = [(item.day, "not_so") for item in told if _not_so(item, question)]
        return _developed([*said, *unsaid]) if unsaid else "yes"
    if contested := _contested(question, told, disputes):
        return contested
    established = [
        (item, side)
        for item in told
        if (side := bearing(item, question)) and own_voice(item, question)
    ]
    owned = [item.day for item, side in established if side == "so" and owns_up(item, question)]
    for item in told:
        if not is_denial(item.text) or not about(item, question) or _overtaken(item, owned):
            continue
        if did_without(item, question):
            continue
        if not established or only_points(item.text) or item.stems & asked(question.text).core:
            return "not_established"
    sides = {side for _, side in established}
    if len(sides) == 2:
        return _developed([(item.day, side) for item, side in established])
    if not sides:
        return "not_established"
    return "yes" if sides == {"so"} else "no"


def _not_so(statement: Statement, question: Question) -> bool:
    return bearing(statement, question) == "not_so" and own_voice(statement, question)


def _overtaken(denial: Statement, owned: Sequence[str]) -> bool:
    """Whether those who are asked about owned up to it after this denial."""
    return bool(denial.day) and any(denial.day < day for day in owned)


def _contested(
    question: Question, told: Sequence[Statement], disputes: Sequence[Dispute]
) -> Verdict | None:
    """What the disputes about the thing asked come to; None if there are none."""
    found: set[Verdict] = set()
    for dispute in disputes:
        sides = {leans(_claimed(told[place], dispute), question) for place in dispute.about}
        if _answer_is_denied(question, told, dispute):
            found.add("disputed")
            continue
        if dispute.kind == "denial" and not _touches(question, told, dispute):
            continue
        if any(did_without(told[place], question) for place in dispute.against):
            continue
        if all(_denied_beside(question, told[place], told, dispute) for place in dispute.about):
            continue
        if dispute.kind == "denial":
            withdrawn = all(is_retraction(told[place].text) for place in dispute.against)
            opposite = any(says_the_opposite(told[place].text) for place in dispute.against)
            plainly_denied = any(denies_what_is_asked(told[at], question) for at in dispute.against)
            claimed = plainly_denied or "so" in sides or (opposite and "not_so" in sides)
            found.add("disputed" if claimed and not withdrawn else "not_established")
        elif sides - {None} and (
            dispute.kind == "contradiction" or any(map(str.isdigit, question.text))
        ):
            found.add("disputed")
    return min(found, default=None)  # "disputed" comes first


def _answer_is_denied(question: Question, told: Sequence[Statement], dispute: Dispute) -> bool:
    """Whether the direct answer is one party's word in words unlike the question's, and denied.

    That it says no "not" is taken for saying that it is so.
    """
    if dispute.kind != "denial" or 0 not in dispute.about or 0 in dispute.against:
        return False
    claim = told[0]
    readings = claim, replace(claim, whole=True)
    if any(leans(item, question) for item in readings) or not claim.speaker:
        return False
    if negated_of(claim.claim, claim.stems):
        return False
    return not any(is_retraction(told[place].text) for place in dispute.against)


def _denied_beside(
    question: Question, claim: Statement, told: Sequence[Statement], dispute: Dispute
) -> bool:
    """Whether the outlet tells what is asked, and what is denied is a report beside it.

    "The minister resigned after the Post reported that he had taken a loan" is not at odds with
    his "I took no loan".
    """
    wanted = asked(question.text)
    core = wanted.core or wanted.words
    clause = clause_of(claim.claim, core)
    beside = claim.claim.replace(clause, " ", 1)
    if dispute.kind != "denial" or not reported(beside) or reported(clause):
        return False
    spoken = [told[place].stems & core for place in dispute.against]
    return bearing(claim, question) is not None and not any(spoken)


def _claimed(statement: Statement, dispute: Dispute) -> Statement:
    """What is claimed: of a sentence that tells both sides, the first."""
    turn = turn_of(statement.text) if dispute.about == dispute.against else None
    return replace(statement, text=statement.text[turn.begin : turn.end]) if turn else statement


def _touches(question: Question, told: Sequence[Statement], dispute: Dispute) -> bool:
    """Whether it is about what is asked, not only about those of whom it is asked."""
    if any(denies_what_is_asked(told[place], question) for place in dispute.against):
        return True
    sides = [told[place] for place in (*dispute.about, *dispute.against)]
    touched = any(speaks_of(item.text, question.text) for item in sides)
    return touched and any(about(item, question) for item in sides)


def _developed(sides: Sequence[tuple[str, str]]) -> Verdict:
    """Yes if every report that it is so is later than those that it is not."""
    so = [day for day, side in sides if side == "so"]
    not_so = [day for day, side in sides if side == "not_so"]
    return "yes" if all(so) and all(not_so) and min(so) > max(not_so) else "disputed"
