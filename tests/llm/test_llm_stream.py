"""Sentences out of a reply that is still being written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.llm_stream import ReplyReader

WORDS = st.text(alphabet='ab {}[]",:\\é🙂\n<>', max_size=20)
SENTENCES = st.lists(
    st.fixed_dictionaries(
        {
            "quotes": st.lists(
                st.fixed_dictionaries({"passage": st.integers(1, 9), "quote": WORDS}), max_size=2
            ),
            "text": WORDS,
        }
    ),
    max_size=5,
)


def pieces_of(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def fed(*pieces: str) -> list[object]:
    reader = ReplyReader()
    return [value for piece in pieces for value in reader.feed(piece)]


@given(sentences=SENTENCES, found=st.booleans(), size=st.integers(1, 9), space=st.booleans())
def test_each_sentence_comes_once_and_in_order(sentences, found, size, space):
    reply = {"found": found, "sentences": sentences, "verdict": None}
    text = json.dumps(reply, ensure_ascii=False, indent=2 if space else None)
    reader = ReplyReader()
    given_ = [value for piece in pieces_of(text, size) for value in reader.feed(piece)]
    assert given_ == sentences
    assert reader.found == (found if sentences else None)


@given(sentences=SENTENCES.filter(bool))
def test_a_sentence_comes_with_its_closing_brace(sentences):
    text = json.dumps({"found": True, "sentences": sentences})
    ends, reader = [], ReplyReader()
    for place, sign in enumerate(text):
        ends += [place] * len(reader.feed(sign))
    assert all(text[end] == "}" for end in ends)
    assert [json.loads(f"{text[: end + 1]}]}}")["sentences"][-1] for end in ends] == sentences


@given(SENTENCES, st.integers(1, 9))
def test_sentences_wait_for_what_is_said_of_the_whole(sentences, size):
    """A server may order the members otherwise: then the end of the reply tells."""
    text = json.dumps({"sentences": sentences, "found": True})
    assert fed(*pieces_of(text, size)) == []


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff\n ",
        '<think>draft {"found": true, "sentences": [{"text": "no"}]}</think>\n',
        "<think>a > b</think><think>[1]</think>",
        "[THINK]x[/THINK]",
    ],
)
def test_thoughts_before_the_object_are_left_out(before):
    text = before + json.dumps({"found": True, "sentences": [{"text": "yes"}]})
    for size in (1, 4, 1_000):
        assert fed(*pieces_of(text, size)) == [{"text": "yes"}]


@pytest.mark.parametrize(
    "before",
    [
        "Draft: ",
        "```json\n",
        '<think>{"found": true, "sentences": [{"text": "no"}',
        "[",
        "so</think>",
    ],
)
def test_anything_else_waits_for_its_end(before):
    text = before + json.dumps({"found": True, "sentences": [{"text": "yes"}]})
    assert fed(*text) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"found": "perhaps", "sentences": [{"text": "a"}]}',
        '{"found": true, "sentences": {"a": [{"text": "a"}]}}',
        '{"found": true, "others": [{"text": "a"}]}',
        '{"found": true, "sentences": [{"text": "\\ud800"}]}',
        '{"found": true, "sentences": [{"text": NaN}]}',
        '{"found": true "sentences": [{"text": "a"}]}',
        "}]}{" * 50,
    ],
)
def test_what_is_not_in_form_gives_nothing(text):
    assert fed(*text) == []


def test_the_work_is_bounded():
    """Thousands of sentences, and thoughts that seem to end at every sign: linear all the same."""
    many = json.dumps({"found": True, "sentences": [{"text": "a"}] * 5_000})
    assert 0 < len(fed(*pieces_of(many, 7))) < 500
    assert fed("<think>", *["> " * 4] * 10_000) == []


@given(st.lists(WORDS, max_size=20))
def test_any_text_is_taken(pieces):
    assert isinstance(fed('{"found": true, "sentences": [', *pieces), list)
