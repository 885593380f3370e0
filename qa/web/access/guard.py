"""Keys and scopes: which key a request has, and which it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from qa.keys import Key, Keys
from qa.web import problems
from qa.web.refusals import KeyNeeded, ScopeLacking

SESSION_KEY = "key"  # member of the session that holds the id of the key
_REALM = 'Bearer realm="dateline"'
# What anyone may have: probes without details, what pages are made of, and what explains itself.
_OPEN = {
    "health.alive", "health.ready", "health.openapi", "docs.page", "docs.static", "problem",
    "static", "signing_in.form", "signing_in.sign_in", "signing_in.sign_out",
}  # fmt: skip
_ADMIN_PATHS = ("/metrics", "/api/v1/rebuild", "/api/v1/evaluation", "/api/v1/keys")
_ASKING = {"api.ask", "api.summarise"}  # posts that change nothing but the list of answers
_READING = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Policy:
    """Whether keys are asked for.

    Attributes:
        always: even if none was ever made.
        exposed: others than this machine reach the server.
    """

    keys: Keys
    always: bool
    exposed: bool

    @property
    def asks(self) -> bool:
        """Whether requests need a key now; keys may be made while the server runs."""
        return self.always or self.keys.needed


def policy() -> Policy:
    """The policy of the app at hand."""
    return cast(Policy, current_app.extensions["dateline_access"])


def identify() -> None:
    """Note in `g` whether a key is needed, and which one the request has."""
    g.key, g.needs_key = None, policy().asks
    if not g.needs_key:
        return
    if "Authorization" in request.headers:
        kind, _, token = request.headers["Authorization"].partition(" ")
        g.key = policy().keys.valid(token.strip()) if kind.lower() == "bearer" else None
    elif key_id := session.get(SESSION_KEY):
        known = policy().keys.get(key_id)
        g.key = known if known and known.state == "valid" else None


def enforce() -> Response | None:
    """Let the request pass, send a person to sign in, or raise KeyNeeded or ScopeLacking."""
    scope = _scope_needed()
    if not g.needs_key or scope is None or (g.key and g.key.may(scope)):
        return None
    if g.key:
        raise ScopeLacking(
            f"The key {g.key.name!r} may {g.key.scope}; this needs the scope {scope!r}.",
            f"Use a key made with `dateline keys create NAME --scope {scope}`.",
            WWW_Authenticate=f'{_REALM}, error="insufficient_scope", scope="{scope}"',
        )
    if problems.for_people() and request.method in _READING:
        there = request.full_path.rstrip("?")
        return redirect(url_for("signing_in.form", next=there), 303)
    sent = "Authorization" in request.headers
    raise KeyNeeded(
        "The key of this request is not valid here." if sent else "This archive asks for a key.",
        "Send `Authorization: Bearer KEY`; `dateline keys create` makes one.",
        WWW_Authenticate=f'{_REALM}, error="invalid_token"' if sent else _REALM,
    )


def may_see_details() -> bool:
    """Whether a probe may tell more than yes or no."""
    return not g.needs_key or (g.key is not None)


def signed_in() -> Key | None:
    """The key that a person signed in with, for the pages."""
    return g.get("key") if SESSION_KEY in session else None


def _scope_needed() -> str | None:
    if request.endpoint is None or request.endpoint in _OPEN:
        return None
    if request.path.startswith(_ADMIN_PATHS):
        return "admin"
    return "read" if request.method in _READING or request.endpoint in _ASKING else "write"
