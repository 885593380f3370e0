"""Every failure in one shape: problem+json (RFC 9457) for programs, a page for people."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NoReturn

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    has_request_context,
    json,
    jsonify,
    render_template,
    request,
)
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from qa.errors import DatelineError
from qa.web.kinds import HTTP_KINDS, Kind, kind_named, kind_of
from qa.web.replies import FailureJSON, KindJSON, Problem
from qa.web.request_ids import request_id
from qa.web.validation import as_invalid_input

API_DESCRIPTION = (
    "Answers from a news archive, every sentence tied to a verbatim quote of a dated article. "
    "Every failure is application/problem+json."
)
MEDIA_TYPE = "application/problem+json"
_PROGRAM_PATHS = ("/api/", "/healthz", "/readyz", "/openapi.json", "/metrics")


def problem_for(error: Exception) -> Problem:
    """The problem that an exception is to its user; nothing of an unforeseen one is shown."""
    if isinstance(error, ValidationError):
        error = as_invalid_input(error)
    if isinstance(error, HTTPException) and not isinstance(error, CSRFError):
        return _http_problem(error)
    kind = kind_of(error)
    if isinstance(error, DatelineError):
        problem = _problem(kind, error.reason, error.remedy)
        problem.field = getattr(error, "field", None)
        if failed := getattr(error, "failed", None):
            problem.failed = [FailureJSON(origin=one.origin, reason=one.reason) for one in failed]
        return problem
    if isinstance(error, CSRFError):
        return _problem(
            kind,
            "It was opened in another session.",
            "Go back, load the page again, and send it anew.",
        )
    return _problem(kind, "The request failed for a reason of our own; it is in the server's log.")


def _problem(kind: Kind, detail: str, remedy: str = "") -> Problem:
    return Problem(
        type=kind.path,
        title=kind.title,
        status=kind.status,
        detail=detail,
        remedy=remedy or None,
        field=None,
        failed=None,
        request_id=request_id() if has_request_context() else None,
    )


def _http_problem(error: HTTPException) -> Problem:
    code = error.code or 500
    phrase = HTTPStatus(code).phrase
    kind = HTTP_KINDS.get(code, Kind(phrase.lower().replace(" ", "-"), code, phrase))
    details = {
        404: f"There is nothing at {request.path[:200]}.",
        405: f"{request.path[:200]} does not take {request.method}.",
        413: f"A request has at most {current_app.config['MAX_CONTENT_LENGTH']:,} bytes, "
        "1,000 parts and 500,000 bytes of form fields.",
    }
    return _problem(kind, details.get(code) or error.description or phrase)


def for_people() -> bool:
    """Whether the request at hand wants a page and not JSON."""
    if request.path.startswith(_PROGRAM_PATHS):
        return False
    return "html" in request.headers.get("Accept", "html") or "json" not in str(
        request.accept_mimetypes
    )


def respond(error: Exception) -> Response:
    """The response to an exception."""
    problem = problem_for(error)
    if for_people():
        body, media_type = render_template("error.html", problem=problem), "text/html"
    else:
        body, media_type = json.dumps(as_json(problem)), MEDIA_TYPE
    response = Response(body, problem.status, content_type=f"{media_type}; charset=utf-8")
    if isinstance(error, HTTPException):
        kept = [(k, v) for k, v in error.get_headers() if k in ("Allow", "Retry-After")]
        response.headers.extend(kept)
    elif (wait := kind_of(error).retry_after_s) is not None:
        response.headers["Retry-After"] = str(wait)
    response.headers.update(getattr(error, "headers", {}))
    return response


def as_json(problem: Problem) -> dict[str, Any]:
    """Its members, without the empty ones."""
    return problem.model_dump(exclude_none=True)


def register(app: Flask) -> None:
    """Route every exception of the app here, and give each `type` a page."""

    def unforeseen(error: Exception) -> Response:
        app.logger.error(
            "%s %s failed [%s]", request.method, request.path, request_id(), exc_info=error
        )
        return respond(error)

    app.register_error_handler(DatelineError, respond)
    app.register_error_handler(HTTPException, respond)
    app.register_error_handler(Exception, unforeseen)
    app.add_url_rule("/problems/<slug>", "problem", _kind_page)


def _kind_page(slug: str) -> str | Response:
    kind = kind_named(slug) or abort(404)
    if for_people():
        return render_template("problem.html", kind=kind)
    shown = KindJSON(type=kind.path, title=kind.title, status=kind.status, meaning=kind.meaning)
    return jsonify(shown.model_dump())


def refuse(error: ValidationError) -> NoReturn:
    """What the API does about input that does not fit its model."""
    raise as_invalid_input(error) from error


def responses(good: dict[int, Any] | None = None, *failing: int) -> Any:
    """Responses of an operation for the OpenAPI document: what it gives, and how it fails."""
    schema = {"$ref": "#/components/schemas/Problem"}
    problems = {status: {"content": {MEDIA_TYPE: {"schema": schema}}} for status in failing}
    return (good or {}) | problems
