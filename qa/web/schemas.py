"""What the API takes and gives; the OpenAPI document is made of these models.

Requests refuse members they do not know: a filter that is misspelt and ignored would give an
answer from the wrong articles. Answers are the dataclasses of `qa.answers` themselves.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from qa.answers import Answer, Summary
from qa.checking import MOST_RECENCY
from qa.results import Order
from vectorstore.models import Filter

QUESTION_CHARS = 2_000
NAME_CHARS = 500
MOST_SOURCES = 100
MOST_ARTICLES = 50


def _day(value: Any) -> Any:
    """Days are written out: pydantic alone would read "0" as the first second of 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("there is no such day") from None
    if value is None or isinstance(value, date):
        return value
    raise ValueError("a day is written YYYY-MM-DD, such as 2023-11-15")


Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_CHARS)
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_CHARS)]
AnswererName = Literal["auto", "extractive", "llm"]


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


class Filtered(BaseModel):
    """The filters that every question, search and list takes."""

    model_config = ConfigDict(extra="forbid")

    from_: Day | None = Field(None, alias="from", description="First day of publication")
    to: Day | None = Field(None, description="Last day of publication")
    source: Name | Annotated[list[Name], Field(max_length=MOST_SOURCES)] | None = Field(
        None, description="An outlet, or several"
    )
    as_of: Day | None = Field(None, description="See no article published after this day")

    @field_validator("to")
    @classmethod
    def _after_from(cls, value: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("from_")
        if value and first and value < first:
            raise ValueError(f"that is before 'from', {first}")
        return value

    @property
    def filter(self) -> Filter:
        """The store's form of it."""
        named = [self.source] if isinstance(self.source, str) else self.source or []
        return Filter(date_from=self.from_, date_to=self.to, as_of=self.as_of, sources=tuple(named))


class AskRequest(Filtered):
    """A question to the archive."""

    question: Text
    answerer: AnswererName | None = Field(None, description="Who answers; by default as configured")
    fresh: bool = Field(False, description="Ask the model even if it answered the same before")


class SummaryRequest(Filtered):
    """Which articles to summarise: chosen ones, or those about a topic."""

    article_ids: Annotated[list[Name], Field(max_length=MOST_ARTICLES)] = []
    about: Text | None = None
    answerer: AnswererName | None = None
    fresh: bool = False

    @field_validator("about")
    @classmethod
    def _one_choice(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("article_ids"):
            raise ValueError("choose either articles or a topic, not both")
        return value


class SearchQuery(Filtered):
    """A search for passages."""

    q: Text
    k: Annotated[int, Field(ge=1, le=1_000)] = 10
    sort: Annotated[Order, Field(description="Order of the hits found")] = "relevance"
    recency: float | None = Field(
        None,
        ge=0,
        le=MOST_RECENCY,
        description="What passages of the newest day gain; by default as the question wants it",
    )


class ArticlesQuery(Filtered):
    """A page of the library."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[Name, Field(description="`next_cursor` of the page before")] | None = None
    q: Annotated[Text, Field(description="Words of the title or the outlet")] | None = None


class ArticlePath(BaseModel):
    """Which article."""

    article_id: str


class AnswerPath(BaseModel):
    """Which answer or summary."""

    answer_id: str


# flask-openapi3 reads this; pydantic's own type does not know it.
_OR_EVENTS: Any = {
    "openapi_extra": {
        "description": "Done; as events with `Accept: text/event-stream`",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


class AnswerJSON(RootModel[Answer]):
    """An answer, sentence by sentence with its citations."""

    model_config = _OR_EVENTS


class SummaryJSON(RootModel[Summary]):
    """A summary, sentence by sentence with its citations."""

    model_config = _OR_EVENTS


class AnswerOrSummaryJSON(RootModel[Answer | Summary]):
    """What was stored under the id."""


class Found(BaseModel):
    """Where each channel ranked the passage; None if it did not find it."""

    dense: int | None = None
    lexical: int | None = None


class HitJSON(BaseModel):
    """A passage that a search found: `text[start:end]` of its article."""

    article_id: str
    external_id: str | None
    title: str
    source: str | None
    published: str | None
    text: str
    start: int
    end: int
    score: float
    ranks: Found
    copies: list[str]


class SearchJSON(BaseModel):
    """What a search found, best first."""

    query: str
    hits: list[HitJSON]
    timings_ms: dict[str, float]


class ArticleJSON(BaseModel):
    """A stored article; offsets anywhere count Unicode code points of its `text`."""

    id: str
    external_id: str | None
    title: str
    source: str | None
    url: str | None
    published: str | None
    authors: list[str]
    language: str | None
    text: str
    revision: int
    copies: list[str]


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
