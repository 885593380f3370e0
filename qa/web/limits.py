"""How much at once: questions, seconds, levels of JSON; each has a problem of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import Any

from qa.web.failures import Overloaded, TooDeep, TookTooLong

MOST_QUESTIONS = 64  # at a time, with a model or without, also those that wait for their turn
MOST_SECONDS = 300.0  # for one answer or summary
MOST_LEVELS = 32  # of the JSON of a request


class Slots:
    """Places for questions that are worked on at the same time; thread-safe."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._running = 0

    def take(self) -> Slot:
        """A place for one question; free it when the work is over.

        Raises:
            Overloaded: as many run as the server holds, whoever answers them.
        """
        with self._guard:
            if self._running >= MOST_QUESTIONS:
                raise Overloaded("The server works on too many questions.", "Ask again in a while.")
            self._running += 1
        return Slot(self)

    def give_back(self) -> None:
        """One less is running."""
        with self._guard:
            self._running -= 1


class Slot:
    """A place that was taken, and since when."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._began = time.monotonic()

    def check_time(self) -> None:
        """Raise TookTooLong when the time of a request is spent."""
        if time.monotonic() - self._began > MOST_SECONDS:
            raise TookTooLong(
                f"The answer was not whole after {MOST_SECONDS:.0f} seconds.",
                "Ask with the answerer `extractive`, or ask less at a time.",
            )

    def free(self) -> None:
        """Let another have the place."""
        self._slots.give_back()


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
