"""Each call of the API: the request, and what is made of its response. Both clients have these."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import quote

from qa.answers import Answer, Summary
from qa.client import models
from qa.client.reading import answer_or_summary, made, members_of
from qa.errors import InvalidInput
from vectorstore.models import Filter

Result = TypeVar("Result")
AnswererName = Literal["auto", "extractive", "llm"]
File = str | os.PathLike[str] | tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Call(Generic[Result]):
    """One request and how its response is read.

    Attributes:
        path: from the server's root, quoted.
        options: what httpx2 takes to build the request: params, json, files.
        patient: whether to try again when the server is busy.
    """

    method: Literal["GET", "POST", "DELETE"]
    path: str
    read: Callable[[bytes], Result]
    options: Mapping[str, Any] = field(default_factory=dict)
    patient: bool = True


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
    body = {"question": question, **_filters(filter), **_how(answerer, fresh=fresh)}
    return _post("/ask", _reader(Answer), body)


def summarise(
    article_ids: Sequence[str] = (),
    *,
    about: str | None = None,
    filter: Filter | None = None,  # noqa: A002
    answerer: AnswererName | None = None,
    fresh: bool = False,
) -> Call[Summary]:
    """What the chosen articles say, or what the archive says about a topic; `ask` has the rest."""
    chosen: dict[str, Any] = {"article_ids": list(article_ids)} if article_ids else {}
    if about is not None:
        chosen["about"] = about
    body = chosen | _filters(filter) | _how(answerer, fresh=fresh)
    return _post("/summaries", _reader(Summary), body)


def search(
    query: str,
    *,
    k: int = 10,
    filter: Filter | None = None,  # noqa: A002
) -> Call[models.SearchResult]:
    """The `k` passages that fit best, 1 to 1,000."""
    params = {"q": query, "k": k, **_filters(filter)}
    return _get("/search", models.SearchResult, params)


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
    given = {"limit": limit, "cursor": cursor, "q": text, **_filters(filter)}
    params = {name: value for name, value in given.items() if value is not None}
    return _get("/articles", models.ArticlePage, params)


def article(article_id: str) -> Call[models.Article]:
    """An article with its whole text, or NotFound."""
    return _get(f"/articles/{quote(article_id, safe='')}", models.Article)


def delete(article_id: str) -> Call[None]:
    """Delete an article, or raise NotFound."""
    return Call("DELETE", _API + f"/articles/{quote(article_id, safe='')}", lambda _: None)


def answer(answer_id: str) -> Call[Answer | Summary]:
    """An earlier answer or summary as it was given, or NotFound."""
    path = _API + f"/answers/{quote(answer_id, safe='')}"
    return Call("GET", path, lambda content: answer_or_summary(members_of(content)))


def add_articles(articles: Iterable[Mapping[str, Any]]) -> Call[models.Ingested]:
    """Add articles, with the member names that `dateline ingest` reads: title, text, date, ...

    Raises:
        Problem: not one could be read; `failed` says why, one by one.
    """
    body = {"articles": [dict(one) for one in articles]}
    return _post("/articles", _reader(models.Ingested), body)


def add_files(*files: File) -> Call[models.Ingested]:
    """Add files of any format that the readers know: paths, or names with bytes; 100 at most.

    Raises:
        InvalidInput: a file cannot be read.
        Problem: not one could be read; `failed` says why, one by one.
    """
    parts = [("file", _part(one)) for one in files]
    return Call("POST", _API + "/articles", _reader(models.Ingested), {"files": parts})


def healthz() -> Call[models.Health]:
    """Whether the server's process runs; asks nothing of the archive."""
    return _probe("/healthz", models.Health)


def readyz() -> Call[models.Readiness]:
    """Whether questions can be answered now; Unavailable if not."""
    return _probe("/readyz", models.Readiness)


_API = "/api/v1"
_Made = TypeVar("_Made")


def _reader(kind: type[_Made]) -> Callable[[bytes], _Made]:
    return lambda content: made(kind, members_of(content))


def _get(path: str, kind: type[_Made], params: Mapping[str, Any] | None = None) -> Call[_Made]:
    options = {"params": params} if params else {}
    return Call("GET", _API + path, _reader(kind), options)


def _probe(path: str, kind: type[_Made]) -> Call[_Made]:
    return Call("GET", path, _reader(kind), patient=False)


def _post(path: str, read: Callable[[bytes], _Made], body: Mapping[str, Any]) -> Call[_Made]:
    try:
        content = json.dumps(body, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:  # a set, half of a surrogate pair
        raise InvalidInput(
            f"The request cannot be written as JSON ({error}).", "Give text, numbers and lists."
        ) from error
    headers = {"Content-Type": "application/json"}
    return Call("POST", _API + path, read, {"content": content, "headers": headers})


def _filters(where: Filter | None) -> dict[str, Any]:
    """The members of a filter that are set, in the words of the API."""
    if where is None:
        return {}
    if where.article_ids:
        raise InvalidInput("The API does not filter by article.", field="filter")
    days = {"from": where.date_from, "to": where.date_to, "as_of": where.as_of}
    given: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
    return given | ({"source": list(where.sources)} if where.sources else {})


def _how(answerer: AnswererName | None, *, fresh: bool) -> dict[str, Any]:
    return ({"answerer": answerer} if answerer else {}) | ({"fresh": True} if fresh else {})


def _part(file: File) -> tuple[str, bytes]:
    """Name and bytes of a file; read now, so that the request can be sent again."""
    if isinstance(file, tuple):
        return file
    path = Path(file)
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read ({error.strerror or error}).",
            "Give paths of files, or (name, bytes).",
            field="file",
        ) from error
