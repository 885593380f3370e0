"""The app factory: configuration, who may enter, routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_compress import Compress
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]

from qa import __version__
from qa.web import access, assets, docs, headers, problems, request_ids, watching, wording
from qa.web.answers import answers
from qa.web.api import api
from qa.web.coming import coming
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


# Not HTML: a page that holds a form's token beside what an address gave could be guessed by size.
COMPRESSED = [
    "application/json",
    "application/problem+json",
    "image/svg+xml",
    "text/css",
    "text/javascript",
]


def create_app(
    service: Dateline, *, exposed: bool = False, evaluate: Evaluate | None = None
) -> Flask:
    """The WSGI app over an open service; the caller opens and closes the service.

    Jobs that an earlier process left begin again at once.

    Args:
        exposed: others than this machine reach the server.
        evaluate: measures a data set for POST /evaluations; None: this server does not evaluate.
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
        COMPRESS_ALGORITHM=["zstd", "br", "gzip"],
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_STREAMS=False,
    )
    if isinstance(app.json, DefaultJSONProvider):
        app.json.sort_keys, app.json.ensure_ascii = False, False
    app.extensions["dateline"] = service
    watching.register(app, service)
    access.register(app, service.config, exposed=exposed)
    folder = service.config.data_dir
    app.extensions["dateline.current"] = Current(
        jobs=Jobs(JobRecords(folder / "jobs.sqlite3"), work_on(service, evaluate)),
        replays=Replays(folder / "replays.sqlite3"),
        slots=Slots(),
        streams=Streams(),
    )
    csrf = CSRFProtect(app)
    for blueprint in (api, jobs_api):
        csrf.exempt(blueprint)  # the API has no forms, and refuses other sites' writes itself
        app.register_api(blueprint)
    app.register_api(health)
    for pages_of in (docs.docs(), pages, coming, answers, library, evaluations):
        app.register_blueprint(pages_of)
    problems.register(app)
    wording.register(app)
    app.jinja_env.globals["model_set_up"] = service.config.has_model
    assets.register(app)
    request_ids.register(app)
    app.after_request(headers.add)
    Compress(app)
    return app
