"""How much of what a question asks about its subject the best sentences tell, in whatever words.

"Who invented the cotton gin?" is not answered by all that is told of cotton gins: something must
stand for "invented". A word of the question is told if it stands in the sentence, or if a word
there means the same in its place ("devised"), by the cosine of the two as tokens. Words of the
article's title do not count: they are its subject, and every sentence is about that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qa.answering.asked_words import (
    Lexicon,
    stems_of,
    telling_stems,
    without_what_is_asked_for,
)
from qa.answering.candidates import Candidate
from vectorstore.embedding import TokenEmbedder, Tokens, Vectors

_READ = 3  # sentences
_BEFORE = 250  # characters before the sentence, in which what it leans on stands
_UNLIKE, _ALIKE = 0.2, 0.6  # cosines of tokens that mean different things, and as good as the same
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question: its stems, how rare they are, and its tokens, one a row."""

    stems: tuple[str, ...]
    weight: float
    tokens: Vectors


class Telling:
    """Measures sentences against questions, word by word."""

    def __init__(self, lexicon: Lexicon, embedder: TokenEmbedder) -> None:
        self._lexicon = lexicon
        self._embedder = embedder

    def told(self, question: str, best: Sequence[Candidate]) -> float:
        """Weighted share of the question's words that the likeliest of the best sentences tells.

        Args:
            best: sentences, best first; the first three are read.

        Returns:
            0 to 1; 1 if the title has every word, so that nothing is left to be told.
        """
        words = list(self._words(question))
        return max((self._share(words, item) for item in best[:_READ]), default=0.0)

    def _words(self, question: str) -> Iterator[_Word]:
        tokens = self._embedder.embed_tokens(question)
        for match in _WORD.finditer(without_what_is_asked_for(question)):
            stems = tuple(telling_stems(match.group(), self._lexicon))
            weight = sum(map(self._lexicon.rarity, stems))
            if rows := _within(tokens, match.span()) if weight > 0 else []:
                yield _Word(stems, weight, tokens.vectors[rows])

    def _share(self, words: Sequence[_Word], item: Candidate) -> float:
        title = item.article.title
        subject = set() if item.article.title_inferred else stems_of(title, self._lexicon)
        asked = [word for word in words if not subject.issuperset(word.stems)]
        if not asked:
            return 1.0
        text = f"{title}. {item.before[-_BEFORE:]} {item.text}"
        stems, tokens = stems_of(text, self._lexicon), self._embedder.embed_tokens(text).vectors
        told = sum(
            word.weight * (1.0 if stems.intersection(word.stems) else _likeness(word, tokens))
            for word in asked
        )
        return told / sum(word.weight for word in asked)


def _within(tokens: Tokens, span: tuple[int, int]) -> list[int]:
    return [i for i, (start, end) in enumerate(tokens.spans) if start < span[1] and end > span[0]]


def _likeness(word: _Word, tokens: Vectors) -> float:
    """How well some token of the text stands for each of the word's, 0 to 1."""
    if not len(tokens):
        return 0.0
    nearest = float((word.tokens @ tokens.T).max(axis=1).mean())
    return float(np.clip((nearest - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0))
