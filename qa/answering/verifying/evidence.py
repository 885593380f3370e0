"""A quote where it stands: with its sentence, its surroundings and its day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from qa.answering.dating import dates_in
from qa.answering.verifying.days import DatedQuote
from qa.answering.verifying.negation import Reading, read
from vectorstore.models import Article, Span

# Of an article: before a quote and behind it in its paragraph, and from the beginning, where those
# are presented who are "the Hamas chief" later on.
_BEFORE_CHARS, _BEHIND_CHARS, _OPENING_CHARS = 2_000, 2_000, 600
_SENTENCE_CHARS = 400  # before a quote, that its sentence may begin in
_AHEAD_CHARS = 8
_SENTENCE_END = re.compile(r"(?<![A-Z]\.[A-Z])[.!?][\"'”’»)\]]*\s+(?=[\"“„«'‘(\[]*[A-Z0-9])|\n")
_HALF = re.compile("[\ud800-\udfff]")
_TO_QUESTION_MARK = re.compile(r"[^.!?\n]{0,600}\?")
_ASKS = re.compile(
    r"[\"“„«'‘]*(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Evidence:
    """A quote in its article: one span, or several that follow each other closely."""

    article: Article
    spans: tuple[Span, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each span."""
        return tuple(self.article.text[start:end] for start, end in self.spans)

    @cached_property
    def start(self) -> int:
        """Where the sentence begins that the quote begins in."""
        first = self.spans[0][0]
        start = max(0, first - _SENTENCE_CHARS)
        # An end is told by what follows it, so the search looks a little farther.
        for found in _SENTENCE_END.finditer(self.article.text, start, first + _AHEAD_CHARS):
            if found.end() <= first:
                start = found.end()
        return start

    @cached_property
    def sentence(self) -> str:
        """The sentences that it stands in, whole."""
        text, last = self.article.text, self.spans[-1][1]
        found = _SENTENCE_END.search(text, max(last - 1, 0), last + _SENTENCE_CHARS)
        return text[self.start : found.start() + 1 if found else last + _SENTENCE_CHARS]

    @cached_property
    def reading(self) -> Reading:
        """Its words as the article turns them, from the beginning of their sentence."""
        text = self.article.text[self.start : self.spans[-1][1]]
        return read(text, [(start - self.start, end - self.start) for start, end in self.spans])

    @property
    def cut(self) -> bool:
        """Whether something stands before it in its sentence, or is left out of it."""
        before = self.article.text[self.start : self.spans[0][0]]
        return len(self.spans) > 1 or bool(re.search(r"\w", before))

    @property
    def asks(self) -> bool:
        """Whether its sentence is a question that wants a yes or a no."""
        text, end = self.article.text, self.spans[-1][1]
        if not _ASKS.match(text, self.start):
            return False
        return text[end - 1] == "?" or bool(_TO_QUESTION_MARK.match(text, end))

    @cached_property
    def published(self) -> date | None:
        """The day of publication, if its article has one that can be counted from."""
        try:
            day = self.article.day
        except ValueError:
            return None
        return day if day and date.min.year + 2 < day.year < date.max.year - 2 else None

    def dated(self) -> Iterator[DatedQuote]:
        """Each span with the days that can be read in it."""
        # A splitter of sentences in another language knows no half characters.
        whole = replace(self.article, text=_HALF.sub("\ufffd", self.article.text))
        for start, end in self.spans:
            mentions = dates_in(whole, start, end) if self.published else ()
            ranges = tuple(
                (date.fromisoformat(item.first), date.fromisoformat(item.last)) for item in mentions
            )
            yield DatedQuote(self.article.text[start:end], self.published, ranges)

    @cached_property
    def around(self) -> str:
        """What stands before it and its own paragraph, with title, outlet, authors and agency."""
        text = self.article.text
        first, last = self.spans[0][0], self.spans[-1][1]
        start, ceiling = max(0, first - _BEFORE_CHARS), last + _BEHIND_CHARS
        end = text.find("\n\n", last, ceiling)
        if end >= 0 and "\n\n" not in text[:first].strip():
            # A lead says "the chief of Hamas", and the paragraph behind it names him.
            end = text.find("\n\n", end + 2, ceiling)
        paragraphs = text[start : end if end >= 0 else ceiling]
        opening = text[: min(start, _OPENING_CHARS)]
        return " . ".join([*self.sources, self.article.title, opening, paragraphs])

    @property
    def sources(self) -> tuple[str, ...]:
        """Outlet, agency and authors."""
        article = self.article
        return tuple(name for name in (article.source, article.wire, *article.authors) if name)
