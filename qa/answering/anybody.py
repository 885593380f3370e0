"""Questions whether anybody was hurt, and the sentence that says that nobody was.

"No one was hurt." shares one word with the question, and answers it.
"""

from __future__ import annotations

import re

from qa.answering.spanning.asked import fate_of
from qa.answering.stemming import content_stems, share

_ASKS = re.compile(
    r"^\W*(?:was|were|is|are|has|have|did|does|do) (?:anyone|anybody|any \w+)\b(?: been)?"
    r" (?P<deed>(?:(?!in\b|at\b|on\b|by\b|during\b|when\b|from\b)\w+ ?)*)",
    re.IGNORECASE,
)
# Not "none of the hurt", "no one else", "no one was seriously": there somebody was.
_NOBODY = re.compile(
    r"\b(?:no[ -]one|nobody|none)(?: (?:was|were|is|are|has|have|had|been|did|does|do))*"
    r" (?P<first>[^\W\d_]+)",
    re.IGNORECASE,
)
_WHERE = frozenset("in inside at on there aboard".split())
_ABOUT = 0.5  # of the question's words, in the sentence, its title and what stands before it


def asks_for_anybody(question: str) -> bool:
    """As in "Was anyone hurt in the blast?"."""
    return bool(_ASKS.match(question))


def says_nobody(sentence: str, question: str) -> bool:
    """Whether it says of nobody what such a question asks of anybody; of where, see `is_of`."""
    asked = _ASKS.match(question)
    if asked is None:
        return False
    deeds = [{word, *fate_of(word)} for word in content_stems(asked["deed"])]
    first = [found["first"].lower() for found in _NOBODY.finditer(sentence)]
    if not deeds:
        return any(word in _WHERE for word in first)
    held = content_stems(sentence)
    begun = any(content_stems(word) & deed for word in first for deed in deeds)
    return begun and all(deed & held for deed in deeds)


def is_of(question: str, context: str) -> bool:
    """Whether a sentence with this title and these words before it is about the same event."""
    asked = _ASKS.match(question)
    event = content_stems(question[asked.end() :]) if asked else frozenset()
    return share(event, content_stems(context)) >= _ABOUT if event else True
