"""Servers as they are found: what each knows, lists, and sends in its own way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fakes.openai_server import FakeOpenAI
from fakes.openai_streams import Stream, by_character

Streaming = Callable[[str], Stream]


def _plain(text: str) -> Stream:
    return Stream(*by_character(text, 4))


def _with_comments(text: str) -> Stream:
    wait = b": OPENROUTER PROCESSING\n\n"
    return Stream(wait, wait, *by_character(text, 4))


def _role_first(text: str) -> Stream:
    role = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": None}}]}
    return Stream(role, *by_character(text, 4))


def _thinking_apart(text: str) -> Stream:
    thought = {"choices": [{"index": 0, "delta": {"reasoning_content": 'maybe {"found": false}'}}]}
    return Stream(thought, thought, *by_character(text, 4))


def _thinking_aloud(text: str) -> Stream:
    return Stream(*by_character(f'<think>maybe {{"found": false}}</think>\n\n{text}', 4))


def _filters_first(text: str) -> Stream:
    """Azure begins with an event without a choice, about the prompt."""
    return Stream({"choices": [], "prompt_filter_results": []}, *by_character(text, 4))


def _as_tool(text: str) -> Stream:
    return Stream(*by_character(text, 4), tool=True, reason="tool_calls")


@dataclass(frozen=True)
class Profile:
    """A kind of server.

    Attributes:
        server: how the fake is made.
        stream: how it streams a reply.
        context: the tokens that it says its model takes; None if it does not say.
        query: what its address ends in.
    """

    server: dict[str, Any] = field(default_factory=dict)
    stream: Streaming = _plain
    context: int | None = None
    query: str = ""

    def start(self, text: str) -> FakeOpenAI:
        """The server, which answers every chat with this text."""
        return FakeOpenAI(**({"default": self.stream(text)} | self.server))


_LLAMA_META = {"n_ctx": 4_096, "n_ctx_train": 32_768}
PROFILES = {
    "OpenAI": Profile(),
    "OpenAI, reasoning": Profile({"lacks": ["temperature", "max_tokens"]}),
    "Azure": Profile({"base": "/openai/v1"}, _filters_first),
    "Azure, dated": Profile(
        {"base": "/openai/deployments/d", "lacks": ["stream_options"]},
        _filters_first,
        query="?api-version=2024-10-21",
    ),
    "vLLM": Profile({"models": [{"id": "fake-model", "max_model_len": 6_000}]}, _plain, 6_000),
    "vLLM, reasoning": Profile({}, _thinking_apart),
    "llama.cpp": Profile(
        {"models": [{"id": "fake-model", "meta": _LLAMA_META}]}, _role_first, 4_096
    ),
    "llama.cpp, old": Profile({"formats": ["json_object"], "lacks": ["stream_options"]}),
    "Ollama": Profile({"formats": ["json_object"]}, _thinking_aloud),
    "OpenRouter": Profile(
        {"models": [{"id": "fake-model", "context_length": 9_000}]}, _with_comments, 9_000
    ),
    "tools only": Profile({"formats": ["tool"]}, _as_tool),
    "nothing but text": Profile(
        {"formats": [], "lacks": ["stream", "temperature", "max_tokens", "max_completion_tokens"]}
    ),
    "ignores streams": Profile({"streams": False}),
}
