"""What the API takes; the OpenAPI document is made of these models.

Requests refuse members they do not know: a filter that is misspelt and ignored would give an
answer from the wrong articles. What the API gives stands in `replies`.
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
    StrictBool,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from qa.checking import MOST_RECENCY
from qa.results import Order
from qa.web.listed import Listed
from qa.web.replies import ArticleJSON, HitJSON, JobKind, JobState
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
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_CHARS),
    WithJsonSchema(
        {"type": "string", "minLength": 1, "maxLength": QUESTION_CHARS, "pattern": r"\S"}
    ),
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_CHARS)]
AnswererName = Literal["auto", "extractive", "llm"]
Limit = Annotated[int, Field(ge=1, le=200)]
ArticleFields = Annotated[str, Listed(ArticleJSON.model_fields)]
HitFields = Annotated[str, Listed(HitJSON.model_fields)]


def _cursor(pattern: str) -> Any:
    told = "`next_cursor` of the page before"
    return Field(min_length=1, description=told, json_schema_extra={"pattern": pattern})


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
    fresh: StrictBool = Field(
        False, description="Ask the model even if it answered the same before"
    )


class SummaryRequest(Filtered):
    """Which articles to summarise: chosen ones, or those about a topic."""

    article_ids: Annotated[list[Name], Field(max_length=MOST_ARTICLES)] = []
    about: Text | None = None
    answerer: AnswererName | None = None
    fresh: StrictBool = False

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
    fields: Annotated[HitFields, Field(description="Members of each hit, with commas")] | None = (
        None
    )


class ArticlesQuery(Filtered):
    """A page of the library."""

    limit: Limit = 50
    cursor: Annotated[str, _cursor(r"^[0-9]{1,18}\.[0-9]{1,18}$")] | None = None
    q: Annotated[Text, Field(description="Words of the title or the outlet")] | None = None
    fields: Annotated[ArticleFields, Field(description="Members of each article")] | None = None


class ArticleQuery(BaseModel):
    """What of an article."""

    model_config = ConfigDict(extra="forbid")

    fields: Annotated[ArticleFields, Field(description="Its members, with commas")] | None = None


class Paged(BaseModel):
    """A page of a list that is ordered by its rows."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    cursor: Annotated[str, _cursor("^[0-9]{1,18}$")] | None = None


class AnswersQuery(Paged):
    """A page of earlier answers."""

    kind: Literal["answer", "summary"] | None = None


class JobsQuery(Paged):
    """A page of jobs."""

    state: JobState | None = None
    kind: JobKind | None = None


class EvaluationRequest(BaseModel):
    """Which data set to measure, and how."""

    model_config = ConfigDict(extra="forbid", strict=True)

    dataset: Annotated[Name, Field(description="`sample`, or a folder below `data_sets_dir`")]
    answerer: AnswererName | None = None
    limit: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    half: Literal["all", "tune", "held-out"] = "all"
    retrieval_only: bool | None = None
