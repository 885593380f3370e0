"""The app factory: configuration, safety headers, routes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]

from qa import __version__
from qa.web import problems, wording
from qa.web.answers import answers
from qa.web.api import api
from qa.web.evaluations import evaluations
from qa.web.health import health
from qa.web.library import library
from qa.web.pages import pages
from qa.web.schemas import Problem

if TYPE_CHECKING:
    from qa.service import Dateline

# No inline script or style anywhere, nothing from outside, no framing.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": a browser would then send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def create_app(service: Dateline) -> Flask:
    """The WSGI app over an open service; the caller opens and closes the service.

    Form tokens are signed with a key of this process, so a form that was open over a restart
    has to be loaded again, and says so.
    """
    app = OpenAPI(
        "qa.web",
        info=Info(title="Dateline", version=__version__, description=problems.API_DESCRIPTION),
        doc_ui=False,  # its pages load from elsewhere; /openapi.json is ours, in `health`
        validation_error_model=Problem,
        validation_error_callback=problems.refuse,
    )
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        MAX_CONTENT_LENGTH=service.config.max_upload_bytes,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    if isinstance(app.json, DefaultJSONProvider):
        app.json.sort_keys, app.json.ensure_ascii = False, False
    app.extensions["dateline"] = service
    CSRFProtect(app).exempt(api)  # the API has no cookies; `api` refuses other sites' writes
    app.register_api(api)
    app.register_api(health)
    for blueprint in (pages, answers, library, evaluations):
        app.register_blueprint(blueprint)
    problems.register(app)
    wording.register(app)
    app.after_request(_safe)
    return app


def _safe(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
