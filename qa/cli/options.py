"""Options that several commands take, each defined once."""

from __future__ import annotations

import argparse
from datetime import date


def listing(parser: argparse.ArgumentParser) -> None:
    """Options of a list. What stands before `list` must not be undone by a default behind it."""
    absent = argparse.SUPPRESS
    parser.add_argument("--limit", type=int, default=absent, help="articles a page (default: 50)")
    parser.add_argument("--cursor", default=absent, help="next_cursor of the page before")
    parser.add_argument("--text", default=absent, help="what title or outlet must hold")
    filters(parser, as_of=False, default=absent)


def filters(
    parser: argparse.ArgumentParser, *, as_of: bool = True, default: str | None = None
) -> None:
    """Which articles count."""
    for name, which in (("from", "first"), ("to", "last")):
        parser.add_argument(
            f"--{name}",
            dest=f"date_{name}",
            type=day,
            default=default,
            metavar="DAY",
            help=f"{which} day",
        )
    parser.add_argument(
        "--source",
        action="append",
        default=default or [],
        metavar="OUTLET",
        help="outlet (repeatable)",
    )
    if as_of:
        parser.add_argument(
            "--as-of", type=day, metavar="DAY", help="see nothing published after this day"
        )


def url(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """`--url`: the archive of a server."""
    parser.add_argument(
        "--url",
        default=default,
        help="go through this server; a key of it in DATELINE_API_KEY",
    )


def allow_anyone(parser: argparse.ArgumentParser) -> None:
    """`--allow-anyone`."""
    parser.add_argument(
        "--allow-anyone",
        action="store_true",
        default=None,
        help="bind an address that others reach although no key exists",
    )


def answerer(parser: argparse.ArgumentParser) -> None:
    """`--answerer`."""
    parser.add_argument(
        "--answerer", choices=("auto", "extractive", "llm"), help="who answers (default: auto)"
    )


def fresh(parser: argparse.ArgumentParser) -> None:
    """`--fresh`."""
    parser.add_argument(
        "--fresh", action="store_true", help="ask the model even if it answered the same before"
    )


def day(text: str) -> date:
    """A day as it is written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2023-11-15") from None
