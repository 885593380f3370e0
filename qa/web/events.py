"""Answers and summaries as JSON, or as server-sent events to those who ask for them.

The events are `sentence` ({"sentence", "citations"}) for each verified sentence, `rejected`
({"text", "reason"}), and at the end `answer` (the whole JSON) or `error` (a problem).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Response, current_app, json, jsonify, request, stream_with_context

from qa.answers import Answer, Summary
from qa.errors import DatelineError
from qa.web import problems

MEDIA_TYPE = "text/event-stream"


def respond(work: Callable[[], Answer | Summary]) -> Response:
    """Do the work and give its outcome in the form that the request accepts."""
    if request.accept_mimetypes.best_match(["application/json", MEDIA_TYPE]) != MEDIA_TYPE:
        return jsonify(work().as_json())
    body = stream_with_context(_stream(work))
    return Response(
        body, mimetype=MEDIA_TYPE, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


def _stream(work: Callable[[], Answer | Summary]) -> Iterator[str]:
    try:
        outcome = work().as_json()
    except Exception as error:  # the status line has gone: an event must tell
        if not isinstance(error, DatelineError):
            current_app.logger.exception("%s failed", request.path)
        yield event("error", problems.as_json(problems.problem_for(error)))
        return
    cited = {citation["number"]: citation for citation in outcome["citations"]}
    for sentence in outcome["sentences"]:
        citations = [cited[number] for number in sentence["citations"]]
        yield event("sentence", {"sentence": sentence, "citations": citations})
    for rejected in outcome["rejected"]:
        yield event("rejected", rejected)
    yield event("answer", outcome)


def event(name: str, data: Any) -> str:
    """One event; JSON has no line ends of its own, so that its data is one line."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
