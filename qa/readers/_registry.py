"""Readers, found by looking: each module here without a `_` before its name is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol

import qa.readers
from qa.drafts import ArticleDraft, ReadFailure
from qa.readers._item import Item

# What servers say when they do not know; the name and the content tell more.
_VAGUE = {"", "text/plain", "application/octet-stream", "application/gzip", "application/x-gzip"}


class Reader(Protocol):
    """Reads one format; a module offers it as `READER`.

    Attributes:
        name: the format, for people.
        suffixes: file name endings, lower case with the dot, that are surely this format.
        content_types: what servers call it.
        fallback: asked only when no other reader knows the content.
    """

    name: str
    suffixes: frozenset[str]
    content_types: frozenset[str]
    fallback: bool

    def sniff(self, item: Item) -> bool:
        """True if the first bytes look like this format; cheap, never fails."""
        ...

    def read(self, item: Item) -> Iterator[ArticleDraft | ReadFailure]:
        """The articles of the item, and a failure for each part that has none.

        Raises:
            ReadError: nothing, or nothing further, can be read.
        """
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, the fallback last."""
    found = [
        importlib.import_module(f"qa.readers.{module.name}").READER
        for module in pkgutil.iter_modules(qa.readers.__path__)
        if not module.name.startswith("_")
    ]
    return tuple(sorted(found, key=lambda reader: (reader.fallback, reader.name)))


def choose(item: Item) -> Reader:
    """The reader for an item: by content type if a server says one, by suffix, by content."""
    sniffed = next(reader for reader in readers() if reader.fallback or reader.sniff(item))
    if item.content_type is not None and item.content_type not in _VAGUE:
        said = [reader for reader in readers() if item.content_type in reader.content_types]
        # Feeds come as text/html, error pages as application/json.
        return said[0] if said and (sniffed.fallback or said[0].sniff(item)) else sniffed
    return next((reader for reader in readers() if item.suffix in reader.suffixes), sniffed)
