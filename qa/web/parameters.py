"""Where a request goes, and the headers it may have, as models for the OpenAPI document."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints


class ArticlePath(BaseModel):
    """Which article."""

    article_id: str


class AnswerPath(BaseModel):
    """Which answer or summary."""

    answer_id: str


class JobPath(BaseModel):
    """Which job."""

    job_id: str


class StreamPath(BaseModel):
    """Which stream of events: what stands before the colon of an event's id."""

    stream_id: str


class CachedHeaders(BaseModel):
    """Headers of a GET that may be answered with 304."""

    if_none_match: Annotated[
        str | None, Field(alias="If-None-Match", description="`ETag` of an earlier answer")
    ] = None


class PostHeaders(BaseModel):
    """Headers of a request that may be sent again without being done again."""

    idempotency_key: Annotated[
        Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,255}$")] | None,
        Field(
            alias="Idempotency-Key",
            description="Best a UUID: the same request with the same key is done once",
        ),
    ] = None


class IngestHeaders(PostHeaders):
    """Headers that say how articles are added."""

    prefer: Annotated[
        str | None,
        Field(
            alias="Prefer", description="`respond-async` makes a job of it: 202, and its address"
        ),
    ] = None


class AskHeaders(PostHeaders):
    """Headers of a question."""

    last_event_id: Annotated[
        str | None,
        Field(alias="Last-Event-ID", description="Of events: the last one seen; the rest follows"),
    ] = None


class StreamHeaders(BaseModel):
    """Headers of a stream that is read on."""

    last_event_id: Annotated[
        str | None, Field(alias="Last-Event-ID", description="The last event seen")
    ] = None
