"""The same question to every kind of server: the same answer."""

from __future__ import annotations

import json

import pytest
from fakes.hits import hit
from fakes.openai_profiles import PROFILES, Profile
from fakes.proposals import drained

from qa.answering.llm_answerer import LLMAnswerer
from qa.answering.second_check import SecondChecker
from qa.llm.capacity import DEFAULT_TOKENS

KEY = "sk-of-this-server"
REPLY = {
    "found": True,
    "sentences": [
        {
            "quotes": [{"passage": 1, "quote": "was not informed"}],
            "attribution": None,
            "role": "claim",
            "text": "Tehran was not informed.",
        }
    ],
    "verdict": "not_established",
}


@pytest.fixture(params=PROFILES)
def profile(request) -> Profile:
    return PROFILES[request.param]


def test_each_kind_of_server_answers(connect, profile):
    with profile.start(json.dumps(REPLY)) as server:
        server.api_key = KEY
        model = connect(server, llm_base_url=server.base_url + profile.query, llm_api_key=KEY)
        answerer = LLMAnswerer(model, context_chars=4_000)
        for _ in range(2):
            proposal = drained(answerer.answer("Did Iran know?", [hit("x")], as_of=None))
            assert [item.text for item in proposal.sentences] == ["Tehran was not informed."]
            assert (proposal.verdict, proposal.rejected) == ("not_established", ())
        assert model.context_tokens == (profile.context or DEFAULT_TOKENS)
        first, *tried, last = server.chats
        assert last == (tried[-1] if tried else first), "what works is not remembered"


def test_each_kind_of_server_checks(connect, profile):
    with profile.start('{"judgement": "supported"}') as server:
        model = connect(server, llm_base_url=server.base_url + profile.query)
        check = SecondChecker(model).judge("Tehran was not informed.", ["was not informed"])
        assert check is not None
        assert check.judgement == "supported"
