"""What is no HTTP gets a problem too, and simple probes without a host name get an answer."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.binding import bind
from qa.config import Config
from qa.service import Dateline
from qa.web.server import _Server


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    config = Config(data_dir=tmp_path, max_upload_bytes=1_000)
    bound = bind(config, "127.0.0.1", 0)
    server, ready = _Server(config, bound, None), threading.Event()
    with Dateline.open(config) as service:
        told = (lambda: service, lambda *_: ready.set())
        running = threading.Thread(target=server.run, args=told)
        running.start()
        assert ready.wait(30)
        yield int(bound.socket.getsockname()[1])
        server.stop()
        running.join()


def said(port: int, sent: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what comes back until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent)
        with connection.makefile("rb") as reading:
            status = int(reading.readline().split()[1])
            headers = {}
            while line := reading.readline().strip().decode():
                name, _, value = line.partition(": ")
                headers[name.lower()] = value
            return status, headers, reading.read()


@pytest.mark.parametrize(
    ("sent", "status", "slug"),
    [
        (b"\x00\x01\r\n\r\n", 400, "malformed"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\x7f\r\n\r\n", 400, "malformed"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n", 400, "malformed"),
        (b"GET /" + b"a" * 262_200, 431, "headers-too-large"),
        (
            b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
            501,
            "not-implemented",
        ),
    ],
)
def test_what_is_no_http_gets_a_problem(port: int, sent: bytes, status: int, slug: str) -> None:
    found, headers, body = said(port, sent)
    problem = json.loads(body)
    assert (found, problem["status"], problem["type"]) == (status, status, f"/problems/{slug}")
    assert headers["content-type"] == "application/problem+json; charset=utf-8"
    assert headers["x-request-id"] == problem["request_id"]
    assert problem["detail"].endswith(".")
    assert said(port, f"GET {problem['type']} HTTP/1.0\r\n\r\n".encode())[0] == 200


def test_a_probe_that_names_no_host_is_answered(port: int) -> None:
    assert said(port, b"GET /readyz HTTP/1.0\r\n\r\n")[0] == 200
    assert said(port, b"GET /readyz HTTP/1.0\r\nHost: evil.example\r\n\r\n")[0] == 421
