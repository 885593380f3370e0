"""The passages that a question is answered from: what is nearest, and what came later.

A question that asks for a count is nearest to whatever article tells it in the question's words,
of whatever day. So such a question is put twice more: in the other words for what became of those
counted, and to the articles that are newer than all that were found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from qa.answering.contesting.asked_count import AskedCount, asked_count, gives, other_words
from qa.answering.contesting.diverging import stated
from qa.answering.contesting.statements import Statement
from qa.answering.questions import parsed
from vectorstore.models import Filter, Hit
from vectorstore.splitting import sentence_spans

Search = Callable[[str, int, Filter], list[Hit]]
_ROUNDS = 3  # of looking for what is newer still
_SAME_WORDS = 0.5  # of a passage, in the passage that it is a copy of
_MORE = 3  # of the passages, the part that each further search may add


def passages(search: Search, question: str, most: int, where: Filter) -> list[Hit]:
    """The `most` nearest passages, best first; behind them those of further searches."""
    hits = search(question, most, where)
    asked = asked_count(parsed(question))
    if asked is None or not hits:
        return hits
    reworded, few = other_words(parsed(question), asked), max(1, most // _MORE)
    hits = _joined(hits, search(reworded, most, where), few)
    told: date | None = None
    for _ in range(_ROUNDS):
        days = [day for hit in hits if (day := hit.article.day) and _tells(hit, asked)]
        if not days or max(days) == told:
            break
        told = max(days)
        hits = _joined(hits, search(reworded, few, _after(where, told)), few)
    return hits


def _after(where: Filter, day: date) -> Filter:
    return replace(where, date_from=day + timedelta(days=1))


def _tells(hit: Hit, asked: AskedCount) -> bool:
    """Whether the passage gives the count asked for."""
    about, passage = hit.article, hit.passage
    told = (
        Statement(about.text[start:end], about.id, title=about.title)
        for start, end in sentence_spans(about.text, passage.start, passage.end)
    )
    return any(gives(asked, item, figure) for item in told for figure in stated(item.text))


def _joined(hits: list[Hit], others: list[Hit], most: int) -> list[Hit]:
    """The hits, and behind them the first of the others that are neither among them nor copies."""
    new = [hit for hit in others if not any(_same(hit, known) for known in hits)]
    return hits + new[:most]


def _same(hit: Hit, known: Hit) -> bool:
    """Whether a hit is known, or is a copy of one that a filter kept from being seen as such."""
    if hit.passage == known.passage:
        return True
    if hit.article.id not in known.copies:
        return False
    one, other = (set(item.passage.text.split()) for item in (hit, known))
    return len(one & other) >= _SAME_WORDS * min(len(one), len(other))
