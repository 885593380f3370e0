"""ChatModel through the real SDK: replies, fallbacks, and every way a server can fail."""

from __future__ import annotations

import json
import logging
import traceback

import pytest
from fakes.openai_server import (
    Cut,
    Delayed,
    Failure,
    FakeOpenAI,
    Finished,
    NoChoices,
    Raw,
    Refused,
)

from qa.config import Config
from qa.errors import (
    ConfigError,
    DatelineError,
    ModelAnswerInvalid,
    ModelNotFound,
    ModelQuota,
    ModelUnauthorised,
    ModelUnreachable,
)
from qa.llm.client import ChatModel
from qa.llm.rejections import RequestRejected
from qa.llm.structured import ReplyNotInForm

ASK = [{"role": "user", "content": "Answer in JSON: did Iran know?"}]
SCHEMA = {
    "type": "object",
    "properties": {"found": {"type": "boolean"}},
    "required": ["found"],
    "additionalProperties": False,
}
KEY = "sk-this-key-is-secret"


def formats_asked_for(server: FakeOpenAI) -> list[str]:
    return [
        "tool" if "tools" in body else body.get("response_format", {"type": "text"})["type"]
        for body in server.chats
    ]


# Replies


def test_plain_text(server, model):
    server.reply("Not established.")
    completion = model.complete(ASK)
    assert (completion.text, completion.parsed) == ("Not established.", None)
    assert (completion.model, completion.finish_reason) == ("fake-model", "stop")
    assert completion.usage == {"prompt_tokens": 6, "completion_tokens": 2, "total_tokens": 8}
    asked = {"model": "fake-model", "messages": ASK, "temperature": 0, "max_tokens": 1_500}
    assert server.chats == [asked]


def test_a_schema_is_sent_strict_and_the_object_read(server, model):
    server.reply({"found": True})
    assert model.complete(ASK, SCHEMA, "answer").parsed == {"found": True}
    assert server.chats[0]["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
    }


@pytest.mark.parametrize("count", [-7, 10**30, 1e9, "7", True, None, [1]])
def test_counts_that_cannot_be_right_were_not_given(server, model, count):
    usage = {"prompt_tokens": count, "completion_tokens": 0, "total_tokens": 10**9}
    choices = [{"message": {"content": "Yes"}}]
    server.reply(Raw(json.dumps({"choices": choices, "usage": usage}).encode()))
    assert model.complete(ASK).usage == {"completion_tokens": 0, "total_tokens": 10**9}


def test_usage_is_left_out_where_the_server_does_not_count(server, model):
    server.reply(
        Raw(b'{"choices": [{"message": {"content": "Yes"}}], "usage": {"total_tokens": "?"}}')
    )
    completion = model.complete(ASK)
    assert (completion.usage, completion.model) == ({}, "fake-model")


# Fallbacks


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (["json_schema"], ["json_schema"]),
        (["json_object"], ["json_schema", "json_object"]),
        (["tool"], ["json_schema", "json_object", "tool"]),
        ([], ["json_schema", "json_object", "tool", "text"]),
    ],
)
def test_falls_back_to_what_the_server_knows_and_remembers_it(connect, known, asked):
    with FakeOpenAI(formats=known, default='```json\n{"found": true}\n```') as server:
        model = connect(server)
        assert model.complete(ASK, SCHEMA).parsed == {"found": True}
        assert formats_asked_for(server) == asked
        assert model.complete(ASK, SCHEMA).parsed == {"found": True}
        assert formats_asked_for(server) == [*asked, asked[-1]]


@pytest.mark.parametrize(
    "failure",
    [
        Failure(400, "This response_format type is unavailable now"),
        Failure(422, "body.response_format: Extra inputs are not permitted"),
        Failure(400, "Unrecognized request argument supplied: response_format"),
        Failure(400, "This model does not support response format `json_schema`"),
        Failure(400, "Invalid schema: guided decoding is off"),
    ],
)
def test_servers_word_it_in_many_ways(server, model, failure):
    server.reply(failure, {"found": False})
    assert model.complete(ASK, SCHEMA).parsed == {"found": False}
    assert formats_asked_for(server) == ["json_schema", "json_object"]


def test_a_model_that_takes_no_temperature_is_asked_without(connect):
    with FakeOpenAI(
        lacks=["temperature"], formats=["json_object"], default={"found": True}
    ) as server:
        model = connect(server)
        model.complete(ASK, SCHEMA)
        model.complete(ASK, SCHEMA)
        assert ["temperature" in body for body in server.chats] == [True, False, False, False]


def test_another_rejection_is_not_taken_for_a_missing_format(server, model):
    server.reply(Failure(400, "messages: content must not be empty"), {"found": True})
    with pytest.raises(RequestRejected, match="content must not be empty"):
        model.complete(ASK, SCHEMA)
    model.complete(ASK, SCHEMA)
    assert formats_asked_for(server) == ["json_schema", "json_schema"]


def test_a_context_that_is_too_long_is_told_with_the_way_out(server, model):
    server.reply(Failure(400, "the request exceeds the available context size"))
    with pytest.raises(RequestRejected) as caught:
        model.complete(ASK, SCHEMA)
    assert "DATELINE_LLM_CONTEXT_CHARS" in caught.value.remedy


# Answers that are none


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (NoChoices(), "gave no answer (the reply has no choices)"),
        (Raw(b'{"error": {"message": "upstream is\\ndown"}}'), "gave no answer (upstream is down)"),
        (Raw(b'{"choices": [{"message": null}]}'), "gave no answer"),
        (Raw(b'{"choices": {"0": 1}}'), "gave no answer"),
        (Refused("I cannot judge this."), "refused to answer (I cannot judge this)"),
        (Finished('{"found": tr', "length"), "cut off at its length limit"),
        (Finished("", "content_filter"), "content filter"),
        ("  \n", "empty answer"),
        (Raw(b'{"choices": [{"message": {"content": [1]}}]}'), "empty answer"),
        (Raw(b'{"choices": ['), "other than a JSON object"),
        (Raw(b"[]"), "other than a JSON object"),
        (Raw(b"<html>Welcome</html>", "text/html"), "other than a JSON object"),
    ],
)
def test_an_unusable_answer_says_what_is_wrong(server, model, reply, reason):
    server.reply(reply)
    with pytest.raises(ModelAnswerInvalid) as caught:
        model.complete(ASK, SCHEMA)
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_text_where_json_was_asked_for_is_kept_for_a_second_try(server, model):
    server.reply("I think not.")
    with pytest.raises(ReplyNotInForm) as caught:
        model.complete(ASK, SCHEMA)
    assert caught.value.problem == "it holds no JSON object"
    assert caught.value.completion.text == "I think not."
    assert caught.value.completion.usage["completion_tokens"] == 3


# Failures


@pytest.mark.parametrize(
    ("failure", "kind", "reason", "remedy"),
    [
        (Failure(401, "bad key"), ModelUnauthorised, "refuses the key (401)", "OPENAI_API_KEY"),
        (Failure(403, "no access"), ModelUnauthorised, "refuses the key (403)", "OPENAI_API_KEY"),
        (Failure(404, "gone"), ModelNotFound, "'fake-model'", "DATELINE_LLM_MODEL"),
        (Failure(400, "?", "model_not_found"), ModelNotFound, "'fake-model'", "DATELINE_LLM_MODEL"),
        (Failure(402, "balance"), ModelQuota, "balance", "add credit"),
        (Failure(429, "broke", "insufficient_quota"), ModelQuota, "broke", "add credit"),
        (Failure(429, "slow down"), ModelQuota, "slow down", "ask again in a minute"),
        (
            Failure(429, "slow down", headers={"retry-after": "17"}),
            ModelQuota,
            "slow down",
            "ask again in 17 s",
        ),
        (Failure(408, "slow"), ModelUnreachable, "answered 408: slow", "later"),
        (Failure(500, "boom"), ModelUnreachable, "answered 500: boom", "later"),
        (Failure(503, ""), ModelUnreachable, "answered 503", "later"),
        (Cut(), ModelUnreachable, "cannot be reached", "DATELINE_LLM_BASE_URL"),
    ],
)
def test_each_failure_has_its_error(server, connect, failure, kind, reason, remedy):
    server.reply(failure)
    with pytest.raises(kind) as caught:
        connect(server, llm_api_key=KEY).complete(ASK)
    assert type(caught.value) is kind
    assert reason in caught.value.reason
    assert server.base_url in caught.value.reason
    assert remedy in caught.value.remedy


def test_a_time_out_names_the_seconds(server, connect):
    server.reply(Delayed(20, "late"))
    with pytest.raises(ModelUnreachable, match=r"did not answer within 0\.05 s"):
        connect(server, llm_timeout_s=0.05).complete(ASK)


def test_a_server_that_is_not_there(connect):
    with FakeOpenAI() as server:
        model = connect(server)
    with pytest.raises(ModelUnreachable, match="cannot be reached"):
        model.complete(ASK)


def test_an_address_without_the_api(server, connect):
    with pytest.raises(ModelNotFound) as caught:
        connect(server, llm_base_url=server.base_url.removesuffix("/v1")).complete(ASK)
    assert "/v1" in caught.value.remedy


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_failures_are_tried_again(server, connect, status):
    server.reply(Failure(status), Failure(status), "at last")
    assert connect(server, llm_max_retries=2).complete(ASK).text == "at last"
    assert len(server.chats) == 3


def test_retry_after_is_honoured(server, connect):
    """A wait of minutes is longer than the SDK is willing to sleep: it does not try at all."""
    server.reply(Failure(429, "closed", headers={"retry-after": "600"}), "never asked for")
    with pytest.raises(ModelQuota, match="ask again in 600 s"):
        connect(server, llm_max_retries=2).complete(ASK)
    assert len(server.chats) == 1


# Keys and addresses


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_the_key_is_shown_nowhere(server, connect, caplog, status):
    """Even if the server repeats it, in no message, log or traceback."""
    model = connect(server, llm_api_key=KEY)
    server.reply(Failure(status, f"the key {KEY} is not welcome"))
    with caplog.at_level(logging.DEBUG, logger="qa"), pytest.raises(DatelineError) as caught:
        model.complete(ASK)
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(model)
    assert KEY not in told
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_server_without_keys_is_sent_a_placeholder(server, model):
    server.reply("hello")
    model.complete(ASK)
    assert server.requests[0].headers["authorization"] == "Bearer none"


def test_a_server_that_wants_a_key_says_so(connect):
    with FakeOpenAI(api_key=KEY, default="hello") as server:
        with pytest.raises(ModelUnauthorised, match="wants a key"):
            connect(server).complete(ASK)
        with pytest.raises(ModelUnauthorised, match="refuses the key"):
            connect(server, llm_api_key="sk-wrong").complete(ASK)
        assert connect(server, llm_api_key=f"{KEY}\n").complete(ASK).text == "hello"


def test_the_environment_changes_nothing(server, model, monkeypatch):
    """Configuration is read at one place; the SDK would look for itself."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ambient")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.reply("hello")
    with ChatModel(Config(llm_base_url=server.base_url, llm_model="fake-model")) as ours:
        assert ours.complete(ASK).text == "hello"
    assert server.requests[0].headers["authorization"] == "Bearer none"


@pytest.mark.parametrize(
    ("settings", "reason", "remedy"),
    [
        ({}, "No language model is chosen", "DATELINE_LLM_MODEL"),
        ({"llm_model": "m"}, "neither a key nor the address", "OPENAI_API_KEY"),
        ({"llm_base_url": "localhost:8080/v1"}, "'localhost:8080/v1' is not one", "http://"),
        ({"llm_base_url": "http://h:port/v1"}, "is not one", "http://"),
        ({"llm_base_url": "http://[::1/v1"}, "is not one", "http://"),
        ({"llm_model": "m", "llm_api_key": "sk-a\nb"}, "characters", "without line ends"),
        ({"llm_model": "m", "llm_api_key": "sk-“a”"}, "characters", "without line ends"),
    ],
)
def test_settings_that_cannot_work_are_refused_at_once(settings, reason, remedy):
    with pytest.raises(ConfigError) as caught:
        ChatModel(Config(**settings))
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy
    assert "sk-" not in str(caught.value)


def test_a_password_in_the_address_is_not_shown(server, connect):
    url = server.base_url.replace("127", "user:hunter2@127", 1)
    with pytest.raises(ModelUnreachable) as caught:
        connect(server, llm_base_url=url).complete(ASK)
    assert "hunter2" not in str(caught.value)


# The choice of a model


def test_the_only_model_of_a_server_is_taken_and_it_is_said(server, connect):
    server.reply("hello")
    model = connect(server, llm_model="")
    assert model.complete(ASK).model == "fake-model"
    assert model.note == f"fake-model is the only model that {server.base_url} lists"
    assert [r.path for r in server.requests].count("/v1/models") == 1


def test_a_configured_model_needs_no_note_and_no_list(server, model):
    server.reply("hello")
    model.complete(ASK)
    assert model.note is None
    assert [r.path for r in server.requests] == ["/v1/chat/completions"]


@pytest.mark.parametrize(("models", "listed"), [((), "none"), (("one", "two"), "one, two")])
def test_of_several_models_none_is_taken(connect, models, listed):
    with FakeOpenAI(models=models) as server, pytest.raises(ModelNotFound) as caught:
        connect(server, llm_model="").complete(ASK)
    assert f"lists {listed}." in caught.value.reason
    assert "DATELINE_LLM_MODEL" in caught.value.remedy


def test_models_lists_what_the_server_has(connect):
    with FakeOpenAI(models=("one", "two")) as server:
        assert connect(server).models() == ("one", "two")
