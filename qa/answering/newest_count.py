"""For a question that asks for a count: the sentence with the newest figure of that count.

A count goes on, and the sentence that is nearest to the question is often an old one, or one of a
part of what is counted. Where the best sentence gives a count, the newest of the scope that is
asked for leads; the earlier ones are shown as what it was (see `contest`).
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.answering.candidates import Candidate
from qa.answering.contest import relation, statement_of
from qa.answering.contesting.asked_count import (
    AskedCount,
    asked_count,
    asks_of_now,
    gives,
    in_order,
)
from qa.answering.contesting.diverging import divergences, stated
from qa.answering.contesting.names import names_in
from qa.answering.contesting.statements import Statement
from qa.answering.figures import fate_of
from qa.answering.questions import Question

_NEXT_BEST = 3  # sentences, of which one must give the count where the best speaks of no such fate


def counts_in_time(
    best: Candidate, found: Sequence[Candidate], question: Question
) -> list[Candidate]:
    """The sentences that give the count asked for, newest first.

    Empty if the question asks for no count, or the best sentence gives none though it speaks of
    the dead, the injured or whoever is counted.

    Args:
        found: all sentences, best first.
    """
    if not asks_of_now(question):
        return []
    asked = asked_count(question)
    if asked is None:
        return _latest_of(best, found, question)
    silent = fate_of(best.text) != asked.fate
    if not any(_counts(item, asked) for item in (best, *(found[:_NEXT_BEST] if silent else ()))):
        return []
    told = [(statement_of(item), item) for item in found]
    given = [
        (statement.day, figure, item.text, item)
        for statement, item in told
        for figure in stated(item.text)
        if gives(asked, statement, figure)
    ]
    return in_order(given)


def _counts(item: Candidate, asked: AskedCount) -> bool:
    return any(figure.fate == asked.fate for figure in stated(item.text))


def counts_alike(item: Candidate, question: Question) -> bool:
    """Whether a sentence counts what is asked for, be it of some of them or of another time."""
    asked = asked_count(question)
    if asked is None:
        return True
    return _counts(item, asked) and bool(names_in(item.text, inside=True) & asked.names)


def _latest_of(best: Candidate, found: Sequence[Candidate], question: Question) -> list[Candidate]:
    """The sentence whose figure is the newest to take the place of one in the best sentence.

    Not one of the dead or hurt: the question asks for another ("How strong was the quake?").
    """
    if best.article.day is None:
        return []
    told = statement_of(best)
    newer = [
        item
        for item in found
        if item.article.day
        and item.article.day > best.article.day
        and _updates(statement_of(item), told, question)
    ]
    return [max(newer, key=lambda item: str(item.article.published)), best] if newer else []


def _updates(newer: Statement, older: Statement, question: Question) -> bool:
    if relation(newer, older, question) != "update":
        return False
    found = divergences(newer, older, question)
    return any(item.kind == "update" and not item.first.fate for item in found)
