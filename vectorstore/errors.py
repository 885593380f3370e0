"""Every error that Dateline raises on purpose.

The store is the lowest layer, so the base of the tree stands here; `qa.errors` adds the rest.

    DatelineError
    ├── StoreError
    │   ├── StoreLocked        another process owns the data folder
    │   ├── ModelMismatch      the vectors were made by another embedding model
    │   ├── CatalogUnreadable  the catalog is not ours, is damaged or is of a later version
    │   └── ArticleNotFound    no article with that id
    ├── EmbeddingError         the embedding model is missing, altered or does not answer
    └── (qa.errors)
"""

from __future__ import annotations


class DatelineError(Exception):
    """An error a person can act on: what failed, why, and the way out.

    Args:
        reason: one sentence that names the input and what is wrong with it.
        remedy: one sentence that says what to do; empty when there is nothing to do.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{reason} {remedy}".strip())


class StoreError(DatelineError):
    """The data folder cannot be used as asked."""


class StoreLocked(StoreError):
    """Another process owns the data folder."""


class ModelMismatch(StoreError):
    """The archive's vectors were made by another embedding model than the one configured."""


class CatalogUnreadable(StoreError):
    """The catalog file is damaged, foreign or of a later version."""


class ArticleNotFound(StoreError):
    """No article has the id that was asked for."""


class EmbeddingError(DatelineError):
    """An embedding model is missing, altered, or does not answer."""
