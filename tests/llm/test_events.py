"""Server-sent events out of bytes, however they are cut."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.llm import events as module
from qa.llm.events import DONE, Event, Garbled, events

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=6,
)
OBJECTS = st.dictionaries(st.text(), JSON, min_size=1)


def read(*chunks: bytes) -> list[Event]:
    async def source() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    async def collected() -> list[Event]:
        return [event async for event in events(source()) if event is not None]

    return asyncio.run(collected())


@given(
    values=st.lists(OBJECTS, max_size=4),
    end=st.sampled_from(["\n\n", "\r\n\r\n", "\n"]),
    space=st.sampled_from(["", " ", "  "]),
    size=st.integers(1, 30),
)
def test_events_do_not_depend_on_how_the_bytes_are_cut(values, end, space, size):
    wire = "".join(
        f"data:{space}{json.dumps(value, ensure_ascii=False)}{end}" for value in values
    ).encode(errors="replace")
    cut = [wire[start : start + size] for start in range(0, len(wire), size)]
    assert read(*cut) == read(wire)
    assert len(read(wire)) == len(values)


def test_done_is_the_end_whatever_follows():
    found = read(b'data: {"a": 1}\n\ndata: [DONE]\n\ndata: {"a": 2}\n\n')
    assert found[0] == {"a": 1}
    assert found[1] is DONE
    assert len(found) == 2


def test_an_empty_object_is_not_the_end():
    assert read(b"data: {}\n\n")[0] is not DONE


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("wire", [b'data: {"a": 1}\n\n', b'{"a":\n1}'])
def test_a_byte_order_mark_is_left_out(wire, size):
    marked = b"\xef\xbb\xbf" + wire
    assert read(*(marked[at : at + size] for at in range(0, len(marked), size))) == [{"a": 1}]


def test_the_last_line_may_lack_its_end():
    assert read(b'data: {"a": 1}') == [{"a": 1}]


def test_a_whole_reply_in_place_of_a_stream():
    assert read(b' \n{"choices"', b': []\n, "data": 1}') == [{"choices": [], "data": 1}]


def test_signs_of_life_are_told():
    async def run() -> list[Event | None]:
        async def source() -> AsyncIterator[bytes]:
            for chunk in (b": wait\n", b"da", b'ta: {"a": 1}\n'):
                yield chunk

        return [event async for event in events(source())]

    assert asyncio.run(run()) == [None, None, {"a": 1}]


@pytest.mark.parametrize(
    ("wire", "problem"),
    [
        (b"data: {\n\n", "not JSON"),
        (b"data: \xff\n\n", "not JSON"),
        (b"data: 7\n\n", "not a JSON object"),
        (b'{"choices": [', "not JSON"),
        (b"data: " + b'{"a":' * 200_000 + b"\n", "not JSON"),
    ],
)
def test_what_is_garbled_is_refused(wire, problem):
    with pytest.raises(Garbled, match=problem):
        read(wire)


def test_nothing_grows_without_bound(monkeypatch):
    with pytest.raises(Garbled, match="a line is longer"):
        read(*[b"data: " + b"x" * 1_000_000] * 4)
    monkeypatch.setattr(module, "MOST_BYTES", 10_000)
    with pytest.raises(Garbled, match="longer than"):
        read(*[b": wait\n\n" * 100] * 20)


@given(st.binary(max_size=400))
def test_any_bytes_are_events_or_refused(wire):
    with suppress(Garbled):
        assert all(isinstance(event, dict) for event in read(wire))
