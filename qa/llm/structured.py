"""Structured replies: what to ask a server for, and how to read a JSON object out of text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from qa.errors import ModelAnswerInvalid

_THOUGHTS = re.compile(r"\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model replied.

    Attributes:
        parsed: the JSON object in `text`; None if no schema was asked for.
        model: the model that answered, as the server names it.
        usage: prompt_tokens, completion_tokens, total_tokens, as far as the server counts them.
    """

    text: str
    model: str
    finish_reason: str
    parsed: dict[str, Any] | None = None
    usage: dict[str, int] = field(default_factory=dict)


class ReplyNotInForm(ModelAnswerInvalid):
    """A complete reply, but not the JSON that was asked for; a second try may mend it.

    Args:
        problem: what is wrong with it, in words a model can act on.
        completion: the reply itself.
    """

    def __init__(self, problem: str, completion: Completion) -> None:
        super().__init__(
            f"The model {completion.model} did not reply in the form asked for: {problem}.",
            "Ask again, or set DATELINE_LLM_MODEL to a stronger model.",
        )
        self.problem = problem
        self.completion = completion


def response_format(mode: str, schema: dict[str, Any], name: str) -> dict[str, Any]:
    """The request's members that ask for JSON: mode is json_schema, json_object or text."""
    if mode == "json_schema":
        wanted = {"name": name, "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}
    return {"response_format": {"type": "json_object"}} if mode == "json_object" else {}


def first_object(text: str) -> dict[str, Any]:
    """The first balanced JSON object in `text`, be it bare, in prose or in a ```json fence.

    Nothing is repaired: an object that is never closed, or that is not JSON, is refused, and
    the objects within it are not taken for it. A `<think>` part at the beginning is skipped.

    Raises:
        ValueError: there is none; the message says what is wrong.
    """
    thoughts = _THOUGHTS.match(text)
    start = text.find("{", thoughts.end() if thoughts else 0)
    problem = "it holds no JSON object"
    while start != -1:
        end = _closing(text, start)
        if end is None:
            raise ValueError("its JSON object is never closed")
        try:
            return _loaded(text[start:end])
        except (ValueError, RecursionError) as error:
            problem = f"its JSON is not valid ({error})"
        start = text.find("{", end)
    raise ValueError(problem)


def _closing(text: str, start: int) -> int | None:
    """Where the brace opened at `start` is closed, braces within strings left aside."""
    depth, in_string = 0, False
    for token in re.compile(r'\\.|["{}]', re.DOTALL).finditer(text, start):
        sign = token.group()
        if sign == '"':
            in_string = not in_string
        elif not in_string and sign in "{}":
            depth += 1 if sign == "{" else -1
            if depth == 0:
                return token.end()
    return None


def _loaded(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text, parse_constant=_refuse_constant)
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        # Half a surrogate pair passes json.loads and then breaks every file and page it enters.
        raise ValueError("a \\u escape is half of a surrogate pair") from None
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
