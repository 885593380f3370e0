"""JSON objects out of a model's words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.llm.structured import first_object, response_format

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.text(), JSON)
PROSE = st.text(alphabet=st.characters(exclude_characters='{}"\\', exclude_categories=["Cs"]))


@given(wanted=OBJECTS, before=PROSE, after=st.text())
def test_finds_the_object_within_any_prose(wanted, before, after):
    assert first_object(before + json.dumps(wanted) + after) == wanted


@given(wanted=OBJECTS, cut=st.integers(min_value=1, max_value=50))
def test_an_object_that_was_cut_off_is_never_taken_for_whole(wanted, cut):
    """Nor is any object within it."""
    text = json.dumps({"sentences": [wanted]})
    with pytest.raises(ValueError, match=r"never closed|no JSON object"):
        first_object(text[: -min(cut, len(text))])


@given(st.text(alphabet='{}[]",:\\ntrue01 é'))
def test_any_text_is_either_an_object_or_refused(text):
    try:
        found = first_object(text)
    except ValueError:
        return
    assert isinstance(found, dict)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('```json\n{"a": 1}\n```', {"a": 1}),
        ('Sure! Here {as asked} it is: {"a": "}"} and {"b": 2}', {"a": "}"}),
        ('<think>perhaps {"a": 0}</think>\n{"a": 1}', {"a": 1}),
        ('{"a": "<think>{}</think>"}', {"a": "<think>{}</think>"}),
        (r'{"quote": "called it \"baseless\" {sic"}', {"quote": 'called it "baseless" {sic'}),
    ],
)
def test_finds(text, wanted):
    assert first_object(text) == wanted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no JSON object"),
        ("[1, 2]", "no JSON object"),
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
        first_object(text)


def test_asks_in_three_ways():
    schema = {"type": "object"}
    assert response_format("json_schema", schema, "answer") == {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": schema},
        }
    }
    assert response_format("json_object", schema, "answer") == {
        "response_format": {"type": "json_object"}
    }
    assert response_format("text", schema, "answer") == {}
