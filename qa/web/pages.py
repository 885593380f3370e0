"""Pages that ask: the question form, the summary form, and the answer of either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from qa.answers import Answer, Summary
from qa.errors import DatelineError
from qa.web.current import dateline
from qa.web.problems import problem_for
from qa.web.replies import Problem
from qa.web.schemas import AskRequest, SummaryRequest
from qa.web.validation import Model, parse

pages = Blueprint("pages", __name__)
Page = str | BaseResponse | tuple[str, int]
_MOST_OUTLETS = 300  # in the form's list; the API takes any


@pages.get("/")
def home() -> Page:
    """The question form; with a question, the way to its answer."""
    if not request.args.get("question") or _sent_by_another_site():
        return ask_form()

    def ask(asked: AskRequest) -> Answer:
        return dateline().ask(asked.question, filter=asked.filter, answerer=asked.answerer)

    return _answered(AskRequest, ask, ask_form)


@pages.get("/summaries")
def summaries() -> Page:
    """The summary form; with a topic or articles, the way to their summary."""
    wanted = request.args.get("about") or request.args.getlist("article_ids")
    if not wanted or _sent_by_another_site():
        return summary_form()

    def summarise(chosen: SummaryRequest) -> Summary:
        return dateline().summarise(
            chosen.article_ids,
            about=chosen.about,
            filter=chosen.filter,
            answerer=chosen.answerer,
        )

    return _answered(SummaryRequest, summarise, summary_form)


@pages.get("/answers/<answer_id>")
def answer(answer_id: str) -> Page:
    """A stored answer or summary: the same tomorrow as today."""
    stored = dateline().answer(answer_id)
    cited = {citation["number"]: citation for citation in stored["citations"]}
    return render_template("answer.html", answer=stored, cited=cited)


def ask_form(problem: Problem | None = None) -> str:
    """The question form, filled with what was submitted."""
    return render_template("ask.html", problem=problem, **_choices())


def summary_form(problem: Problem | None = None) -> str:
    """The summary form, filled with what was submitted."""
    return render_template("summaries.html", problem=problem, **_choices())


def _answered(
    model: type[Model],
    work: Callable[[Model], Answer | Summary],
    form: Callable[[Problem], str],
) -> Page:
    """Do what the form asks and go to its answer, or show the form with what is wrong."""
    try:
        done = work(parse(model, request.args, lists=("article_ids",)))
    except DatelineError as error:
        problem = problem_for(error)
        return form(problem), problem.status
    return redirect(url_for("pages.answer", answer_id=done.id), 303)


def _choices() -> dict[str, Any]:
    sources = dateline().sources()
    return {"sources": sources[:_MOST_OUTLETS], "articles": sum(count for _, count in sources)}


def _sent_by_another_site() -> bool:
    """Links to a question fill in the form; only a person's own click spends on an answer."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return True
    return request.headers.get("Sec-Fetch-Site", "none") in ("cross-site", "same-site")
