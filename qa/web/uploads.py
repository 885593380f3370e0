"""Articles that come in a request: JSON, or files of any format that the readers know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import InvalidInput, ReadError
from qa.web import incoming
from qa.web.current import dateline

MOST_FILES = 100
_BODY = ""  # in place of a file's name, which is never empty
_SHOWN = "articles.json"  # what failures call it
_ARTICLE, _ARTICLES = (
    {"$ref": f"#/components/schemas/{name}"} for name in ("ArticleIn", "ArticlesIn")
)
REQUEST_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            # A bare list is taken, too. It is not said here: a generator of clients
            # (openapi-python-client) makes code of it that fails with every other form.
            "schema": {
                "description": "An article, or an object that holds a list of them",
                "anyOf": [_ARTICLES, _ARTICLE],
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
                "required": ["file"],
                "properties": {
                    "file": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": MOST_FILES,
                        "items": {"type": "string", "format": "binary"},
                    }
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


def inputs() -> list[tuple[str, bytes]]:
    """Name and content of what the request holds, not read yet.

    Raises:
        InvalidInput: there is nothing in it, or too much.
    """
    if sent_files():
        return [(base_name(file), file.read()) for file in _files()]
    return [(_BODY, _articles(request.get_json()))]


def drafts() -> list[ArticleDraft | ReadFailure]:
    """What the request holds, read; the same errors as of `inputs`."""
    config = dateline().config
    return [draft for name, data in inputs() for draft in read(name, data, config)]


def read(name: str, data: bytes, config: Config) -> Iterator[ArticleDraft | ReadFailure]:
    """The articles of an input: of a file whatever it holds, of JSON what fits its model."""
    from qa.readers import read_bytes

    if name != _BODY:
        yield from read_bytes(name, data, config)
        return
    found = read_bytes(_SHOWN, data, config)  # one for each, and in the order of the list
    for record, draft in zip(json.loads(data), found, strict=False):
        reason = incoming.fault(record)
        yield ReadFailure(draft.origin, reason) if reason else draft


def refuse_if_all_failed(drafts: list[ArticleDraft | ReadFailure]) -> None:
    """Raise NothingReadable if there is a failure and no article."""
    failed = [draft for draft in drafts if isinstance(draft, ReadFailure)]
    if failed and len(failed) == len(drafts):
        raise NothingReadable(failed)


def _files() -> list[FileStorage]:
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
    return files


def base_name(file: FileStorage) -> str:
    """The last part of the name that the client gave: for the format, and for people to read."""
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in name if letter.isprintable())
    return printable[-200:] or "upload"


def _articles(body: Any) -> bytes:
    """The list of articles that a body is, or holds, as JSON."""
    articles = body["articles"] if isinstance(body, dict) and "articles" in body else body
    articles = [articles] if isinstance(articles, dict) else articles
    if not isinstance(articles, list) or not articles:
        raise InvalidInput(
            "The request holds no article.",
            'Send an article, a list of articles, or {"articles": [...]}.',
            field="articles",
        )
    if len(articles) > incoming.MOST_ARTICLES:
        raise InvalidInput(
            f"The request holds {len(articles):,} articles.",
            f"Send at most {incoming.MOST_ARTICLES:,} at once.",
            field="articles",
        )
    return json.dumps(articles).encode()
