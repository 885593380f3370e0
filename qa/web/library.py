"""Pages of the library: the list, an article, adding, deleting and undoing it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from qa.errors import ArticleNotFound, InvalidInput
from qa.trash import Deleted
from qa.web import adding
from qa.web.current import dateline
from qa.web.facets import HEIGHT, WIDTH, facets, outlet_choices
from qa.web.marking import offset, paragraphs
from qa.web.problems import problem_for
from qa.web.schemas import ArticlesQuery
from qa.web.validation import parse
from qa.web.visits import Page
from vectorstore.models import Filter

library = Blueprint("library", __name__)
_NARROWED = ("q", "source", "from", "to", "cursor")
_MOST_COPIES = 200  # named on an article's page
_JUST_NOW = timedelta(minutes=10)


@library.get("/articles")
def articles() -> Page:
    """The list, newest first, with its search box, facets, and what was deleted lately."""
    service, problem = dateline(), None
    try:
        asked = parse(ArticlesQuery, request.args)
        page = service.articles(
            limit=asked.limit, cursor=asked.cursor, filter=asked.filter, text=asked.q
        )
    except InvalidInput as error:
        problem, asked = problem_for(error), ArticlesQuery.model_validate({})
        page = service.articles()
    just_now, earlier = _deleted()
    shown = render_template(
        "articles.html",
        page=page,
        facets=facets(service, asked.filter, asked.q),
        picture=(WIDTH, HEIGHT),
        just_deleted=just_now,
        deleted=earlier,
        sources=outlet_choices(service),
        indexing=service.indexing(),
        problem=problem,
    )
    return (shown, problem.status) if problem else shown


library.post("/articles")(adding.add)


@library.post("/articles/sample")
def sample() -> Page:
    """Fill an empty archive with the sample articles, and go to the question form."""
    folder = resources.files("qa") / "sample" / "articles"
    report = dateline().ingest([str(folder)])
    flash(f"The sample is in: {report.new} articles. Ask it something, for example:", "sample")
    return redirect(url_for("pages.home"), 303)


@library.get("/articles/<article_id>")
def article(article_id: str) -> Page:
    """An article; `?start=&end=` marks the quote that a citation opened."""
    service = dateline()
    try:
        found = service.article(article_id)
    except ArticleNotFound:
        deleted = service.trash.find(article_id)
        if deleted is None:
            raise
        return render_template("deleted.html", article=deleted.article), 404
    start, end = (offset(request.args.get(name)) for name in ("start", "end"))
    copies = Filter(article_ids=found.copies[:_MOST_COPIES])
    return render_template(
        "article.html",
        article=found,
        paragraphs=paragraphs(found.text, start, end),
        copies=service.articles(limit=_MOST_COPIES, filter=copies).items if found.copies else (),
        citing=service.history.citing(article_id),
    )


@library.post("/articles/<article_id>/delete")
def delete(article_id: str) -> Page:
    """Delete an article and go back to the list as it was, which offers to undo it."""
    dateline().trash.delete(article_id)
    kept: dict[str, Any] = {name: request.args[name] for name in _NARROWED if name in request.args}
    return redirect(url_for("library.articles", **kept), 303)


@library.post("/articles/<article_id>/restore")
def restore(article_id: str) -> Page:
    """Undo a deletion and go to the article."""
    restored = dateline().trash.restore(article_id)
    flash("Put back into the archive.")
    return redirect(url_for("library.article", article_id=restored), 303)


def _deleted() -> tuple[list[Deleted], list[Deleted]]:
    """What was deleted just now, and what was earlier and can still be put back."""
    held = dateline().trash.held()
    since = datetime.now(UTC) - _JUST_NOW
    return [d for d in held if d.at >= since], [d for d in held if d.at < since]
