"""What one sentence says, apart from who says it: what contests and verdicts are judged by."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from qa.answering.contesting.names import names_in
from qa.answering.contesting.parting import READ, parted
from qa.answering.datelines import agency_of
from qa.answering.stemming import content_stems
from qa.answers import Citation, Sentence
from vectorstore.models import Article
from vectorstore.splitting import sentence_spans

if TYPE_CHECKING:  # candidates are for choosing; shown sentences are judged without them
    from qa.answering.candidates import Candidate

ArticleOf = Callable[[str], Article]
_READ_BEFORE = 1_500  # characters
_THERE = re.compile(r"\b(?:there|here|its)\b")


@dataclass(frozen=True)
class Statement:
    """A sentence with its article's day and outlet, and to whom it is put down.

    Attributes:
        published: ISO 8601, of the article; None if undated.
        attribution: as shown; None where it leans on nobody but the agency that wrote it.
        title: of the article.
        before: what stands before it in its article, as far as it is read; "" if that is not known.
        whole: all its words are the claim, those on who says so too.
        start: offset of the sentence in its article; None if it has no one place.
    """

    text: str
    article_id: str
    published: str | None = None
    source: str | None = None
    attribution: str | None = None
    start: int | None = None
    title: str = ""
    before: str = ""
    whole: bool = False

    @property
    def day(self) -> str:
        """Day of publication, or "" if there is none."""
        return (self.published or "")[:10]

    @cached_property
    def claim(self) -> str:
        """The words without those that only say who says so, and when."""
        return " ".join(self.text.split()) if self.whole else parted(self.text)[1]

    @cached_property
    def speaker(self) -> str:
        """Whose word it is, "" if nobody's."""
        return self.attribution or parted(self.text)[0]

    @cached_property
    def opening(self) -> str:
        """The first sentence of its article, if what stands before it was read from there."""
        if self.start is None or self.start > _READ_BEFORE or not self.before:
            return ""
        begin, end = next(iter(sentence_spans(self.before)), (0, 0))
        return self.before[begin:end]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of what is claimed."""
        return content_stems(self.claim)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in what is claimed, see `names_in`."""
        return names_in(self.claim)


def of_candidate(item: Candidate, attribution: str | None) -> Statement:
    """The statement of a sentence that may yet be chosen."""
    about = item.article
    return Statement(
        item.text[:READ],
        about.id,
        about.published,
        about.source,
        attribution,
        item.start,
        about.title,
    )


def of_sentence(
    sentence: Sentence, citations: Sequence[Citation], article: ArticleOf | None = None
) -> Statement:
    """The statement of a sentence that is shown, of the day of the first of its citations.

    Args:
        article: the article of an id; without it nobody knows what stands before.
    """
    cited = [item for item in citations if item.number in sentence.citations]
    attribution = sentence.attribution
    if attribution and attribution == agency_of(sentence.text):
        attribution = None  # its dateline: the report is the agency's own
    if not cited:
        return Statement(sentence.text[:READ], "", attribution=attribution)
    first = min(cited, key=lambda item: sentence.citations.index(item.number))
    return Statement(
        sentence.text[:READ],
        first.article_id,
        first.published,
        first.source,
        attribution,
        first.start,
        first.title,
        article(first.article_id).text[: first.start][-_READ_BEFORE:] if article else "",
    )


def placed(statement: Statement) -> str:
    """The claim, with what stands before it where that says where: "In Gaza, the ministry said"."""
    if statement.text.startswith("In "):
        return f"in{statement.text[2:]}"
    if _THERE.search(statement.claim):
        return statement.text
    return statement.claim


def days_apart(one: Statement, other: Statement) -> int:
    """Days between two dated statements."""
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
