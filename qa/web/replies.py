"""What the API gives; answers and summaries are the dataclasses of `qa.answers` themselves."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from qa.answers import Answer, Status, Summary, Verdict

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
JobKind = Literal["ingest", "rebuild", "evaluation"]

# flask-openapi3 reads this; pydantic's own type does not know it.
_OR_EVENTS: Any = {
    "openapi_extra": {
        "description": "Done; as events with `Accept: text/event-stream`",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


def _required(*names: str) -> ConfigDict:
    """The members that `fields` cannot leave out."""
    return ConfigDict(json_schema_extra={"required": list(names)})


class FailureJSON(BaseModel):
    """An article that could not be read."""

    origin: str
    reason: str


class Problem(BaseModel):
    """Why a request failed (RFC 9457)."""

    type: str = Field(description="Stable path of the kind of problem, such as /problems/not-found")
    title: str = Field(description="The kind in words; the same for every problem of the type")
    status: int
    detail: str = Field(description="What went wrong this time, for a person")
    remedy: str | None = Field(None, description="What to do about it")
    field: str | None = Field(None, description="The parameter or JSON member at fault")
    failed: list[FailureJSON] | None = Field(None, description="Every article that was not read")
    request_id: str | None = Field(None, description="Names the request in the server's log")


class KindJSON(BaseModel):
    """What a `type` of problem means."""

    type: str
    title: str
    status: int
    meaning: str


class AnswerJSON(RootModel[Answer]):
    """An answer, sentence by sentence with its citations."""

    model_config = _OR_EVENTS


class SummaryJSON(RootModel[Summary]):
    """A summary, sentence by sentence with its citations."""

    model_config = _OR_EVENTS


class AnswerOrSummaryJSON(RootModel[Answer | Summary]):
    """What was stored under the id."""


class ShortAnswerJSON(BaseModel):
    """An answer or a summary in a list; `/answers/{id}` has the whole."""

    id: str
    kind: Literal["answer", "summary"]
    question: str | None
    about: str | None
    article_ids: list[str] | None
    status: Status
    verdict: Verdict | None
    text: str
    as_of: str | None
    created: str | None


class AnswersJSON(BaseModel):
    """A page of earlier answers and summaries, newest first."""

    items: list[ShortAnswerJSON]
    next_cursor: str | None


class RanksJSON(BaseModel):
    """Where each channel ranked the passage; null if it did not find it."""

    dense: int | None
    lexical: int | None
    rerank: int | None = None


class ScoresJSON(BaseModel):
    """How each channel valued the passage; null if it did not find it."""

    dense: float | None
    lexical: float | None
    rerank: float | None = None


class HitJSON(BaseModel):
    """A passage that a search found: `text[start:end]` of its article."""

    model_config = _required("article_id", "start", "end")

    article_id: str
    external_id: str | None
    title: str
    source: str | None
    published: str | None
    text: str
    start: int
    end: int
    score: float
    ranks: RanksJSON
    scores: ScoresJSON
    copies: list[str]


class SearchJSON(BaseModel):
    """What a search found, best first."""

    query: str
    hits: list[HitJSON]
    timings_ms: dict[str, float]


class ArticleJSON(BaseModel):
    """A stored article; offsets anywhere count Unicode code points of its `text`."""

    model_config = _required("id")

    id: str
    external_id: str | None
    title: str
    title_inferred: bool
    source: str | None
    url: str | None
    published: str | None
    authors: list[str]
    language: str | None
    text: str
    revision: int
    copies: list[str]
    wire: str | None = Field(description="The agency that its text credits")
    boilerplate: list[list[int]] = Field(description="Start and end of what in `text` is no report")


class ArticlesJSON(BaseModel):
    """A page of the library."""

    items: list[ArticleJSON]
    next_cursor: str | None


class IngestJSON(BaseModel):
    """What became of the articles that were sent."""

    new: int
    updated: int
    unchanged: int
    failed: list[FailureJSON]
    passages: int
    seconds: float
    article_ids: list[str]


class ProgressJSON(BaseModel):
    """How far a job is: articles, or questions; `total` is null until it is known."""

    done: int
    total: int | None


class JobJSON(BaseModel):
    """Long work in the background."""

    id: str
    kind: JobKind
    state: JobState
    created: str
    started: str | None
    finished: str | None
    attempts: int = Field(description="How often it was begun: more than once after a crash")
    cancelling: bool = Field(description="It was asked to end, and will at its next step")
    request: dict[str, Any] = Field(description="What was asked")
    progress: ProgressJSON
    result: dict[str, Any] | None = Field(description="Of a job that is done; null in lists")
    problem: Problem | None = Field(description="Of a job that failed")


class JobsJSON(BaseModel):
    """A page of jobs, newest first, without their results."""

    items: list[JobJSON]
    next_cursor: str | None


class AliveJSON(BaseModel):
    """The process runs."""

    status: Literal["ok"]


class IndexingJSON(BaseModel):
    """How many passages are found by meaning, and how many by their words only as yet."""

    embedded: int
    waiting: int
    failure: str
    refused: int = Field(description="Passages that the model gives no vector; see the doctor")


class ReadyJSON(BaseModel):
    """Questions can be answered; and with what, unless a key is asked for and none was sent."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"required": ["ready"]})

    ready: Literal[True]
    articles: int | None = None
    passages: int | None = None
    lexical: str | None = None
    dense: str | None = None
    indexing: IndexingJSON | None = None
    embedder: str | None = None
    answerer: str | None = None
    model: str | None = None
    model_state: str | None = Field(
        None, description="How the model is: none is configured, not asked yet, ready, failed: ..."
    )
