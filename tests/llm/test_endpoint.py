"""The server's address, key and headers, as they are sent and as they are shown."""

from __future__ import annotations

import pytest
from fakes.openai_server import Failure, FakeOpenAI
from hypothesis import given
from hypothesis import strategies as st

from qa.config import Config
from qa.errors import ConfigError, DatelineError
from qa.llm.endpoint import endpoint_of

ASK = [{"role": "user", "content": "hello"}]
KEY = "azure-key-0123"
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True)
VALUES = st.from_regex(r"[A-Za-z0-9 ,=/._-]{1,30}", fullmatch=True).map(str.strip).filter(bool)


def endpoint(**settings):
    return endpoint_of(Config(**({"llm_base_url": "http://host/v1"} | settings)))


def test_a_plain_address():
    made = endpoint(llm_base_url="http://user:pw@127.0.0.1:8080/v1/", llm_api_key="sk-1 ".strip())
    assert (made.shown, made.local, made.query) == ("http://127.0.0.1:8080/v1", True, {})
    assert (made.key, made.key_header) == ("sk-1", "Authorization")


def test_azures_dated_addresses():
    made = endpoint(
        llm_base_url="https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21",
        llm_api_key=KEY,
    )
    assert made.url == "https://x.openai.azure.com/openai/deployments/d"
    assert made.shown == made.url
    assert (made.query, made.key_header) == ({"api-version": "2024-10-21"}, "api-key")


def test_azure_is_sent_its_version_and_its_key(connect):
    base = "/openai/deployments/d"
    with FakeOpenAI(base=base, api_key=KEY, default="hello") as server:
        url = f"{server.base_url}?api-version=2024-10-21"
        model = connect(server, llm_base_url=url, llm_api_key=KEY)
        assert model.complete(ASK).text == "hello"
        assert "".join(model.stream(ASK)) == "hello"
        for request in server.requests:
            assert request.path == f"{base}/chat/completions"
            assert request.query == "api-version=2024-10-21"
            assert request.headers["api-key"] == KEY
            assert "authorization" not in request.headers


def test_headers_are_sent_with_every_request(connect):
    headers = "HTTP-Referer: https://dateline.example; X-Title: Date; line"
    with FakeOpenAI(default="hello") as server:
        model = connect(server, llm_extra_headers=headers)
        model.complete(ASK)
        list(model.stream(ASK))
        model.models()
        assert len(server.requests) == 3
        for request in server.requests:
            assert request.headers["http-referer"] == "https://dateline.example"
            assert request.headers["x-title"] == "Date; line"


def test_a_header_may_take_the_keys_place(connect):
    with FakeOpenAI(api_key=KEY, default="hello") as server:
        model = connect(server, llm_extra_headers=f"Authorization: Bearer {KEY}")
        assert model.complete(ASK).text == "hello"


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_headers_are_read_as_they_are_written(headers):
    written = "; ".join(f"{name}: {value}" for name, value in headers.items())
    assert endpoint(llm_extra_headers=written).headers == headers


@pytest.mark.parametrize(
    "headers", ["X-Key", "X Key: 1", ": 1", "X-Key:", "X-Key: a\x00b", "X-Key: “1”"]
)
def test_headers_that_are_none_are_refused_and_not_shown(headers):
    with pytest.raises(ConfigError) as caught:
        endpoint(llm_extra_headers=headers)
    assert "DATELINE_LLM_EXTRA_HEADERS" in caught.value.remedy
    assert headers not in str(caught.value)


def test_a_headers_value_is_shown_nowhere(connect):
    with FakeOpenAI() as server:
        server.reply(Failure(400, "X-Secret: hunter22 is not welcome"))
        with pytest.raises(DatelineError) as caught:
            connect(server, llm_extra_headers="X-Secret: hunter22").complete(ASK)
    assert "hunter22" not in str(caught.value)
    assert "********" in str(caught.value)
    assert caught.value.__cause__ is None
