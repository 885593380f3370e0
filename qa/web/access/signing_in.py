"""Signing in to the pages with a key, and out again."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response

from qa.web.access.guard import SESSION_KEY, policy

signing_in = Blueprint("signing_in", __name__)


class Sessions(SecureCookieSessionInterface):
    """Cookies that only travel encrypted, wherever the request itself did."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002
        """Whether the cookie of this response is for HTTPS only."""
        return request.is_secure


@signing_in.get("/sign-in")
def form() -> str | Response:
    """The form, where keys are asked for."""
    if not policy().asks:
        return redirect(url_for("pages.home"), 303)
    return render_template("sign_in.html", next=safe_path(request.args.get("next")))


@signing_in.post("/sign-in")
def sign_in() -> tuple[str, int] | Response:
    """Check the key; the cookie then holds its id, so that revoking it ends the session."""
    there = safe_path(request.form.get("next"))
    key = policy().keys.valid(request.form.get("key", "").strip())
    if key is None:
        page = render_template("sign_in.html", next=there, refused=True)
        return page, 401
    session.clear()
    session[SESSION_KEY] = key.id
    return redirect(there, 303)


@signing_in.post("/sign-out")
def sign_out() -> Response:
    """Forget the key, and what the browser kept of the pages."""
    session.clear()
    answer = redirect(url_for("pages.home"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def safe_path(there: str | None) -> str:
    """The way to a page of ours, or to the first one: never to another site.

    Browsers take `//host`, `/` with a backslash and what control characters hide for other sites.
    """
    home = url_for("pages.home")
    if not there or not there.startswith("/") or there[1:2] in ("/", "\\"):
        return home
    if "\\" in there or any(not letter.isprintable() for letter in there):
        return home
    try:
        parts = urlsplit(there)
    except ValueError:
        return home
    return home if parts.scheme or parts.netloc else there
