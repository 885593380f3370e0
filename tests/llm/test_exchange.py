"""What a server may cost: time and memory, whatever it sends, and nothing told to another one."""

from __future__ import annotations

import gzip
import json
import threading
import time
import tracemalloc
import zlib

import pytest
from fakes.dripping import Dripping
from fakes.openai_server import Delayed, Failure, FakeOpenAI

from qa.answering.second_check import SecondChecker
from qa.answers import SecondCheck
from qa.errors import ModelAnswerInvalid, ModelError, ModelQuota, ModelUnreachable
from qa.llm import capacity, client, exchange

ASK = [{"role": "user", "content": "a secret question"}]
KEY = "azure-key-0123"
WHOLE = json.dumps({"choices": [{"message": {"content": "hello"}, "finish_reason": "stop"}]})
WAYS = [
    pytest.param(lambda model: model.complete(ASK), id="whole"),
    pytest.param(lambda model: list(model.stream(ASK)), id="stream"),
    pytest.param(lambda model: model.models(), id="listing"),
]


def head(status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n"


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    blank = b" " * 1_000_000
    return b"".join(packer.compress(blank) for _ in range(megabytes)) + packer.flush()


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(exchange, "_ERROR_S", 0.3)


# Time


@pytest.mark.parametrize("ask", WAYS)
@pytest.mark.parametrize(
    ("said", "drop"),
    [(head(), b"X-More: 1\r\n"), (head() + b"\r\n", b" ")],
    ids=["head", "body"],
)
def test_a_drip_of_bytes_is_no_answer(connect, ask, said, drop):
    with Dripping(said, drop) as server:
        began = time.monotonic()
        with pytest.raises(ModelUnreachable, match=r"did not answer within 0\.4 s"):
            ask(connect(server, llm_timeout_s=0.4))
        assert time.monotonic() - began < 10


@pytest.mark.parametrize("ask", WAYS)
def test_of_an_error_that_drips_what_came_is_told(connect, hurried, ask):
    told = pytest.raises(ModelUnreachable, match="answered 500: the cat sat A")
    with Dripping(head("500 Oops") + b"\r\nthe cat sat ", b"A") as server, told:
        ask(connect(server))


@pytest.mark.parametrize(
    ("said", "drop"), [(head(), b"X: 1\r\n"), (head() + b"\r\n", b" ")], ids=["head", "body"]
)
def test_a_second_check_that_drips_is_unclear(connect, said, drop):
    with Dripping(said, drop) as server:
        checker = SecondChecker(connect(server, llm_timeout_s=0.3))
        assert checker.judge("The ferry sails.", ["A ferry"]) == SecondCheck(
            "unclear", "fake-model"
        )
        assert server.asked == 2


@pytest.mark.parametrize(("again_s", "asked"), [(client._PROBE_AGAIN_S, 1), (0.0, 3)])
def test_a_context_that_is_not_told_is_asked_for_again_later(connect, monkeypatch, again_s, asked):
    monkeypatch.setattr(client, "_PROBE_AGAIN_S", again_s)
    with Dripping(head() + b"\r\n{", b" ") as server:
        model = connect(server, llm_timeout_s=0.3)
        for _ in range(3):
            assert model.context_tokens == capacity.DEFAULT_TOKENS
        assert server.asked == asked


def test_a_model_that_is_closed_ends_whole_requests_too(server, model):
    server.reply(Delayed(25, "late"))
    threading.Timer(0.3, model.close).start()
    with pytest.raises(ModelError):
        model.complete(ASK)


# Size


@pytest.mark.parametrize("ask", WAYS)
def test_an_answer_that_unpacks_without_end_is_given_up(connect, ask):
    with Dripping(head("200 OK", "Content-Encoding: gzip") + b"\r\n" + bomb(400)) as server:
        model = connect(server)
        tracemalloc.start()
        try:
            with pytest.raises(ModelAnswerInvalid, match=r"sent more than|is longer than"):
                ask(model)
            assert tracemalloc.get_traced_memory()[1] < 100_000_000
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("ask", WAYS)
@pytest.mark.parametrize("packed", [True, False])
def test_of_an_endless_error_the_beginning_is_told(connect, ask, packed):
    said = head("429 Slow", *(["Content-Encoding: gzip"] if packed else [])) + b"\r\n"
    body = bomb(400) if packed else b"A" * 30_000_000
    with Dripping(said + body) as server:
        model = connect(server)
        tracemalloc.start()
        try:
            with pytest.raises(ModelQuota, match="answered 429"):
                ask(model)
            assert tracemalloc.get_traced_memory()[1] < 50_000_000
        finally:
            tracemalloc.stop()


def test_a_reply_is_shorter_than_a_batch_of_vectors(connect):
    body = WHOLE.encode() + b" " * 5_000_000
    told = pytest.raises(ModelAnswerInvalid, match="sent more than 4,000,000 bytes")
    with Dripping(head() + b"\r\n" + body) as server, told:
        connect(server).complete(ASK)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "GZIP", "identity"])
def test_packed_replies_are_read(connect, packing):
    packed = {"gzip": gzip.compress, "deflate": zlib.compress}.get(packing.lower(), bytes)
    body = packed(WHOLE.encode())
    with Dripping(head("200 OK", f"Content-Encoding: {packing}") + b"\r\n" + body) as server:
        assert connect(server).complete(ASK).text == "hello"
        assert "".join(connect(server).stream(ASK)) == "hello"


@pytest.mark.parametrize("packing", ["br", "gzip"])
@pytest.mark.parametrize("status", ["200 OK", "500 Oops"])
def test_what_cannot_be_unpacked_is_an_error_of_the_server(connect, packing, status):
    said = head(status, f"Content-Encoding: {packing}") + b"\r\ngarbage"
    with Dripping(said) as server, pytest.raises(ModelUnreachable):
        connect(server).complete(ASK)


# Redirects


@pytest.mark.parametrize("ask", WAYS)
@pytest.mark.parametrize("query", ["", "?api-version=2024-10-21"])
def test_a_redirect_to_another_server_is_not_followed(connect, ask, query):
    with FakeOpenAI() as other:
        there = other.base_url.replace("127.0.0.1", "localhost")
        away = Failure(307, headers={"Location": f"{there}/steal"})
        routes = {"/chat/completions": away, "/models": away}
        with FakeOpenAI(routes=routes) as server:
            model = connect(
                server,
                llm_base_url=server.base_url + query,
                llm_api_key=KEY,
                llm_extra_headers="X-Team: secret-team",
            )
            with pytest.raises(ModelUnreachable) as caught:
                ask(model)
        assert not other.requests
    assert server.base_url in caught.value.reason
    assert there.removesuffix("/v1") in caught.value.reason
    assert "DATELINE_LLM_BASE_URL" in caught.value.remedy


def test_a_redirect_on_the_same_server_is_followed(connect):
    moved = Failure(307, headers={"Location": "/v1/chat/completions"})
    with FakeOpenAI(routes={"/old/chat/completions": moved}, default="hello") as server:
        model = connect(server, llm_base_url=f"{server.base_url}/old", llm_api_key=KEY)
        assert model.complete(ASK).text == "hello"
        assert "".join(model.stream(ASK)) == "hello"
        assert server.requests[-1].headers["authorization"] == f"Bearer {KEY}"


def test_redirects_in_circles_end(connect):
    moved = Failure(307, headers={"Location": "/v1/chat/completions"})
    told = pytest.raises(ModelUnreachable, match="redirects without end")
    with FakeOpenAI(routes={"/chat/completions": moved}) as server, told:
        connect(server).complete(ASK)
