"""When a request is sent again, and what a failure is called; no input or output of its own.

`exchange` yields what is to be done, a request to send or seconds to wait, and is given the
response or the failure: so that both clients share it.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Generator, Mapping
from ipaddress import ip_address
from typing import Any

import httpx2

from qa import __version__
from qa.client.call import Call
from qa.client.errors import ClientError, NotUnderstood, Problem, Unreachable, problem
from qa.client.events import STREAM
from qa.client.reading import members_of
from qa.errors import InvalidInput

LONGEST_WAIT_S = 60.0  # a server that asks for more: the caller hears of it at once
_FIRST_WAIT_S = 0.5
_CONNECT_S = 10.0
_BUSY = (429, 503)
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)

Exchange = Generator[httpx2.Request | float, httpx2.Response | None, httpx2.Response]


def connection(url: str, key: str | None, timeout: float) -> dict[str, Any]:
    """What an httpx2 client is made with. A proxy set for outside cannot reach this machine.

    Raises:
        InvalidInput: the address is none, or the key cannot stand in a header.
    """
    try:
        parsed = httpx2.URL(url)
        usable = parsed.scheme in ("http", "https") and bool(parsed.host)
    except (httpx2.InvalidURL, TypeError):
        usable = False
    if not usable:
        raise InvalidInput(
            f"{url!r} is not the address of a server.",
            "Give one such as http://127.0.0.1:8000.",
            field="url",
        )
    headers = {"User-Agent": f"dateline/{__version__}", "Accept": "application/json"}
    if key:
        if not (key.isascii() and key.isprintable() and key.strip() == key):
            raise InvalidInput("The key holds what no key holds.", "Copy it again.", field="key")
        headers["Authorization"] = f"Bearer {key}"
    return {
        "base_url": parsed,
        "headers": headers,
        "timeout": httpx2.Timeout(timeout, connect=min(timeout, _CONNECT_S)),
        "trust_env": not _on_this_machine(parsed.host),
    }


def request_for(
    http: httpx2.Client | httpx2.AsyncClient, call: Call[Any], headers: Mapping[str, str]
) -> httpx2.Request:
    """The request of a call. All attempts of one call share a key, so that it is done once."""
    own = {"Idempotency-Key": uuid.uuid4().hex} if call.method == "POST" else {}
    options = dict(call.options)
    given = {**options.pop("headers", {}), **own, **headers}
    return http.build_request(call.method, call.path, headers=given, **options)


def exchange(request: httpx2.Request, retries: int) -> Exchange:
    """Send until it succeeds, is refused for good, or was sent `1 + retries` times.

    A busy server (429, 503) is asked again after the time that it names, or twice the last one;
    so is one that cannot be reached. If a connection breaks later, only what is safe to repeat
    is: reading, and a POST, whose Idempotency-Key keeps the server from doing it twice.

    Raises:
        Problem, Unreachable: what became of the last attempt.
    """
    attempt = 0
    while True:
        wait = _FIRST_WAIT_S * 2**attempt * random.uniform(1, 1.5)  # noqa: S311  (no secret)
        last = attempt >= retries
        try:
            response = yield request
        except httpx2.RequestError as error:
            if last or not _repeatable(request, error):
                raise unreachable(request, error) from error
        else:
            assert response is not None  # noqa: S101  (a sent request is answered or raises)
            if response.is_success:
                return response
            refusal = _refusal(response)
            wait = wait if refusal.retry_after is None else refusal.retry_after
            if last or not _temporary(refusal) or wait > LONGEST_WAIT_S:
                raise refusal
        yield wait
        attempt += 1


def unreachable(request: httpx2.Request, error: httpx2.RequestError) -> ClientError:
    """What a failure of the connection is to the caller."""
    where = f"{request.url.scheme}://{request.url.netloc.decode()}"
    if isinstance(error, httpx2.DecodingError | httpx2.SSEError):
        return NotUnderstood(f"What {where} sends is not what Dateline's API gives ({error}).")
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return Unreachable(
            f"No server answers at {where} ({error or type(error).__name__}).",
            "Start one with `dateline serve`, or give another address.",
        )
    if isinstance(error, httpx2.TimeoutException):
        return Unreachable(f"{where} did not answer in time.", "Ask again, and allow it more time.")
    return Unreachable(
        f"The connection to {where} broke ({error or type(error).__name__}).", "Try again."
    )


class Resuming:
    """How far the events of an answer were seen, and whether to ask for the rest.

    Args:
        retries: how often in a row without one more event.
    """

    def __init__(self, retries: int) -> None:
        self._retries = self._left = retries
        self._seen: str | None = None

    def saw(self, event_id: str) -> None:
        """Note the id of an event; "" if the server gives none."""
        self._seen = event_id
        self._left = self._retries

    def headers(self, request: httpx2.Request, error: httpx2.RequestError | None) -> dict[str, str]:
        """What asks for the rest; for the whole, if nothing came of it.

        Args:
            error: what ended the events; None if they ended too early.

        Raises:
            ClientError: the rest cannot be had, or was asked for often enough.
        """
        broken = error is None or _repeatable(request, error)
        if broken and self._left > 0 and self._seen != "":
            self._left -= 1
            return STREAM | ({"Last-Event-ID": self._seen} if self._seen else {})
        if error is not None:
            raise unreachable(request, error) from error
        raise Unreachable(
            f"{request.url.host} ended the events before the answer was whole.", "Ask again."
        )


def _temporary(refusal: Problem) -> bool:
    """A busy server; or one that still works on this very request, sent before (409)."""
    working = refusal.status == 409 and refusal.retry_after is not None
    return working or refusal.status in _BUSY


def _repeatable(request: httpx2.Request, error: httpx2.RequestError) -> bool:
    if isinstance(error, _NEVER_SENT):
        return True
    broken = isinstance(error, httpx2.NetworkError | httpx2.RemoteProtocolError)
    return broken and request.method in ("GET", "POST")


def _refusal(response: httpx2.Response) -> Problem:
    """The problem that a response tells of; proxies before a server tell it in their own way."""
    try:
        members = members_of(response.content)
    except NotUnderstood:
        told = f"The server answers {response.status_code} {response.reason_phrase}".strip()
        members = {"detail": f"{told}, without saying why."}
    return problem(members, response.status_code, response.headers)


def _on_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
