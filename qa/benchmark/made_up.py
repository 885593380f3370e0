"""Articles made up by a seeded generator, and an embedder that makes vectors up for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from vectorstore.embedding import Vectors, unit_length
from vectorstore.models import Article
from vectorstore.recognising import article_id

PASSAGES = 4  # of an article
DAYS = 1_000  # over which the articles are spread, in order
FIRST_DAY = date(2021, 1, 1)
_SOURCES = 20
_TOPICS = 400
_TOPIC_WORDS = 60
_PASSAGE_WORDS = 95  # with their blanks nearly as many characters as a passage may have
_SENTENCE = 19
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
_VOCABULARY = [f"{a}{b}{c}" for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES]


class MadeUp:
    """The same archive for the same seed: `size` articles of `PASSAGES` passages each."""

    def __init__(self, size: int, seed: int = 13) -> None:
        self.size = size
        self._seed = seed
        dice = np.random.default_rng(seed)
        self._topics = dice.integers(0, len(_VOCABULARY), (_TOPICS, _TOPIC_WORDS))
        # As in any language, the word of rank r comes about 1/r as often as the first.
        weights = 1 / np.arange(2, len(_VOCABULARY) + 2)
        self._weights = np.cumsum(weights / weights.sum())

    def articles(self) -> Iterator[Article]:
        """The articles, oldest first."""
        for number in range(self.size):
            yield self.article(number)

    def article(self, number: int) -> Article:
        """Article `number`: half its words are of one topic, the rest as common as they come."""
        dice = np.random.default_rng((self._seed, number))
        words = self._words(dice, number % _TOPICS, PASSAGES * _PASSAGE_WORDS)
        sentences = [
            f"{' '.join(words[i : i + _SENTENCE]).capitalize()}."
            for i in range(0, len(words), _SENTENCE)
        ]
        each = _PASSAGE_WORDS // _SENTENCE
        text = "\n\n".join(
            " ".join(sentences[i : i + each]) for i in range(0, len(sentences), each)
        )
        key = f"made-up:{self._seed}:{number}"
        day = FIRST_DAY + timedelta(days=number * DAYS // self.size)
        return Article(
            id=article_id(key),
            key=key,
            text=text,
            title=" ".join(words[:6]).capitalize(),
            source=f"Outlet {number % _SOURCES}",
            published=day.isoformat(),
        )

    def questions(self, count: int) -> list[str]:
        """Questions of eight words of one topic and two of any."""
        dice = np.random.default_rng((self._seed, 7))
        return [
            " ".join(self._words(dice, int(dice.integers(_TOPICS)), 10, of_topic=0.8))
            for _ in range(count)
        ]

    def _words(
        self, dice: np.random.Generator, topic: int, count: int, of_topic: float = 0.5
    ) -> list[str]:
        common = np.searchsorted(self._weights, dice.random(count))
        own = self._topics[topic][dice.integers(0, _TOPIC_WORDS, count)]
        chosen = np.where(dice.random(count) < of_topic, own, common)
        return [_VOCABULARY[min(i, len(_VOCABULARY) - 1)] for i in chosen]


class MadeUpVectors:
    """An Embedder that costs next to nothing: each word has a direction, a text their mean."""

    def __init__(self, dimension: int = 384) -> None:
        self.model = f"made-up-{dimension}"
        dice = np.random.default_rng(5)
        self._directions = dice.normal(size=(len(_VOCABULARY), dimension)).astype(np.float32)
        self._numbers = {word: number for number, word in enumerate(_VOCABULARY)}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`; words past the first sixty do not count."""
        if not texts:
            return np.zeros((0, self._directions.shape[1]), dtype=np.float32)
        return unit_length(np.vstack([self._mean(text) for text in texts]))

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder.embed_query`."""
        vector: Vectors = self.embed([text])[0]
        return vector

    def _mean(self, text: str) -> Vectors:
        words = text.lower().replace(".", " ").split()[:60]
        rows = [self._numbers[word] for word in words if word in self._numbers]
        mean: Vectors = self._directions[rows or [0]].mean(axis=0)
        return mean
