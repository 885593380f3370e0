"""The fake server speaks the protocol well enough for the real SDK; others rely on it."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest
from fakes.openai_server import (
    Cut,
    Delayed,
    Failure,
    FakeOpenAI,
    Finished,
    NoChoices,
    Refused,
    bag_of_words,
)

HELLO = [{"role": "user", "content": "hello there"}]


@pytest.fixture
def sdk(server: FakeOpenAI) -> Iterator[openai.OpenAI]:
    client = openai.OpenAI(base_url=server.base_url, api_key="k", max_retries=0, timeout=5)
    with client:
        yield client


def test_lists_its_models(sdk):
    assert [model.id for model in sdk.models.list()] == ["fake-model"]


def test_replies_come_in_the_order_queued_and_requests_are_recorded(server, sdk):
    server.reply("first", {"second": 2})
    contents = [
        sdk.chat.completions.create(model="fake-model", messages=HELLO).choices[0].message.content
        for _ in range(2)
    ]
    assert contents == ["first", '{"second": 2}']
    assert [body["messages"] for body in server.chats] == [HELLO, HELLO]
    assert server.requests[0].headers["authorization"] == "Bearer k"


def test_counts_words_as_tokens(server, sdk):
    server.reply("one two three")
    usage = sdk.chat.completions.create(model="fake-model", messages=HELLO).usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.total_tokens) == (2, 3, 5)


def test_streams_events_that_add_up_to_the_content(server, sdk):
    server.reply("Hamas denied  the report.")
    stream = sdk.chat.completions.create(
        model="fake-model", messages=HELLO, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    pieces = [choice.delta.content or "" for chunk in chunks for choice in chunk.choices]
    assert "".join(pieces) == "Hamas denied  the report."
    assert len([piece for piece in pieces if piece]) == 4
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage.completion_tokens == 4


def test_a_stream_can_be_cut(server, sdk):
    server.reply(Cut())
    stream = sdk.chat.completions.create(model="fake-model", messages=HELLO, stream=True)
    assert next(stream).choices[0].delta.content == "cut "
    with pytest.raises(openai.APIConnectionError):
        next(stream)


def test_a_body_can_be_cut(server, sdk):
    server.reply(Cut())
    with pytest.raises(openai.APIConnectionError):
        sdk.chat.completions.create(model="fake-model", messages=HELLO)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, openai.BadRequestError),
        (401, openai.AuthenticationError),
        (404, openai.NotFoundError),
        (429, openai.RateLimitError),
        (500, openai.InternalServerError),
    ],
)
def test_failures_are_the_sdks_own(server, sdk, status, kind):
    server.reply(Failure(status, "why", code="a_code"))
    with pytest.raises(kind, match="why") as caught:
        sdk.chat.completions.create(model="fake-model", messages=HELLO)
    assert caught.value.code == "a_code"


def test_odd_completions(server, sdk):
    server.reply(Finished("half of", "length"), Refused("no"), NoChoices())
    cut, refused, none = (
        sdk.chat.completions.create(model="fake-model", messages=HELLO) for _ in range(3)
    )
    assert (cut.choices[0].finish_reason, cut.choices[0].message.content) == ("length", "half of")
    assert (refused.choices[0].message.refusal, refused.choices[0].message.content) == ("no", None)
    assert none.choices == []


def test_a_delay_outlasts_the_clients_patience_but_not_the_server(server, sdk):
    server.reply(Delayed(20, "late"))
    with pytest.raises(openai.APITimeoutError):
        sdk.with_options(timeout=0.05).chat.completions.create(model="fake-model", messages=HELLO)


def test_an_unscripted_request_fails_loudly(server):
    with (
        openai.OpenAI(base_url=server.base_url, api_key="k", max_retries=3) as sdk,
        pytest.raises(openai.InternalServerError, match="queued no reply"),
    ):
        sdk.chat.completions.create(model="fake-model", messages=HELLO)
    assert len(server.chats) == 1


def test_a_default_answers_what_nothing_else_does():
    def shout(request):
        return request.json["messages"][-1]["content"].upper()

    with (
        FakeOpenAI(default=shout) as server,
        openai.OpenAI(base_url=server.base_url, api_key="k") as sdk,
    ):
        reply = sdk.chat.completions.create(model="fake-model", messages=HELLO)
    assert reply.choices[0].message.content == "HELLO THERE"


@pytest.mark.parametrize(
    ("schema", "fault"),
    [
        ({"type": "object", "properties": {}, "required": []}, "additionalProperties"),
        (
            {
                "type": "object",
                "properties": {"a": {"type": "string"}},
                "required": [],
                "additionalProperties": False,
            },
            "required",
        ),
    ],
)
def test_refuses_a_schema_that_is_not_strict(sdk, schema, fault):
    form = {"type": "json_schema", "json_schema": {"name": "x", "strict": True, "schema": schema}}
    with pytest.raises(openai.BadRequestError, match=fault):
        sdk.chat.completions.create(model="fake-model", messages=HELLO, response_format=form)


def test_json_objects_want_the_word(sdk):
    form = {"type": "json_object"}
    with pytest.raises(openai.BadRequestError, match="must contain the word 'json'"):
        sdk.chat.completions.create(model="fake-model", messages=HELLO, response_format=form)


def test_embeddings_are_bags_of_words(sdk):
    made = sdk.embeddings.create(
        model="e", input=["Gaza truce", "truce gaza"], encoding_format="float"
    )
    assert made.data[0].embedding == made.data[1].embedding == bag_of_words("gaza truce", 64)
    assert sum(made.data[0].embedding) == 3.0  # the constant and two words
