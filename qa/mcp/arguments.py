"""What the tools take. An assistant reads these words to decide what to send."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from qa.results import Order
from vectorstore.models import Filter

MOST_HITS = 50  # an assistant reads them all
MOST_CHARS = 20_000  # of an article at once


def _real(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ValueError("there is no such day") from None
    return day


Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Filtered(BaseModel):
    """Which articles may be seen."""

    model_config = ConfigDict(extra="forbid")

    from_: Day | None = Field(
        None, alias="from", description="Only articles published on or after this day, YYYY-MM-DD."
    )
    to: Day | None = Field(
        None, description="Only articles published on or before this day, YYYY-MM-DD."
    )
    source: list[Name] = Field(
        [], max_length=100, description="Only these outlets, named exactly as results name them."
    )
    as_of: Day | None = Field(
        None,
        description="The day on which the question is asked: nothing published later is seen.",
    )

    @property
    def filter(self) -> Filter:
        """The store's form of it."""
        first, last, asked = (
            None if day is None else date.fromisoformat(day)
            for day in (self.from_, self.to, self.as_of)
        )
        return Filter(date_from=first, date_to=last, as_of=asked, sources=tuple(self.source))


class Answered(Filtered):
    """Who answers."""

    answerer: Literal["auto", "extractive", "llm"] | None = Field(
        None,
        description="'extractive' gives verbatim sentences without a language model, 'llm' the "
        "server's model; leave it out for the server's own choice.",
    )


class Ask(Answered):
    """A question."""

    question: Text = Field(description="A whole question in plain words, with its names and days.")


class Search(Filtered):
    """A search."""

    query: Text = Field(description="Words or a question.")
    k: int = Field(10, ge=1, le=MOST_HITS, description="How many passages at most.")
    sort: Order = Field(
        "relevance", description="In which order the passages that fit best are given."
    )


class Summarise(Answered):
    """What to summarise."""

    article_ids: list[Name] = Field(
        [], max_length=50, description="Ids of articles, as citations and search results give them."
    )
    about: Text | None = Field(None, description="A topic, instead of article_ids.")


class ReadArticle(BaseModel):
    """Which article, and which part of it."""

    model_config = ConfigDict(extra="forbid")

    article_id: Name = Field(description="As citations and search results give it.")
    start: int = Field(0, ge=0, description="The first character wanted, counted from 0.")
    length: int = Field(MOST_CHARS, ge=1, le=MOST_CHARS, description="How many characters at most.")
