"""What the fake server can be told to reply, and the protocol's bodies made of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Failure:
    status: int
    message: str = "scripted failure"
    code: str | None = None
    headers: dict[str, str] = field(default_factory=lambda: {"retry-after-ms": "1"})


@dataclass(frozen=True)
class Raw:
    body: bytes
    content_type: str = "application/json"


@dataclass(frozen=True)
class Cut:
    pass


@dataclass(frozen=True)
class Finished:
    text: str
    reason: str = "length"


@dataclass(frozen=True)
class Refused:
    text: str = "I cannot help with that."


@dataclass(frozen=True)
class NoChoices:
    pass


@dataclass(frozen=True)
class Delayed:
    seconds: float
    reply: Reply


Reply = (
    dict[str, Any]
    | list[Any]
    | str
    | Failure
    | Raw
    | Cut
    | Finished
    | Refused
    | NoChoices
    | Delayed
    | Any  # Stream, of a module that builds upon this one
)


@dataclass(frozen=True)
class Request:
    """A request as it came in; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    json: Any
    query: str = ""


def bag_of_words(text: str, dimension: int) -> list[float]:
    """Each word adds 1 in a place that depends on the word alone; the first place is never 0."""
    vector = [1.0] + [0.0] * (dimension - 1)
    for word in re.findall(r"\w+", text.lower()):
        digest = hashlib.sha256(word.encode()).digest()
        vector[int.from_bytes(digest[:4], "big") % dimension] += 1.0
    return vector


def embedded(body: dict[str, Any], dimension: int) -> Raw:
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    data = [
        {"object": "embedding", "index": place, "embedding": bag_of_words(text, dimension)}
        for place, text in enumerate(texts)
    ]
    return Raw(as_bytes({"object": "list", "data": data, "model": body["model"]}))


def loose_objects(schema: Any) -> Iterator[str]:
    """What strict mode refuses: open objects, members not required, defaults."""
    if isinstance(schema, list):
        for item in schema:
            yield from loose_objects(item)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            yield "'additionalProperties' is required to be false"
        if set(schema.get("required", ())) != set(schema.get("properties", ())):
            yield "'required' must name every property"
    if "default" in schema:
        yield "'default' is not permitted"
    for item in schema.values():
        yield from loose_objects(item)


def objection(
    body: dict[str, Any], models: Sequence[str], formats: Sequence[str], lacks: Sequence[str]
) -> Failure | None:
    """What OpenAI's server, or one that knows less, would refuse this request for."""
    if body["model"] not in models:
        message = f"The model `{body['model']}` does not exist"
        return Failure(404, message, "model_not_found")
    for member in lacks:
        if member in body:
            return Failure(400, f"Unsupported parameter: '{member}' is not supported")
    if "tools" in body and "tool" not in formats:
        return Failure(400, "This server has no tool use")
    fault = _fault_of_form(body, formats)
    return Failure(400, fault) if fault else None


def _fault_of_form(body: dict[str, Any], formats: Sequence[str]) -> str | None:
    wanted = body.get("response_format", {"type": "text"})
    kind = wanted["type"]
    if kind not in (*formats, "text"):
        return f"'response_format' of type '{kind}' is not supported"
    if kind == "json_object" and "json" not in json.dumps(body["messages"]).lower():
        return "'messages' must contain the word 'json'"
    faults = list(loose_objects(wanted["json_schema"]["schema"])) if kind == "json_schema" else []
    return f"Invalid schema for response_format: {faults[0]}" if faults else None


def completion(reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
    reason, refusal, text = "stop", None, "cut off in the middle of this sentence"
    if isinstance(reply, str):
        text = reply
    elif isinstance(reply, (dict, list)):
        text = json.dumps(reply, ensure_ascii=False)
    elif isinstance(reply, Finished):
        text, reason = reply.text, reply.reason
    elif isinstance(reply, Refused):
        refusal = reply.text
    elif isinstance(getattr(reply, "text", None), str):
        text = reply.text  # a Stream, to one who did not ask for one
    message = {"role": "assistant", "content": None if refusal else text, "refusal": refusal}
    if "tools" in body and refusal is None:
        name = body["tools"][0]["function"]["name"]
        call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": text}}
        message |= {"content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
    return {
        "id": "chatcmpl-fake",
        "object": "chat.completion",
        "created": 0,
        "model": body.get("model"),
        "choices": [] if isinstance(reply, NoChoices) else [choice],
        "usage": usage(body, text),
    }


def chunk(
    body: dict[str, Any], delta: dict[str, Any] | None, reason: str | None = None
) -> dict[str, Any]:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": reason}]
    return {
        "id": "chatcmpl-fake",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": body["model"],
        "choices": choices,
    }


def usage(body: dict[str, Any], text: str) -> dict[str, int]:
    """Words stand for tokens."""
    asked = sum(len(message["content"].split()) for message in body.get("messages", ()))
    given = len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": given, "total_tokens": asked + given}


def as_bytes(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can escape
        return json.dumps(value).encode()
