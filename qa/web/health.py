"""Probes, and the OpenAPI document, at the root."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI

from qa.web.access.guard import may_see_details
from qa.web.conditional import conditional
from qa.web.current import dateline
from qa.web.document import document
from qa.web.failures import NotReady
from qa.web.problems import responses
from qa.web.replies import AliveJSON, ReadyJSON

health = APIBlueprint(
    "health",
    __name__,
    abp_tags=[Tag(name="Operation")],
    abp_responses=responses(None, 500),
    operation_id_callback=lambda *, name, **_: name,
)


@health.get("/healthz", responses=responses({200: AliveJSON}))
def alive() -> dict[str, str]:
    """Whether the process runs; asks nothing of the archive."""
    return {"status": "ok"}


@health.get("/readyz", responses=responses({200: ReadyJSON}, 503))
def ready() -> dict[str, Any]:
    """Whether questions can be answered now, and with what."""
    state = dateline().health()
    if not state["ready"]:
        raise NotReady(
            "The archive cannot answer yet.", "Ask again in a moment, or run `dateline doctor`."
        )
    return state if may_see_details() else {"ready": True}


@health.get("/openapi.json", doc_ui=False)
def openapi() -> Response:
    """The OpenAPI 3.1 document of the API."""
    return conditional(document(cast(OpenAPI, current_app)))
