"""Words of an article that tell a machine what to do, and what may be made of them.

A report says what is so; an order says what to do, and is no report of anything, whatever
stands in it. So orders to a machine are left out of prompts, and no sentence is shown whose
quote is cut out of one. Orders that are told of are news ("The page told chatbots to ignore
their instructions") and stay: a quote of one must hold the order, and the sentence name it.

What follows an order in its paragraph counts as its payload. This is a second line of defence:
a lie without an order is a claim of that article, and is shown as one. The first line is that
nothing is shown without the article's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from qa.answering.commanding_words import (
    ADDRESSES,
    CHAT_MARKS,
    COMMANDS,
    FOREIGN_COMMANDS,
    SAY_SO,
    TOLD_COMMANDS,
)
from vectorstore.models import Span
from vectorstore.splitting import sentence_spans

_PAYLOAD_CHARS = 600  # behind an order, within its paragraph
_BEFORE_CHARS = 200  # in which an announcement ("The page read:") may end
_ORDERS = (COMMANDS, ADDRESSES, CHAT_MARKS, FOREIGN_COMMANDS)
_QUOTED = re.compile(
    r"“[^”]{0,600}(?:”|$)|\"[^\"]{0,600}(?:\"|$)|«[^»]{0,600}(?:»|$)|„[^“”]{0,600}(?:[“”]|$)"
)
_WORD = re.compile(r"\w{5,}")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
# Letters that Unicode has twice, one for one: full width, and those of mathematics.
_LOOKALIKES = re.compile(r"[\uff01-\uff5e\U0001d400-\U0001d6a3]")
# Words that mix Latin letters with Cyrillic or Greek ones that look like them.
_LATIN = str.maketrans(
    "АВЕІКМНОРСТУХаеікорсухѕјΑΒΕΙΚΜΝΟΡΤΥΧο", "ABEIKMHOPCTYXaeikopcyxsjABEIKMNOPTYXo"
)
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u04ff])\w{2,40}\b")
_HIDDEN = re.compile(r"[A-Za-z0-9+/]{120,}={0,2}")


@dataclass(frozen=True, slots=True)
class Instruction:
    """A stretch of a text, `text[start:end]`, that tells somebody what to do.

    Attributes:
        trigger: the words that show it.
        told: the text tells of the order, or quotes it; else it gives it.
        to_machine: only a machine can be meant.
    """

    start: int
    end: int
    trigger: str
    told: bool = False
    to_machine: bool = True

    @property
    def given(self) -> bool:
        """The text itself gives this order, to a machine: no reader misses it."""
        return self.to_machine and not self.told


def instructions(text: str) -> list[Instruction]:
    """The orders in a text, in order of their beginnings; they may overlap."""
    text = _LOOKALIKES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _MIXED.sub(lambda found: found.group().translate(_LATIN), text)
    found = [*_hidden(text)]
    for start, end in _paragraphs(text):
        if _suspect(text[start:end]):
            found.extend(_in_paragraph(text, start, end))
    return sorted(found, key=lambda order: (order.start, order.end))


def cut_from_order(text: str, start: int, end: int, sentence: str) -> bool:
    """Whether `text[start:end]`, quoted for `sentence`, is cut out of an order."""
    return any(
        start < order.end and order.start < end and not may_tell(order, text[start:end], sentence)
        for order in instructions(text)
    )


def may_tell(order: Instruction, quote: str, sentence: str) -> bool:
    """Whether the quote holds the whole order, and the sentence tells of it."""
    if not order.told or order.trigger not in quote:
        return False
    named = {word.lower() for word in _WORD.findall(order.trigger)}
    said = {word.lower() for word in _WORD.findall(sentence)}
    return not order.to_machine or bool(named & said)


def _hidden(text: str) -> Iterator[Instruction]:
    """What no reader of an article sees or can read: comments of HTML, encoded bytes."""
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at) + 3
        if end < 3:  # never closed: to the paragraph's end, lest one sign takes the whole article
            blank = _PARAGRAPH.search(text, at)
            end = blank.start() if blank else len(text)
        yield Instruction(at, end, text[at:end])
        at = text.find("<!--", end)
    for found in _HIDDEN.finditer(text):
        if all(re.search(kind, found.group()) for kind in ("[a-z]", "[A-Z]", "[0-9]")):
            yield Instruction(*found.span(), found.group())


def _paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs; lines, where no blank line parts any."""
    ends = [match.span() for match in _PARAGRAPH.finditer(text)]
    if not ends:
        ends = [match.span() for match in re.finditer(r"\n", text)]
    start = 0
    for first, last in [*ends, (len(text), len(text))]:
        if start < first:
            yield start, first
        start = last


def _suspect(paragraph: str) -> bool:
    """Whether there may be an order: a look that most paragraphs pass at once."""
    return any(pattern.search(paragraph) for pattern in (*_ORDERS, TOLD_COMMANDS, SAY_SO))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Instruction]:
    announced = text[max(start - _BEFORE_CHARS, 0) : start].rstrip().endswith(":")
    payload: Instruction | None = None
    for first, last in sentence_spans(text, start, end):
        sentence = text[first:last]
        order = _order(sentence, first, announced=announced)
        if order is None and payload and first < payload.end + _PAYLOAD_CHARS:
            order = Instruction(first, last, payload.trigger, payload.told)
        elif order and order.to_machine and (announced or not order.told):
            payload = order
        if order:
            yield order
        announced = announced or sentence.rstrip().endswith(":")


def _order(sentence: str, at: int, *, announced: bool) -> Instruction | None:
    """The order that a sentence gives or tells of."""
    end = at + len(sentence)
    for pattern in _ORDERS:
        if found := pattern.search(sentence):
            span = _span(found)
            told = announced or _quoted(sentence, span)
            return Instruction(at, end, sentence[slice(*span)], told)
    if found := TOLD_COMMANDS.search(sentence):
        return Instruction(at, end, found["order"], told=True)
    if found := SAY_SO.search(sentence):
        span = found.span("order")
        told = announced or _quoted(sentence, span)
        return Instruction(at, end, found["order"], told, to_machine=False)
    return None


def _span(found: re.Match[str]) -> Span:
    """The order itself, without what it begins behind."""
    groups = found.re.groupindex.keys() & {"order", "other"}
    named = next((group for group in groups if found[group]), 0)
    return found.span(named)


def _quoted(sentence: str, span: Span) -> bool:
    """Whether the span stands in quotation marks, with words of the article around them."""
    for quote in _QUOTED.finditer(sentence):
        if quote.start() <= span[0] and span[1] <= quote.end():
            outside = sentence[: quote.start()] + sentence[quote.end() :]
            return len(re.findall(r"\w{2,}", outside)) >= 2
    return False
