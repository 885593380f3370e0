"""JSON objects out of a model's words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.llm.structured import the_object, without_thoughts

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.text(), JSON)
PROSE = st.text(alphabet=st.characters(exclude_characters='{}"\\', exclude_categories=["Cs"]))


@given(wanted=OBJECTS, before=PROSE, after=PROSE)
def test_finds_the_object_within_any_prose(wanted, before, after):
    assert the_object(before + json.dumps(wanted) + after) == wanted


@given(drafts=st.lists(OBJECTS, max_size=3), wanted=OBJECTS, between=PROSE)
def test_the_last_object_counts(drafts, wanted, between):
    written = between.join(json.dumps(value) for value in [*drafts, wanted])
    assert the_object(written) == wanted


@given(wanted=OBJECTS, cut=st.integers(min_value=1, max_value=50))
def test_an_object_that_was_cut_off_is_never_taken_for_whole(wanted, cut):
    """Nor is any object within it, nor one before it."""
    text = json.dumps({"sentences": [wanted]})
    cut_off = text[: -min(cut, len(text) - 1)]
    for whole in ("", '{"found": true} '):
        with pytest.raises(ValueError, match=r"never closed"):
            the_object(whole + cut_off)


@given(st.text(alphabet='{}[]",:\\ntrue01 é<>/hik'))
def test_any_text_is_either_an_object_or_refused(text):
    try:
        found = the_object(text)
    except ValueError:
        return
    assert isinstance(found, dict)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('```json\n{"a": 1}\n```', {"a": 1}),
        ('Sure! Here {as asked} it is: {"a": "}"} and {b}', {"a": "}"}),
        ('{"a": 1}\nNo, better: {"a": 2}', {"a": 2}),
        ('{"a": 1} Note: {"b": 2}', {"a": 1}),
        ('{"b": 1} {"c": 2}', {"c": 2}),
        ('<think>perhaps {"a": 0}</think>\n{"a": 1}', {"a": 1}),
        ('perhaps {"a": 0} {</think>\n{"a": 1}', None),
        ('perhaps {"a": 0}</think>\n{"a": 1}', {"a": 1}),
        ('[THINK]{"a": 0}[/THINK]{"a": 1}', {"a": 1}),
        ('{"a": 1}<think>{"a": 0}</think>', {"a": 1}),
        ('{"a": "<think>{}</think>"}', {"a": "<think>{}</think>"}),
        (r'{"a": "called it \"baseless\" {sic"}', {"a": 'called it "baseless" {sic'}),
        ('{"name": "reply", "arguments": {"a": 1}}', {"a": 1}),
        ('<tool_call>{"name": "reply", "parameters": {"a": 1}}</tool_call>', {"a": 1}),
    ],
)
def test_finds(text, wanted):
    if wanted is None:
        with pytest.raises(ValueError, match="never closed"):
            the_object(text, ["a"])
    else:
        assert the_object(text, ["a"]) == wanted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no JSON object"),
        ("[1, 2]", "no JSON object"),
        ('<think>{"a": 1}</think>', "no JSON object"),
        ('<think>{"a": 1}', "thoughts never end"),
        ('{"a": 1,}', "not valid"),
        ("{'a': 1}", "not valid"),
        ('{"a": NaN}', "NaN is not JSON"),
        (r'{"a": "\ud800"}', "surrogate"),
        ('{"sentences": [{"text": "a"}', "never closed"),
        ('{"a": ' * 100_000 + "1" + "}" * 100_000, "not valid"),
    ],
)
def test_refuses(text, problem):
    with pytest.raises(ValueError, match=problem):
        the_object(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("", None),
        ("  \n", None),
        ('\ufeff {"a"', '{"a"'),
        ("<think>", None),
        ("<think>so {", None),
        ("<think>so</think>", None),
        ('<think>so</think>\n{"a"', '{"a"'),
        ("<thinking>a</thinking><think>b</think>{", "{"),
        ("Well, {", "Well, {"),
    ],
)
def test_thoughts_at_the_beginning_are_left_out(text, rest):
    assert without_thoughts(text) == rest
