"""Rate limits, by key or address, counted in memory: one process serves an archive."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request
from flask_limiter import ApplicationLimit, Limiter, RateLimitExceeded
from limits import parse_many

from qa.config import Config
from qa.errors import ConfigError
from qa.web import problems
from qa.web.access.guard import policy
from qa.web.refusals import TooManyRequests

_TRIES = "20/minute"  # of signing in
_UNCOUNTED = {"health.alive", "health.ready", "static"}
_ASKING = {"api.ask", "api.summarise"}
# Forms that ask when they are sent, by what they then have.
_FORMS = {
    "pages.home": ("question",),
    "pages.summaries": ("about", "article_ids"),
    "answers.again": ("as_of",),
}


def register(app: Flask, config: Config) -> None:
    """Count the requests of the app, if the configuration sets limits.

    Raises:
        ConfigError: a limit cannot be read.
    """
    wanted = [
        ApplicationLimit(limit, scope=name, exempt_when=exempt)
        for name, limit, exempt in (
            ("requests", _checked("rate_limit", config.rate_limit), _uncounted),
            (
                "questions",
                _checked("rate_limit_questions", config.rate_limit_questions),
                lambda: _uncounted() or not _asks(),
            ),
            ("signing in", _TRIES, lambda: request.endpoint != "signing_in.sign_in"),
        )
        if limit
    ]
    limiter = Limiter(_who, application_limits=list(wanted), storage_uri="memory://")
    limiter.init_app(app)

    def refuse(error: RateLimitExceeded) -> Response:
        reset = limiter.current_limit.reset_at if limiter.current_limit else 0
        wait = max(1, int(reset - time.time()) + 1)
        return problems.respond(
            TooManyRequests(
                f"There were more than {error.limit.limit}.",
                f"Wait {wait} seconds.",
                Retry_After=str(wait),
            )
        )

    app.register_error_handler(RateLimitExceeded, refuse)


def _checked(name: str, text: str) -> str:
    try:
        return text if not text or parse_many(text) else ""
    except ValueError:
        raise ConfigError(
            f"{name} cannot be {text!r}.", "Write such as 1200/minute, or 5/second; 100/minute."
        ) from None


def _who() -> str:
    return f"key {g.key.id}" if g.key else f"address {request.remote_addr}"


def _uncounted() -> bool:
    """Probes, and everything on a machine of one's own: no keys, and nobody else reaches it."""
    return request.endpoint in _UNCOUNTED or not (g.needs_key or policy().exposed)


def _asks() -> bool:
    if request.endpoint in _FORMS:
        return any(request.args.get(name) for name in _FORMS[request.endpoint])
    return request.endpoint in _ASKING
