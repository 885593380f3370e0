"""A connection that breaks in the middle of an answer: real sockets, cut by a relay."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import requests

from qa.client import Answer, Client, Passages, Restart, Unreachable, VerifiedSentence

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
EARLY = 1_000  # bytes of an answer, which then is neither whole nor empty


@contextmanager
def relay(address: str, cuts: int, after: int = EARLY) -> Iterator[str]:
    """The address of a relay to a server; it cuts so many connections after so many bytes."""
    parts = urlsplit(address)
    left = [cuts]

    def carry(near: socket.socket) -> None:
        with near, socket.create_connection((parts.hostname, parts.port)) as far:
            threading.Thread(target=pump, args=(near, far), daemon=True).start()
            carried = 0
            while data := far.recv(500):
                near.sendall(data)
                carried += len(data)
                if left[0] and carried > after:
                    left[0] -= 1
                    far.shutdown(socket.SHUT_RDWR)
                    near.shutdown(socket.SHUT_RDWR)
                    return

    def pump(near: socket.socket, far: socket.socket) -> None:
        try:
            while data := near.recv(65_536):
                far.sendall(data)
        except OSError:
            return

    def accept() -> None:
        try:
            while True:
                near, _ = listener.accept()
                threading.Thread(target=carry, args=(near,), daemon=True).start()
        except OSError:
            return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_the_events_that_were_missed_are_asked_for(address: str, share: float) -> None:
    accept = {"Accept": "text/event-stream"}
    asked = {"question": QUESTION}
    told = requests.post(f"{address}/api/v1/ask", json=asked, headers=accept, timeout=60).text
    with (
        relay(address, 1, int(len(told) * share)) as relayed,
        Client(relayed) as client,
        client.ask_streamed(QUESTION) as events,
    ):
        first, *middle, last = events
    assert isinstance(first, Passages)
    assert isinstance(last, Answer)
    assert not [event for event in middle if isinstance(event, Passages | Restart)]
    sentences = [event.sentence.text for event in middle if isinstance(event, VerifiedSentence)]
    assert sentences == [sentence.text for sentence in last.sentences]


def test_a_call_whose_answer_was_cut_is_made_again(address: str) -> None:
    with relay(address, cuts=1) as relayed, Client(relayed) as client:
        assert client.search("aid", k=10).hits


def test_a_connection_that_always_breaks_is_given_up(address: str) -> None:
    with (
        relay(address, cuts=9) as relayed,
        Client(relayed, retries=1) as client,
        pytest.raises(Unreachable, match="broke"),
    ):
        client.search("aid", k=10)
