"""Answers and summaries as JSON, or as server-sent events to those who ask for them.

The events, in order: `passages` ({"hits"}: what an answerer is given), `sentence` ({"sentence",
"citations"}) for each sentence once it is verified, `rejected` ({"text", "reason", "outcome"}),
`restart` ({"reason"}: the model failed in the middle; forget the sentences so far), and at the end
`answer` (the whole JSON) or `error` (a problem). Comments keep the connection alive meanwhile.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import asdict
from typing import TypeVar

from flask import Flask, Response, current_app, jsonify, request

from qa.answers import Answer, Rejected, Summary
from qa.asking import Checked, Found, Step
from qa.choosing import Restart
from qa.errors import DatelineError
from qa.results import hit_json
from qa.web import problems

MEDIA_TYPE = "text/event-stream"
HEARTBEAT_S = 1.0  # a client that went away is noticed when something is written to it
_WAITING = ": waiting\n\n"
_Made = TypeVar("_Made", Answer, Summary)
_Steps = Generator[Step, None, _Made]


def respond(steps: Callable[[], _Steps[_Made]]) -> Response:
    """Go through the steps and give their outcome in the form that the request accepts."""
    if request.accept_mimetypes.best_match(["application/json", MEDIA_TYPE]) != MEDIA_TYPE:
        return jsonify(_outcome(steps()).as_json())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return Response(
        Streamed(app, steps()),
        mimetype=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


class Streamed:
    """The steps as events, made in a thread of their own so that waiting can be told.

    The server closes this when the client is gone; the steps are then closed at their next one,
    and with them the connection to the model.
    """

    def __init__(self, app: Flask, steps: _Steps[Answer] | _Steps[Summary]) -> None:
        self._app = app
        self._steps = steps
        self._events: queue.Queue[str | None] = queue.Queue()
        self._gone = threading.Event()
        threading.Thread(target=self._work, name="answer", daemon=True).start()

    def __iter__(self) -> Iterator[str]:
        while True:
            try:
                told = self._events.get(timeout=HEARTBEAT_S)
            except queue.Empty:
                yield _WAITING
                continue
            if told is None:
                return
            yield told

    def close(self) -> None:
        """Stop the work; the WSGI server calls this at the end, however it came."""
        self._gone.set()

    def _work(self) -> None:
        try:
            while not self._gone.is_set():
                step = next(self._steps)
                if step is not None:
                    self._events.put(event(*_told(step)))
        except StopIteration as end:
            self._events.put(event("answer", end.value.as_json()))
        except Exception as error:  # the status line has gone: an event must tell
            if not isinstance(error, DatelineError):
                self._app.logger.exception("an answer failed")
            with self._app.app_context():
                self._events.put(event("error", problems.as_json(problems.problem_for(error))))
        finally:
            self._steps.close()
            self._events.put(None)


def event(name: str, data: object) -> str:
    """One event; JSON has no line ends of its own, so that its data is one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _outcome(steps: _Steps[_Made]) -> _Made:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made


def _told(step: Found | Checked | Rejected | Restart) -> tuple[str, object]:
    if isinstance(step, Found):
        return "passages", {"hits": [hit_json(hit) for hit in step.hits]}
    if isinstance(step, Checked):
        cited = [asdict(citation) for citation in step.citations]
        return "sentence", {"sentence": asdict(step.sentence), "citations": cited}
    if isinstance(step, Rejected):
        return "rejected", asdict(step)
    return "restart", {"reason": step.reason}
