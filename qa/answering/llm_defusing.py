"""An article's words as a prompt may show them: readable, quotable, and without power over it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from qa.answering.commanding_words import CHAT_MARKS, ROLE_HEADINGS
from qa.answering.instructions import Instruction, instructions

LEFT_OUT = "[…]"  # where an order to a machine stood
_TITLE_CHARS = 200
# What shows nothing but reaches a model: soft hyphens, zero-width signs, marks of direction,
# Unicode's tags and selectors, controls. The joiners that some scripts are written with stay.
_UNSEEN = re.compile(
    "[\xad\u034f\ufe00-\ufe0f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_FOR_A_HEADER = str.maketrans({"[": "(", "]": ")", '"': "'", "{": "(", "}": ")"})


def visible(text: str) -> str:
    """The text without what no reader sees."""
    return _UNSEEN.sub("", text)


def without_orders(text: str) -> tuple[str, tuple[tuple[Instruction, str], ...]]:
    """The text without the orders it gives to machines, and all orders with their words."""
    orders = instructions(text)
    pieces, at = [], 0
    for order in orders:
        if order.given and order.end > at:
            pieces.append(text[at : max(order.start, at)])
            if order.start >= at and not "".join(pieces[-2:]).rstrip().endswith(LEFT_OUT):
                pieces.append(LEFT_OUT)
            at = order.end
    pieces.append(text[at:])
    return "".join(pieces), tuple((order, text[order.start : order.end]) for order in orders)


def defused(text: str) -> str:
    """The text with a space in each mark of a chat template, so that it is none any more."""
    text = CHAT_MARKS.sub(r"\g<0> ", text)
    return ROLE_HEADINGS.sub(lambda found: found.group().replace(":", " :"), text)


def for_a_header(words: str) -> str:
    """A title or an outlet, which is not quoted: on one line, unable to end it or to command."""
    line = " ".join(visible(words).split())[:_TITLE_CHARS]
    if any(order.given for order in instructions(line)):
        return LEFT_OUT.translate(_FOR_A_HEADER)
    return defused(line).translate(_FOR_A_HEADER)


def fence(words: Iterable[str], *, digits: int = 8) -> str:
    """A mark that stands in none of these words, so that none can close its own place.

    It depends on the words alone: the same request gives the same prompt, which a server can
    cache and a reader can reproduce.
    """
    whole = "\n".join(words)
    digest = hashlib.sha256(whole.encode(errors="replace")).hexdigest()
    while digest[:digits] in whole:
        digest = hashlib.sha256(digest.encode()).hexdigest()
    return digest[:digits]
