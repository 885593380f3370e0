"""The client for async code; its methods are the calls of `qa.client.calls`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import httpx2

from qa.client import calls
from qa.client.call import Call
from qa.client.events import MOST_BYTES, STREAM, Event, event
from qa.client.exchanging import Resuming, connection, exchange, request_for
from qa.client.methods import described
from qa.client.models import Article, Job
from vectorstore.models import Filter

P = ParamSpec("P")
R = TypeVar("R")


class AsyncEvents:
    """As `Events`, in an `async with` and an `async for`."""

    def __init__(
        self,
        send: Callable[[Mapping[str, str]], Awaitable[httpx2.Response]],
        response: httpx2.Response,
        retries: int,
    ) -> None:
        self._send = send
        self._response = response
        self._resuming = Resuming(retries)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Each event as it comes, the whole Answer or Summary last; see `Events`."""
        async with self:
            while True:
                error: httpx2.RequestError | None = None
                try:
                    async for told in httpx2.EventSource(self._response, MOST_BYTES):
                        self._resuming.saw(told.id)
                        if one := event(told.event, told.data):
                            yield one
                        if told.event == "answer":
                            return
                except httpx2.RequestError as broken:
                    error = broken
                again = self._resuming.headers(self._response.request, error)
                await self._response.aclose()
                self._response = await self._send(again)

    async def aclose(self) -> None:
        """Let go of the connection."""
        await self._response.aclose()


def _sent(
    call: Callable[P, Call[R]],
) -> Callable[Concatenate[AsyncClient, P], Coroutine[Any, Any, R]]:
    async def method(self: AsyncClient, /, *args: P.args, **kwargs: P.kwargs) -> R:
        made = call(*args, **kwargs)
        return made.read((await self._send(made)).content)

    return described(method, call)


def _streamed(
    call: Callable[P, Call[Any]],
) -> Callable[Concatenate[AsyncClient, P], Coroutine[Any, Any, AsyncEvents]]:
    async def method(self: AsyncClient, /, *args: P.args, **kwargs: P.kwargs) -> AsyncEvents:
        made = call(*args, **kwargs)

        def send(headers: Mapping[str, str]) -> Awaitable[httpx2.Response]:
            return self._send(made, headers)

        return AsyncEvents(send, await send(STREAM), self._retries)

    return described(method, call)


class AsyncClient:
    """As `Client`, with methods to be awaited, under asyncio."""

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        key: str | None = None,
        timeout: float = 120.0,
        retries: int = 2,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        options = connection(url, key, timeout)
        self._http = httpx2.AsyncClient(**options, transport=transport)
        self._retries = retries

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    ask = _sent(calls.ask)
    ask_streamed = _streamed(calls.ask)
    summarise = _sent(calls.summarise)
    summarise_streamed = _streamed(calls.summarise)
    answer = _sent(calls.answer)
    answer_page = _sent(calls.answer_page)
    search = _sent(calls.search)
    article_page = _sent(calls.article_page)
    article = _sent(calls.article)
    add_articles = _sent(calls.add_articles)
    add_files = _sent(calls.add_files)
    delete = _sent(calls.delete)
    submit_articles = _sent(calls.submit_articles)
    submit_files = _sent(calls.submit_files)
    rebuild = _sent(calls.rebuild)
    evaluate = _sent(calls.evaluate)
    job = _sent(calls.job)
    job_page = _sent(calls.job_page)
    cancel = _sent(calls.cancel)
    healthz = _sent(calls.healthz)
    readyz = _sent(calls.readyz)

    async def articles(
        self,
        *,
        filter: Filter | None = None,  # noqa: A002
        text: str | None = None,
        limit: int = 50,
    ) -> AsyncIterator[Article]:
        """All articles that pass, newest first, fetched in pages of `limit`."""
        cursor: str | None = None
        while True:
            page = await self.article_page(limit=limit, cursor=cursor, filter=filter, text=text)
            for one in page.items:
                yield one
            if (cursor := page.next_cursor) is None:
                return

    async def wait(self, job: Job, *, every: float = 1.0) -> Job:
        """The job once it is over; see `Client.wait`."""
        while not job.over:
            await asyncio.sleep(every)
            job = await self.job(job.id)
        if job.failure:
            raise job.failure
        return job

    async def _send(
        self, call: Call[Any], headers: Mapping[str, str] | None = None
    ) -> httpx2.Response:
        """As `Client._send`."""
        request = request_for(self._http, call, headers or {})
        steps = exchange(request, self._retries if call.patient else 0)
        step = next(steps)
        try:
            while True:
                if isinstance(step, float):
                    await asyncio.sleep(step)
                    step = next(steps)
                    continue
                try:
                    response = await self._http.send(step, stream=True)
                    if not (headers and response.is_success):
                        await response.aread()
                except httpx2.RequestError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(response)
        except StopIteration as end:
            answered: httpx2.Response = end.value
            return answered
