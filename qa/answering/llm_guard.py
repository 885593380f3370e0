"""What an answer may not say, whatever quotes it has: an article's orders, links, markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answering.instructions import Instruction, may_tell
from qa.answering.llm_passages import ShownPassage
from qa.answering.normalising import normalised

ORDER = "Its quote is cut out of words that tell a reader or a machine what to do: no report."
MARKUP = "It holds markup, or a link that its quotes do not hold."
_MOSTLY = 0.6  # of a quote's words
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"(?:https?:|www\.|javascript:|data:)\S*", re.IGNORECASE)
_MARKUP = re.compile(r"!?\[[^\]]{0,100}\]\([^)]{0,200}\)|</?[a-zA-Z!][^>]{0,200}>")


class Guard:
    """Keeps what articles order, and not report, out of the answer."""

    def __init__(self, passages: Sequence[ShownPassage]) -> None:
        self._texts = [_level(passage.text) for passage in passages]
        # One article's order is an order whichever passage the model says it stands in.
        self._orders = [
            (replace(order, trigger=_level(order.trigger)), _level(words))
            for passage in passages
            for order, words in passage.orders
        ]

    def objection(self, sentence: str, quotes: Sequence[str]) -> str | None:
        """Why a sentence with these quotes is not to be shown; None if nothing is against it."""
        quoted = " ".join(quotes)
        links = (link.group() for link in _LINK.finditer(sentence))
        if _MARKUP.search(sentence) or any(link not in quoted for link in links):
            return MARKUP
        return ORDER if any(self._ordered(_level(q), sentence) for q in quotes) else None

    def _ordered(self, quote: str, sentence: str) -> bool:
        """Whether the quote is cut out of an order."""
        against = [
            order
            for order, words in self._orders
            if _within(quote, order, words) and not may_tell(order, quote, sentence)
        ]
        if not against:
            return False
        # What stands in plain text as well, outside of every order, may be quoted from there.
        return not any(_plainly(quote, text, self._orders) for text in self._texts)


def _within(quote: str, order: Instruction, words: str) -> bool:
    if quote in words or order.trigger in quote:
        return True
    said = _WORD.findall(quote)
    known = set(_WORD.findall(words))
    return bool(said) and sum(word in known for word in said) >= _MOSTLY * len(said)


def _plainly(quote: str, text: str, orders: Sequence[tuple[Instruction, str]]) -> bool:
    for _, words in orders:
        text = text.replace(words, " \n ")
    return quote in text


def _level(text: str) -> str:
    return normalised(text).text.casefold()
