"""Pages of stored answers: the permalink, the history, exports, and two days side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, json, redirect, render_template, request, url_for
from pydantic import BaseModel

from qa.errors import DatelineError, InvalidInput
from qa.web.coming import follow
from qa.web.comparing import compare, in_order, seen_until
from qa.web.current import dateline
from qa.web.exporting import markdown
from qa.web.facets import outlet_choices
from qa.web.problems import problem_for
from qa.web.reading import read
from qa.web.schemas import Day, Name, Text
from qa.web.validation import parse
from qa.web.visits import Page, by_another_site
from vectorstore.models import Filter

answers = Blueprint("answers", __name__)
_A_PAGE = 30


class _Wanted(BaseModel):
    """Which page of the history."""

    q: Text | None = None
    cursor: Name | None = None


class _AsOf(BaseModel):
    """The day to ask again as of."""

    as_of: Day


@answers.get("/answers")
def history() -> Page:
    """Answers and summaries, newest first, with a search box."""
    problem = None
    try:
        wanted = parse(_Wanted, request.args)
        page = dateline().history.listed(limit=_A_PAGE, cursor=wanted.cursor, text=wanted.q)
    except InvalidInput as error:
        problem = problem_for(error)
        page = dateline().history.listed(limit=_A_PAGE)
    shown = render_template("history.html", page=page, problem=problem)
    return (shown, problem.status) if problem else shown


@answers.get("/answers/<answer_id>")
def answer(answer_id: str) -> Page:
    """A stored answer or summary: the same tomorrow as today."""
    return _shown(dateline().answer(answer_id))


@answers.get("/answers/<answer_id>.md")
def as_markdown(answer_id: str) -> Response:
    """The answer as a Markdown file."""
    stored = dateline().answer(answer_id)
    address = url_for("answers.answer", answer_id=answer_id, _external=True)
    used = dateline().history.given(answer_id).get("filter") or {}
    return _file(markdown(stored, address, used), "text/markdown", f"dateline-{answer_id}.md")


@answers.get("/answers/<answer_id>.json")
def as_json(answer_id: str) -> Response:
    """The answer as a JSON file, as the REST API gives it."""
    stored = dateline().answer(answer_id)
    text = json.dumps(stored, indent=2, ensure_ascii=False) + "\n"
    return _file(text, "application/json", f"dateline-{answer_id}.json")


@answers.get("/answers/<answer_id>/again")
def again(answer_id: str) -> Page:
    """Ask the same again as of another day, and show both side by side."""
    service = dateline()
    stored = service.answer(answer_id)
    if by_another_site() or "question" not in stored:
        return redirect(url_for("answers.answer", answer_id=answer_id), 303)
    given = service.history.given(answer_id)
    try:
        as_of = parse(_AsOf, request.args).as_of
        where = _filter(given.get("filter") or {}, as_of)
        asked = _asked_before(stored, given) | {"as_of": as_of.isoformat()}
        return follow(
            lambda: service.asking(asked["question"], filter=where, answerer=asked.get("answerer")),
            asked,
            beside=answer_id,
        )
    except DatelineError as error:
        problem = problem_for(error)
        return _shown(stored, problem), problem.status


@answers.get("/answers/<one>/and/<other>")
def compared(one: str, other: str) -> Page:
    """Two stored answers side by side, the one that sees less on the left."""
    pair = [dateline().answer(name) for name in (one, other)]
    earlier, later = in_order(pair)
    changes = compare(earlier, later)
    return render_template(
        "compared.html",
        sides=[(item, read(dateline(), item), seen_until(item)) for item in (earlier, later)],
        changes=changes,
    )


def _shown(stored: dict[str, Any], problem: object = None) -> str:
    reading = read(dateline(), stored)
    return render_template(
        "answer.html",
        answer=stored,
        reading=reading,
        asked=_asked_before(stored, reading.given),
        sources=outlet_choices(dateline()),
        problem=problem,
    )


def _asked_before(stored: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What was asked, as parameters of the form; as of which day is left to be chosen."""
    used = given.get("filter") or {}
    asked = {name: used.get(name) for name in ("from", "to", "source")}
    if used.get("source") and len(used["source"]) == 1:
        asked["source"] = used["source"][0]  # as a form's list has it
    asked |= {"question": stored.get("question"), "answerer": given.get("answerer")}
    return {name: value for name, value in asked.items() if value}


def _filter(kept: dict[str, Any], as_of: date) -> Filter:
    first, last = (
        date.fromisoformat(kept[name]) if kept.get(name) else None for name in ("from", "to")
    )
    return Filter(first, last, as_of, tuple(kept.get("source") or ()))


def _file(text: str, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, content_type=f"{media_type}; charset=utf-8", headers=headers)
