"""Each request as a line of the log and in the metrics, under its id."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, Response, current_app, g, request

from qa.observing import logs
from qa.web.metrics import Metrics
from qa.web.request_ids import request_id

if TYPE_CHECKING:
    from qa.service import Dateline

_LOG = logging.getLogger("qa.requests")
watching = Blueprint("watching", __name__)


def register(app: Flask, service: Dateline) -> None:
    """Watch every request of the app, also those that are refused."""
    app.extensions["dateline_metrics"] = Metrics(service)
    app.before_request(_begin)
    app.after_request(_end)
    app.register_blueprint(watching)


@watching.get("/metrics")
def metrics() -> Response:
    """What Prometheus reads."""
    return Response(_metrics().text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _begin() -> None:
    g.began = time.perf_counter()
    logs.request_id.set(request_id())


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
        "path": request.path,  # never the query: it holds the words of questions
        "status": response.status_code,
        "key": key.id if key else None,
        "address": request.remote_addr,
    }
    counted, began = _metrics(), g.get("began", time.perf_counter())

    def note() -> None:
        seconds = time.perf_counter() - began
        counted.request(method, route, response.status_code, seconds)
        line = "{method} {path} {status}".format(**known)
        _LOG.info(line, extra={**known, "ms": round(seconds * 1_000, 1)})

    if response.is_streamed and not response.direct_passthrough:
        response.call_on_close(note)
    else:
        note()
    return response


def _metrics() -> Metrics:
    return cast(Metrics, current_app.extensions["dateline_metrics"])
