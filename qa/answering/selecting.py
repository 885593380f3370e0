"""Which sentences are worth showing beside the best: near to the question, and something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.answering.asked_words import MANY_WORDS, Lexicon, question_words
from qa.answering.candidates import Candidate
from qa.answering.leaning import leans
from qa.answering.named_words import NamedWords, words_of
from qa.answering.pertaining import Point
from qa.answering.questions import Kind, Question
from qa.answering.ranking import relevance
from qa.answering.repeating import earlier, repeats, telling
from qa.answering.specifics import missing_names, specifics

_WORTH_ADDING = 0.55  # of the best sentence's relevance
_ELSEWHERE = 0.65  # the same, of what stands in another paragraph than the best
_ON_TOPIC = 0.5  # of the best sentence's closeness to the question
_PLAINLY_CLOSE = 0.7  # of that closeness, whatever names are missing
_MORE_MISSING = 0.34  # of the question's names, than the best sentence's article lacks
_HEAD = 4_000  # characters of an article in which its names are named
_SAME_ARTICLE = 0.04  # of relevance, off for each sentence of the article that is chosen already
_BEARS = 0.5  # of the best sentence's nearness, and of its share of the question's words
_ONE_PART = 20  # words at most, of a question that has one part
# What a sentence must hold to be worth showing beside the best: a figure, a day.
_PLAIN_KINDS = {Kind.NUMBER, Kind.TIME}


def selected(
    asked: Question, ranked: Sequence[Candidate], most: int, lexicon: Lexicon
) -> list[Candidate]:
    """The best sentence and those near to it that say something else, from several articles.

    Of two that say the same, the one of the earlier article is taken.
    """
    best, point = ranked[0], Point(asked, ranked, lexicon)
    close = [
        item for item in ranked[1:] if worth_adding(item, best, asked) and point.met_by(item, best)
    ]
    chosen, told = [best], [telling(best, lexicon)]
    used = Counter([best.article.id])
    while close and len(chosen) < most:
        item = max(close, key=lambda item: relevance(item) - _SAME_ARTICLE * used[item.article.id])
        close.remove(item)
        new = telling(item, lexicon)
        known = next((place for place, other in enumerate(told) if repeats(new, other)), None)
        if known is None:
            chosen.append(item)
            told.append(new)
            used[item.article.id] += 1
        elif earlier(item, chosen[known]):
            chosen[known] = item
    return chosen


def worth_adding(item: Candidate, best: Candidate, asked: Question) -> bool:
    """Whether a sentence is about the question, as measured by the best one."""
    return (
        relevance(item) >= _least(item, best, asked) * relevance(best)
        and _closeness(item) >= _ON_TOPIC * _closeness(best)
        and (item.fits or asked.kind not in _PLAIN_KINDS)
        and (item.fits or not (asked.speaker and best.fits) or _names(item, asked.speaker))
        and (asked.kind is not Kind.YES_NO or _bears_on(item, best, asked))
    )


def _least(item: Candidate, best: Candidate, asked: Question) -> float:
    """Of the best sentence's relevance: less in its paragraph, and where there may be more sides.

    These are those of a yes/no question, other counts, and the parts of a long question.
    """
    counts = asked.kind is Kind.NUMBER and item.gives
    sides = counts or asked.kind is Kind.YES_NO or len(asked.text.split()) > _ONE_PART
    return _WORTH_ADDING if sides or _in_one_paragraph(item, best) else _ELSEWHERE


def _names(item: Candidate, speaker: str) -> bool:
    """Whether a sentence speaks of them: others may report their word."""
    named = NamedWords(item.text)
    return any(word in named for word in words_of(speaker)[-1:])


def _in_one_paragraph(one: Candidate, other: Candidate) -> bool:
    if one.article.id != other.article.id:
        return False
    first, second = sorted((one, other), key=lambda item: item.start)
    return "\n" not in one.article.text[first.end : second.start]


def _bears_on(item: Candidate, best: Candidate, asked: Question) -> bool:
    """Whether a sentence is both near to a yes/no question and told in its words.

    What only names whom it asks about ("Iran's part in the region") is not told in its words,
    what only dates itself by the event ("since the Oct 7 attack") is not near to it. Of a long
    question it may be the answer to a part, which is neither as a whole.
    """
    if len(asked.text.split()) > _ONE_PART:
        return True
    near = _nearness(item) >= _BEARS * _nearness(best)
    return near and item.context >= _BEARS * best.context


def _nearness(item: Candidate) -> float:
    return max(item.nearness, item.around)


def _closeness(item: Candidate) -> float:
    """How much the sentence itself has to do with the question, whatever stands beside it."""
    words = item.context if leans(item.text) or item.gives else item.cover
    return words + _nearness(item)


class Named:
    """Whether articles name whom the question names, as far as the best sentence's does.

    A question of many parts is not asked so: each article may name those of one part.
    """

    def __init__(self, asked: Question, best: Candidate, lexicon: Lexicon) -> None:
        self._asked, self._lexicon = specifics(asked), lexicon
        self._pinned = best.pinned
        self._known: dict[str, float] = {}
        parts = question_words(asked, lexicon).count >= MANY_WORDS
        self._most = 1.0 if parts else self._missing(best) + _MORE_MISSING
        self._close = _PLAINLY_CLOSE * _closeness(best)

    def about(self, item: Candidate) -> bool:
        """Whether the sentence's article is about the same, or the sentence plainly is."""
        return self._missing(item) <= self._most or _closeness(item) >= self._close

    def claims(self, item: Candidate) -> bool:
        """Whether it may answer as well; not without the figure or time that the best one gives."""
        return self.about(item) and (item.pinned or not self._pinned)

    def _missing(self, item: Candidate) -> float:
        article = item.article
        if article.id not in self._known:
            head = f"{article.title} {article.source or ''} {article.text[:_HEAD]}"
            self._known[article.id] = missing_names(self._asked, head, self._weight)
        return self._known[article.id]

    def _weight(self, name: str) -> float:
        return sum(map(self._lexicon.rarity, self._lexicon.stems(name)))
