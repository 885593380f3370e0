"""Each call of the API: the request, and what is made of its response. Both clients have these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote

from qa.answers import Answer, Summary
from qa.client import models
from qa.client.call import (
    API,
    Call,
    File,
    filters,
    get,
    given,
    in_background,
    part,
    post,
    probe,
    reader,
)
from qa.client.reading import answer_or_summary, members_of
from qa.results import Order
from vectorstore.models import Filter

AnswererName = Literal["auto", "extractive", "llm"]


def ask(
    question: str,
    *,
    filter: Filter | None = None,  # noqa: A002  (the word of the contract)
    answerer: AnswererName | None = None,
    fresh: bool = False,
) -> Call[Answer]:
    """What the archive says to a question.

    Args:
        answerer: who answers; None leaves it to the server.
        fresh: ask the model even if it answered the same before.

    Raises:
        ClientError: it cannot be answered; the message says why.
    """
    how = given(answerer=answerer, fresh=fresh or None)
    body = {"question": question, **filters(filter), **how}
    return post("/ask", Answer, body)


def summarise(
    article_ids: Sequence[str] = (),
    *,
    about: str | None = None,
    filter: Filter | None = None,  # noqa: A002
    answerer: AnswererName | None = None,
    fresh: bool = False,
) -> Call[Summary]:
    """What the chosen articles say, or what the archive says about a topic; `ask` has the rest."""
    chosen = given(article_ids=list(article_ids) or None, about=about)
    body = chosen | filters(filter) | given(answerer=answerer, fresh=fresh or None)
    return post("/summaries", Summary, body)


def search(
    query: str,
    *,
    k: int = 10,
    filter: Filter | None = None,  # noqa: A002
    sort: Order | None = None,
    recency: float | None = None,
) -> Call[models.SearchResult]:
    """The `k` passages that fit best, 1 to 1,000.

    Args:
        sort: in which order these are given: "relevance", "newest" or "oldest".
        recency: what a passage of the newest day gains; None: as the question wants it.
    """
    params = given(q=query, k=k, sort=sort, recency=recency, **filters(filter))
    return get("/search", models.SearchResult, params)


def article_page(
    *,
    limit: int = 50,
    cursor: str | None = None,
    filter: Filter | None = None,  # noqa: A002
    text: str | None = None,
) -> Call[models.ArticlePage]:
    """A page of articles, newest first.

    Args:
        limit: articles of the page, 1 to 200.
        cursor: the `next_cursor` of the page before.
        text: what title or outlet must hold.
    """
    params = given(limit=limit, cursor=cursor, q=text, **filters(filter))
    return get("/articles", models.ArticlePage, params)


def article(article_id: str) -> Call[models.Article]:
    """An article with its whole text, or NotFound."""
    return get(f"/articles/{quote(article_id, safe='')}", models.Article)


def delete(article_id: str) -> Call[None]:
    """Delete an article, or raise NotFound."""
    return Call("DELETE", API + f"/articles/{quote(article_id, safe='')}", lambda _: None)


def answer_page(
    *,
    limit: int = 50,
    cursor: str | None = None,
    kind: Literal["answer", "summary"] | None = None,
) -> Call[models.AnswerPage]:
    """A page of earlier answers and summaries in short, newest first; as `article_page`."""
    return get("/answers", models.AnswerPage, given(limit=limit, cursor=cursor, kind=kind))


def answer(answer_id: str) -> Call[Answer | Summary]:
    """An earlier answer or summary as it was given, or NotFound."""
    path = API + f"/answers/{quote(answer_id, safe='')}"
    return Call("GET", path, lambda content: answer_or_summary(members_of(content)))


def add_articles(articles: Iterable[Mapping[str, Any]]) -> Call[models.Ingested]:
    """Add articles, with the member names that `dateline ingest` reads: title, text, date, ...

    Raises:
        Problem: not one could be read; `failed` says why, one by one.
    """
    body = {"articles": [dict(one) for one in articles]}
    return post("/articles", models.Ingested, body)


def add_files(*files: File) -> Call[models.Ingested]:
    """Add files of any format that the readers know: paths, or names with bytes; 100 at most.

    Raises:
        InvalidInput: a file cannot be read.
        Problem: not one could be read; `failed` says why, one by one.
    """
    parts = [("file", part(one)) for one in files]
    return Call("POST", API + "/articles", reader(models.Ingested), {"files": parts})


def submit_articles(articles: Iterable[Mapping[str, Any]]) -> Call[models.Job]:
    """As `add_articles`, in the background: the job that does it."""
    return in_background(add_articles(articles))


def submit_files(*files: File) -> Call[models.Job]:
    """As `add_files`, in the background: the job that does it."""
    return in_background(add_files(*files))


def rebuild() -> Call[models.Job]:
    """Make both indexes anew, in the background; questions are answered meanwhile."""
    return Call("POST", API + "/rebuild", reader(models.Job))


def evaluate(
    dataset: str = "sample",
    *,
    answerer: AnswererName | None = None,
    limit: int | None = None,
    half: Literal["all", "tune", "held-out"] | None = None,
    retrieval_only: bool | None = None,
) -> Call[models.Job]:
    """Measure the server on a data set of its own, in the background; the result is the report."""
    body = {"dataset": dataset, "answerer": answerer, "limit": limit, "half": half}
    return post("/evaluations", models.Job, given(**body, retrieval_only=retrieval_only))


def job(job_id: str) -> Call[models.Job]:
    """How far a job is, and what came of it; or NotFound."""
    return get(f"/jobs/{quote(job_id, safe='')}", models.Job)


def job_page(
    *,
    limit: int = 50,
    cursor: str | None = None,
    state: str | None = None,
    kind: str | None = None,
) -> Call[models.JobPage]:
    """A page of jobs, newest first, without their results; as `article_page`."""
    return get("/jobs", models.JobPage, given(limit=limit, cursor=cursor, state=state, kind=kind))


def cancel(job_id: str) -> Call[models.Job]:
    """Cancel a job: at once if it waits, at its next step if it runs."""
    return Call("DELETE", API + f"/jobs/{quote(job_id, safe='')}", reader(models.Job))


def healthz() -> Call[models.Health]:
    """Whether the server's process runs; asks nothing of the archive."""
    return probe("/healthz", models.Health)


def readyz() -> Call[models.Readiness]:
    """Whether questions can be answered now; Unavailable if not."""
    return probe("/readyz", models.Readiness)
