"""Logs: one line an event, with the request it belongs to, and never a secret."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.config import Config
from qa.masking import MASK
from qa.observing import logs
from qa.observing.logs import Masking

PLANTED = "planted-9f8e7d6c5b4a"
SECRET_SETTINGS = [item.name for item in fields(Config) if item.metadata["secret"]]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Logging as it was: it is of the process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("qa", "vectorstore"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    logs.request_id.set(None)


def logged(config: Config, message: str, *arguments: object, error: bool = False) -> str:
    """What is written when a module of ours logs this."""
    stream = io.StringIO()
    logs.set_up(config, stream)
    raised = ValueError(f"the server said: {arguments[0]}") if error else None
    logging.getLogger("qa.somewhere").warning(message, *arguments, exc_info=raised)
    return stream.getvalue()


def test_a_json_line_holds_level_logger_time_message_and_request() -> None:
    logs.request_id.set("r-1")
    line = json.loads(logged(Config(log_format="json"), "It is %s", "so"))
    assert line["level"] == "WARNING"
    assert line["logger"] == "qa.somewhere"
    assert line["message"] == "It is so"
    assert line["request_id"] == "r-1"
    assert line["time"].startswith("20")


def test_an_error_is_one_line_too() -> None:
    [line] = logged(Config(log_format="json"), "Failed: %s", "x", error=True).splitlines()
    assert "ValueError: the server said: x" in json.loads(line)["exception"]


def test_text_names_the_request() -> None:
    logs.request_id.set("r-2")
    assert "WARNING qa.somewhere [r-2] It is so" in logged(Config(), "It is so")


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, False),
        ({"log_format": "json"}, True),
        ({"log_level": "info"}, True),
        ({"log_format": "json", "log_level": "error"}, False),
    ],
)
def test_the_level_follows_the_settings(settings: dict[str, str], shown: bool) -> None:
    stream = io.StringIO()
    logs.set_up(Config(**settings), stream)  # type: ignore[arg-type]
    logging.getLogger("qa.requests").info("seen")
    logging.getLogger("httpx").info("never seen")
    assert ("seen" in stream.getvalue()) is shown
    assert "never" not in stream.getvalue()


@pytest.mark.parametrize("error", [False, True])
@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("name", SECRET_SETTINGS)
def test_no_secret_of_a_setting_is_logged(name: str, log_format: str, error: bool) -> None:
    for secret in (PLANTED, f'{PLANTED}"quoted\\é', f"{PLANTED}\nfolded"):
        config = replace(Config(log_format=log_format), **{name: secret})
        written = logged(config, "sent %s", secret, error=error)
        assert PLANTED not in written
        assert MASK in written


def test_each_header_is_a_secret_by_itself() -> None:
    config = Config(llm_extra_headers=f"X-Key: {PLANTED}; X-Org: the-newsroom")
    written = logged(config, "sent X-Key: %s, the-newsroom", PLANTED)
    assert PLANTED not in written
    assert "the-newsroom" not in written


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {PLANTED}",
        f"http://user:{PLANTED}@host/v1",
        f"http://host/v1?key={PLANTED}&x=1",
        f"api_key={PLANTED}",
        "sk-proj-" + PLANTED,
        f"dateline_0a1b2c3d_{PLANTED}{PLANTED}",
    ],
)
def test_what_looks_like_a_key_is_masked_wherever_it_comes_from(text: str) -> None:
    assert PLANTED not in Masking()(text)


def test_ordinary_words_are_left_alone() -> None:
    for text in ("GET /articles/0a1b2c3d 200", "a risk-averse editor of The Herald", "keys: 3"):
        assert Masking(Config(llm_api_key="x"))(text) == text


@given(
    st.text(min_size=6, max_size=40).filter(lambda t: t.strip() and MASK not in t and "*" not in t)
)
def test_any_secret_is_masked_in_any_place(secret: str) -> None:
    mask = Masking(Config(llm_api_key=secret))
    assert secret not in mask(f"before {secret} after {secret}")
    assert json.dumps(secret)[1:-1] not in mask(json.dumps({"key": secret}))
