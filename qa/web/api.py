"""The REST API, /api/v1: each route is one call of the service."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Response, jsonify, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from werkzeug.exceptions import BadRequest

from qa.errors import InvalidInput
from qa.results import article_json
from qa.web import events, schemas, uploads
from qa.web.current import dateline
from qa.web.problems import CrossSite, responses

api = APIBlueprint(
    "api",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="Archive")],
    abp_responses=responses(None, 400, 403, 404, 405, 413, 422, 500),
    operation_id_callback=lambda *, name, **_: name,
)
_WITH_MODEL = (415, 429, 502, 503, 504)


@api.before_request
def refuse_other_sites() -> None:
    """A page of another site can make a browser post here, with no key and no cookie to stop it.

    Browsers say so in `Sec-Fetch-Site`, old ones in `Origin`; programs send neither.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    same = (
        site in ("same-origin", "none") if site else urlsplit(origin or "").netloc == request.host
    )
    if (site or origin) and not same:
        raise CrossSite(
            f"A page of {origin or 'another site'} sent this request.",
            "Call the API from a program, or from a page of this server.",
        )


@api.before_request
def read_json() -> None:
    """Bodies are JSON: say what is wrong with one that is not, before it meets its model."""
    if request.method != "POST" or uploads.sent_files():
        return
    try:
        body = request.get_json()
    except RecursionError:
        raise BadRequest("The JSON is nested too deeply.") from None
    except BadRequest as error:
        told = getattr(error.__cause__, "description", None) or error.description or ""
        fault = told.removeprefix("Failed to decode JSON object: ")
        raise BadRequest(f"The request's body is not JSON ({fault}).") from None
    if not isinstance(body, dict) and request.endpoint != "api.add_articles":
        raise InvalidInput("The request must be a JSON object.")


@api.post("/ask", responses=responses({200: schemas.AnswerJSON}, *_WITH_MODEL))
def ask(body: schemas.AskRequest) -> Response:
    """Answer a question.

    The answer is stored, and found again at /answers/{id}. With `Accept: text/event-stream` it
    comes as events: `passages`, then `sentence` and `rejected` one by one as each is verified,
    `restart` if a model fails in the middle and the keyless answerer takes over, and at the end
    `answer` or `error`.
    """
    service = dateline()
    return events.respond(
        lambda: service.asking(
            body.question, filter=body.filter, answerer=body.answerer, fresh=body.fresh
        )
    )


@api.post("/summaries", responses=responses({200: schemas.SummaryJSON}, *_WITH_MODEL))
def summarise(body: schemas.SummaryRequest) -> Response:
    """Summarise chosen articles, or what the archive holds about a topic."""
    if not (body.article_ids or body.about):
        raise InvalidInput(
            "Nothing says what to summarise.", "Give article_ids or about.", field="article_ids"
        )
    service = dateline()
    return events.respond(
        lambda: service.summarising(
            body.article_ids,
            about=body.about,
            filter=body.filter,
            answerer=body.answerer,
            fresh=body.fresh,
        )
    )


@api.get("/answers/<answer_id>", responses={200: schemas.AnswerOrSummaryJSON})
def answer(path: schemas.AnswerPath) -> Response:
    """An answer or a summary as it was given."""
    return jsonify(dateline().answer(path.answer_id))


@api.get("/search", responses=responses({200: schemas.SearchJSON}, 503))
def search(query: schemas.SearchQuery) -> Response:
    """The passages nearest to a query, with their ranks in both channels."""
    found = dateline().search(
        query.q, k=query.k, filter=query.filter, sort=query.sort, recency=query.recency
    )
    return jsonify(found.as_json())


@api.get("/articles", responses={200: schemas.ArticlesJSON})
def articles(query: schemas.ArticlesQuery) -> dict[str, Any]:
    """The library, page by page: `next_cursor` is the `cursor` of the next page."""
    service = dateline()
    page = service.articles(
        limit=query.limit, cursor=query.cursor, filter=query.filter, text=query.q
    )
    items = [article_json(article) for article in page.items]
    return {"items": items, "next_cursor": page.next_cursor}


@api.post(
    "/articles",
    responses=responses({200: schemas.IngestJSON, 201: schemas.IngestJSON}, 415, 503),
    openapi_extensions={"requestBody": uploads.REQUEST_BODY},
)
def add_articles() -> tuple[Response, int]:
    """Add articles, as JSON or as files.

    201 if any is new or changed, 200 if the archive holds them all already, 422 if none could be
    read; what failed is listed in `failed`, with reasons.
    """
    drafts = uploads.drafts()
    uploads.refuse_if_all_failed(drafts)
    report = dateline().ingest_drafts(drafts)
    return jsonify(report.as_json()), 201 if report.new or report.updated else 200


@api.get("/articles/<article_id>", responses={200: schemas.ArticleJSON})
def article(path: schemas.ArticlePath) -> Response:
    """An article with its whole text."""
    service = dateline()
    return jsonify(article_json(service.article(path.article_id)))


@api.delete("/articles/<article_id>", responses={204: None})
def delete_article(path: schemas.ArticlePath) -> tuple[str, int]:
    """Delete an article, its passages and vectors."""
    dateline().delete(path.article_id)
    return "", 204
