"""What commands have in common: they open the archive, and print what comes of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from qa.cli import printing
from qa.config import LoadedConfig
from qa.errors import StoreLocked
from vectorstore.models import Filter

if TYPE_CHECKING:
    from qa.service import Dateline

ASKING = ("ask", "search", "summarise", "articles")  # what a server can do instead, by --url


def show(arguments: Namespace, document: Any, text: Callable[[Any], str]) -> None:
    """Print a result: as JSON, or as text for people."""
    if arguments.json:
        print(printing.as_json(document))
    else:
        print(text(printing.harmless(document)))


def open_archive(loaded: LoadedConfig, command: str, **options: bool) -> Dateline:
    """The archive that the settings name; `command` is what others are told of its owner."""
    from qa.service import Dateline

    try:
        return Dateline.open(loaded.config, owner=f"dateline {command}", **options)
    except StoreLocked as error:
        if command in (*ASKING, "ingest") and "dateline serve" in error.reason:
            there = f"http://127.0.0.1:{loaded.config.port}"
            remedy = f"Or go through that server: --url {there}, or where it is."
            raise StoreLocked(error.reason, f"{error.remedy} {remedy}") from error
        raise


def filter_of(arguments: Namespace) -> Filter:
    """Which articles count."""
    return Filter(
        date_from=arguments.date_from,
        date_to=arguments.date_to,
        as_of=getattr(arguments, "as_of", None),
        sources=tuple(arguments.source),
    )


def standard_input() -> BinaryIO | None:
    """Standard input as bytes; there is none if it was closed."""
    return sys.stdin.buffer if sys.stdin else None
