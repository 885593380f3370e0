"""Pages of the library: the list, an article, adding and deleting."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from qa.errors import InvalidInput
from qa.results import article_json
from qa.web import uploads
from qa.web.current import dateline
from qa.web.marking import offset, paragraphs
from qa.web.problems import problem_for
from qa.web.schemas import ArticlesQuery
from qa.web.validation import parse

library = Blueprint("library", __name__)
Page = str | BaseResponse | tuple[str, int]


@library.get("/articles")
def articles() -> Page:
    """The list, newest first, with its search box and filters."""
    service, problem = dateline(), None
    try:
        asked = parse(ArticlesQuery, request.args)
        page = service.articles(
            limit=asked.limit, cursor=asked.cursor, filter=asked.filter, text=asked.q
        )
    except InvalidInput as error:
        problem = problem_for(error)
        page = service.articles()
    sources = service.sources()
    shown = render_template("articles.html", page=page, sources=sources, problem=problem)
    return (shown, problem.status) if problem else shown


@library.post("/articles")
def add() -> Page:
    """Read the files that were chosen and say what became of each."""
    report = dateline().ingest_drafts(uploads.drafts())
    added = [dateline().article(found) for found in report.article_ids]
    page = render_template("added.html", report=report, added=added)
    return page, 200 if report.article_ids else 422


@library.get("/articles/<article_id>")
def article(article_id: str) -> Page:
    """An article; `?start=&end=` marks the quote that a citation opened."""
    found = dateline().article(article_id)
    start, end = (offset(request.args.get(name)) for name in ("start", "end"))
    text = paragraphs(found.text, start, end)
    copies = article_json(found)["copies"]
    return render_template("article.html", article=found, paragraphs=text, copies=copies)


@library.post("/articles/<article_id>/delete")
def delete(article_id: str) -> Page:
    """Delete an article and go back to the list."""
    title = dateline().article(article_id).title
    dateline().delete(article_id)
    flash(f"Deleted “{title[:200]}”.")
    return redirect(url_for("library.articles"), 303)
