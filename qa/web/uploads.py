"""Articles that come in a request: JSON, or files of any format that the readers know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import InvalidInput, ReadError
from qa.web.current import dateline

MOST_FILES = 100
_OBJECT = {"type": "object", "description": "title, text, date, source, url, author, id"}
REQUEST_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "description": "An article, a list of articles, or an object that holds the list",
                "anyOf": [
                    {
                        "type": "object",
                        "required": ["articles"],
                        "properties": {"articles": {"type": "array", "items": _OBJECT}},
                    },
                    {"type": "array", "items": _OBJECT},
                    _OBJECT,
                ],
            },
            "example": {
                "title": "Ferry returns to service",
                "date": "2023-11-20",
                "source": "Harbour Post",
                "text": "The ferry returned to service on Monday, the operator said.",
            },
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {"type": "array", "items": {"type": "string", "format": "binary"}}
                },
            }
        },
    },
}


def sent_files() -> bool:
    """Whether the request at hand comes to the articles with files."""
    return request.mimetype == "multipart/form-data" and request.path.endswith("/articles")


class NothingReadable(ReadError):
    """Not one article of a request could be read; `failed` says why, one by one."""

    def __init__(self, failed: list[ReadFailure]) -> None:
        self.failed = failed
        more = f" {len(failed) - 1:,} more could not be read either." if len(failed) > 1 else ""
        super().__init__(f"{failed[0].origin}: {failed[0].reason}{more}")


def drafts() -> list[ArticleDraft | ReadFailure]:
    """What the request holds, read.

    Raises:
        InvalidInput: there is nothing in it.
    """
    return list(_from_files() if sent_files() else _from_json(request.get_json()))


def refuse_if_all_failed(drafts: list[ArticleDraft | ReadFailure]) -> None:
    """Raise NothingReadable if there is a failure and no article."""
    failed = [draft for draft in drafts if isinstance(draft, ReadFailure)]
    if failed and len(failed) == len(drafts):
        raise NothingReadable(failed)


def _from_files() -> Iterator[ArticleDraft | ReadFailure]:
    # A form without a chosen file sends one without a name.
    files = [file for _, many in request.files.lists() for file in many if file.filename]
    if not files:
        raise InvalidInput("The request holds no file.", "Choose one or more files.", field="file")
    if len(files) > MOST_FILES:
        raise InvalidInput(
            f"The request holds {len(files)} files.",
            f"Send at most {MOST_FILES} at once, or use `dateline ingest`.",
            field="file",
        )
    for file in files:
        yield from _read(base_name(file), file.read())


def base_name(file: FileStorage) -> str:
    """The last part of the name that the client gave: for the format, and for people to read."""
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in name if letter.isprintable())
    return printable[-200:] or "upload"


def _from_json(body: Any) -> Iterator[ArticleDraft | ReadFailure]:
    articles = body["articles"] if isinstance(body, dict) and "articles" in body else body
    articles = [articles] if isinstance(articles, dict) else articles
    if not isinstance(articles, list) or not articles:
        raise InvalidInput(
            "The request holds no article.",
            'Send an article, a list of articles, or {"articles": [...]}.',
            field="articles",
        )
    yield from _read("articles.json", json.dumps(articles).encode())


def _read(name: str, data: bytes) -> Iterator[ArticleDraft | ReadFailure]:
    from qa.readers import read_bytes

    return read_bytes(name, data, dateline().config)
