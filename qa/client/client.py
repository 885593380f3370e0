"""The client for plain code; its methods are the calls of `qa.client.calls`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

import httpx2

from qa.client import calls
from qa.client.call import Call
from qa.client.events import MOST_BYTES, STREAM, Event, event
from qa.client.exchanging import Resuming, connection, exchange, request_for
from qa.client.methods import described
from qa.client.models import Article, Job
from vectorstore.closing import Closing
from vectorstore.models import Filter

P = ParamSpec("P")
R = TypeVar("R")


class Events(Closing):
    """The events of one answer, in a `with`: to leave it early stops the work at the server.

    If the connection breaks, the events that were missed are asked for.
    """

    def __init__(self, send: Callable[[Mapping[str, str]], httpx2.Response], retries: int) -> None:
        self._send = send
        self._resuming = Resuming(retries)
        self._response = send(STREAM)

    def __iter__(self) -> Iterator[Event]:
        """Each event as it comes, the whole Answer or Summary last.

        Raises:
            Problem: the answer failed.
            Unreachable: the connection broke, or ended before the answer was whole.
        """
        with self:
            while True:
                error: httpx2.RequestError | None = None
                try:
                    for told in httpx2.EventSource(self._response, MOST_BYTES):
                        self._resuming.saw(told.id)
                        if one := event(told.event, told.data):
                            yield one
                        if told.event == "answer":
                            return
                except httpx2.RequestError as broken:
                    error = broken
                again = self._resuming.headers(self._response.request, error)
                self._response.close()
                self._response = self._send(again)

    def close(self) -> None:
        """Let go of the connection."""
        self._response.close()


def _sent(call: Callable[P, Call[R]]) -> Callable[Concatenate[Client, P], R]:
    def method(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> R:
        made = call(*args, **kwargs)
        return made.read(self._send(made).content)

    return described(method, call)


def _streamed(call: Callable[P, Call[Any]]) -> Callable[Concatenate[Client, P], Events]:
    def method(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> Events:
        made = call(*args, **kwargs)
        return Events(lambda headers: self._send(made, headers), self._retries)

    return described(method, call)


class Client(Closing):
    """A Dateline server. Threads may share it; close it when done, or use it in a `with`.

    Args:
        url: the server's root.
        key: an API key, if the server asks for one.
        timeout: seconds to wait for an answer; for the next event of a streamed one.
        retries: how often a request is sent again, where that is safe, when the server is busy
            or cannot be reached.
        transport: another way to the server than the network, for tests.

    Raises:
        InvalidInput: the address or the key cannot be used.
    """

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        key: str | None = None,
        timeout: float = 120.0,
        retries: int = 2,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        options = connection(url, key, timeout)
        self._http = httpx2.Client(**options, transport=transport)
        self._retries = retries

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

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

    def articles(
        self,
        *,
        filter: Filter | None = None,  # noqa: A002
        text: str | None = None,
        limit: int = 50,
    ) -> Iterator[Article]:
        """All articles that pass, newest first, fetched in pages of `limit`."""
        cursor: str | None = None
        while True:
            page = self.article_page(limit=limit, cursor=cursor, filter=filter, text=text)
            yield from page.items
            if (cursor := page.next_cursor) is None:
                return

    def wait(self, job: Job, *, every: float = 1.0) -> Job:
        """The job once it is over; asks every so many seconds.

        Raises:
            Problem: it failed; as the same work would have in the foreground.
        """
        while not job.over:
            time.sleep(every)
            job = self.job(job.id)
        if job.failure:
            raise job.failure
        return job

    def _send(self, call: Call[Any], headers: Mapping[str, str] | None = None) -> httpx2.Response:
        """The response to a call; its body is read unless it is a stream of events."""
        request = request_for(self._http, call, headers or {})
        steps = exchange(request, self._retries if call.patient else 0)
        step = next(steps)
        try:
            while True:
                if isinstance(step, float):
                    time.sleep(step)
                    step = next(steps)
                    continue
                try:
                    response = self._http.send(step, stream=True)
                    if not (headers and response.is_success):
                        response.read()
                except httpx2.RequestError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(response)
        except StopIteration as end:
            answered: httpx2.Response = end.value
            return answered
