"""How much a model takes, how much a text is, what it costs."""

from __future__ import annotations

import pytest
from fakes.openai_server import Delayed, Failure, FakeOpenAI
from hypothesis import given
from hypothesis import strategies as st

from qa.answers import Cost
from qa.llm.capacity import DEFAULT_TOKENS, context_of, cost, tokens, weight

LLAMA_CPP = {"id": "m", "owned_by": "llamacpp", "meta": {"n_ctx": 4_096, "n_ctx_train": 32_768}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("abc", 1),
        ("Tehran was not informed.", 8),
        ("Çà et là", 3),
        ("Иран", 3),
        ("伊朗没有", 4),
        ("한국", 2),
        ("🙂", 1),
    ],
)
def test_tokens_are_estimated_by_script(text, expected):
    assert tokens(text) == expected


@given(st.text(), st.text())
def test_weights_add_up(one, other):
    assert weight(one + other) == weight(one) + weight(other)
    assert len(one) <= weight(one) <= 3 * len(one)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([{"id": "m", "max_model_len": 16_384}], 16_384),
        ([{"id": "m", "context_length": 131_072}], 131_072),
        ([{"id": "m", "context_window": 8_192}], 8_192),
        ([LLAMA_CPP], 4_096),
        ([{"id": "m", "meta": {"n_ctx_train": 32_768}}], 32_768),
        ([{"id": "other", "max_model_len": 16_384}], 16_384),
        ([{"id": "a", "max_model_len": 1_024}, {"id": "m", "max_model_len": 2_048}], 2_048),
        ([{"id": "a", "max_model_len": 1_024}, {"id": "b", "max_model_len": 2_048}], None),
        ([{"id": "m"}], None),
        ([{"id": "m", "max_model_len": "long"}], None),
        ([{"id": "m", "max_model_len": 0}], None),
        ([{"id": "m", "meta": None}], None),
        ([], None),
    ],
)
def test_servers_tell_their_context_in_several_ways(listed, expected):
    assert context_of(listed, "m") == expected


def test_the_configured_context_is_not_asked_for(server, connect):
    model = connect(server, llm_context_tokens=2_048)
    assert (model.context_tokens, server.requests) == (2_048, [])


def test_the_server_is_asked_once(connect):
    with FakeOpenAI(models=[{"id": "fake-model", "max_model_len": 3_000}]) as server:
        model = connect(server)
        assert (model.context_tokens, model.context_tokens) == (3_000, 3_000)
        assert [request.path for request in server.requests] == ["/v1/models"]


@pytest.mark.parametrize("reply", [Failure(404), Failure(500), Delayed(20, "late"), "[]"])
def test_a_server_that_does_not_tell_is_guessed_at(connect, reply):
    with FakeOpenAI(routes={"/models": reply}) as server:
        assert connect(server, llm_timeout_s=0.2).context_tokens == DEFAULT_TOKENS


def test_an_answer_takes_a_third_of_a_small_context_at_most(server, connect):
    assert connect(server).output_tokens == 1_500
    assert connect(server, llm_context_tokens=1_200).output_tokens == 400
    assert connect(server, llm_max_output_tokens=100).output_tokens == 100


def test_costs_by_prices_of_a_million_tokens():
    """1,000 tokens at 2.50 a million are 0.0025; 200 at 10 a million are 0.002."""
    usage = {"prompt_tokens": 1_000, "completion_tokens": 200, "total_tokens": 1_200}
    assert cost(usage, 2.5, 10.0) == 0.0045


def test_what_was_not_counted_has_no_cost(server, connect):
    priced = connect(server, llm_price_input=2.5, llm_price_currency="EUR")
    usage = {"prompt_tokens": 400, "completion_tokens": 7}
    assert priced.cost(usage) == Cost(0.001, "EUR")
    assert priced.cost({}) is None
    assert priced.cost({"total_tokens": 9}) is None
    assert connect(server).cost(usage) is None
