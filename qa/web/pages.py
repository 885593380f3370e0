"""Pages that ask: the question form and the summary form, each leading to its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from qa.answers import Answer, Summary
from qa.errors import DatelineError
from qa.web.current import dateline
from qa.web.problems import problem_for
from qa.web.replies import Problem
from qa.web.schemas import AskRequest, SummaryRequest
from qa.web.validation import Model, parse
from qa.web.visits import Page, by_another_site

pages = Blueprint("pages", __name__)
_MOST_OUTLETS = 300  # in the form's list; the API takes any


@pages.get("/")
def home() -> Page:
    """The question form; with a question, the way to its answer."""
    if not request.args.get("question") or by_another_site():
        return ask_form()

    def ask(asked: AskRequest) -> Answer:
        return dateline().ask(asked.question, filter=asked.filter, answerer=asked.answerer)

    return _answered(AskRequest, ask, ask_form)


@pages.get("/summaries")
def summaries() -> Page:
    """The summary form; with a topic or articles, the way to their summary."""
    wanted = request.args.get("about") or request.args.getlist("article_ids")
    if not wanted or by_another_site():
        return summary_form()

    def summarise(chosen: SummaryRequest) -> Summary:
        return dateline().summarise(
            chosen.article_ids,
            about=chosen.about,
            filter=chosen.filter,
            answerer=chosen.answerer,
        )

    return _answered(SummaryRequest, summarise, summary_form)


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
    return redirect(url_for("answers.answer", answer_id=done.id), 303)


def _choices() -> dict[str, Any]:
    return {
        "sources": dateline().sources()[:_MOST_OUTLETS],
        "articles": dateline().articles(limit=1).total,
        "indexing": dateline().indexing(),
    }
