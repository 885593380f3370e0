"""Typed decisions: a server's endpoint that chooses between given answers, `POST /decisions`."""

from __future__ import annotations

from collections.abc import Mapping

from qa.errors import ModelAnswerInvalid
from qa.llm.connection import Connection
from qa.llm.replies import counts_of
from qa.llm.structured import Completion

_COUNTS = {"input_tokens": "prompt_tokens", "output_tokens": "completion_tokens"}


def decision(
    connection: Connection, model: str, words: str, question: str, choices: Mapping[str, str]
) -> Completion | None:
    """The choice that the model makes for `words`, as the completion's text; None if it declines.

    Args:
        choices: values, each with what it means.

    Raises:
        ModelAnswerInvalid: the reply is no decision.
        ModelError: see the tree in `qa.errors`.
    """
    values = [{"value": value, "description": meaning} for value, meaning in choices.items()]
    asked = {"type": "choice", "instructions": question, "choices": values}
    reply = connection.decision({"model": model, "input": words, "questions": [asked]})
    answers = reply.get("answers")
    first = answers[0] if isinstance(answers, list) and answers else None
    if isinstance(first, dict) and first.get("type") == "refusal":
        return None
    if not isinstance(first, dict) or first.get("choice") not in choices:
        raise ModelAnswerInvalid(f"{connection.address} made no decision.")
    served = reply.get("model")
    return Completion(
        text=first["choice"],
        model=served if isinstance(served, str) and served else model,
        finish_reason="stop",
        usage=_counted(reply.get("usage")),
    )


def _counted(usage: object) -> dict[str, int]:
    counts = counts_of(usage, _COUNTS)
    return counts | {"total_tokens": sum(counts.values())} if counts else {}
