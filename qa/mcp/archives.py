"""Where the tools find what they give: an archive that is open here, or a server that has one.

Both stop the work, down to the connection to a language model, when the call is cancelled.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import anyio
import anyio.to_thread

from qa.answers import Answer, Summary
from qa.client import AsyncClient
from qa.errors import DatelineError, InvalidInput
from vectorstore.models import Filter

if TYPE_CHECKING:
    from qa.client.async_client import AsyncEvents
    from qa.results import Order
    from qa.service import Dateline

AT_A_TIME = 8  # calls that run here; more wait
_PATIENCE_S = 600.0  # a server's language model may take minutes
_CLOSING_S = 2.0
_T = TypeVar("_T")


class Archive(Protocol):
    """What the tools call; each raises DatelineError if it cannot be done."""

    async def ask(self, question: str, where: Filter, answerer: str | None) -> Answer:
        """See `Dateline.ask`."""

    async def summarise(
        self, article_ids: Sequence[str], about: str | None, where: Filter, answerer: str | None
    ) -> Summary:
        """See `Dateline.summarise`."""

    async def search(self, query: str, k: int, where: Filter, sort: Order) -> Any:
        """See `Dateline.search`."""

    async def article(self, article_id: str) -> Any:
        """See `Dateline.article`."""


class Local:
    """An archive that this process has open; the caller closes it."""

    def __init__(self, service: Dateline) -> None:
        self._service = service
        self._limiter = anyio.CapacityLimiter(AT_A_TIME)

    async def ask(self, question: str, where: Filter, answerer: str | None) -> Answer:
        """See `Archive`."""
        steps = self._service.asking(question, filter=where, answerer=answerer)
        return await self._taken(steps)

    async def summarise(
        self, article_ids: Sequence[str], about: str | None, where: Filter, answerer: str | None
    ) -> Summary:
        """See `Archive`."""
        steps = self._service.summarising(article_ids, about=about, filter=where, answerer=answerer)
        return await self._taken(steps)

    async def search(self, query: str, k: int, where: Filter, sort: Order) -> Any:
        """See `Archive`."""
        search = self._service.search
        return await self._run(functools.partial(search, query, k=k, filter=where, sort=sort))

    async def article(self, article_id: str) -> Any:
        """See `Archive`."""
        return await self._run(functools.partial(self._service.article, article_id))

    async def _taken(self, steps: Generator[Any, None, _T]) -> _T:
        """The end of the steps. Between two of them, a thread can be told to take no more."""
        given_up = threading.Event()

        def take() -> _T:
            try:
                while not given_up.is_set():
                    next(steps)
            except StopIteration as end:
                made: _T = end.value
                return made
            steps.close()
            raise InvalidInput("The call was cancelled.")  # nobody hears it

        try:
            return await self._run(take)
        finally:
            given_up.set()

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._limiter)


class Remote:
    """A server that has the archive.

    Args:
        key: with which the server is asked, if it wants one.
    """

    def __init__(self, url: str, key: str | None) -> None:
        self._url, self._key = url, key

    async def ask(self, question: str, where: Filter, answerer: Any) -> Answer:
        """See `Archive`."""
        async with self._client() as client:
            events = await client.ask_streamed(question, filter=where, answerer=answerer)
            return await _last(events, Answer)

    async def summarise(
        self, article_ids: Sequence[str], about: str | None, where: Filter, answerer: Any
    ) -> Summary:
        """See `Archive`."""
        async with self._client() as client:
            events = await client.summarise_streamed(
                article_ids, about=about, filter=where, answerer=answerer
            )
            return await _last(events, Summary)

    async def search(self, query: str, k: int, where: Filter, sort: Order) -> Any:
        """See `Archive`."""
        async with self._client() as client:
            return await client.search(query, k=k, filter=where, sort=sort)

    async def article(self, article_id: str) -> Any:
        """See `Archive`."""
        async with self._client() as client:
            return await client.article(article_id)

    async def check(self) -> None:
        """Raise NotAllowed if the server does not let the key read."""
        async with self._client(retries=0) as client:
            await client.answer_page(limit=1)

    @asynccontextmanager
    async def _client(self, retries: int = 2) -> AsyncIterator[AsyncClient]:
        # One for each call, since each may have a key of its own.
        client = AsyncClient(self._url, key=self._key, timeout=_PATIENCE_S, retries=retries)
        try:
            yield client
        finally:
            # Also when the call was cancelled: the closed connection is what stops the server.
            with anyio.move_on_after(_CLOSING_S, shield=True):
                await client.aclose()


async def _last(events: AsyncEvents, kind: type[_T]) -> _T:
    """The whole answer, which ends the events."""
    async for event in events:
        if isinstance(event, kind):
            return event
    raise DatelineError("The server ended without an answer.", "Ask again.")
