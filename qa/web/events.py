"""Answers and summaries as JSON, or as server-sent events to those who ask for them.

The events, in order: `passages` ({"hits"}: what an answerer is given), `sentence` ({"sentence",
"citations"}) for each sentence once it is verified, `rejected` ({"text", "reason", "outcome"}),
`restart` ({"reason"}: forget the sentences so far; a model failed in the middle, or a stream could
not be resumed), and at the end `answer` (the whole JSON) or `error` (a problem). Comments keep the
connection alive meanwhile. Each event has an id; who sends the last one seen gets the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from dataclasses import asdict
from functools import partial

from flask import Flask, Response, current_app, jsonify, request

from qa.answers import Answer, Rejected, Summary
from qa.choosing import Restart
from qa.errors import DatelineError
from qa.observing import logs
from qa.observing.stages import Stage
from qa.results import hit_json
from qa.steps import Checked, Found, Step
from qa.web import problems, watching
from qa.web.current import current
from qa.web.failures import StreamNotFound
from qa.web.limits import Slot
from qa.web.request_ids import request_id
from qa.web.streams import Reading, Stream, position

MEDIA_TYPE = "text/event-stream"
LAST_ID = "Last-Event-ID"
Steps = Generator[Step, None, Answer | Summary]


def wanted() -> bool:
    """Whether the request at hand would rather have events than JSON."""
    return request.accept_mimetypes.best_match(["application/json", MEDIA_TYPE]) == MEDIA_TYPE


def respond(steps: Callable[[], Steps]) -> Response:
    """Go through the steps and give their outcome in the form that the request accepts."""
    if not wanted():
        slot = current().slots.take()
        try:
            return jsonify(_outcome(steps(), slot).as_json())
        finally:
            slot.free()
    asked = hashlib.sha256(request.path.encode() + b"\0" + request.get_data()).hexdigest()
    stream_id, number = position(request.headers.get(LAST_ID, ""))
    known = current().streams.find(stream_id)
    if known and known.asked == asked:
        return _as_events(known.read(number))
    return _as_events(begin(steps, asked, again=bool(stream_id)).read())


def resume(stream_id: str) -> Response:
    """The events of a stream behind the last one that its reader has seen; 204 if that is all.

    Raises:
        StreamNotFound: there is no such stream, or it was forgotten.
    """
    stream = current().streams.find(stream_id)
    if stream is None:
        raise StreamNotFound(
            "There is no such stream of events, or not any more.", "Ask the question again."
        )
    seen, number = position(request.headers.get(LAST_ID, ""))
    reading = stream.read(number if seen == stream_id else 0)
    # A browser's EventSource comes back until it is told that there is nothing more.
    return Response(status=204) if reading.at_end else _as_events(reading)


def _as_events(reading: Reading) -> Response:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(reading, mimetype=MEDIA_TYPE, headers=headers)


def begin(steps: Callable[[], Steps], asked: str, *, again: bool = False) -> Stream:
    """Start a stream; `again` tells a reader of a stream that is lost to forget what it has."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    slot = current().slots.take()
    try:
        work = partial(_work, steps(), slot, app, request_id(), watching.stage(), again)
        return current().streams.begin(asked, work)
    except BaseException:
        slot.free()
        raise


def _work(
    steps: Steps,
    slot: Slot,
    app: Flask,
    asked_in: str,
    within: Stage,
    again: bool,
    stream: Stream,
) -> None:
    whole = True
    logs.request_id.set(asked_in)
    if again:
        stream.tell("restart", {"reason": "The earlier stream is gone."})
    try:
        with within.current():
            whole = _tell_all(steps, stream, slot)
    except Exception as error:  # the status line has gone: an event must tell
        if not isinstance(error, DatelineError):
            app.logger.exception("an answer failed [%s]", asked_in)
        with app.app_context():
            problem = problems.problem_for(error)
        problem.request_id = asked_in
        stream.failure = error
        stream.tell("error", problems.as_json(problem))
    finally:
        steps.close()
        slot.free()
        stream.end(stopped=not whole)


def _tell_all(steps: Steps, stream: Stream, slot: Slot) -> bool:
    """Tell each step, to the last; False if nobody listens any more."""
    while not stream.abandoned:
        slot.check_time()
        try:
            step = next(steps)
        except StopIteration as end:
            stream.tell("answer", end.value.as_json())
            return True
        if step is not None:
            stream.tell(*_told(step))
    return False


def _outcome(steps: Steps, slot: Slot) -> Answer | Summary:
    try:
        while True:
            slot.check_time()
            next(steps)
    except StopIteration as end:
        made: Answer | Summary = end.value
        return made
    finally:
        steps.close()


def _told(step: Found | Checked | Rejected | Restart) -> tuple[str, object]:
    if isinstance(step, Found):
        return "passages", {"hits": [hit_json(hit) for hit in step.hits]}
    if isinstance(step, Checked):
        cited = [asdict(citation) for citation in step.citations]
        return "sentence", {"sentence": asdict(step.sentence), "citations": cited}
    if isinstance(step, Rejected):
        return "rejected", asdict(step)
    return "restart", {"reason": step.reason}
