"""Streams are read in a thread of their own, so that whoever waits for one can stop it at once.

A blocking read cannot be stopped from outside: a model that thinks for a minute before its first
word would be waited for, and paid for, though nobody is there any more to read the answer.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from concurrent.futures import CancelledError, Future
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, TypeVar

_T = TypeVar("_T")
_STOP_S = 5.0  # for a connection to be closed; it takes milliseconds


@dataclass(frozen=True, slots=True)
class _Ended:
    error: BaseException | None


class Background:
    """An event loop in a thread, started when it is first needed; threads may share it."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def close(self) -> None:
        """Stop the thread, and whatever still runs in it."""
        with self._starting:
            loop, thread, self._loop = self._loop, self._thread, None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result(_STOP_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_STOP_S)
        loop.close()

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """The result of a coroutine, which ends with whoever waits for it.

        Raises:
            asyncio.CancelledError: it was stopped.
        """
        running = asyncio.run_coroutine_threadsafe(work, self._running())
        try:
            return running.result()
        except CancelledError:
            raise asyncio.CancelledError from None
        finally:
            running.cancel()

    def iterate(
        self, make: Callable[[], AsyncGenerator[_T, None]], *, tick_s: float
    ) -> Generator[_T | None, None, None]:
        """The items of an asynchronous generator; None when none came for `tick_s` seconds.

        Closing this generator cancels the other, wherever it waits, and returns when it is
        closed. What it raises is raised here.
        """
        items: queue.SimpleQueue[_T | _Ended] = queue.SimpleQueue()
        over = threading.Event()
        task: Future[None] = asyncio.run_coroutine_threadsafe(
            _drained(make, items, over), self._running()
        )
        try:
            while True:
                try:
                    item = items.get(timeout=tick_s)
                except queue.Empty:
                    yield None
                    continue
                if not isinstance(item, _Ended):
                    yield item
                elif item.error is not None:
                    raise item.error
                else:
                    return
        finally:
            task.cancel()
            over.wait(_STOP_S)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="model-streams", daemon=True
                )
                self._thread.start()
            return self._loop


async def _drained(
    make: Callable[[], AsyncGenerator[_T, None]],
    items: queue.SimpleQueue[_T | _Ended],
    over: threading.Event,
) -> None:
    try:
        async with aclosing(make()) as source:
            async for item in source:
                items.put(item)
        items.put(_Ended(None))
    except asyncio.CancelledError as error:
        items.put(_Ended(error))
        raise
    except BaseException as error:  # noqa: BLE001  (raised again in the thread that waits)
        items.put(_Ended(error))
    finally:
        over.set()


async def _cancel_all() -> None:
    running = asyncio.all_tasks() - {asyncio.current_task()}
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()
