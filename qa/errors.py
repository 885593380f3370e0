"""Errors of questions, readers, models and configuration; the store's are `vectorstore.errors`.

DatelineError
├── (vectorstore.errors)
├── ConfigError       a setting has no usable value
├── InvalidInput      a question, a filter, a path or a request is not usable
├── ReadError         a file, an address or a line of one holds no readable article
├── PromptError       a prompt template is missing or lacks a variable
├── BenchmarkError    a part of the benchmark cannot be run
├── AnswerNotFound    no stored answer has that id
├── RunNotFound       no evaluation run has that name
└── ModelError        the language model's server does not give a usable answer
    ├── ModelUnauthorised  401, 403
    ├── ModelNotFound      404: no such model, or no such address
    ├── ModelBusy          as many requests of ours as may wait for it already
    ├── ModelQuota         429: too many requests, or nothing left to spend
    ├── ModelUnreachable   no connection, a time-out, 5xx
    └── ModelAnswerInvalid an answer that is empty, refused, cut off or not in the asked form
"""

from __future__ import annotations

from vectorstore.errors import (
    ArticleNotFound,
    CatalogUnreadable,
    DatelineError,
    EmbeddingError,
    ModelMismatch,
    StoreError,
    StoreLocked,
)

__all__ = [
    "AnswerNotFound",
    "ArticleNotFound",
    "BenchmarkError",
    "CatalogUnreadable",
    "ConfigError",
    "DatelineError",
    "EmbeddingError",
    "InvalidInput",
    "ModelAnswerInvalid",
    "ModelBusy",
    "ModelError",
    "ModelMismatch",
    "ModelNotFound",
    "ModelQuota",
    "ModelUnauthorised",
    "ModelUnreachable",
    "PromptError",
    "ReadError",
    "RunNotFound",
    "StoreError",
    "StoreLocked",
]


class ConfigError(DatelineError):
    """A setting has no usable value."""


class BenchmarkError(DatelineError):
    """A part of the benchmark cannot be run here."""


class InvalidInput(DatelineError):
    """A question, a filter, a path or a request is not usable.

    Args:
        field: the name of the argument or JSON member at fault, if one is.
    """

    def __init__(self, reason: str, remedy: str = "", *, field: str | None = None) -> None:
        super().__init__(reason, remedy)
        self.field = field


class ReadError(DatelineError):
    """A file, an address or a line of one holds no readable article."""


class PromptError(DatelineError):
    """A prompt template is missing, or a variable that it names was not given."""


class AnswerNotFound(DatelineError):
    """No stored answer has the id that was asked for."""


class RunNotFound(DatelineError):
    """No evaluation run has the name that was asked for."""


class ModelError(DatelineError):
    """The language model's server does not give a usable answer."""


class ModelUnauthorised(ModelError):
    """The server refuses the key (401, 403)."""


class ModelNotFound(ModelError):
    """The server knows no such model, or has no such address (404)."""


class ModelBusy(ModelError):
    """As many requests of ours as may wait for the model already."""


class ModelQuota(ModelError):
    """Too many requests, or nothing left to spend (429)."""


class ModelUnreachable(ModelError):
    """No connection, a time-out, or a fault of the server (5xx)."""


class ModelAnswerInvalid(ModelError):
    """The answer is empty, refused, cut off or not in the form asked for."""
