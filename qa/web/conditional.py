"""Answers to GET: with an ETag, 304 if the client has them already, and only the fields wanted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask import Response, jsonify, request


def conditional(document: Mapping[str, Any], *, varying: Collection[str] = ()) -> Response:
    """The document, or 304 without a body if `If-None-Match` names its ETag.

    Args:
        varying: members that tell nothing of the content, such as timings.
    """
    told = {name: value for name, value in document.items() if name not in varying}
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    response = jsonify(document)
    # Weak: the same content may come compressed, and with other timings.
    response.set_etag(digest[:32], weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response


def only(fields: str | None, document: dict[str, Any], always: Iterable[str]) -> dict[str, Any]:
    """The document without the members that `fields` does not name; None names all."""
    if fields is None:
        return document
    kept = {*fields.split(","), *always}
    return {name: value for name, value in document.items() if name in kept}
