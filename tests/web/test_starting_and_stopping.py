"""A server from before its archive is open until after the last answer; as processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests

from qa.binding import bind
from qa.config import Config
from qa.service import Dateline
from qa.web.server import _Server

LARGE = 20_000_000  # more than every buffer between the two ends
# Opens when a line comes on stdin; /articles then takes as long as the next line.
SERVER = (
    f"LARGE = {LARGE}\n"
    """
import sys
from pathlib import Path
from qa.config import Config
from qa.errors import StoreError
from qa.service import Dateline
from qa.web.server import open_and_serve

class Slow(Dateline):
    def articles(self, **given):
        print("asked", flush=True)
        sys.stdin.readline()
        return super().articles(**given)

    def answer(self, answer_id):
        return {"text": "x" * LARGE}

def open_service():
    if sys.stdin.readline() == "fail\\n":
        raise StoreError("The disk is gone.")
    return Slow.open(config)

config = Config(data_dir=Path(sys.argv[1]))
print(port := int(sys.argv[2]), flush=True)
def announce(_service, address):
    print(address, flush=True)

try:
    open_and_serve(config, open_service, port=port, announce=announce)
except StoreError as error:
    print(error, flush=True)
print("stopped", flush=True)
"""
)


class Server:
    """The process, and its address."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-c", SERVER, str(folder), str(port)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.read()

    def say(self, line: str = "") -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def read(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def get(self, path: str) -> requests.Response:
        return requests.get(self.address + path, timeout=60)

    def until_bound(self) -> None:
        while True:
            try:
                assert self.get("/healthz").status_code == 200
            except requests.ConnectionError:
                continue
            return

    def until_closed(self) -> None:
        """Wait until no connection is taken any more."""
        while True:
            try:
                self.get("/healthz")
            except requests.ConnectionError:
                return


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as made:
        yield made


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    made = Server(folder)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.communicate()


def test_it_lives_before_its_archive_is_open_and_then_answers(server: Server) -> None:
    server.until_bound()
    early = server.get("/readyz")
    assert early.status_code == 503
    assert early.json()["detail"] == "The archive is being opened."
    assert "Retry-After" in early.headers
    server.say("open")
    assert server.read() == server.address + "/"
    assert server.get("/readyz").status_code == 200


def test_an_archive_that_cannot_be_opened_ends_it_with_the_reason(server: Server) -> None:
    server.until_bound()
    server.say("fail")
    assert server.read() == "The disk is gone."
    assert server.read() == "stopped"
    assert server.process.wait(60) == 0


def test_a_stop_before_the_archive_is_open_waits_for_it_and_closes_it(server: Server) -> None:
    server.until_bound()
    server.process.send_signal(signal.SIGTERM)
    server.say("open")
    assert server.read() == "stopped"
    assert server.process.wait(60) == 0


def test_a_stop_answers_what_runs_and_refuses_what_comes(server: Server) -> None:
    server.say("open")
    assert server.read()
    answers: list[int] = []
    asking = threading.Thread(
        target=lambda: answers.append(server.get("/api/v1/articles").status_code)
    )
    kept = requests.Session()
    assert kept.get(server.address + "/healthz", timeout=60).status_code == 200
    asking.start()
    assert server.read() == "asked"
    server.process.send_signal(signal.SIGTERM)
    server.until_closed()
    late = kept.get(server.address + "/api/v1/search?q=x", timeout=60)  # on one that is open
    assert late.status_code == 503
    assert late.json()["detail"] == "The server is stopping."
    server.say("go on")
    asking.join()
    assert answers == [200]
    assert server.read() == "stopped"
    assert server.process.wait(60) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_it_at_once(server: Server, number: int) -> None:
    server.say("open")
    assert server.read()
    asking = threading.Thread(target=lambda: _quietly(server))
    asking.start()
    assert server.read() == "asked"
    server.process.send_signal(signal.SIGTERM)
    server.until_closed()
    server.process.send_signal(number)
    assert server.process.wait(60) == -number
    asking.join()


def test_an_answer_larger_than_every_buffer_is_whole_after_a_stop(server: Server) -> None:
    server.say("open")
    assert server.read()
    large = f"{server.address}/api/v1/answers/large"
    with requests.get(large, stream=True, timeout=60) as answer:
        server.process.send_signal(signal.SIGTERM)
        server.until_closed()
        assert len(answer.json()["text"]) == LARGE
    assert server.read() == "stopped"


def _quietly(server: Server) -> None:
    try:
        server.get("/api/v1/articles")
    except requests.ConnectionError:
        return


def test_clients_that_send_nothing_keep_nobody_out(server: Server) -> None:
    server.say()
    assert server.read() == server.address + "/"
    begun = b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
    port = int(server.address.rpartition(":")[2])
    with ExitStack() as opened:
        for number in range(300):
            connection = socket.create_connection(("127.0.0.1", port), timeout=10)
            opened.enter_context(connection)
            if number % 2:
                connection.sendall(begun)
        assert requests.get(server.address + "/healthz", timeout=10).status_code == 200


def test_who_is_connected_before_the_stop_is_answered(tmp_path: Path) -> None:
    """By the system, which takes connections before the server looks at them."""
    config = Config(data_dir=tmp_path)
    bound = bind(config, "127.0.0.1", 0)
    server = _Server(config, bound, None)
    with ExitStack() as opened:
        connections = [
            opened.enter_context(socket.create_connection(bound.socket.getsockname()))
            for _ in range(5)
        ]
        for connection in connections:
            connection.sendall(b"GET /readyz HTTP/1.0\r\n\r\n")
        server.stop()
        server.run(lambda: Dateline.open(config), lambda *_: None)
        for connection in connections:
            assert connection.recv(100).startswith(b"HTTP/1.0 503 ")
