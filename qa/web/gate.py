"""What stands before the app: it opens late, since an archive may take a while, and closes early.

A server is bound before its archive is open, so that those who look after it see a process that
lives and is not ready, and no refused connection.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

from qa.web.headers import HEADERS
from qa.web.request_ids import HEADER, sane

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What changes nothing, so that it need not be done for somebody who has gone meanwhile.
_QUESTIONS = ("/api/v1/ask", "/api/v1/summaries")
_PATIENCE_S = 5.0  # what a small archive takes to open, on a busy machine
_TYPE = "/problems/not-ready"
_TITLE = "The archive is not ready"
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{detail} This page loads itself again every few seconds.</p>
</main>
</body>
</html>
"""


class Gate:
    """A WSGI app that lets requests through to another one, once it is there and until it stops.

    Before that, those who come wait for some seconds, then get 503 and Retry-After; those who ask
    whether it is ready are told at once.

    Attributes:
        waiting: how many wait now, at most PLACES.
    """

    PLACES = 4  # so that threads remain for those who ask whether the process lives

    def __init__(self, patience_s: float = _PATIENCE_S) -> None:
        self._patience_s = patience_s
        self.waiting = 0
        self._app: WSGIApplication | None = None
        self._opened = threading.Event()
        self._stopping = False
        self._counting = threading.Lock()

    def open(self, app: WSGIApplication) -> None:
        """Let requests through to this app."""
        self._app = app
        self._opened.set()

    def stop(self) -> None:
        """Let no more through; what runs goes on."""
        self._stopping = True
        self._opened.set()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, or answer it here."""
        request = Request(environ)
        if _left(request):
            return Response(status=503)(environ, start_response)  # which nobody reads
        alive = request.path == "/healthz"
        if not (self._opened.is_set() or alive or request.path == "/readyz"):
            self._wait()
        if self._stopping and not alive:
            return _unready(request, "The server is stopping.", 10)(environ, start_response)
        if self._app is None:
            response = (
                _alive(request) if alive else _unready(request, "The archive is being opened.", 3)
            )
            return response(environ, start_response)
        return self._app(environ, start_response)

    def _wait(self) -> None:
        with self._counting:
            if self.waiting >= self.PLACES:
                return
            self.waiting += 1
        self._opened.wait(self._patience_s)
        with self._counting:
            self.waiting -= 1


def _left(request: Request) -> bool:
    """Whether it waited for a thread until its client had gone; one after another may do that."""
    gone = request.environ.get("waitress.client_disconnected")
    asks = request.method == "GET" or request.path in _QUESTIONS
    return bool(gone and asks and gone())


def _alive(request: Request) -> Response:
    headers = {**HEADERS, HEADER: sane(request.headers.get(HEADER, ""))}
    return Response(json.dumps({"status": "ok"}), 200, headers, content_type="application/json")


def _unready(request: Request, detail: str, wait_s: int) -> Response:
    named = sane(request.headers.get(HEADER, ""))
    headers = {
        **HEADERS,
        "Retry-After": str(wait_s),
        "Cache-Control": "no-store",
        HEADER: named,
    }
    if "text/html" in request.headers.get("Accept", ""):
        headers["Refresh"] = str(wait_s)
        page = _PAGE.format(title=_TITLE, detail=detail)
        return Response(page, 503, headers, content_type="text/html; charset=utf-8")
    problem = {
        "type": _TYPE,
        "title": _TITLE,
        "status": 503,
        "detail": detail,
        "remedy": f"Ask again in {wait_s} seconds.",
        "request_id": named,
    }
    return Response(json.dumps(problem), 503, headers, content_type="application/problem+json")
