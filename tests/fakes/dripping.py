"""A server that says the same to whatever it is asked, byte by byte where it is told to."""

from __future__ import annotations

import socketserver
import threading
from typing import Any, Self


class Dripping:
    """Sends `head` at once, then `drop` again and again until nobody listens; a context manager.

    Attributes:
        asked: how many requests came.
    """

    def __init__(self, head: bytes, drop: bytes = b"") -> None:
        self.head, self.drop, self.asked = head, drop, 0
        self.stopping = threading.Event()
        self._tcp = _Server(("127.0.0.1", 0), _Handler)
        self._tcp.dripping = self
        self._thread = threading.Thread(target=self._tcp.serve_forever, args=(0.01,))

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._tcp.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._tcp.shutdown()
        self._tcp.server_close()
        self._thread.join()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = False
    dripping: Dripping

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is part of the tests; nothing is printed."""


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        length = 0
        while (line := self.rfile.readline().strip().lower()) != b"":
            if line.startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        self.rfile.read(length)
        told = self.server.dripping
        told.asked += 1
        self.wfile.write(told.head)
        while told.drop and not told.stopping.wait(0.02):
            self.wfile.write(told.drop)
