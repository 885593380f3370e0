"""JSON into the typed objects of the API."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from qa.answers import Answer, Summary
from qa.client.errors import NotUnderstood

Made = TypeVar("Made")


def members_of(text: str | bytes) -> dict[str, Any]:
    """The JSON object that a body or an event holds, or NotUnderstood."""
    try:
        members = json.loads(text)
    except ValueError as error:
        raise _not_understood("it is not JSON") from error
    if not isinstance(members, dict):
        raise _not_understood("it is not a JSON object")
    return members


def made(kind: type[Made], members: dict[str, Any]) -> Made:
    """The object of that kind, or NotUnderstood; members that it does not have are left out."""
    try:
        read: Made = _adapter(cast("Any", kind)).validate_python(members)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise _not_understood(f"{kind.__name__}.{where}: {fault['msg']}") from error
    return read


def answer_or_summary(members: dict[str, Any]) -> Answer | Summary:
    """Answers have a question, summaries have none."""
    return made(Answer, members) if "question" in members else made(Summary, members)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return adapter


def _not_understood(fault: str) -> NotUnderstood:
    return NotUnderstood(
        f"What came back is not what Dateline's API gives: {fault}.",
        "See that the address is that of a Dateline server of this version.",
    )
