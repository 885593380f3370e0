"""What a reader hands to ingestion: a draft of an article, or the reason there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as the input gives it, before it has an id, a title and marked boilerplate.

    Attributes:
        text: the body, with line feeds as its only line ends; never empty.
        origin: where it was read, for people: a path, `path:line`, or an address.
        published: ISO 8601 day or time, already normalised; None if the input gives none.
        single: the input holds this one article, so that its origin names it for good.
    """

    text: str
    origin: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    external_id: str | None = None
    single: bool = False


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input, or a line of one, that could not be read, with the reason and the way out."""

    origin: str
    reason: str
