"""One question put to the service, and all that came of it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qa.answers import Answer, Summary
from qa.errors import ArticleNotFound, DatelineError, InvalidInput
from qa.evaluation.dataset import Question
from qa.evaluation.measures import Scores, Shown, answer_scores, retrieval_scores
from vectorstore.models import Filter

if TYPE_CHECKING:
    from qa.service import Dateline

# A search is asked for passages, a ranking is of articles: more passages only if there are too few.
PASSAGES = (250, 1000)
ARTICLES = 100
_SHOWN_IN_ROW = 10


@dataclass(slots=True)
class Row:
    """What came of one question.

    Attributes:
        ranking: external ids, best first, at most 100; with_copies: each followed by its copies.
        answer: None if it was not asked, or the answerer failed.
        quotes_checked, quotes_verified: citations, and those whose quote stands in the stored
            article at exactly its offsets.
        error: why searching or asking failed.
        asked: it was put to an answerer, be it in vain.
    """

    question: Question
    ranking: tuple[str, ...] = ()
    with_copies: tuple[str, ...] = ()
    answer: Answer | Summary | None = None
    asked: bool = False
    error: str | None = None
    quotes_checked: int = 0
    quotes_verified: int = 0
    scores: Scores = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def abstained(self) -> bool:
        """True if the answer is that the archive does not say; an error is no abstention."""
        return self.answer is not None and self.answer.status == "not_found"

    @property
    def answered(self) -> bool:
        """True if an answer was shown."""
        return self.answer is not None and not self.abstained

    def as_json(self) -> dict[str, Any]:
        """The row as it stands in the rows file."""
        answer = self.answer
        return {
            "id": self.question.id,
            "text": self.question.text,
            "type": self.question.kind,
            "answerable": self.question.answerable,
            "gold": list(self.question.answers),
            "retrieved": list(self.ranking[:_SHOWN_IN_ROW]),
            "scores": self.scores,
            "status": answer.status if answer else None,
            "verdict": getattr(answer, "verdict", None),
            "answer": answer.text if answer else None,
            "quotes": [item.quote for item in answer.citations] if answer else [],
            "quotes_verified": self.quotes_verified,
            "rejected": [f"{item.text} ({item.reason})" for item in answer.rejected]
            if answer
            else [],
            "error": self.error,
            "timings_ms": self.timings_ms,
        }


class Examiner:
    """Puts questions to a service.

    Args:
        names: external id of each article, by the archive's own id.
        answerer: who answers; None leaves it to the configuration.
        asking: False measures retrieval only.
    """

    def __init__(
        self,
        service: Dateline,
        names: Mapping[str, str],
        *,
        answerer: str | None = None,
        asking: bool = True,
    ) -> None:
        self._service, self._names = service, names
        self._own = {name: own for own, name in names.items()}
        self._answerer, self._asking = answerer, asking

    def examine(self, question: Question, relevant: Mapping[str, int]) -> Row:
        """Search if something is to be found, ask if answers are wanted; errors go in the row."""
        row = Row(question)
        try:
            if relevant:
                self._search(row)
        except DatelineError as error:
            row.error = str(error)
        if relevant:
            row.scores |= retrieval_scores(row.ranking, row.with_copies, relevant)
        if self._asking:
            try:
                self._ask(row, relevant)
            except DatelineError as error:
                row.error = str(error)
            row.scores |= answer_scores(question, self._shown(row))
        return row

    def _search(self, row: Row) -> None:
        """Rank articles by their best passage; the first search is timed, as a person waits."""
        seen = Filter(as_of=row.question.as_of)
        for passages in PASSAGES:
            began = time.perf_counter()
            hits = self._service.search(row.question.text, k=passages, filter=seen).hits
            row.timings_ms.setdefault("search", _ms_since(began))
            row.ranking = _ranked(self._name(hit.article.id) for hit in hits)
            row.with_copies = _ranked(
                self._name(own) for hit in hits for own in (hit.article.id, *hit.copies)
            )
            if len(row.ranking) >= ARTICLES or len(hits) < passages:
                return

    def _name(self, own: str) -> str:
        return self._names.get(own, own)

    def _ask(self, row: Row, relevant: Mapping[str, int]) -> None:
        row.asked = True
        began = time.perf_counter()
        question = row.question
        if (question.kind or "").startswith("summary"):
            chosen = self._asked_about(question, relevant)
            row.answer = self._service.summarise(chosen, answerer=self._answerer, fresh=True)
        else:
            seen = Filter(as_of=question.as_of)
            row.answer = self._service.ask(
                question.text, filter=seen, answerer=self._answerer, fresh=True
            )
        row.timings_ms["ask"] = _ms_since(began)
        self._verify(row)

    def _asked_about(self, question: Question, relevant: Mapping[str, int]) -> list[str]:
        """Own ids of the articles to summarise: doc_ids, else the judged, else `q-<article>`."""
        names = question.article_ids or tuple(relevant) or (question.id.removeprefix("q-"),)
        missing = [name for name in names if name not in self._own]
        if missing:
            raise InvalidInput(
                f"Question {question.id!r} wants a summary of an article that the corpus lacks: "
                f"{', '.join(missing)}.",
                "Name the articles in doc_ids.",
            )
        return [self._own[name] for name in names]

    def _verify(self, row: Row) -> None:
        """Look each quote up in the stored article, whatever the verifier said before."""
        for item in row.answer.citations if row.answer else ():
            row.quotes_checked += 1
            try:
                text = self._service.article(item.article_id).text
            except ArticleNotFound:
                continue
            row.quotes_verified += bool(item.quote) and text[item.start : item.end] == item.quote

    def _shown(self, row: Row) -> Shown:
        """What a person sees; nothing after `not_found` or an error."""
        if row.answer is None or row.abstained:
            return Shown()
        citations = row.answer.citations
        short = getattr(row.answer, "short_answer", None)
        ids = [own for item in citations for own in (item.article_id, *item.copies)]
        return Shown(
            verdict=getattr(row.answer, "verdict", None),
            short=short.text if short else None,
            disputed=row.answer.status == "disputed",
            text=row.answer.text,
            quotes=tuple(item.quote for item in citations),
            articles=frozenset(self._name(own) for own in ids),
        )


def _ranked(names: Iterable[str]) -> tuple[str, ...]:
    """Each id once, at its best place, at most 100."""
    return tuple(dict.fromkeys(names))[:ARTICLES]


def _ms_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
