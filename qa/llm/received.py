"""The JSON that a server sends, read so that every text in it can be stored and shown.

Half of a surrogate pair passes `json.loads`, and then breaks every file and page that it enters.
"""

from __future__ import annotations

import json
import re
from typing import Any

from qa.checking import storable

_Place = tuple[str | int, ...]
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF_AT_END = re.compile("[\ud800-\udbff]\\Z")
_PERHAPS_A_HALF = re.compile(r"\\u[dD][89a-fA-F]|[" + "\ud800-\udfff]")


class Received:
    """Reads the JSON of one reply: halves that belong together become one letter, others U+FFFD.

    Args:
        in_pieces: the reply comes as several values. The first half at the end of a text waits
            for the second, at the beginning of the next text in the same place.
    """

    def __init__(self, *, in_pieces: bool = False) -> None:
        self._in_pieces = in_pieces
        self._waiting: dict[_Place, str] = {}

    def loaded(self, body: bytes) -> Any:
        """The value. Raises: ValueError, RecursionError."""
        text = body.decode("utf-8-sig", "surrogatepass")
        value = json.loads(text)
        if self._waiting or _PERHAPS_A_HALF.search(text):
            return self._storable(value, ())
        return value

    def _storable(self, value: Any, place: _Place) -> Any:
        if isinstance(value, str):
            return self._text(value, place)
        if isinstance(value, list):
            return [self._storable(item, (*place, at)) for at, item in enumerate(value)]
        if isinstance(value, dict):
            return {
                _whole(name): self._storable(item, (*place, name)) for name, item in value.items()
            }
        return value

    def _text(self, text: str, place: _Place) -> str:
        if text:
            text = self._waiting.pop(place, "") + text
        if self._in_pieces and (half := _HALF_AT_END.search(text)):
            self._waiting[place] = half.group()
            text = text[:-1]
        return _whole(text)


def _whole(text: str) -> str:
    return storable(_PAIR.sub(_letter, text))


def _letter(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
