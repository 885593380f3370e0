"""The sentences that stand for a text: nearest to its middle, and not each other's echo."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vectorstore.embedding import Embedder, Vectors
from vectorstore.models import Article, Hit, Span
from vectorstore.splitting import sentence_spans, split

_MOST_SENTENCES = 8
_PER_ARTICLE = 4
_CONSIDERED = 60  # sentences of an article, from its head: news says first what matters
_HEAD_CHARS = 50_000  # of an article that are read for them
_SHORTEST, _LONGEST = 30, 1_000  # characters; what is longer is no sentence, and sums up nothing
_NOVELTY = 0.4  # weight of what was said already against nearness to the middle
_LEAD = 0.15  # weight of standing early in the article

_Place = tuple[Article, Span]


def central_sentences(
    parts: Sequence[Hit | Article], about: str | None, embedder: Embedder
) -> list[_Place]:
    """Sentences by maximal marginal relevance, in order of date, then of place.

    Args:
        about: the topic; sentences near it are preferred. None takes the middle of the parts.
    """
    places, leads = _places(parts)
    if not places:
        return []
    vectors = embedder.embed([article.text[start:end] for article, (start, end) in places])
    middle = vectors.mean(axis=0)
    middle /= np.linalg.norm(middle) or 1.0
    target = embedder.embed_query(about) if about else middle
    worth = vectors @ target + 0.5 * (vectors @ middle) + _LEAD * np.array(leads)
    articles = {article.id for article, _ in places}
    most = min(_MOST_SENTENCES, max(_PER_ARTICLE, 2 * len(articles)))
    chosen = _marginal(vectors, worth, min(most, len(places)))
    return sorted(
        (places[i] for i in chosen),
        key=lambda place: (place[0].published or "", place[0].id, place[1]),
    )


def _places(parts: Sequence[Hit | Article]) -> tuple[list[_Place], list[float]]:
    """Sentences worth considering, and for each how early it stands, 0 to 1."""
    places: dict[tuple[str, int], tuple[_Place, float]] = {}
    for part in parts:
        article = part if isinstance(part, Article) else part.article
        for span in _sentences(part)[:_CONSIDERED]:
            early = 1.0 - span[0] / max(1, len(article.text))
            places.setdefault((article.id, span[0]), ((article, span), early))
    return [place for place, _ in places.values()], [early for _, early in places.values()]


def _sentences(part: Hit | Article) -> list[Span]:
    """The sentences of fit length in a passage, or in an article's own words.

    If there are none, as in a transcript without sentence marks, all of it, cut like a passage.
    """
    if isinstance(part, Hit):
        text, stretches = part.article.text, [(part.passage.start, part.passage.end)]
    else:
        text, stretches = part.text, _own_words(part)
    spans = [span for stretch in stretches for span in sentence_spans(text, *stretch)]
    fit = [(start, end) for start, end in spans if _SHORTEST <= end - start <= _LONGEST]
    return fit or [piece for start, end in spans for piece in split(text, start, end, _LONGEST)]


def _own_words(article: Article) -> list[Span]:
    """What stands between the boilerplate at the head of an article."""
    length = len(article.text)
    if length > _HEAD_CHARS:  # cut at the end of a line, if there is one, not within a sentence
        length = article.text.rfind("\n", 0, _HEAD_CHARS) + 1 or _HEAD_CHARS
    found, position = [], 0
    for start, end in (*article.boilerplate, (length, length)):
        if position < min(start, length):
            found.append((position, min(start, length)))
        position = max(position, end)
    return found


def _marginal(vectors: Vectors, worth: Vectors, count: int) -> list[int]:
    """Indices chosen one by one: worth less nearness to what is chosen already."""
    chosen: list[int] = []
    said = np.zeros(len(vectors), dtype=np.float32)
    for _ in range(count):
        scores = worth - _NOVELTY * said
        scores[chosen] = -np.inf
        best = int(np.argmax(scores))
        chosen.append(best)
        said = np.maximum(said, vectors @ vectors[best])
    return chosen
