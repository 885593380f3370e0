"""A call of the API, and what its request is made of."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from qa.client import models
from qa.client.reading import made, members_of
from qa.errors import InvalidInput
from vectorstore.models import Filter

API = "/api/v1"
Result = TypeVar("Result")
Made = TypeVar("Made")
File = str | os.PathLike[str] | tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Call(Generic[Result]):
    """One request and how its response is read.

    Attributes:
        path: from the server's root, quoted.
        options: what httpx2 takes to build the request: params, json, files.
        patient: whether to try again when the server is busy.
    """

    method: Literal["GET", "POST", "DELETE"]
    path: str
    read: Callable[[bytes], Result]
    options: Mapping[str, Any] = field(default_factory=dict)
    patient: bool = True


def reader(kind: type[Made]) -> Callable[[bytes], Made]:
    """Reads a body as an object of that kind."""
    return lambda content: made(kind, members_of(content))


def get(path: str, kind: type[Made], params: Mapping[str, Any] | None = None) -> Call[Made]:
    """A call that reads, below the API's root."""
    options = {"params": params} if params else {}
    return Call("GET", API + path, reader(kind), options)


def probe(path: str, kind: type[Made]) -> Call[Made]:
    """A call that asks how the server is: its first answer counts."""
    return Call("GET", path, reader(kind), patient=False)


def post(path: str, kind: type[Made], body: Mapping[str, Any]) -> Call[Made]:
    """A call that sends JSON, below the API's root.

    Raises:
        InvalidInput: the body cannot be written as JSON.
    """
    try:
        content = json.dumps(body, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:  # a set, half of a surrogate pair
        raise InvalidInput(
            f"The request cannot be written as JSON ({error}).", "Give text, numbers and lists."
        ) from error
    headers = {"Content-Type": "application/json"}
    return Call("POST", API + path, reader(kind), {"content": content, "headers": headers})


def in_background(call: Call[Any]) -> Call[models.Job]:
    """The same as a job, which the call then gives."""
    headers = {**call.options.get("headers", {}), "Prefer": "respond-async"}
    return replace(call, read=reader(models.Job), options={**call.options, "headers": headers})


def given(**values: Any) -> dict[str, Any]:
    """Those that were given."""
    return {name: value for name, value in values.items() if value is not None}


def filters(where: Filter | None) -> dict[str, Any]:
    """The members of a filter that are set, in the words of the API."""
    if where is None:
        return {}
    if where.article_ids:
        raise InvalidInput("The API does not filter by article.", field="filter")
    days = {"from": where.date_from, "to": where.date_to, "as_of": where.as_of}
    written: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
    return written | ({"source": list(where.sources)} if where.sources else {})


def part(file: File) -> tuple[str, bytes]:
    """Name and bytes of a file; read now, so that the request can be sent again."""
    if isinstance(file, tuple):
        return file
    path = Path(file)
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read ({error.strerror or error}).",
            "Give paths of files, or (name, bytes).",
            field="file",
        ) from error
