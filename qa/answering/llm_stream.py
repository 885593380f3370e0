"""The sentences of a reply that is still being written, each as soon as it is complete.

Only a reply that is nothing but its JSON object is read so, as a server that enforces the form
sends it; thoughts before it are left out. Anything else waits for its end, since what comes
first in free text may be a draft.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import from_json

from qa.llm.structured import without_thoughts

_TOKEN = re.compile(r'\\(?:.|$)|["{}\[\]]', re.DOTALL)
_SENTENCE_DEPTH = 2  # of the place behind a sentence: in the list, in the object
_SHORT = 64  # characters
_MOST_LOOKS = 64  # at a growing text, which bounds the work; what comes later waits for the end


class ReplyReader:
    """Takes the pieces of one reply and gives its sentences.

    Attributes:
        found: what the reply says of itself; None until it is known. Sentences that come before
            are held back.
    """

    def __init__(self) -> None:
        self.found: bool | None = None
        self._text = ""
        self._object = False
        self._at = 0
        self._depth = 0
        self._in_string = False
        self._given = 0
        self._looks = 0

    def feed(self, piece: str) -> list[Any]:
        """The sentences, as JSON values, that this piece completes, perhaps with earlier ones."""
        self._text += piece
        if not self._object and self._begins(piece):
            self._begin()
        if not self._object or not piece or self._looks >= _MOST_LOOKS:
            return []
        end = self._last_end()
        return self._sentences(end) if end else []

    def _begins(self, piece: str) -> bool:
        """Whether it is worth a look: at the first pieces, or where thoughts may end."""
        if len(self._text) <= _SHORT:
            return True
        self._looks += (may_end := any(sign in piece for sign in ">]▷{"))
        return may_end and self._looks < _MOST_LOOKS

    def _begin(self) -> None:
        """Find the object's beginning, if the reply begins with it."""
        start = without_thoughts(self._text)
        if start and start.startswith("{"):
            self._text, self._object, self._looks = start, True, 0

    def _last_end(self) -> int:
        """Where the last sentence that is complete ends; 0 if none has ended since."""
        last = 0
        for token in _TOKEN.finditer(self._text, self._at):
            sign = token.group()
            if sign == "\\":  # what it escapes has not come yet
                self._at = token.start()
                return last
            self._at = token.end()
            if sign == '"':
                self._in_string = not self._in_string
            elif not self._in_string and sign in "{[":
                self._depth += 1
            elif not self._in_string and sign in "}]":
                self._depth -= 1
                if sign == "}" and self._depth == _SENTENCE_DEPTH:
                    last = token.end()
        self._at = len(self._text)
        return last

    def _sentences(self, end: int) -> list[Any]:
        self._looks += 1
        try:
            value = from_json(self._text[:end], allow_partial=True, allow_inf_nan=False)
        except ValueError:
            return []
        known, sentences = value.get("found"), value.get("sentences")
        self.found = known if isinstance(known, bool) else None
        if self.found is None or not isinstance(sentences, list):
            return []
        new, self._given = sentences[self._given :], len(sentences)
        return new
