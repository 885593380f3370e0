"""The client for plain code; its methods are the calls of `qa.client.calls`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

import httpx2

from qa.client import calls
from qa.client.calls import Call
from qa.client.events import MOST_BYTES, STREAM, Event, event
from qa.client.exchanging import connection, cut_off, exchange, request_for, unreachable
from qa.client.methods import described
from qa.client.models import Article
from vectorstore.closing import Closing
from vectorstore.models import Filter

P = ParamSpec("P")
R = TypeVar("R")


class Events(Closing):
    """The events of one answer, in a `with`: to leave it early stops the work at the server."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[Event]:
        """Each event as it comes, the whole Answer or Summary last.

        Raises:
            Problem: the answer failed.
            Unreachable: the connection broke, or ended before the answer was whole.
        """
        with self:
            try:
                for told in httpx2.EventSource(self._response, MOST_BYTES):
                    if one := event(told.event, told.data):
                        yield one
                    if told.event == "answer":
                        return
            except httpx2.RequestError as error:
                raise unreachable(self._response.request, error) from error
        raise cut_off(self._response.request)

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
        return Events(self._send(call(*args, **kwargs), STREAM))

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
    search = _sent(calls.search)
    article_page = _sent(calls.article_page)
    article = _sent(calls.article)
    add_articles = _sent(calls.add_articles)
    add_files = _sent(calls.add_files)
    delete = _sent(calls.delete)
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
