"""The verifier: plain code that finds each quote in its article, and shows nothing it cannot find.

An answerer proposes sentences with quotes. Each quote is looked for word for word; what is found
gets exact offsets and a citation whose words are copied from the article. A quote that stands in
another of the given articles, or is all but a word or two the article's, is put right, and the
sentence's note says so. What is not found, or does not carry its sentence, is rejected with a
reason and returned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.answering.normalising import normalised
from qa.answering.support import same_words, unborne_attribution, unsupported
from qa.answering.verifying.cuts import NEAR, cut_place, without_bracketed_letters
from qa.answering.verifying.evidence import Evidence
from qa.answering.verifying.mending import near_place
from qa.answering.verifying.quotes import Place, SearchedArticle, recased
from qa.answering.verifying.repairs import mere_slips, unsafe_repair
from qa.answering.verifying.signs import (
    misleading_signs,
    without_hidden_signs,
    without_needless_signs,
)
from qa.answers import Citation, ProposedSentence, Quote, Rejected, Sentence
from vectorstore.errors import ArticleNotFound
from vectorstore.models import Article, Span

# A word that no sentence ends with, and nothing behind it.
_BREAKS_OFF = re.compile(
    r"\b(?:an?|the|and|or|of|by|with|from|than|because|although)\s*$", re.IGNORECASE
)
_SHORTEST_QUOTE = 2  # letters or digits
_LONG_QUOTE = 6  # words, beside which one more does not matter
_SENTENCE_ENDS = '.!?"”’'
_TELLING_WORDS = 3  # of a quote, for it to be looked for in other articles


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be shown, and what may not."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    rejected: tuple[Rejected, ...]


class Verifier:
    """Finds quotes in the articles of one archive, for the sentences of one answer.

    Args:
        article: gives the article of an id, or raises ArticleNotFound.
        given: the articles that the answerer was shown. A quote said to stand in another article
            is looked for in them.
    """

    def __init__(self, article: Callable[[str], Article], given: Sequence[Article] = ()) -> None:
        self._article = article
        self._given = tuple(given)
        self._searched: dict[str, SearchedArticle] = {}
        self._citations: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of all sentences that passed, in order of their numbers."""
        return tuple(self._citations.values())

    def verify(self, proposed: Sequence[ProposedSentence]) -> Verified:
        """Check sentences in order."""
        checked = [self.check(sentence) for sentence in proposed]
        return Verified(
            tuple(item for item in checked if isinstance(item, Sentence)),
            self.citations,
            tuple(item for item in checked if isinstance(item, Rejected)),
        )

    def check(self, sentence: ProposedSentence) -> Sentence | Rejected:
        """Check one sentence; a quote shown before keeps its number."""
        places = self._places(sentence)
        if isinstance(places, str):
            return Rejected(without_hidden_signs(sentence.text), places)
        text = _retold(sentence, places)
        evidence = [item for place in places for item in _evidence(place)]
        copied = any(text in place.article.text for place in places)
        text = text if copied else without_needless_signs(text)
        fault = (
            (not copied and misleading_signs(text, _words(evidence)))
            or unsafe_repair(text, places)
            or unsupported(text, evidence, self._given)
        )
        if fault:
            return Rejected(without_hidden_signs(sentence.text), fault)
        attribution, dropped = self._attribution(sentence, evidence)
        notes = [*(change for place in places for change in place.changes), *dropped]
        cited = [
            self._citation(place.article, span).number for place in places for span in place.spans
        ]
        return Sentence(
            text,
            tuple(dict.fromkeys(cited)),
            attribution,
            sentence.role,
            outcome="repaired" if notes else "verified",
            note="; ".join(dict.fromkeys(notes)) or None,
        )

    def _attribution(
        self, sentence: ProposedSentence, evidence: Sequence[Evidence]
    ) -> tuple[str | None, list[str]]:
        """The attribution if the articles bear it, and what to say if they do not."""
        said = sentence.attribution
        if not said:
            return said, []
        strange = misleading_signs(said, _words(evidence))
        if not strange and not unborne_attribution(said, evidence, self._given):
            return without_needless_signs(said), []
        said = without_hidden_signs(said)
        return None, [f"the attribution {_shortened(said)!r} was dropped: no quote bears it"]

    def _places(self, sentence: ProposedSentence) -> list[Place] | str:
        """The places of the sentence's quotes, or why it is rejected."""
        if not sentence.text.strip():
            return "the sentence is empty"
        if not sentence.quotes:
            return "it has no quote"
        verbatim = any(quote.text == sentence.text for quote in sentence.quotes)
        if _BREAKS_OFF.search(sentence.text) and not verbatim:
            return "the sentence breaks off"
        places = []
        for quote in sentence.quotes:
            place = self._place(quote)
            if isinstance(place, str):
                return place
            places.append(place)
        return places

    def _place(self, quote: Quote) -> Place | str:
        try:
            named: Article | None = self._article(quote.article_id)
        except ArticleNotFound:
            named = None
        if named and (span := _at_its_offset(named, quote)):
            return Place(named, (span,))
        if sum(character.isalnum() for character in quote.text) < _SHORTEST_QUOTE:
            return f"the quote {quote.text[:40]!r} is too short to show anything"
        own = [self._search(named)] if named else []
        others = [self._search(item) for item in self._given if not named or item.id != named.id]
        if len(quote.text.split()) < _TELLING_WORDS:
            others = []
        for find in (_exact, _begun_by_a_name, near_place):
            for searched in (*own, *others):
                found = find(searched, quote.text)
                if isinstance(found, str):
                    return found
                if found:
                    return found if searched in own else _rehomed(found, quote, named)
        if named is None:
            return f"the article {quote.article_id!r} of a quote is not in the archive"
        return f"the words {_shortened(quote.text)!r} do not stand in {named.title!r}"

    def _search(self, article: Article) -> SearchedArticle:
        if article.id not in self._searched:
            self._searched[article.id] = SearchedArticle(article)
        return self._searched[article.id]

    def _citation(self, article: Article, span: Span) -> Citation:
        key = (article.id, *span)
        if key not in self._citations:
            self._citations[key] = Citation(
                number=len(self._citations) + 1,
                article_id=article.id,
                title=article.title,
                source=article.source,
                published=article.published,
                url=article.url,
                quote=article.text[span[0] : span[1]],
                start=span[0],
                end=span[1],
            )
        return self._citations[key]


def _at_its_offset(article: Article, quote: Quote) -> Span | None:
    start = quote.start
    if start is None or start < 0 or not any(map(str.isalnum, quote.text)):
        return None
    end = start + len(quote.text)
    return (start, end) if article.text[start:end] == quote.text else None


def _exact(searched: SearchedArticle, text: str) -> Place | str | None:
    """Where the quote stands word for word, or in parts; a reason if its parts show nothing."""
    if span := searched.verbatim(text):
        return Place(searched.article, (span,))
    words = normalised(text).text
    if span := searched.levelled(words):
        return Place(searched.article, (span,))
    plain = without_bracketed_letters(words)
    for other in (plain, recased(plain)):
        if other and other != words and (span := searched.levelled(other)):
            stands = searched.article.text[slice(*span)].split(maxsplit=1)[0]
            return Place(searched.article, (span,), (f"the article has {stands!r} there",))
    return cut_place(searched, plain)


def _begun_by_a_name(searched: SearchedArticle, text: str) -> Place | str | None:
    """Where a quote stands that begins a sentence of the article with one word more."""
    first, _, kept = normalised(text).text.partition(" ")
    if len(kept.split()) < _LONG_QUOTE or not (span := searched.levelled(kept)):
        return None
    before = searched.article.text[: span[0]]
    if before.rstrip()[-1:] not in _SENTENCE_ENDS and "\n" not in before[len(before.rstrip()) :]:
        return None
    return Place(searched.article, (span,), (f"the article has no {first!r} there",))


def _retold(sentence: ProposedSentence, places: Sequence[Place]) -> str:
    """The sentence; if it is no more than a near miss of a quote, the article's words for it."""
    (quote, place), *more = zip(sentence.quotes, places, strict=True)
    if more or not place.edits or not mere_slips(place) or len(place.spans) > 1:
        return sentence.text
    if not same_words(sentence.text, quote.text):
        return sentence.text
    words = " ".join(place.article.text[slice(*place.spans[0])].split())
    stop = sentence.text.rstrip()[-1:]
    return words + stop if stop in ".!?" and words[-1:].isalnum() else words


def _rehomed(place: Place, quote: Quote, named: Article | None) -> Place:
    where = f"{named.title!r}" if named else f"article {quote.article_id!r}"
    note = f"the quote {_shortened(quote.text)!r} stands in {place.article.title!r}, not in {where}"
    return Place(place.article, place.spans, (note, *place.changes), place.edits)


def _evidence(place: Place) -> list[Evidence]:
    """The quote's spans in stretches: those that stand near each other are read together."""
    stretches: list[list[Span]] = [[place.spans[0]]]
    for span in place.spans[1:]:
        if span[0] - stretches[-1][-1][1] <= NEAR:
            stretches[-1].append(span)
        else:
            stretches.append([span])
    return [Evidence(place.article, tuple(spans)) for spans in stretches]


def _words(evidence: Sequence[Evidence]) -> str:
    return " ".join(text for item in evidence for text in item.texts)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:80]}…"
