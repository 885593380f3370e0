"""Every failure in one shape: problem+json (RFC 9457) for programs, a page for people."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Flask, Response, abort, current_app, json, render_template, request
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from qa import errors
from qa.errors import DatelineError, InvalidInput
from qa.web import refusals
from qa.web.schemas import FailureJSON, Problem
from qa.web.validation import as_invalid_input

API_DESCRIPTION = (
    "Answers from a news archive, every sentence tied to a verbatim quote of a dated article. "
    "Every failure is application/problem+json."
)
MEDIA_TYPE = "application/problem+json"
_PROGRAM_PATHS = ("/api/", "/healthz", "/readyz", "/openapi.json", "/metrics")


class CrossSite(DatelineError):
    """A page of another site made the browser send this."""


class NotReady(DatelineError):
    """The archive cannot be asked yet, or not any more."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: a stable name, its status, and its title for people."""

    slug: str
    status: int
    title: str

    @property
    def path(self) -> str:
        """What stands as `type`."""
        return f"/problems/{self.slug}"


# The nearest class of an error's ancestry decides.
KINDS: dict[type[Exception], Kind] = {
    InvalidInput: Kind("invalid-input", 422, "The request cannot be used"),
    errors.ReadError: Kind("unreadable", 422, "The article cannot be read"),
    errors.ConfigError: Kind("not-configured", 422, "The server is not set up for this"),
    refusals.KeyNeeded: Kind("key-needed", 401, "A key is needed"),
    refusals.ScopeLacking: Kind("scope-lacking", 403, "The key may not do this"),
    refusals.WrongHost: Kind("wrong-host", 421, "This server goes by another name"),
    refusals.TooManyRequests: Kind("too-many-requests", 429, "Too many requests"),
    CrossSite: Kind("cross-site", 403, "Another site may not do this"),
    errors.ArticleNotFound: Kind("article-not-found", 404, "No such article"),
    errors.AnswerNotFound: Kind("answer-not-found", 404, "No such answer"),
    errors.ModelBusy: Kind("model-busy", 503, "Too many wait for the language model"),
    errors.ModelQuota: Kind("model-quota", 429, "The language model is at its limit"),
    errors.ModelUnreachable: Kind("model-unreachable", 504, "The language model did not answer"),
    errors.ModelUnauthorised: Kind("model-unauthorised", 502, "The language model's key failed"),
    errors.ModelNotFound: Kind("model-not-found", 502, "There is no such language model"),
    errors.ModelAnswerInvalid: Kind(
        "model-answer-invalid", 502, "The language model's answer cannot be used"
    ),
    errors.ModelError: Kind("model-failed", 502, "The language model failed"),
    errors.StoreLocked: Kind("archive-in-use", 503, "Another process holds the archive"),
    errors.StoreError: Kind("archive-unavailable", 503, "The archive cannot be used"),
    errors.EmbeddingError: Kind("embedding-failed", 503, "The embedding model failed"),
    NotReady: Kind("not-ready", 503, "The archive is not ready"),
    DatelineError: Kind("failed", 500, "The request failed"),
    CSRFError: Kind("form-expired", 400, "The form has expired"),
    Exception: Kind("internal", 500, "Something broke on our side"),
}
HTTP_KINDS = {
    400: Kind("malformed", 400, "The request cannot be read"),
    404: Kind("not-found", 404, "There is nothing at this address"),
    405: Kind("method-not-allowed", 405, "This address does not take that method"),
    413: Kind("too-large", 413, "The request is too large"),
    415: Kind("unsupported-media-type", 415, "The request is in a form that is not read here"),
}


def problem_for(error: Exception) -> Problem:
    """The problem that an exception is to its user; nothing of an unforeseen one is shown."""
    if isinstance(error, ValidationError):
        error = as_invalid_input(error)
    if isinstance(error, HTTPException) and not isinstance(error, CSRFError):
        return _http_problem(error)
    kind = next(KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in KINDS)
    if isinstance(error, DatelineError):
        problem = _problem(kind, error.reason, error.remedy)
        problem.field = getattr(error, "field", None)
        if failed := getattr(error, "failed", None):
            problem.failed = [FailureJSON(origin=one.origin, reason=one.reason) for one in failed]
        return problem
    if isinstance(error, CSRFError):
        return _problem(kind, "The form has expired.", "Go back, load the page again, and resend.")
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
    response.headers.extend(getattr(error, "headers", {}))
    return response


def as_json(problem: Problem) -> dict[str, Any]:
    """Its members, without the empty ones."""
    return problem.model_dump(exclude_none=True)


def register(app: Flask) -> None:
    """Route every exception of the app here, and give each `type` a page."""

    def unforeseen(error: Exception) -> Response:
        app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
        return respond(error)

    app.register_error_handler(DatelineError, respond)
    app.register_error_handler(HTTPException, respond)
    app.register_error_handler(Exception, unforeseen)
    app.add_url_rule("/problems/<slug>", "problem", _kind_page)


def _kind_page(slug: str) -> str:
    kinds = {kind.slug: kind for kind in [*KINDS.values(), *HTTP_KINDS.values()]}
    if slug not in kinds:
        abort(404)
    return render_template("problem.html", kind=kinds[slug])


def refuse(error: ValidationError) -> NoReturn:
    """What the API does about input that does not fit its model."""
    raise as_invalid_input(error) from error


def responses(good: dict[int, Any] | None = None, *failing: int) -> Any:
    """Responses of an operation for the OpenAPI document: what it gives, and how it fails."""
    schema = {"$ref": "#/components/schemas/Problem"}
    problems = {status: {"content": {MEDIA_TYPE: {"schema": schema}}} for status in failing}
    return (good or {}) | problems
