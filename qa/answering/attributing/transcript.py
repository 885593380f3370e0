"""Interviews and live blogs as they are printed: "Vale: I will not resign.", "06:40 The army says".

A name with a colon in front of a paragraph speaks in it where other paragraphs begin so, too.
"""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"^[ \t]*\d{1,2}[:.]\d{2}(?: ?(?:GMT|UTC|BST|CET|CEST|ET|EST|EDT|a\.?m\.?|p\.?m\.?))?"
    r"(?: ?[-–—|:] ?|\s+)(?=[\"“‘A-Z])",
    re.MULTILINE,
)
_LABEL = re.compile(r"^[ \t]*(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): ", re.MULTILINE)
_NO_SPEAKER = frozenset(
    (
        "watch read note update updated photo image source also related correction live opinion"
        " analysis video listen more breaking editor summary question answer"
    ).split()
)
_FEWEST = 2  # names with a colon; one alone may be anything


def without_clocks(text: str) -> str:
    """What the entries of a live blog say behind the times of day they begin with."""
    return _CLOCK.sub("", text)


def labelled(sentence: str, before: str) -> tuple[str, str | None]:
    """The sentence without the name that its paragraph begins with, and that name.

    Args:
        before: what stands before the sentence in its article.
    """
    text = before + sentence
    labels = list(_LABEL.finditer(text))
    if len(labels) < _FEWEST:
        return sentence, None
    last = labels[-1]
    who = last["who"]
    ends = text.find("\n", last.end(), len(text.rstrip()))
    if ends >= 0 or who.isupper() or who.split()[0].lower() in _NO_SPEAKER:
        return sentence, None
    return text[max(last.end(), len(before)) :], who
