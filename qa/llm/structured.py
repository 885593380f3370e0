"""Structured replies: what a reply is made of, and the JSON object in a model's words."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from qa.errors import ModelAnswerInvalid

# Where thoughts begin and end, and the ends of those whose beginning the server left out.
_THOUGHTS = re.compile(
    r"<(think|thinking|thought|reasoning|analysis)>|\[THINK\]|◁think▷", re.IGNORECASE
)
_THOUGHTS_END = re.compile(
    r"</(think|thinking|thought|reasoning|analysis)>|\[/THINK\]|◁/think▷", re.IGNORECASE
)
_TOKENS = re.compile(r'\\.|["{}]', re.DOTALL)
_MARKS = re.compile(f"{_THOUGHTS_END.pattern}|{_THOUGHTS.pattern}|{{", re.IGNORECASE)


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


def the_object(text: str, members: Collection[str] = ()) -> dict[str, Any]:
    """The JSON object that `text` gives as its reply, be it bare, in prose or in a ```json fence.

    Of several objects the last counts, since what a model writes before it is a draft; and of
    these, one with a member asked for before one without. Thoughts hold none. Nothing is
    repaired: where the last object is never closed, neither it nor one before it is the reply.

    Args:
        members: names of members, of which the object has at least one.

    Raises:
        ValueError: there is none; the message says what is wrong.
    """
    found: list[dict[str, Any]] = []
    problem = "it holds no JSON object"
    for piece in _top_level(text):
        try:
            found.append(_unwrapped(_loaded(piece), members))
        except (ValueError, RecursionError) as error:
            problem = f"its JSON is not valid ({error})"
    fitting = [value for value in found if not members or not value.keys().isdisjoint(members)]
    if not found:
        raise ValueError(problem)
    return (fitting or found)[-1]


def without_thoughts(text: str) -> str | None:
    """`text` behind the thoughts it begins with; None while it may still begin with some."""
    text = text.lstrip("\ufeff \t\r\n")
    while opened := _THOUGHTS.match(text):
        closed = _THOUGHTS_END.search(text, opened.end())
        if closed is None:
            return None
        text = text[closed.end() :].lstrip()
    return text or None


def _top_level(text: str) -> Iterator[str]:
    """The texts of the objects that stand outside of thoughts and of other objects."""
    pieces: list[str] = []
    at = 0
    while mark := _MARKS.search(text, at):
        at = mark.end()
        if _THOUGHTS_END.fullmatch(mark.group()):
            pieces.clear()  # all of it was thoughts
        elif mark.group() == "{":
            end = _closing(text, mark.start())
            if end is None:
                raise ValueError("its JSON object is never closed")
            pieces.append(text[mark.start() : end])
            at = end
        elif closed := _THOUGHTS_END.search(text, at):
            at = closed.end()
        else:
            raise ValueError("its thoughts never end")
    yield from pieces


def _closing(text: str, start: int) -> int | None:
    """Where the brace opened at `start` is closed, braces within strings left aside."""
    depth, in_string = 0, False
    for token in _TOKENS.finditer(text, start):
        sign = token.group()
        if sign == '"':
            in_string = not in_string
        elif not in_string and sign in "{}":
            depth += 1 if sign == "{" else -1
            if depth == 0:
                return token.end()
    return None


def _unwrapped(value: dict[str, Any], members: Collection[str]) -> dict[str, Any]:
    """The arguments of a call of a tool that a model wrote out as text."""
    inner = value.get("arguments", value.get("parameters"))
    wrapped = bool(members) and value.keys().isdisjoint(members) and isinstance(inner, dict)
    return inner if wrapped and isinstance(inner, dict) else value


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
