"""A model's reply, whole or in pieces, checked: every member that may be missing or odd."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qa.errors import ModelAnswerInvalid, ModelError
from qa.llm.endpoint import Endpoint
from qa.llm.failures import broken_off, of_error_object
from qa.llm.structured import Completion

MOST_CHARS = 100_000  # of a reply; what is longer is a loop
_MOST_TOKENS = 10**9  # of one reply; what is more was not counted
_COUNTS = ("prompt_tokens", "completion_tokens", "total_tokens")
_CUT_OFF = {"length", "max_tokens", "model_length"}
_FILTERED = {"content_filter", "safety", "recitation"}
_BROKEN = {"error", "abort", "cancelled"}


@dataclass(slots=True)
class Reply:
    """One reply in the making: chunks go in, text comes out, and in the end a Completion.

    Attributes:
        tool: the text is looked for in the arguments of a tool's call first.
        asked: the model that was asked.
        finished: the server has said how it ended.
        progress: grows with everything that shows the model at work, thoughts too.
    """

    endpoint: Endpoint
    asked: str
    tool: bool
    finished: bool = False
    progress: int = 0
    _reason: str = ""
    _refusal: str = ""
    _model: str = ""
    _usage: dict[str, int] = field(default_factory=dict)
    _content: list[str] = field(default_factory=list)
    _arguments: list[str] = field(default_factory=list)
    _called: object = None

    def add(self, chunk: dict[str, Any]) -> str:
        """The text that a chunk of a stream, or a whole reply, adds; perhaps none.

        Raises:
            ModelError: the chunk is an error, or the reply is too long.
        """
        if (error := chunk.get("error")) and not chunk.get("choices"):
            raise of_error_object(error, self.endpoint, self.asked)
        if isinstance(model := chunk.get("model"), str):
            self._model = model or self._model
        self._usage = counted(chunk.get("usage")) or self._usage
        choices = chunk.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict):
            return ""
        if reason := choice.get("finish_reason"):
            self._reason, self.finished = str(reason).lower(), True
        delta = choice.get("delta") or choice.get("message")
        return self._added(delta) if isinstance(delta, dict) else ""

    def completion(self) -> Completion:
        """The reply as a whole.

        Raises:
            ModelAnswerInvalid: it is empty, refused, filtered or cut off.
            ModelUnreachable: the server broke off.
        """
        if self._refusal:
            raise self._invalid(f"refused to answer ({self.endpoint.cleaned(self._refusal)})")
        if self._reason in _FILTERED:
            raise self._invalid("was stopped by the server's content filter")
        if self._reason in _CUT_OFF:
            raise self._cut_off()
        if self._reason in _BROKEN:
            raise broken_off(self.endpoint, self._reason)
        text = self.text
        if not text.strip():
            raise self._invalid("gave an empty answer")
        return Completion(
            text, self._model or self.asked, self._reason or "stop", None, self._usage
        )

    @property
    def text(self) -> str:
        """All text so far."""
        content, arguments = "".join(self._content), "".join(self._arguments)
        return (arguments or content) if self.tool else (content or arguments)

    def _added(self, delta: dict[str, Any]) -> str:
        content, arguments = _text(delta.get("content")), self._call(delta.get("tool_calls"))
        self._content.append(content)
        self._arguments.append(arguments)
        if isinstance(refusal := delta.get("refusal"), str):
            self._refusal += refusal
        thoughts = delta.get("reasoning_content") or delta.get("reasoning") or ""
        self.progress += len(content) + len(arguments) + len(str(thoughts)) + bool(self._refusal)
        if self.progress > MOST_CHARS:
            raise self._invalid(f"went on for more than {MOST_CHARS:,} characters")
        return arguments if self.tool else content

    def _call(self, calls: object) -> str:
        """The next piece of the first call's arguments; further calls are none of ours."""
        pieces = []
        for call in calls if isinstance(calls, list) else ():
            function = call.get("function") if isinstance(call, dict) else None
            if not isinstance(function, dict):
                continue
            place = call.get("index", 0)
            self._called = place if self._called is None else self._called
            arguments = function.get("arguments")
            if place == self._called and arguments:
                whole = isinstance(arguments, dict)
                pieces.append(json.dumps(arguments) if whole else _text(arguments))
        return "".join(pieces)

    def _cut_off(self) -> ModelAnswerInvalid:
        thought = not self.text.strip()
        return self._invalid(
            "spent all its tokens before it answered"
            if thought
            else "was cut off at its length limit",
            "Raise DATELINE_LLM_MAX_OUTPUT_TOKENS, or lower DATELINE_LLM_CONTEXT_CHARS if the"
            " server's context is full.",
        )

    def _invalid(self, what: str, remedy: str = "") -> ModelAnswerInvalid:
        return ModelAnswerInvalid(
            f"The model {self.asked} {what}.",
            remedy or "Ask in other words, or set DATELINE_LLM_MODEL to another model.",
        )


def completion_of(
    reply: dict[str, Any], endpoint: Endpoint, asked: str, *, tool: bool
) -> Completion:
    """The completion of a whole reply; raises what `Reply` does, and if there is no choice."""
    choices = reply.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict) or not isinstance(choice.get("message"), dict):
        raise no_choice(reply, endpoint, asked)
    read = Reply(endpoint, asked, tool)
    read.add(reply)
    return read.completion()


def no_choice(reply: dict[str, Any], endpoint: Endpoint, asked: str) -> ModelError:
    """The error of a reply without an answer in it."""
    return of_error_object(
        reply.get("error") or {"message": "the reply has no choices"}, endpoint, asked
    )


def counted(usage: object) -> dict[str, int]:
    """The counts of tokens that a server gives, as far as they can be right."""
    return counts_of(usage, {name: name for name in _COUNTS})


def counts_of(usage: object, names: Mapping[str, str]) -> dict[str, int]:
    """Of a server's `usage`, the counts that can be right, by our names for its."""
    if not isinstance(usage, dict):
        return {}
    return {ours: usage[its] for its, ours in names.items() if _countable(usage.get(its))}


def _countable(count: object) -> bool:
    return type(count) is int and 0 <= count <= _MOST_TOKENS


def _text(content: object) -> str:
    """The words of a content: text, or a list of parts of which some are text."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else ()
    texts = (part.get("text") for part in parts if isinstance(part, dict))
    return "".join(text for text in texts if isinstance(text, str))
