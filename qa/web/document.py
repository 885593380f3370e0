"""The OpenAPI document, with what the library leaves out: plain descriptions, headers, 304."""

from __future__ import annotations

import copy
from typing import Any

from flask_openapi3.openapi import OpenAPI

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
    "Location": {"description": "Where to ask how far the job is", "schema": _TEXT},
    "Idempotent-Replayed": {
        "description": "`true` if this was answered before, under the same Idempotency-Key",
        "schema": {"type": "string", "enum": ["true"]},
    },
}


def document(app: OpenAPI) -> dict[str, Any]:
    """The document of the app's API."""
    made = copy.deepcopy(app.api_doc)
    made["components"]["headers"] = _HEADERS
    for path in made["paths"].values():
        for operation in path.values():
            _complete(operation)
    return made


def _complete(operation: dict[str, Any]) -> None:
    # The library joins the lines of a docstring with the HTML of its own pages.
    told = operation.get("description", "").replace("<br/>", "\n").strip()
    operation["description"] = told or operation["summary"]
    taken = {item["name"] for item in operation.get("parameters", [])}
    responses = operation["responses"]
    if "If-None-Match" in taken:
        responses["304"] = {"description": "Not changed since"}
        _add(responses["200"], "ETag")
        _add(responses["304"], "ETag")
    for status, response in responses.items():
        _add(response, "X-Request-ID")
        if status in ("429", "503"):
            _add(response, "Retry-After")
        if status == "202":
            _add(response, "Location")
        if status.startswith("2") and "Idempotency-Key" in taken:
            _add(response, "Idempotent-Replayed")


def _add(response: dict[str, Any], header: str) -> None:
    response.setdefault("headers", {})[header] = {"$ref": f"#/components/headers/{header}"}
