"""What a server sends comes out as it was: JSON there and back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answers import Answer, Summary
from qa.client import (
    AnswerHeading,
    Article,
    Ingested,
    Job,
    NotUnderstood,
    Passage,
    SearchResult,
)
from qa.client.reading import answer_or_summary, made, members_of

TIMES = st.dictionaries(st.text(max_size=9), st.floats(allow_nan=False, allow_infinity=False))

OURS: dict[str, type[Any]] = {
    "ArticleJSON": Article,
    "HitJSON": Passage,
    "SearchJSON": SearchResult,
    "IngestJSON": Ingested,
    "JobJSON": Job,
    "ShortAnswerJSON": AnswerHeading,
}


@settings(max_examples=40)
@given(
    st.builds(Answer, timings_ms=TIMES, cost=st.none())
    | st.builds(Summary, timings_ms=TIMES, cost=st.none())
)
def test_an_answer_survives_the_journey(answer: Answer | Summary) -> None:
    sent = json.dumps(answer.as_json(), ensure_ascii=False).encode()
    assert answer_or_summary(members_of(sent)) == answer


def test_the_client_knows_every_member_that_the_server_promises(address: str) -> None:
    document = requests.get(f"{address}/openapi.json", timeout=30).json()
    promised = document["components"]["schemas"]
    assert {"ArticleJSON", "SearchJSON", "IngestJSON", "HitJSON"} <= promised.keys()
    for name in OURS.keys() & promised.keys():
        known = {item.name for item in fields(OURS[name])}
        assert promised[name]["properties"].keys() <= known, name


@pytest.mark.parametrize("text", ["", "[", "[]", "null", b"\xff", "NaN"])
def test_what_is_no_object_is_told(text: str) -> None:
    with pytest.raises(NotUnderstood):
        made(Ingested, members_of(text))
