"""Halves of surrogate pairs in what a model's server sends: none gets any further."""

from __future__ import annotations

import json

import pytest
from fakes.openai_server import Failure, FakeOpenAI, Raw, Stream
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ModelAnswerInvalid, ModelError
from qa.llm.received import Received
from qa.llm.structured import Completion

ASK = [{"role": "user", "content": "hello"}]
HALF, OTHER = "\ud83d", "\ude00"
TEXTS = st.text(st.characters(codec=None, categories=None, min_codepoint=0xD7FE) | st.just("a"))


def streamed(model) -> Completion:
    stream = model.stream(ASK)
    while True:
        try:
            next(stream).encode()
        except StopIteration as end:
            return end.value


def said(text: str) -> dict[str, object]:
    return {"choices": [{"index": 0, "delta": {"content": text}}]}


@given(TEXTS)
def test_every_text_can_be_stored(text):
    for ascii_only in (True, False):
        body = json.dumps({text: [text]}, ensure_ascii=ascii_only).encode(errors="surrogatepass")
        ((name, (item,)),) = Received().loaded(body).items()
        assert name == item
        item.encode()


@given(st.text(max_size=6), st.integers(1, 3))
def test_a_text_may_be_cut_anywhere(text, size):
    units = text.encode("utf-16-le")
    cuts = [units[at : at + 2 * size] for at in range(0, len(units), 2 * size)]
    received = Received(in_pieces=True)
    pieces = [cut.decode("utf-16-le", "surrogatepass") for cut in cuts]
    assert "".join(received.loaded(json.dumps([piece]).encode())[0] for piece in pieces) == text


def test_texts_in_other_places_are_not_joined():
    received = Received(in_pieces=True)
    assert received.loaded(json.dumps({"a": HALF, "b": "x"}).encode()) == {"a": "", "b": "x"}
    assert received.loaded(json.dumps({"b": OTHER}).encode()) == {"b": "\ufffd"}
    assert received.loaded(json.dumps({"a": OTHER}).encode()) == {"a": "😀"}


def test_a_letter_that_is_cut_in_two_is_one_again(server, model):
    server.reply(Stream(said(f"yes {HALF}"), said(""), said(f"{OTHER}!")))
    assert streamed(model).text == "yes 😀!"


def test_a_lone_half_is_told_as_such(server, model):
    server.reply(Stream(said(f"{HALF} no"), said(f"{OTHER}.")))
    assert streamed(model).text == "\ufffd no\ufffd."


@pytest.mark.parametrize("whole", [True, False])
def test_the_models_name_and_the_reason(server, model, whole):
    text = {"role": "assistant", "content": "hello"}
    choice = {"index": 0, "message": text, "delta": text, "finish_reason": f"stop{OTHER}"}
    reply = {"model": f"m{HALF}x", "choices": [choice]}
    body = json.dumps(reply).encode()
    event = Raw(b"data: " + body + b"\n\ndata: [DONE]\n\n", "text/event-stream")
    server.reply(Raw(body) if whole else event)
    completion = model.complete(ASK) if whole else streamed(model)
    assert (completion.model, completion.text) == ("m\ufffdx", "hello")
    completion.finish_reason.encode()


@pytest.mark.parametrize(
    "reply",
    [
        Stream({"choices": [{"delta": {"refusal": f"no {OTHER}"}, "finish_reason": "stop"}]}),
        Stream({"error": {"message": f"no {OTHER}", "code": f"x{HALF}"}}),
        Raw(json.dumps({"error": {"message": f"no {OTHER}"}}).encode()),
        Failure(500, f"no {OTHER}", headers={"x-should-retry": "false"}),
        Failure(400, f"no {OTHER}"),
    ],
    ids=["refusal", "in a stream", "whole", "500", "400"],
)
@pytest.mark.parametrize("ask", [streamed, lambda model: model.complete(ASK)])
def test_refusals_and_errors(server, model, reply, ask):
    server.reply(reply)
    with pytest.raises(ModelError) as caught:
        ask(model)
    str(caught.value).encode()


def test_names_of_models(connect):
    with FakeOpenAI(models=[f"m{HALF}"]) as server:
        assert connect(server).models() == ("m\ufffd",)


def test_bytes_that_are_no_text_at_all(server, model):
    server.reply(Raw(b'{"choices": "\xff"}'))
    with pytest.raises(ModelAnswerInvalid, match="other than a JSON object"):
        model.complete(ASK)
