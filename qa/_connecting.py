"""Connections for `qa.fetching`: to checked addresses only, and cut off at a deadline."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection


class Deadline:
    """A span of time that ends for good, whoever is waiting.

    A read time-out starts anew with each byte, so that a server which drips bytes is never
    timed out, least of all while it drips its headers. At the deadline the sockets are shut down.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        for sock in self._sockets:
            sock.close()

    @property
    def passed(self) -> bool:
        """True when no time is left."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds left, more than none.

        Raises:
            TimeoutError: none are.
        """
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def watch(self, sock: socket.socket) -> None:
        """Shut this connection down at the deadline; a duplicate, for TLS takes the original."""
        self._sockets.append(sock.dup())

    def _cut(self) -> None:
        for sock in self._sockets:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # closed already
                continue


class PinnedAdapter(HTTPAdapter):
    """Connects to the addresses that were allowed for a host, and to no other host."""

    def __init__(self, deadline: Deadline) -> None:
        self._allowed: dict[str, Sequence[str]] = {}
        self._deadline = deadline
        super().__init__(max_retries=0)

    def allow(self, host: str, addresses: Sequence[str]) -> None:
        """Let connections to `host` be made, to these addresses in turn."""
        self._allowed[_plain(host)] = addresses

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools' connections ours."""
        super().init_poolmanager(*args, **kwargs)
        adapter = self

        class Http(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return adapter._connect(self)

        class Https(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return adapter._connect(self)

        class HttpPool(HTTPConnectionPool):
            ConnectionCls = Http

        class HttpsPool(HTTPSConnectionPool):
            ConnectionCls = Https

        self.poolmanager.pool_classes_by_scheme = {"http": HttpPool, "https": HttpsPool}

    def _connect(self, connection: HTTPConnection) -> socket.socket:
        failed: Exception = OSError("host not allowed")
        for address in self._allowed.get(_plain(connection.host), ()):
            try:
                sock = create_connection(
                    (address, connection.port),
                    self._deadline.left(),
                    socket_options=connection.socket_options,
                )
            except OSError as error:
                failed = error
            else:
                self._deadline.watch(sock)
                return sock
        raise NewConnectionError(connection, str(failed)) from failed


def _plain(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()
