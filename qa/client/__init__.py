"""A typed client of the REST API: `Client` for plain code, `AsyncClient` for async code.

    with Client("http://127.0.0.1:8000") as client:
        answer = client.ask("Did Iran know of the Oct 7 attack in advance?")

Answers are the same dataclasses that the library gives, `qa.answers`; every failure is a
`ClientError`. Only httpx2 and pydantic are loaded: neither indexes nor models.

`calls` says what each request is and what comes of it, once for both clients; `exchanging` when
one is sent again; `client` and `async_client` send.
"""

from qa.answers import Answer, Rejected, Summary
from qa.client.async_client import AsyncClient, AsyncEvents
from qa.client.client import Client, Events
from qa.client.errors import (
    ClientError,
    NotAllowed,
    NotFound,
    NotUnderstood,
    Problem,
    TooMany,
    Unavailable,
    Unreachable,
)
from qa.client.events import Event, Passages, Restart, VerifiedSentence
from qa.client.models import (
    AnswerHeading,
    AnswerPage,
    Article,
    ArticlePage,
    Health,
    Indexing,
    Ingested,
    Job,
    JobPage,
    Passage,
    Progress,
    Readiness,
    SearchResult,
)
from qa.errors import InvalidInput
from vectorstore.models import Filter

__all__ = [
    "Answer",
    "AnswerHeading",
    "AnswerPage",
    "Article",
    "ArticlePage",
    "AsyncClient",
    "AsyncEvents",
    "Client",
    "ClientError",
    "Event",
    "Events",
    "Filter",
    "Health",
    "Indexing",
    "Ingested",
    "InvalidInput",
    "Job",
    "JobPage",
    "NotAllowed",
    "NotFound",
    "NotUnderstood",
    "Passage",
    "Passages",
    "Problem",
    "Progress",
    "Readiness",
    "Rejected",
    "Restart",
    "SearchResult",
    "Summary",
    "TooMany",
    "Unavailable",
    "Unreachable",
    "VerifiedSentence",
]
