"""The kinds of problem: a stable name each, with status, title, and what is meant by it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]

from qa import errors
from qa.errors import DatelineError, InvalidInput
from qa.web import failures, refusals


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: a stable name, its status, its title and its meaning for people.

    Attributes:
        retry_after_s: seconds after which the same request may succeed; None if it will not.
    """

    slug: str
    status: int
    title: str
    meaning: str = ""
    retry_after_s: int | None = None

    @property
    def path(self) -> str:
        """What stands as `type`."""
        return f"/problems/{self.slug}"


# The nearest class of an error's ancestry decides.
KINDS: dict[type[Exception], Kind] = {
    failures.CrossSite: Kind(
        "cross-site",
        403,
        "Another site may not do this",
        "a page of another site had a browser write here",
    ),
    refusals.KeyNeeded: Kind(
        "key-needed",
        401,
        "A key is needed",
        "the archive asks for a key, and the request has no valid one",
    ),
    refusals.ScopeLacking: Kind(
        "scope-lacking", 403, "The key may not do this", "the request's key may not do this"
    ),
    refusals.WrongHost: Kind(
        "wrong-host",
        421,
        "This server goes by another name",
        "the request names a host that the server is not",
    ),
    refusals.TooManyRequests: Kind(
        "too-many-requests",
        429,
        "Too many requests",
        "the key or address has made as many requests as it may for now",
    ),
    errors.ModelBusy: Kind(
        "model-busy",
        429,
        "Too many wait for the language model",
        "as many questions as may are with the language model",
        2,
    ),
    errors.ArticleNotFound: Kind("article-not-found", 404, "No such article", "no such article"),
    errors.AnswerNotFound: Kind(
        "answer-not-found", 404, "No such answer", "no such answer or summary"
    ),
    errors.RunNotFound: Kind(
        "run-not-found", 404, "No such evaluation run", "no such evaluation run"
    ),
    failures.JobNotFound: Kind(
        "job-not-found",
        404,
        "No such job",
        "no such job, or it is so long done that it was forgotten",
    ),
    failures.StreamNotFound: Kind(
        "stream-not-found",
        404,
        "No such stream",
        "no such stream of events, or it has ended and was forgotten; ask again",
    ),
    failures.DataSetNotFound: Kind(
        "data-set-not-found", 404, "No such data set", "the server has no such data set"
    ),
    failures.JobFinished: Kind(
        "job-finished", 409, "The job is over", "a job that is done or failed cannot be cancelled"
    ),
    failures.KeyInUse: Kind(
        "idempotency-key-in-use",
        409,
        "The same request is being worked on",
        "a request with the same Idempotency-Key has not been answered yet",
        1,
    ),
    failures.KeyReused: Kind(
        "idempotency-key-reused",
        422,
        "The key belongs to another request",
        "the Idempotency-Key came with another request before",
    ),
    InvalidInput: Kind(
        "invalid-input",
        422,
        "The request cannot be used",
        "a parameter or member does not fit; `field` names it",
    ),
    failures.TooDeep: Kind(
        "too-deep",
        422,
        "The request is nested too deeply",
        "the JSON of the request has too many levels",
    ),
    errors.ReadError: Kind(
        "unreadable",
        422,
        "The article cannot be read",
        "no article of the request could be read; `failed` says why",
    ),
    errors.ConfigError: Kind(
        "not-configured",
        422,
        "The server is not set up for this",
        "the server is not set up for what was asked",
    ),
    failures.TooManyJobs: Kind(
        "too-many-jobs",
        429,
        "Too many jobs are waiting",
        "as many jobs wait as the server keeps",
        30,
    ),
    failures.Overloaded: Kind(
        "overloaded",
        503,
        "The server has too much to do",
        "the server has more to do than it can hold",
        2,
    ),
    failures.NotReady: Kind(
        "not-ready", 503, "The archive is not ready", "the archive cannot answer yet", 2
    ),
    failures.TookTooLong: Kind(
        "took-too-long",
        504,
        "The answer took too long",
        "the answer was not whole within the time that a request has",
    ),
    failures.Interrupted: Kind(
        "interrupted",
        500,
        "The server stopped in the middle of it",
        "a job was begun several times, and the server stopped each time",
    ),
    errors.ModelQuota: Kind(
        "model-quota",
        429,
        "The language model is at its limit",
        "the language model is at its limit",
        10,
    ),
    errors.ModelUnreachable: Kind(
        "model-unreachable",
        504,
        "The language model did not answer",
        "the model did not answer in time",
    ),
    errors.ModelUnauthorised: Kind(
        "model-unauthorised",
        502,
        "The language model's key failed",
        "the model's server refuses the key",
    ),
    errors.ModelNotFound: Kind(
        "model-not-found",
        502,
        "There is no such language model",
        "the model's server has no such model",
    ),
    errors.ModelAnswerInvalid: Kind(
        "model-answer-invalid",
        502,
        "The language model's answer cannot be used",
        "the model's answer cannot be used",
    ),
    errors.ModelError: Kind(
        "model-failed", 502, "The language model failed", "the model failed otherwise"
    ),
    errors.StoreLocked: Kind(
        "archive-in-use",
        503,
        "Another process holds the archive",
        "another process holds the archive",
        5,
    ),
    errors.StoreError: Kind(
        "archive-unavailable", 503, "The archive cannot be used", "the archive cannot be used", 30
    ),
    errors.EmbeddingError: Kind(
        "embedding-failed", 503, "The embedding model failed", "the embedding model failed", 5
    ),
    DatelineError: Kind(
        "failed", 500, "The request failed", "an error of ours that says what it is"
    ),
    CSRFError: Kind(
        "form-expired",
        400,
        "The form has expired",
        "a form of the pages was sent without its token",
    ),
    Exception: Kind(
        "internal",
        500,
        "Something broke on our side",
        "an unforeseen error; the server's log has it",
    ),
}
HTTP_KINDS = {
    400: Kind(
        "malformed",
        400,
        "The request cannot be read",
        "the request is no HTTP, the body is not JSON, or address or body are not UTF-8",
    ),
    404: Kind("not-found", 404, "There is nothing at this address", "no such address"),
    405: Kind(
        "method-not-allowed",
        405,
        "This address does not take that method",
        "the address does not take the method",
    ),
    413: Kind(
        "too-large", 413, "The request is too large", "the request exceeds `max_upload_bytes`"
    ),
    415: Kind(
        "unsupported-media-type",
        415,
        "The request is in a form that is not read here",
        "the body is in a form that is not read here",
    ),
    431: Kind(
        "headers-too-large", 431, "The headers are too large", "address and headers exceed 256 kB"
    ),
    501: Kind(
        "not-implemented", 501, "This server does not do that", "a transfer coding is unknown"
    ),
}


def kind_of(error: Exception) -> Kind:
    """The kind of an exception that is none of HTTP's own."""
    return next(KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in KINDS)


def kind_named(slug: str) -> Kind | None:
    """The kind with that name, if there is one."""
    return next(
        (kind for kind in [*KINDS.values(), *HTTP_KINDS.values()] if kind.slug == slug), None
    )
