"""A name for each request: in its response, in its problem, and in the log of what broke."""

from __future__ import annotations

import re
import uuid

from flask import Flask, Response, g, request

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9._~:/+=-]{1,128}", re.ASCII)


def request_id() -> str:
    """The id that the client gave, if it is a sane one, else one of ours."""
    if "request_id" not in g:
        g.request_id = sane(request.headers.get(HEADER, ""))
    found: str = g.request_id
    return found


def sane(given: str) -> str:
    """This id if it can be logged and sent as it is, else a new one."""
    return given if _SANE.fullmatch(given) else uuid.uuid4().hex


def register(app: Flask) -> None:
    """Send the id back with every response."""
    app.after_request(_tell)


def _tell(response: Response) -> Response:
    response.headers.setdefault(HEADER, request_id())
    return response
