"""Exchanges with a model's server: bounded in time and size, and with that server alone.

A read time-out starts anew with each byte, so that a server which drips bytes is never timed out;
and a body that is not read as a stream is kept whole, however much it unpacks to.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Any, cast

import httpx2
import openai

from qa.llm.events import MOST_BYTES

_MOST_OF_AN_ERROR = 1_000_000  # bytes; what lies behind them is left unread, as is what comes late
_ERROR_S = 5.0
_PIECE = 65_536  # bytes unpacked at once
_PACKED = {"gzip", "x-gzip", "deflate"}
_EITHER = 47  # zlib's number for "gzip or zlib, as the header says"


class TooLong(httpx2.DecodingError):
    """A body has more than `MOST_BYTES`."""


class OneServer(openai.DefaultAsyncHttpxClient):
    """An HTTP client that bounds its exchanges, and follows no redirect to another origin.

    The read time-out of a request is the limit of its whole exchange; with `stream`, that of the
    head alone, since whoever reads the stream sees to its time. A redirect elsewhere is the
    response: there the key and the prompt would go.

    Args:
        proxies: those of the environment may be used.
    """

    def __init__(self, *, proxies: bool) -> None:
        super().__init__(trust_env=proxies, headers={"Accept-Encoding": "gzip"})

    async def send(
        self, request: httpx2.Request, *, stream: bool = False, **options: Any
    ) -> httpx2.Response:
        """See `httpx2.AsyncClient.send`."""
        seconds = request.extensions.get("timeout", {}).get("read")
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(seconds):
                response = await self._followed(request, options | {"follow_redirects": False})
        except TimeoutError as error:
            raise httpx2.ReadTimeout("The head took too long.", request=request) from error
        ends = None if stream or seconds is None else began + seconds
        response.stream = _Body(response, ends)
        response.headers.pop("content-encoding", None)  # it is unpacked by then
        if not stream:
            await response.aread()
        return response

    async def _followed(self, request: httpx2.Request, options: dict[str, Any]) -> httpx2.Response:
        """The head of the response behind all redirects within the same origin."""
        for _ in range(self.max_redirects):
            response = await super().send(request, stream=True, **options)
            following = response.next_request
            if following is None or origin_of(following.url) != origin_of(request.url):
                return response
            await response.aclose()
            request = following
        raise httpx2.TooManyRedirects("It redirects without end.", request=request)


def origin_of(url: httpx2.URL) -> str:
    """Scheme, host and port, as addresses are written."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


class _Body(httpx2.AsyncByteStream):
    """The unpacked bytes of a response, as far as the bounds let them come.

    A good body that exceeds them is an error. Of a bad one, which says why there is none, what
    came in time is enough.
    """

    def __init__(self, response: httpx2.Response, ends: float | None) -> None:
        self._source = cast(httpx2.AsyncByteStream, response.stream)
        self._request = response.request
        self._good = response.is_success
        self._packing = response.headers.get("content-encoding", "identity").strip().lower()
        self._ends = ends if self._good else asyncio.get_running_loop().time() + _ERROR_S

    async def aclose(self) -> None:
        """See `httpx2.AsyncByteStream`."""
        await self._source.aclose()

    async def __aiter__(self) -> AsyncGenerator[bytes, None]:
        left = MOST_BYTES if self._good else _MOST_OF_AN_ERROR
        try:
            async with aclosing(self._unpacked()) as pieces:
                async for piece in pieces:
                    yield piece[:left]
                    left -= len(piece)
                    if left < 0:
                        raise TooLong("The body is too long.", request=self._request)
        except httpx2.RequestError:
            if self._good:
                raise

    async def _unpacked(self) -> AsyncGenerator[bytes, None]:
        unpacker = self._unpacker()
        try:
            async with aclosing(self._in_time()) as packed:
                async for raw in packed:
                    for piece in _pieces(unpacker, raw):
                        yield piece
            if unpacker:
                yield unpacker.flush()
        except zlib.error as error:
            raise self._undecodable(str(error)) from error

    async def _in_time(self) -> AsyncGenerator[bytes, None]:
        source = aiter(self._source)
        try:
            while True:
                async with asyncio.timeout_at(self._ends):
                    raw = await anext(source)
                yield raw
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise httpx2.ReadTimeout("The body took too long.", request=self._request) from error
        finally:
            if isinstance(source, AsyncGenerator):
                await source.aclose()

    def _unpacker(self) -> zlib._Decompress | None:
        if self._packing == "identity":
            return None
        if self._packing not in _PACKED:
            raise self._undecodable(f"it is packed as {self._packing!r}")
        return zlib.decompressobj(_EITHER)

    def _undecodable(self, why: str) -> httpx2.DecodingError:
        return httpx2.DecodingError(f"The body cannot be read: {why}.", request=self._request)


def _pieces(unpacker: zlib._Decompress | None, raw: bytes) -> Iterator[bytes]:
    """What these bytes hold, a little at a time: packed ones may hold a thousand times as many."""
    while raw:
        yield unpacker.decompress(raw, _PIECE) if unpacker else raw
        raw = unpacker.unconsumed_tail if unpacker else b""
