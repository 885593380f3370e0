"""ChatModel.stream: pieces as they come, every way a stream can go wrong, and being stopped."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from fakes.openai_server import Cut, Delayed, Failure, FakeOpenAI, Pause, Raw, Refused, Stream
from fakes.openai_streams import by_character

from qa.errors import (
    DatelineError,
    ModelAnswerInvalid,
    ModelError,
    ModelNotFound,
    ModelQuota,
    ModelUnauthorised,
    ModelUnreachable,
)
from qa.llm import replies
from qa.llm.rejections import ContextTooLong, RequestRejected
from qa.llm.structured import Completion, ReplyNotInForm

ASK = [{"role": "user", "content": "Answer in JSON: did Iran know?"}]
SCHEMA = {
    "type": "object",
    "properties": {"found": {"type": "boolean"}},
    "required": ["found"],
    "additionalProperties": False,
}
REPLY = {"found": True}


def read(model, schema=SCHEMA) -> tuple[list[str], Completion]:
    """The pieces that hold text, and the completion."""
    stream, pieces = model.stream(ASK, schema), []
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return [piece for piece in pieces if piece], end.value


def formats_asked_for(server: FakeOpenAI) -> list[str]:
    return [
        "tool" if "tools" in body else body.get("response_format", {"type": "text"})["type"]
        for body in server.chats
    ]


# What comes


def test_pieces_come_one_by_one_and_add_up(server, model):
    server.reply(Stream(*by_character(REPLY, 3)))
    pieces, completion = read(model)
    assert pieces == by_character(REPLY, 3)
    assert completion.parsed == REPLY
    assert (completion.model, completion.finish_reason) == ("fake-model", "stop")
    assert completion.usage == {"prompt_tokens": 6, "completion_tokens": 2, "total_tokens": 8}
    assert server.chats[0]["stream"] is True
    assert server.chats[0]["stream_options"] == {"include_usage": True}


def test_a_piece_is_there_before_the_next_is_sent(server, model):
    server.reply(Stream('{"found"', Pause(20), ": true}"))
    stream = model.stream(ASK, SCHEMA)
    assert next(piece for piece in stream if piece) == '{"found"'
    stream.close()


def test_without_a_schema_the_text_is_all(server, model):
    server.reply(Stream("Not ", "", "established."))
    pieces, completion = read(model, schema=None)
    assert pieces == ["Not ", "established."]
    assert (completion.text, completion.parsed) == ("Not established.", None)


def test_the_arguments_of_a_tool_stream_alike(connect):
    with FakeOpenAI(formats=["tool"], default=Stream(*by_character(REPLY, 4), tool=True)) as server:
        pieces, completion = read(connect(server))
        assert formats_asked_for(server) == ["json_schema", "json_object", "tool"]
        function = server.chats[-1]["tools"][0]["function"]
        assert function["parameters"] == SCHEMA
        assert server.chats[-1]["tool_choice"]["function"] == {"name": function["name"]}
    assert pieces == by_character(REPLY, 4)
    assert completion.parsed == REPLY


def test_a_tool_asked_for_and_the_answer_given_as_content(connect):
    with FakeOpenAI(formats=["tool"], default=Stream(json.dumps(REPLY))) as server:
        assert read(connect(server))[1].parsed == REPLY


def test_free_text_gives_no_piece_before_its_end(connect):
    """What comes first may be a draft: the last object counts."""
    drafted = f'<think>{{"found": 1}}</think>Draft: {{"found": false}} Better: {json.dumps(REPLY)}'
    with FakeOpenAI(formats=[], default=Stream(*by_character(drafted, 5))) as server:
        pieces, completion = read(connect(server))
        assert formats_asked_for(server)[-1] == "text"
    assert pieces == []
    assert completion.parsed == REPLY


@pytest.mark.parametrize(
    "odd",
    [
        b": keep-alive\n\n",
        b"event: message\nid: 7\nretry: 10\n\n",
        b"data:\n\n",
        b"nothing that the standard knows\n\n",
        {"choices": []},
        {"choices": [{"index": 0, "delta": {}}]},
        {"choices": [{"index": 0, "delta": {"role": "assistant", "content": None}}]},
        {"choices": [{"index": 0, "delta": None}]},
        {"id": "x"},
        b'data:{"choices":[{"delta":{"content":""}}]}\r\n\r\n',
    ],
)
def test_what_says_nothing_is_passed_over(server, model, odd):
    server.reply(Stream(odd, '{"found"', odd, ": true}", odd))
    assert read(model)[1].parsed == REPLY


def test_an_event_may_come_in_pieces_of_bytes(server, model):
    event = {
        "choices": [{"delta": {"content": '{"found": true, "é": 0}'}, "finish_reason": "stop"}]
    }
    line = b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"
    server.reply(Stream(*(line[place : place + 1] for place in range(len(line)))))
    assert read(model)[1].parsed == {"found": True, "é": 0}


def test_a_server_that_ignores_the_wish_for_a_stream(connect):
    with FakeOpenAI(streams=False, default=REPLY) as server:
        pieces, completion = read(connect(server))
    assert ("".join(pieces), completion.parsed) == (json.dumps(REPLY), REPLY)


@pytest.mark.parametrize("reason", ["stop", None])
@pytest.mark.parametrize("done", [True, False])
def test_either_sign_of_the_end_is_enough(server, model, reason, done):
    server.reply(Stream('{"found"', ": true}", reason=reason, done=done))
    if reason or done:
        assert read(model)[1].parsed == REPLY
    else:
        with pytest.raises(ModelUnreachable, match="broke off"):
            read(model)


def test_a_connection_lost_behind_the_end_loses_nothing(server, model):
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    server.reply(Stream(json.dumps(REPLY), end, cut=True))
    assert read(model)[1].parsed == REPLY


def test_a_server_that_hangs_behind_the_end_is_not_waited_for(server, model):
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    server.reply(Stream(json.dumps(REPLY), end, Pause(25)))
    assert read(model)[1].parsed == REPLY
    assert server.gone.wait(20)


# What a server does not know


def test_a_server_that_counts_no_stream_is_asked_without(connect):
    with FakeOpenAI(lacks=["stream_options"], default=REPLY) as server:
        model = connect(server)
        assert read(model)[1].usage == {}
        assert read(model)[1].parsed == REPLY
        assert ["stream_options" in body for body in server.chats] == [True, False, False]
        assert formats_asked_for(server) == ["json_schema"] * 3


def test_a_server_without_streams_is_asked_for_the_whole(connect):
    with FakeOpenAI(lacks=["stream"], default=REPLY) as server:
        model = connect(server)
        assert read(model)[1].parsed == REPLY
        assert read(model)[1].parsed == REPLY
        assert [body.get("stream", False) for body in server.chats] == [True, False, False]


def test_such_a_server_can_be_left_as_well(connect):
    with FakeOpenAI(lacks=["stream"], default=Delayed(25, REPLY)) as server:
        stream = connect(server).stream(ASK, SCHEMA)
        assert [next(stream), next(stream)] == ["", ""]
        stream.close()


@pytest.mark.parametrize(
    ("lacks", "limits"),
    [
        ([], {"max_tokens": 1_500}),
        (["max_tokens"], {"max_completion_tokens": 6_000}),
        (["max_tokens", "max_completion_tokens"], {}),
    ],
)
def test_the_length_is_limited_as_the_server_knows_it(connect, lacks, limits):
    with FakeOpenAI(lacks=lacks, default=REPLY) as server:
        model = connect(server)
        read(model)
        read(model)
        for body in server.chats[-2:]:
            assert {name: body[name] for name in body if name.startswith("max")} == limits


def test_all_at_once_can_be_missing(connect):
    lacks = ["temperature", "stream_options", "max_tokens", "max_completion_tokens", "stream"]
    with FakeOpenAI(lacks=lacks, formats=[], default=REPLY) as server:
        assert read(connect(server))[1].parsed == REPLY
        assert set(server.chats[-1]) == {"model", "messages"}


# Failures before the first word


@pytest.mark.parametrize(
    ("failure", "kind", "words"),
    [
        (Failure(401, "bad key"), ModelUnauthorised, "key (401)"),
        (Failure(403, "bad key"), ModelUnauthorised, "key (403)"),
        (Failure(404, "gone"), ModelNotFound, "'fake-model'"),
        (Failure(429, "slow", headers={"retry-after": "300"}), ModelQuota, "in 300 s"),
        (Failure(500, "boom"), ModelUnreachable, "500: boom"),
        (Failure(503, "busy"), ModelUnreachable, "503: busy"),
        (Failure(400, "messages: none"), RequestRejected, "messages: none"),
        (Failure(400, "maximum context length is 9 tokens"), ContextTooLong, "CONTEXT_CHARS"),
        (Raw(b"<html>Sign in</html>", "text/html"), ModelAnswerInvalid, "other than a JSON object"),
        (Raw(b"", "text/event-stream"), ModelAnswerInvalid, "other than a JSON object"),
        (Raw(b"data: [DONE]\n\n", "text/event-stream"), ModelAnswerInvalid, "no answer"),
        (Raw(b'{"error": {"message": "down"}}'), ModelAnswerInvalid, "no answer (down)"),
        (Raw(b'{"error": {"message": "x", "code": 429}}'), ModelQuota, "answered 429: x"),
    ],
)
def test_each_failure_has_its_error(server, model, failure, kind, words):
    server.reply(failure)
    with pytest.raises(kind) as caught:
        read(model)
    assert words in str(caught.value)
    assert caught.value.remedy


def test_nobody_there(connect):
    with FakeOpenAI() as server:
        model = connect(server)
    with pytest.raises(ModelUnreachable, match="cannot be reached"):
        read(model)


def test_passing_failures_are_tried_again(server, connect):
    server.reply(Failure(503), Failure(429), Stream(json.dumps(REPLY)))
    assert read(connect(server, llm_max_retries=2))[1].parsed == REPLY
    assert len(server.chats) == 3


def test_no_first_word_in_time(server, connect):
    server.reply(Delayed(20, REPLY))
    with pytest.raises(ModelUnreachable, match=r"did not answer within 0\.2 s"):
        read(connect(server, llm_timeout_s=0.2))


# Failures in the middle


@pytest.mark.parametrize(
    ("parts", "kind", "words"),
    [
        ([b"data: {broken\n\n"], ModelAnswerInvalid, "an event is not JSON"),
        ([b"data: \xff\xfe\n\n"], ModelAnswerInvalid, "an event is not JSON"),
        ([b"data: [1, 2]\n\n"], ModelAnswerInvalid, "not a JSON object"),
        ([b"data: " + b"[" * 100_000 + b"\n\n"], ModelAnswerInvalid, "an event is not JSON"),
        ([{"error": {"message": "out of memory"}}], ModelAnswerInvalid, "out of memory"),
        ([{"error": {"message": "gone", "code": 502}}], ModelUnreachable, "502: gone"),
        ([{"error": {"message": "enough", "code": 429}}], ModelQuota, "429: enough"),
        ([{"error": {"message": "hm", "code": 400}}], RequestRejected, "400: hm"),
        ([{"error": "just words"}], ModelAnswerInvalid, "just words"),
        (
            [{"choices": [{"delta": {"refusal": "I "}}]}],
            ModelAnswerInvalid,
            "refused to answer (I)",
        ),
    ],
)
def test_a_stream_that_goes_wrong(server, model, parts, kind, words):
    server.reply(Stream('{"found": ', *parts, "true}"))
    with pytest.raises(kind) as caught:
        read(model)
    assert words in caught.value.reason
    assert len(server.chats) == 1


@pytest.mark.parametrize(
    "reply",
    [Stream('{"found"', ": tr", cut=True), Stream(cut=True), Stream(b"data: {", cut=True), Cut()],
)
def test_a_cut_stream(server, model, reply):
    server.reply(reply)
    with pytest.raises(ModelUnreachable, match="broke off in the middle") as caught:
        read(model)
    assert "Ask again" in caught.value.remedy


@pytest.mark.parametrize(
    ("reason", "text", "kind", "words"),
    [
        ("length", '{"found": tr', ModelAnswerInvalid, "cut off at its length limit"),
        ("length", "", ModelAnswerInvalid, "spent all its tokens before it answered"),
        ("content_filter", '{"found": true}', ModelAnswerInvalid, "content filter"),
        ("error", '{"found": tr', ModelUnreachable, "broke off"),
        ("stop", "", ModelAnswerInvalid, "empty answer"),
        ("stop", "I think not.", ReplyNotInForm, "no JSON object"),
        ("stop", '{"found": tr', ReplyNotInForm, "never closed"),
    ],
)
def test_ends_that_are_none(server, model, reason, text, kind, words):
    server.reply(Stream(*by_character(text), reason=reason))
    with pytest.raises(kind) as caught:
        read(model)
    assert words in caught.value.reason


def test_a_refusal_is_told(server, model):
    server.reply(Refused("I cannot judge this."))
    with pytest.raises(ModelAnswerInvalid, match="refused to answer"):
        read(model)


def test_a_stall_between_pieces_is_a_time_out(server, connect):
    server.reply(Stream('{"found"', Pause(20), ": true}"))
    with pytest.raises(ModelUnreachable, match=r"did not answer within 0\.3 s"):
        read(connect(server, llm_timeout_s=0.3))
    assert server.gone.wait(20)


def test_comments_that_keep_the_line_open_are_no_answer(server, connect):
    server.reply(Stream(*([b": wait\n\n", Pause(0.04)] * 400)))
    with pytest.raises(ModelUnreachable, match=r"did not answer within 0\.3 s"):
        read(connect(server, llm_timeout_s=0.3))


def test_a_drip_of_words_ends_too(server, connect):
    """Each piece is in time; the whole is not: ten times the time-out is the end."""
    server.reply(Stream(*([" ", Pause(0.04)] * 400)))
    with pytest.raises(ModelUnreachable, match=r"did not answer within 0\.1 s"):
        read(connect(server, llm_timeout_s=0.1))


def test_a_model_in_a_loop_is_stopped(server, model):
    server.reply(Stream(*["0123456789" * 500] * (replies.MOST_CHARS // 5_000 + 2), Pause(25)))
    with pytest.raises(ModelAnswerInvalid, match="went on for more than"):
        read(model)
    assert server.gone.wait(20)


# Being stopped


@pytest.mark.parametrize(
    "reply",
    [
        Stream('{"found"', Pause(25)),
        Stream(Pause(25)),
        Delayed(25, REPLY),
    ],
    ids=["in the middle", "before the first word", "before the first byte"],
)
def test_closing_the_stream_closes_the_connection_at_once(server, model, reply):
    server.reply(reply)
    stream = model.stream(ASK, SCHEMA)
    next(stream)
    stream.close()
    assert server.gone.wait(20)


def test_silence_gives_empty_pieces_so_that_a_reader_can_stop(server, model):
    server.reply(Stream(Pause(25)))
    stream = model.stream(ASK, SCHEMA)
    assert [next(stream) for _ in range(3)] == ["", "", ""]
    stream.close()


def test_a_model_that_is_closed_ends_its_streams_with_an_error(server, model):
    server.reply(Stream('{"found"', Pause(25)))
    stream = model.stream(ASK, SCHEMA)
    assert next(piece for piece in stream if piece)
    closing = threading.Thread(target=model.close)
    closing.start()
    with pytest.raises(ModelError):
        list(stream)
    closing.join()


def test_streams_run_side_by_side(server, model):
    server.default = Stream(*by_character(REPLY, 2))
    streams = [model.stream(ASK, SCHEMA) for _ in range(6)]
    ends: dict[int, Completion] = {}
    while len(ends) < len(streams):
        for place, stream in enumerate(streams):
            try:
                next(stream)
            except StopIteration as end:
                ends.setdefault(place, end.value)
    assert [ends[place].parsed for place in range(6)] == [REPLY] * 6


def test_threads_share_one_model(server, model):
    """Some are stopped in the middle, which the others do not notice."""
    server.default = Stream(*by_character(REPLY, 2))

    def run(place: int) -> object:
        if place % 3:
            return read(model)[1].parsed
        stream = model.stream(ASK, SCHEMA)
        next(stream)
        stream.close()
        return REPLY

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(run, range(24))) == [REPLY] * 24


def test_the_key_is_shown_nowhere(server, connect):
    server.reply(Stream({"error": {"message": "the key sk-very-secret is bad", "code": 400}}))
    with pytest.raises(DatelineError) as caught:
        read(connect(server, llm_api_key="sk-very-secret"))
    assert "sk-very-secret" not in str(caught.value)
