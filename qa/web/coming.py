"""Answers for browsers without scripts: a page that grows while sentences are verified.

A form's GET begins the work and waits a moment. To an answer that is whole by then it leads at
once, else to a page that is written as the sentences come and ends with the way to the answer.
That page only reads what is told: loading it again shows the same anew, and asks nothing twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

from flask import Blueprint, Response, g, redirect, request, stream_template, url_for

from qa.web import events
from qa.web.current import current, dateline
from qa.web.facets import outlet_choices
from qa.web.streams import Event, Reading
from qa.web.visits import Page

coming = Blueprint("coming", __name__)
PATIENCE_S = 1.0
_GONE = {
    "title": "This answer is not being made any more",
    "detail": "Nobody read it for a while, or the server was started anew.",
    "remedy": "Ask again.",
}


def follow(
    steps: Callable[[], events.Steps],
    asked: Mapping[str, Any],
    beside: str = "",
) -> Page:
    """Have an answer made, or go on with one that is being made, and lead there.

    Args:
        asked: what was asked, as parameters of the form.
        beside: the answer that the new one is then compared with, if any.

    Raises:
        DatelineError: there will be no answer.
    """
    key = json.dumps([request.endpoint, asked, beside, g.key.id if g.get("key") else None])
    digest = hashlib.sha256(key.encode()).hexdigest()
    stream = current().streams.running(digest) or events.begin(steps, digest)
    with closing(stream.read()):
        ended = stream.ending(PATIENCE_S)
    if stream.failure:
        raise stream.failure
    if ended and ended.name == "answer":
        return redirect(_place(ended, beside), 303)
    given = {"stream_id": stream.id, "beside": beside or None, **asked}
    return redirect(url_for("coming.page", **given), 303)


@coming.get("/coming/<stream_id>")
def page(stream_id: str) -> Response:
    """What is verified so far, and then what comes."""
    stream = current().streams.find(stream_id)
    if stream is None:
        return Response(_written(iter([("error", _GONE)])), 404)
    reading = stream.read()
    response = Response(_written(_told(reading, request.args.get("beside", ""))))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(reading.close)
    return response


def _written(told: Iterator[tuple[str, Any]]) -> Iterator[str]:
    return stream_template("coming.html", told=told, sources=outlet_choices(dateline()))


def _told(reading: Reading, beside: str) -> Iterator[tuple[str, Any]]:
    """Name and data of each event, and where an answer stands."""
    for event in reading.events():
        if event is None:
            yield "waiting", None
        elif event.name == "answer":
            yield "answer", _place(event, beside)
        else:
            data = json.loads(event.data)
            if event.name == "sentence":
                data["cited"] = {one["number"]: {"citation": one} for one in data["citations"]}
            yield event.name, data


def _place(answer: Event, beside: str) -> str:
    made = json.loads(answer.data)["id"]
    if beside:
        return url_for("answers.compared", one=beside, other=made)
    return url_for("answers.answer", answer_id=made)
