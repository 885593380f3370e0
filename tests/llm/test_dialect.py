"""What a server is asked for, and what is tried next when it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.llm.dialect import Dialect

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
REFUSALS = st.sampled_from(
    [
        "Unsupported parameter: 'temperature'",
        "unknown field `stream_options`",
        "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        "Unrecognized request argument supplied: max_completion_tokens",
        "response_format json_schema is not supported",
        "this model does not support tools",
        "streaming is not available",
        "Extra inputs are not permitted",
        "unexpected argument",
    ]
)


def test_asks_for_the_most_at_first():
    assert Dialect().request(SCHEMA, "answer", 1_500, stream=True) == {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
        },
        "temperature": 0,
        "max_tokens": 1_500,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_asks_for_json_in_four_ways():
    def form(mode: str) -> dict[str, object]:
        bare = Dialect(mode, temperature=False, limit=None, streams=False)
        return bare.request(SCHEMA, "answer", 9, stream=True)

    assert form("json_object") == {"response_format": {"type": "json_object"}}
    assert form("tool") == {
        "tools": [
            {
                "type": "function",
                "function": {
                    "name": "answer",
                    "description": "Give the reply.",
                    "parameters": SCHEMA,
                },
            }
        ],
        "tool_choice": {"type": "function", "function": {"name": "answer"}},
    }
    assert form("text") == {}


def test_without_a_schema_no_form_is_asked_for():
    assert Dialect().request(None, "answer", 9, stream=False) == {"temperature": 0, "max_tokens": 9}


def test_a_limit_that_counts_thoughts_leaves_room_for_them():
    request = Dialect(limit="max_completion_tokens").request(None, "answer", 100, stream=False)
    assert request["max_completion_tokens"] == 400


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        ("Unsupported value: 'temperature' does not support 0", {"temperature": False}),
        ("unknown field: stream_options.include_usage", {"counts": False}),
        ("Use 'max_completion_tokens', not 'max_tokens'", {"limit": "max_completion_tokens"}),
        ("Streaming is not supported", {"streams": False}),
        ("response_format is unavailable now", {"mode": "json_object"}),
        ("body.response_format: Extra inputs are not permitted", {"mode": "json_object"}),
        ("failed to parse grammar", {"mode": "json_object"}),
        ("unknown field", {"mode": "json_object"}),
    ],
)
def test_gives_up_what_was_refused_and_nothing_else(refusal, change):
    after = Dialect().after(refusal, schema=True, stream=True)
    assert after == Dialect(**change)


def test_gives_up_the_form_step_by_step():
    modes, dialect = [], Dialect()
    while dialect:
        modes.append(dialect.mode)
        dialect = dialect.after("no tool, no schema", schema=True, stream=False)
    assert modes == ["json_schema", "json_object", "tool", "text"]


@pytest.mark.parametrize("refusal", ["messages must not be empty", "content too rude", ""])
def test_another_refusal_changes_nothing(refusal):
    assert Dialect().after(refusal, schema=True, stream=True) is None


def test_a_refusal_of_a_form_that_was_not_asked_for_changes_nothing():
    assert Dialect().after("response_format", schema=False, stream=True) is None


def test_what_is_unknown_and_unnamed_is_given_up_at_last():
    last = Dialect("text")
    bare = last.after("unsupported parameter", schema=True, stream=False)
    assert bare == Dialect("text", temperature=False, limit=None, counts=False)
    assert bare.after("unsupported parameter", schema=True, stream=False) is None


@given(st.lists(REFUSALS, min_size=30, max_size=30), st.booleans(), st.booleans())
def test_refusals_come_to_an_end(refusals, schema, stream):
    """Whatever a server refuses, in whatever order, it is not asked for ever."""
    dialect, asked = Dialect(), [Dialect()]
    for refusal in refusals:
        following = dialect.after(refusal, schema=schema, stream=stream)
        if following is not None:
            assert following not in asked
            asked.append(following)
            dialect = following
    assert len(asked) <= 10
