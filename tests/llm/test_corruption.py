"""A proxy between us and the model that corrupts, repeats and cuts: a clear error or an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

import pytest
from fakes.hits import hit
from fakes.openai_server import FakeOpenAI, Raw
from fakes.openai_streams import Stream, by_word
from fakes.proposals import drained
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.answering.llm_answerer import LLMAnswerer
from qa.config import Config
from qa.errors import ModelError
from qa.llm.client import ChatModel

REPLY = {
    "found": True,
    "sentences": [
        {
            "quotes": [{"passage": 1, "quote": "was not informed"}],
            "attribution": None,
            "role": "claim",
            "text": "Tehran was not informed.",
        }
    ],
    "verdict": None,
}
BODY = {"model": "fake-model", "messages": [], "stream_options": {"include_usage": True}}
MESSAGE = {"content": json.dumps(REPLY)}
WHOLE = {"choices": [{"index": 0, "message": MESSAGE, "finish_reason": "stop"}]}
STREAMED = b"".join(by_word(WHOLE, BODY))
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from(["cut", "drop", "repeat", "swap", "insert"]),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=3,
)


def changed(wire: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    for where, how, junk in changes:
        at = int(where * len(wire))
        if how == "cut":
            wire = wire[:at]
        elif how == "drop":
            wire = wire[:at] + wire[at + len(junk) :]
        elif how == "repeat":
            wire = wire[:at] + wire[max(at - 200, 0) :]
        elif how == "swap":
            wire = wire[:at] + junk + wire[at + len(junk) :]
        else:
            wire = wire[:at] + junk + wire[at:]
    return wire


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[FakeOpenAI, LLMAnswerer]]:
    with FakeOpenAI() as server:
        config = Config(
            llm_base_url=server.base_url,
            llm_model="fake-model",
            llm_max_retries=0,
            llm_context_tokens=8_000,
        )
        with ChatModel(config) as model:
            yield server, LLMAnswerer(model, context_chars=4_000)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, streamed=st.booleans())
def test_corrupted_bytes_end_in_an_answer_or_a_clear_error(served, changes, streamed):
    server, answerer = served
    wire = STREAMED if streamed else json.dumps(WHOLE).encode()
    kind = "text/event-stream" if streamed else "application/json"
    server.default = Raw(changed(wire, changes), kind)
    with suppress(ModelError):
        assert drained(answerer.answer("?", [hit("x")], as_of=None)).answered_by.kind == "llm"


def test_uncorrupted_bytes_are_an_answer(served):
    server, answerer = served
    for reply in (Raw(STREAMED, "text/event-stream"), Raw(json.dumps(WHOLE).encode())):
        server.default = reply
        assert drained(answerer.answer("?", [hit("x")], as_of=None)).sentences
    server.default = Stream(json.dumps(REPLY))
    assert drained(answerer.answer("?", [hit("x")], as_of=None)).sentences
