"""Whether a question names an outlet."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


class Words:
    """The words of a question, in which names are looked for.

    A name counts as it is written, capitals included: "Time" is an outlet, "time" is not. Only
    its article may be written otherwise ("the Guardian" for "The Guardian").
    """

    def __init__(self, question: str) -> None:
        self._text = f" {_spaced(question)} "

    def name(self, outlet: str) -> bool:
        """Whether the question names this outlet."""
        name = _spaced(outlet)
        article, _, rest = name.partition(" ")
        if article.lower() == "the" and rest:
            return any(f" {the} {rest} " in self._text for the in ("the", "The"))
        return bool(name) and f" {name} " in self._text


def _spaced(text: str) -> str:
    return " ".join(_WORD.findall(text))
