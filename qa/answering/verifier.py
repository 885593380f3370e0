"""The verifier: plain code that finds each quote in its article, and shows nothing it cannot find.

An answerer proposes sentences with quotes. Here each quote is looked for word for word; what is
found gets exact offsets and a citation whose words are copied from the article; what is not
found, or does not carry its sentence, is rejected with a reason and returned.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.answering.normalising import Normalised, normalised
from qa.answering.support import unsupported
from qa.answers import Citation, ProposedSentence, Quote, Rejected, Sentence
from vectorstore.errors import ArticleNotFound
from vectorstore.models import Article, Span

_SHORTEST_QUOTE = 2  # letters or digits
_AROUND_CHARS = 4_000  # of an article before a quote, and behind it, that may name its people
# What stands around a quote rather than in it, in comparable form: `"baseless",` or `... he said.`
_OUTER = '"., '
_OPENING = re.compile(r"[\"'“‘„«‹]")
_CLOSING = re.compile(r"[.,]?[\"'”’»›]")


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be shown, and what may not."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    rejected: tuple[Rejected, ...]


class Verifier:
    """Finds quotes in the articles of one archive.

    Args:
        article: gives the article of an id, or raises ArticleNotFound.
    """

    def __init__(self, article: Callable[[str], Article]) -> None:
        self._article = article
        self._normalised: dict[str, Normalised] = {}

    def verify(self, proposed: Sequence[ProposedSentence]) -> Verified:
        """Check sentences in order; a quote shown twice has one number."""
        numbers: dict[tuple[str, int, int], Citation] = {}
        sentences: list[Sentence] = []
        rejected: list[Rejected] = []
        for sentence in proposed:
            outcome = self._check(sentence)
            if isinstance(outcome, str):
                rejected.append(Rejected(sentence.text, outcome))
                continue
            cited = [_citation(numbers, article, span).number for article, span in outcome]
            sentences.append(
                Sentence(
                    sentence.text,
                    tuple(dict.fromkeys(cited)),
                    sentence.attribution,
                    sentence.role,
                )
            )
        return Verified(tuple(sentences), tuple(numbers.values()), tuple(rejected))

    def _check(self, sentence: ProposedSentence) -> list[tuple[Article, Span]] | str:
        """The places of the sentence's quotes, or why it is rejected."""
        if not sentence.text.strip():
            return "the sentence is empty"
        if not sentence.quotes:
            return "it has no quote"
        places = []
        for quote in sentence.quotes:
            place = self._find(quote)
            if isinstance(place, str):
                return place
            places.append(place)
        quotes = [article.text[start:end] for article, (start, end) in places]
        dates = [article.published or "" for article, _ in places]
        around = [_surroundings(article, span) for article, span in places]
        return unsupported(sentence.text, quotes, dates, around) or places

    def _find(self, quote: Quote) -> tuple[Article, Span] | str:
        wanted = normalised(quote.text).text
        if sum(character.isalnum() for character in wanted) < _SHORTEST_QUOTE:
            return f"the quote {quote.text[:40]!r} is too short to show anything"
        try:
            article = self._article(quote.article_id)
        except ArticleNotFound:
            return f"the article {quote.article_id!r} of a quote is not in the archive"
        span = (quote.start or 0, (quote.start or 0) + len(quote.text))
        if quote.start is not None and article.text[slice(*span)] == quote.text:
            return article, span
        if found := self._place(article, wanted):
            return article, found
        if found := self._place(article, wanted.strip(_OUTER)):
            return article, _with_marks(article.text, found, wanted)
        return f"the words {_shortened(quote.text)!r} do not stand in {article.title!r}"

    def _place(self, article: Article, words: str) -> Span | None:
        """Where the words stand outside boilerplate and not within another word."""
        if article.id not in self._normalised:
            self._normalised[article.id] = normalised(article.text)
        text = article.text
        span = self._normalised[article.id].find(words)
        while span:
            start, end = span
            if not (_in_word(text, start) or _in_word(text, end)) and not _overlaps(
                article.boilerplate, span
            ):
                return span
            # No other place begins within this word, so that each word is looked at once.
            start += 1
            while _in_word(text, start):
                start += 1
            span = self._normalised[article.id].find(words, start)
        return None


def _in_word(text: str, at: int) -> bool:
    """Whether a cut at this offset would go through a word, or through a number as in 11,500."""
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    if _of_word(before) and _of_word(behind):
        return True
    if before in ".," and behind.isdigit():
        return at > 1 and text[at - 2].isdigit()
    return before.isdigit() and behind in ".," and text[at + 1 : at + 2].isdigit()


def _of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _overlaps(boilerplate: Sequence[Span], span: Span) -> bool:
    """Whether the span touches one of these, which are in order."""
    at = bisect_right(boilerplate, span[0], key=lambda hole: hole[1])
    return at < len(boilerplate) and boilerplate[at][0] < span[1]


def _with_marks(text: str, span: Span, wanted: str) -> Span:
    """The span with the quotation marks that stand around it, where the quote has some too."""
    start, end = span
    if wanted.startswith('"') and start and _OPENING.match(text, start - 1):
        start -= 1
    tail = wanted[len(wanted.rstrip(_OUTER)) :]
    if '"' in tail and (found := _CLOSING.match(text, end)):
        end = found.end()
    return start, end


def _citation(
    numbers: dict[tuple[str, int, int], Citation], article: Article, span: Span
) -> Citation:
    key = (article.id, *span)
    if key not in numbers:
        numbers[key] = Citation(
            number=len(numbers) + 1,
            article_id=article.id,
            title=article.title,
            source=article.source,
            published=article.published,
            url=article.url,
            quote=article.text[span[0] : span[1]],
            start=span[0],
            end=span[1],
        )
    return numbers[key]


def _surroundings(article: Article, span: Span) -> str:
    """The paragraph before a quote and its own, with title, outlet and authors."""
    first, last = max(0, span[0] - _AROUND_CHARS), span[1] + _AROUND_CHARS
    before = article.text.rfind("\n\n", first, span[0])
    start = article.text.rfind("\n\n", first, max(before, first))
    end = article.text.find("\n\n", span[1], last)
    paragraphs = article.text[max(start, first) : end if end >= 0 else last]
    facts = (article.title, article.source or "", " ".join(article.authors))
    return " ".join([*facts, paragraphs])


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:80]}…"
