"""The OpenAPI document, with what the library leaves out: plain descriptions, headers, 304."""

from __future__ import annotations

import json
from typing import Any

from flask_openapi3.openapi import OpenAPI

from qa.web import incoming

_TEXT = {"type": "string"}
_HEADERS: dict[str, Any] = {
    "X-Request-ID": {
        "description": "Names the request in the server's log; yours, if you sent one",
        "schema": _TEXT,
    },
    "ETag": {"description": "For `If-None-Match`", "schema": _TEXT},
    "Retry-After": {
        "description": "Seconds after which to try again",
        "schema": {"type": "integer"},
    },
    "WWW-Authenticate": {
        "description": "That a key is asked for, and what it lacks",
        "schema": _TEXT,
    },
    "Location": {"description": "Where to ask how far the job is", "schema": _TEXT},
    "Idempotent-Replayed": {
        "description": "`true` if this was answered before, under the same Idempotency-Key",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
# Articles or a topic, not both: pydantic checks it, and has no word for it.
_ONE_CHOICE: dict[str, Any] = {
    "if": {"properties": {"article_ids": {"minItems": 1}}, "required": ["article_ids"]},
    "then": {"properties": {"about": {"type": "null"}}},
    "else": {"properties": {"about": {"type": "string"}}, "required": ["about"]},
}
_QUESTION = {"question": "Who said the ferry returned to service?", "from": "2023-11-01"}
_EXAMPLES: dict[str, Any] = {
    "ask": _QUESTION,
    "summarise": {"about": "the ferry"},
    "evaluate": {"dataset": "sample", "limit": 5},
}
_JOB = {"job_id": "$response.body#/id"}
_ANSWER = {"answer_id": "$response.body#/id"}
_ADDED = {"article_id": "$response.body#/article_ids/0"}
# Operation and status of what makes something, and the operations that take its id.
_LINKS: dict[tuple[str, str], tuple[dict[str, str], tuple[str, ...]]] = {
    ("ask", "200"): (_ANSWER, ("answer",)),
    ("summarise", "200"): (_ANSWER, ("answer",)),
    ("add_articles", "201"): (_ADDED, ("article", "delete_article")),
    ("add_articles", "202"): (_JOB, ("job",)),
    ("rebuild", "202"): (_JOB, ("job",)),
    ("evaluate", "202"): (_JOB, ("job",)),
}


def document(app: OpenAPI) -> dict[str, Any]:
    """The document of the app's API."""
    made = _without_aliases(app.api_doc)
    parts = made["components"]
    made["components"] = {name: part for name, part in parts.items() if part} | {
        "headers": _HEADERS
    }
    made["components"]["schemas"] |= incoming.components()
    made["components"]["schemas"]["SummaryRequest"].update(_ONE_CHOICE)
    made["security"] = [{}, {"key": []}]  # asked for once a key was made
    for path in made["paths"].values():
        for operation in path.values():
            _complete(operation)
    return made


def _without_aliases(made: dict[str, Any]) -> dict[str, Any]:
    """A copy in which a schema that only names another is that other: generators stumble there."""
    text = json.dumps(made)
    schemas = made["components"]["schemas"]
    aliases = {
        part["$ref"].rsplit("/")[-1]: name for name, part in schemas.items() if "$ref" in part
    }
    for named, alias in aliases.items():
        text = text.replace(f'"#/components/schemas/{named}"', f'"#/components/schemas/{alias}"')
    copied: dict[str, Any] = json.loads(text)
    parts = copied["components"]["schemas"]
    for named, alias in aliases.items():
        parts[alias] = parts.pop(named) | {"title": alias}
    return copied


def _complete(operation: dict[str, Any]) -> None:
    # The library joins the lines of a docstring with the HTML of its own pages.
    told = operation.get("description", "").replace("<br/>", "\n").strip()
    operation["description"] = told or operation["summary"]
    if example := _EXAMPLES.get(operation["operationId"]):
        operation["requestBody"]["content"]["application/json"]["example"] = example
    taken = {item["name"] for item in operation.get("parameters", [])}
    responses = operation["responses"]
    if "If-None-Match" in taken:
        responses["304"] = {"description": "Not changed since"}
        _add(responses["200"], "ETag")
        _add(responses["304"], "ETag")
    for status, response in responses.items():
        _add(response, "X-Request-ID")
        if status in ("401", "403"):
            _add(response, "WWW-Authenticate")
        if status in ("429", "503"):
            _add(response, "Retry-After")
        if status == "202":
            _add(response, "Location")
        if link := _LINKS.get((operation["operationId"], status)):
            parameters, takers = link
            response["links"] = {
                name: {"operationId": name, "parameters": parameters} for name in takers
            }
        if status.startswith("2") and "Idempotency-Key" in taken:
            _add(response, "Idempotent-Replayed")


def _add(response: dict[str, Any], header: str) -> None:
    response.setdefault("headers", {})[header] = {"$ref": f"#/components/headers/{header}"}
