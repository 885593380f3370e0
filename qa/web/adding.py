"""Adding articles from the page: files or pasted text, with progress for those who watch."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from dataclasses import asdict

from flask import Flask, Response, current_app, jsonify, render_template, request

from qa.drafts import ArticleDraft, ReadFailure
from qa.ingesting import IngestProgress, IngestReport
from qa.service import Dateline
from qa.web import events, uploads
from qa.web.current import dateline
from qa.web.problems import as_json, for_people, problem_for
from qa.web.visits import Page

_Drafts = list[ArticleDraft | ReadFailure]
_SHOWN = 200  # added articles named on the page


def add() -> Page:
    """Store what the form holds, and tell what became of it in the form that is accepted."""
    drafts = _drafts()
    if request.accept_mimetypes.best_match(["text/html", events.MEDIA_TYPE]) == events.MEDIA_TYPE:
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        told = _told(app, dateline(), drafts)
        return Response(told, mimetype=events.MEDIA_TYPE, headers={"Cache-Control": "no-store"})
    report = dateline().ingest_drafts(drafts)
    status = 200 if report.article_ids else 422
    if not for_people():
        return _with_status(jsonify(report.as_json()), status)
    added = [dateline().article(found) for found in report.article_ids[:_SHOWN]]
    return render_template("added.html", report=report, added=added), status


def _drafts() -> _Drafts:
    text = request.form.get("text", "")
    pasted = list(_pasted(text)) if text.strip() else []
    if pasted and not any(file.filename for file in request.files.values()):
        return pasted
    return pasted + uploads.drafts()


def _pasted(text: str) -> Iterator[ArticleDraft | ReadFailure]:
    """Pasted text, read as what it looks like."""
    from qa.readers import read_bytes

    looks = text.lstrip()[:200].casefold()
    if looks.startswith(("{", "[")):
        ending = "json"
    else:
        ending = "html" if looks.startswith(("<!doctype", "<html")) else "txt"
    lines_of_ours = text.replace("\r\n", "\n")
    yield from read_bytes(f"pasted.{ending}", lines_of_ours.encode(), dateline().config)


def _told(app: Flask, service: Dateline, drafts: _Drafts) -> Iterator[str]:
    """`progress` after each batch, and `report` or `error` at the end.

    The work goes on when nobody listens any more: half of a file is worth less than all of it.
    """
    told: queue.Queue[str | None] = queue.Queue()

    def progress(step: IngestProgress) -> None:
        told.put(_event("progress", asdict(step)))

    def work() -> None:
        try:
            report: IngestReport = service.ingest_drafts(drafts, progress=progress)
            told.put(_event("report", report.as_json()))
        except Exception as error:
            app.logger.exception("adding articles failed")
            with app.app_context():
                told.put(_event("error", as_json(problem_for(error))))
        finally:
            told.put(None)

    threading.Thread(target=work, name="adding", daemon=True).start()
    while (event := told.get()) is not None:
        yield event


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _with_status(response: Response, status: int) -> Response:
    response.status_code = status
    return response
