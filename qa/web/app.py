"""The app factory: configuration, who may enter, routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]

from qa import __version__
from qa.web import access, headers, problems, request_ids, watching, wording
from qa.web.api import api
from qa.web.health import health
from qa.web.library import library
from qa.web.pages import pages
from qa.web.schemas import Problem

if TYPE_CHECKING:
    from qa.service import Dateline


def create_app(service: Dateline, *, exposed: bool = False) -> Flask:
    """The WSGI app over an open service; the caller opens and closes the service.

    Args:
        exposed: others than this machine reach the server.
    """
    app = OpenAPI(
        "qa.web",
        info=Info(title="Dateline", version=__version__, description=problems.API_DESCRIPTION),
        security_schemes={"key": {"type": "http", "scheme": "bearer"}},
        doc_ui=False,  # its pages load from elsewhere; /openapi.json is ours, in `health`
        validation_error_model=Problem,
        validation_error_callback=problems.refuse,
    )
    app.config.update(
        MAX_CONTENT_LENGTH=service.config.max_upload_bytes,
        SESSION_COOKIE_NAME="dateline",  # cookies know no ports: other servers on localhost see it
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    if isinstance(app.json, DefaultJSONProvider):
        app.json.sort_keys, app.json.ensure_ascii = False, False
    app.extensions["dateline"] = service
    watching.register(app, service)
    access.register(app, service.config, exposed=exposed)
    CSRFProtect(app).exempt(api)  # the API has no cookies; `api` refuses other sites' writes
    app.register_api(api)
    app.register_api(health)
    app.register_blueprint(pages)
    app.register_blueprint(library)
    problems.register(app)
    wording.register(app)
    request_ids.register(app)
    app.after_request(headers.add)
    return app
