"""What a model answered before is given again, until anything that it depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, replace
from typing import TypeVar

from qa import __version__
from qa.answering.protocol import Conclusion
from qa.answers import Answer, Rejected, Summary
from qa.choosing import Answerers
from qa.clock import Clock
from qa.config import Config
from qa.history import History
from qa.prompting import fingerprint
from qa.steps import Checked
from vectorstore.models import Filter
from vectorstore.store import Store

_Made = TypeVar("_Made", Answer, Summary)


class Remembered:
    """Answers of a model, by all that they depend on."""

    def __init__(
        self, config: Config, store: Store, history: History, answerers: Answerers
    ) -> None:
        self._config = config
        self._store = store
        self._history = history
        self._answerers = answerers

    def key(self, kind: str, wanted: str, where: Filter, answerer: str | None) -> str | None:
        """What an answer of a model depends on; None where none would be kept.

        Only a model's answers are kept: they cost money and time, the keyless ones neither.
        """
        chosen = self._answerers.chosen(answerer)
        if chosen == "extractive" or not (self._config.cache_answers and self._answerers.has_model):
            return None
        feed = self._store.feed
        parts = (
            feed.archive,
            feed.last_seq(),
            kind,
            " ".join(wanted.split()),
            astuple(where),
            chosen,
            self._config,
            __version__,
            fingerprint(),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def known(self, key: str, kind: type[_Made], clock: Clock) -> _Made | None:
        """What was answered under the key before, marked as such; None if nothing was."""
        with clock.measured("cache"):
            known = self._history.known(key, kind)
        if known is None:
            return None
        return replace(known, cached=True, usage={}, cost=None, timings_ms=clock.timings())


def again(known: Answer | Summary) -> Iterator[Checked | Rejected]:
    """The steps of an answer that is whole already."""
    cited = {item.number: item for item in known.citations}
    for sentence in known.sentences:
        yield Checked(sentence, tuple(cited[number] for number in sentence.citations))
    yield from known.rejected


def kept_under(key: str | None, conclusion: Conclusion) -> str | None:
    """The keyless answer that took over when a model failed is not what was asked for."""
    return key if conclusion.answered_by.kind == "llm" else None
