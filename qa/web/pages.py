"""Pages that ask: the question form and the summary form, each leading to its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, render_template, request

from qa.errors import DatelineError
from qa.steps import Asked, Summarised
from qa.web.coming import follow
from qa.web.current import dateline
from qa.web.facets import outlet_choices
from qa.web.problems import problem_for
from qa.web.replies import Problem
from qa.web.schemas import AskRequest, SummaryRequest
from qa.web.validation import parse
from qa.web.visits import Page, by_another_site

pages = Blueprint("pages", __name__)
_Request = TypeVar("_Request", AskRequest, SummaryRequest)
_LATELY = 5  # questions named below the form


@pages.get("/")
def home() -> Page:
    """The question form; with a question, the way to its answer."""
    if not request.args.get("question") or by_another_site():
        return ask_form()

    def ask(asked: AskRequest) -> Asked:
        return dateline().asking(asked.question, filter=asked.filter, answerer=asked.answerer)

    return _answered(AskRequest, ask, ask_form)


@pages.get("/summaries")
def summaries() -> Page:
    """The summary form; with a topic or articles, the way to their summary."""
    wanted = request.args.get("about") or request.args.getlist("article_ids")
    if not wanted or by_another_site():
        return summary_form()

    def summarise(chosen: SummaryRequest) -> Summarised:
        return dateline().summarising(
            chosen.article_ids,
            about=chosen.about,
            filter=chosen.filter,
            answerer=chosen.answerer,
        )

    return _answered(SummaryRequest, summarise, summary_form)


def ask_form(problem: Problem | None = None) -> str:
    """The question form, filled with what was submitted."""
    newest = dateline().history.lately(10 * _LATELY)
    once = dict(reversed(newest))  # each question with its newest answer
    lately = [line for line in newest if once[line[0]] == line[1]][:_LATELY]
    return render_template("ask.html", problem=problem, lately=lately, **_choices())


def summary_form(problem: Problem | None = None) -> str:
    """The summary form, filled with what was submitted."""
    return render_template("summaries.html", problem=problem, **_choices())


def _answered(
    model: type[_Request],
    work: Callable[[_Request], Asked | Summarised],
    form: Callable[[Problem], str],
) -> Page:
    """Do what the form asks and go to its answer, or show the form with what is wrong."""
    try:
        wanted = parse(model, request.args, lists=("article_ids",))
        asked = wanted.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return follow(lambda: work(wanted), asked)
    except DatelineError as error:
        problem = problem_for(error)
        return form(problem), problem.status


def _choices() -> dict[str, Any]:
    return {
        "sources": outlet_choices(dateline()),
        "articles": dateline().store.catalog.count(),
        "indexing": dateline().indexing(),
    }
