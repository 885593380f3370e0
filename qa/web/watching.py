"""Each request as a line of the log, in the metrics and as a span, under its id."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, Response, current_app, g, request

from qa.observing import logs
from qa.observing.stages import Stage
from qa.web.metrics import Metrics
from qa.web.request_ids import request_id

if TYPE_CHECKING:
    from qa.service import Dateline

_LOG = logging.getLogger("qa.requests")
_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"}
_TRACE_HEADERS = ("traceparent", "tracestate")
watching = Blueprint("watching", __name__)


def register(app: Flask, service: Dateline) -> None:
    """Watch every request of the app, also those that are refused."""
    app.extensions["dateline_metrics"] = Metrics(service)
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_leave)
    app.register_blueprint(watching)


@watching.get("/metrics")
def metrics() -> Response:
    """What Prometheus reads."""
    return Response(_metrics().text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def stage() -> Stage:
    """The request at hand, for what works on it in a thread of its own."""
    found: Stage = g.stage
    return found


def _begin() -> None:
    logs.request_id.set(request_id())
    method, rule = request.method, request.url_rule
    usual = method in _METHODS
    known = {
        "http.request.method": method if usual else "_OTHER",
        "url.scheme": request.scheme,
        "url.path": request.path,  # never the query: it holds the words of questions
        "client.address": request.remote_addr or "",
        "user_agent.original": request.user_agent.string,
    }
    if rule:
        known["http.route"] = rule.rule
    name = f"{method if usual else 'HTTP'} {rule.rule if rule else ''}".strip()
    g.stage = Stage("request", name, known, role="server", caller=_caller())
    # Left again when the request is: all that happens in between is a part of it.
    g.leave = ExitStack()
    g.leave.enter_context(g.stage.current())


def _caller() -> dict[str, str]:
    found = {name: request.headers.get(name, "") for name in _TRACE_HEADERS}
    return found if found["traceparent"] else {}


def _leave(_error: BaseException | None) -> None:
    if "leave" in g:
        g.leave.close()


def _end(response: Response) -> Response:
    """Note the response: a stream when it is over, any other now."""
    rule = request.url_rule
    key = g.get("key")
    # No method or path that is not ours: each would be a time series of its own.
    method, route = (request.method, rule.rule) if rule else ("other", "none")
    known = {
        "request_id": request_id(),
        "method": request.method,
        "route": route,
        "path": request.path,
        "status": response.status_code,
        "key": key.id if key else None,
        "address": request.remote_addr,
    }
    counted, seen = _metrics(), stage()

    def note() -> None:
        status = response.status_code
        seen.attributes["http.response.status_code"] = status
        seen.end(str(status) if status >= 500 else None)
        counted.request(method, route, status, seen.seconds)
        line = "{method} {path} {status}".format(**known)
        with seen.current():  # it may be left long since, if this was a stream
            _LOG.info(line, extra={**known, "ms": round(seen.seconds * 1_000, 1)})

    if response.is_streamed and not response.direct_passthrough:
        response.call_on_close(note)
    else:
        note()
    return response


def _metrics() -> Metrics:
    return cast(Metrics, current_app.extensions["dateline_metrics"])
