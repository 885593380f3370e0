"""How much at once: questions, seconds, levels of JSON; each has a problem of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from qa.config import Config
from qa.web.failures import Overloaded, TooDeep, TookTooLong, TooManyQuestions

MOST_QUESTIONS = 64  # at a time, with a model or without, also those that wait for their turn
MOST_AT_WORK = 4  # without a model: more take as long, and tens of megabytes each
MOST_SECONDS = 300.0  # for one answer or summary
_LOOK_S = 0.5  # between looks at the clock, while a turn is waited for
MOST_LEVELS = 32  # of the JSON of a request


class Slots:
    """Places for what runs at the same time; thread-safe."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._guard = threading.Lock()
        self._running = 0
        self._with_model = 0
        self.turns = threading.BoundedSemaphore(MOST_AT_WORK)

    def take(self, answerer: str | None) -> Slot:
        """A place for one question to this answerer; free it when the work is over.

        Raises:
            TooManyQuestions: as many are with the language model as is allowed.
            Overloaded: as many run as the server holds, whoever answers them.
        """
        asks_model = self._may_ask_model(answerer)
        with self._guard:
            if self._running >= MOST_QUESTIONS:
                raise Overloaded("The server works on too many questions.", "Ask again in a while.")
            most = self._config.max_model_questions
            if asks_model and self._with_model >= most:
                raise TooManyQuestions(
                    f"{most} questions are with the language model, which is the most at a time.",
                    "Ask again in a while, or with the answerer `extractive`.",
                )
            self._running += 1
            self._with_model += asks_model
        return Slot(self, asks_model=asks_model)

    def give_back(self, *, asks_model: bool) -> None:
        """One less is running."""
        with self._guard:
            self._running -= 1
            self._with_model -= asks_model

    def _may_ask_model(self, answerer: str | None) -> bool:
        chosen = answerer or self._config.answerer
        configured = bool(self._config.llm_model or self._config.llm_base_url)
        return configured and chosen != "extractive"


class Slot:
    """A place that was taken, and since when."""

    def __init__(self, slots: Slots, *, asks_model: bool) -> None:
        self._slots = slots
        self._asks_model = asks_model
        self._began = time.monotonic()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Work within this; it waits until few enough others do.

        With a model a question mostly waits, and keeps nobody from working.

        Raises:
            TookTooLong: its turn does not come.
        """
        if self._asks_model:
            yield
            return
        while not self._slots.turns.acquire(timeout=_LOOK_S):
            self.check_time()
        try:
            yield
        finally:
            self._slots.turns.release()

    def check_time(self) -> None:
        """Raise TookTooLong when the time of a request is spent."""
        if time.monotonic() - self._began > MOST_SECONDS:
            raise TookTooLong(
                f"The answer was not whole after {MOST_SECONDS:.0f} seconds.",
                "Ask with the answerer `extractive`, or ask less at a time.",
            )

    def free(self) -> None:
        """Let another have the place."""
        self._slots.give_back(asks_model=self._asks_model)


def check_depth(value: Any) -> None:
    """Raise TooDeep if lists and objects stand in each other more than MOST_LEVELS deep."""
    level: list[Any] = [[value]]
    for _ in range(MOST_LEVELS + 1):
        level = [inner for outer in level for inner in _within(outer)]
        if not level:
            return
    raise too_deep()


def too_deep() -> TooDeep:
    """The problem that JSON of too many levels is."""
    return TooDeep(f"The JSON of a request has at most {MOST_LEVELS} levels.", "Send it flatter.")


def _within(value: Any) -> Iterable[Any]:
    values = value.values() if isinstance(value, dict) else value
    return (inner for inner in values if isinstance(inner, dict | list))
