"""The REST API, /api/v1: questions and articles; each route is one call of the service."""

from __future__ import annotations

from flask import Response, jsonify

from qa.errors import InvalidInput
from qa.results import article_json
from qa.web import events, parameters, replies, schemas, uploads
from qa.web.blueprint import make_blueprint
from qa.web.conditional import conditional, only
from qa.web.current import current, dateline
from qa.web.idempotency import Reply, idempotent
from qa.web.job_kinds import job_headers
from qa.web.problems import responses

api = make_blueprint("api", "Archive")
_WITH_MODEL = (409, 415, 429, 502, 504)


@api.post("/ask", responses=responses({200: replies.AnswerJSON}, *_WITH_MODEL))
@idempotent
def ask(header: parameters.AskHeaders, body: schemas.AskRequest) -> Response:
    """Answer a question.

    The answer is stored, and found again at /answers/{id}. With `Accept: text/event-stream` it
    comes as events: `passages`, then `sentence` and `rejected` one by one as each is verified,
    `restart` if a model fails in the middle and the keyless answerer takes over, and at the end
    `answer` or `error`. Each event has an id; the same request with the last one seen as
    `Last-Event-ID` gets the rest.
    """
    service = dateline()
    return events.respond(
        lambda: service.asking(
            body.question, filter=body.filter, answerer=body.answerer, fresh=body.fresh
        )
    )


@api.post("/summaries", responses=responses({200: replies.SummaryJSON}, *_WITH_MODEL))
@idempotent
def summarise(header: parameters.AskHeaders, body: schemas.SummaryRequest) -> Response:
    """Summarise chosen articles, or what the archive holds about a topic.

    As events with `Accept: text/event-stream`, as /ask.
    """
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


@api.get(
    "/streams/<stream_id>",
    responses=responses({200: {"content": {events.MEDIA_TYPE: {"schema": {"type": "string"}}}}}),
)
def stream(path: parameters.StreamPath, header: parameters.StreamHeaders) -> Response:
    """Read the events of an answer on, as a browser's EventSource does.

    The id of a stream is what stands before the colon of its events' ids. 204 when its last event
    has been seen. A stream has one reader at a time: the newest.
    """
    return events.resume(path.stream_id)


@api.get("/answers", responses={200: replies.AnswersJSON})
def answers(header: parameters.CachedHeaders, query: schemas.AnswersQuery) -> Response:
    """Earlier answers and summaries in short, newest first."""
    items, more = dateline().answers(limit=query.limit, cursor=query.cursor, kind=query.kind)
    return conditional({"items": items, "next_cursor": more})


@api.get("/answers/<answer_id>", responses={200: replies.AnswerOrSummaryJSON})
def answer(path: parameters.AnswerPath, header: parameters.CachedHeaders) -> Response:
    """An answer or a summary as it was given."""
    return conditional(dateline().answer(path.answer_id))


@api.get("/search", responses={200: replies.SearchJSON})
def search(header: parameters.CachedHeaders, query: schemas.SearchQuery) -> Response:
    """The passages nearest to a query, with their ranks in both channels."""
    found = (
        dateline()
        .search(query.q, k=query.k, filter=query.filter, sort=query.sort, recency=query.recency)
        .as_json()
    )
    always = ("article_id", "start", "end")
    found["hits"] = [only(query.fields, hit, always) for hit in found["hits"]]
    return conditional(found, varying=["timings_ms"])


@api.get("/articles", responses={200: replies.ArticlesJSON})
def articles(header: parameters.CachedHeaders, query: schemas.ArticlesQuery) -> Response:
    """The library, page by page: `next_cursor` is the `cursor` of the next page."""
    service = dateline()
    page = service.articles(
        limit=query.limit, cursor=query.cursor, filter=query.filter, text=query.q
    )
    items = [only(query.fields, article_json(article), ["id"]) for article in page.items]
    return conditional({"items": items, "next_cursor": page.next_cursor})


@api.post(
    "/articles",
    responses=responses(
        {200: replies.IngestJSON, 201: replies.IngestJSON, 202: replies.JobJSON}, 409, 415, 429
    ),
    openapi_extensions={"requestBody": uploads.REQUEST_BODY},
)
@idempotent
def add_articles(header: parameters.IngestHeaders) -> Reply:
    """Add articles, as JSON or as files.

    201 if any is new or changed, 200 if the archive holds them all already, 422 if none could be
    read; what failed is listed in `failed`, with reasons. With `Prefer: respond-async` they are
    stored at once and read later, by a job: 202, and its address in `Location`.
    """
    if _wants_job(header.prefer):
        job = current().jobs.submit("ingest", {}, uploads.inputs())
        return jsonify(job), 202, job_headers(job) | {"Preference-Applied": "respond-async"}
    drafts = uploads.drafts()
    uploads.refuse_if_all_failed(drafts)
    report = dateline().ingest_drafts(drafts)
    return jsonify(report.as_json()), 201 if report.new or report.updated else 200


@api.get("/articles/<article_id>", responses={200: replies.ArticleJSON})
def article(
    path: parameters.ArticlePath,
    header: parameters.CachedHeaders,
    query: schemas.ArticleQuery,
) -> Response:
    """An article with its whole text."""
    found = article_json(dateline().article(path.article_id))
    return conditional(only(query.fields, found, ["id"]))


@api.delete("/articles/<article_id>", responses={204: None})
def delete_article(path: parameters.ArticlePath) -> tuple[str, int]:
    """Delete an article, its passages and vectors."""
    dateline().delete(path.article_id)
    return "", 204


def _wants_job(prefer: str | None) -> bool:
    preferences = (part.partition(";")[0].strip() for part in (prefer or "").split(","))
    return "respond-async" in preferences
