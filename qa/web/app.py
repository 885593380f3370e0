"""The app factory: configuration, safety headers, routes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from flask_compress import Compress
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]

from qa import __version__
from qa.web import docs, problems, request_ids, wording
from qa.web.answers import answers
from qa.web.api import api
from qa.web.current import Current
from qa.web.evaluations import evaluations
from qa.web.health import health
from qa.web.idempotency import Replays
from qa.web.job_api import jobs_api
from qa.web.job_kinds import Evaluate, work_on
from qa.web.job_records import JobRecords
from qa.web.jobs import Jobs
from qa.web.library import library
from qa.web.limits import Slots
from qa.web.pages import pages
from qa.web.replies import Problem
from qa.web.streams import Streams

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


# Not HTML: a page that holds a form's token beside what an address gave could be guessed by size.
COMPRESSED = [
    "application/json",
    "application/problem+json",
    "image/svg+xml",
    "text/css",
    "text/javascript",
]


def create_app(service: Dateline, *, evaluate: Evaluate | None = None) -> Flask:
    """The WSGI app over an open service; the caller opens and closes the service.

    Jobs that an earlier process left begin again at once.

    Form tokens are signed with a key of this process, so a form that was open over a restart
    has to be loaded again, and says so.

    Args:
        evaluate: measures a data set for POST /evaluations; None: this server does not evaluate.
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
        COMPRESS_ALGORITHM=["zstd", "br", "gzip"],
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_STREAMS=False,
    )
    if isinstance(app.json, DefaultJSONProvider):
        app.json.sort_keys, app.json.ensure_ascii = False, False
    app.extensions["dateline"] = service
    folder = service.config.data_dir
    app.extensions["dateline.current"] = Current(
        jobs=Jobs(JobRecords(folder / "jobs.sqlite3"), work_on(service, evaluate)),
        replays=Replays(folder / "replays.sqlite3"),
        slots=Slots(service.config),
        streams=Streams(),
    )
    csrf = CSRFProtect(app)
    for blueprint in (api, jobs_api):
        csrf.exempt(blueprint)  # the API has no cookies, and refuses other sites' writes itself
        app.register_api(blueprint)
    app.register_api(health)
    for pages_of in (docs.docs(), pages, answers, library, evaluations):
        app.register_blueprint(pages_of)
    problems.register(app)
    wording.register(app)
    request_ids.register(app)
    app.after_request(_safe)
    Compress(app)
    return app


def _safe(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
