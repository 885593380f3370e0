"""`--url`: the commands that ask, of a server that has the archive."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from qa.cli import printing
from qa.client import Client, Filter

KEY_VARIABLE = "DATELINE_API_KEY"  # not an option: others on the machine can read these
_PATIENCE_S = 600.0  # a server's language model may take minutes
Show = Callable[[Any, Callable[[Any], str]], None]


def connect(url: str) -> Client:
    """The server at an address, with the key of the environment."""
    return Client(url, key=os.environ.get(KEY_VARIABLE), timeout=_PATIENCE_S)


def run(command: str, arguments: Namespace, where: Filter, show: Show) -> int:
    """Run a command of the server at `--url`; its exit status."""
    with connect(arguments.url) as client:
        _COMMANDS[command](client, arguments, where, show)
    return 0


def _ask(client: Client, arguments: Namespace, where: Filter, show: Show) -> None:
    answer = client.ask(
        arguments.question, filter=where, answerer=arguments.answerer, fresh=arguments.fresh
    )
    show(answer.as_json(), printing.answer)


def _search(client: Client, arguments: Namespace, where: Filter, show: Show) -> None:
    found = client.search(
        arguments.query,
        k=arguments.k,
        filter=where,
        sort=arguments.sort,
        recency=arguments.recency,
    )
    show(found.as_json(), printing.hits)


def _summarise(client: Client, arguments: Namespace, where: Filter, show: Show) -> None:
    summary = client.summarise(
        arguments.ids,
        about=arguments.about,
        filter=where,
        answerer=arguments.answerer,
        fresh=arguments.fresh,
    )
    show(summary.as_json(), printing.answer)


def _articles(client: Client, arguments: Namespace, where: Filter, show: Show) -> None:
    if arguments.action == "show":
        found = [asdict(client.article(name)) for name in arguments.ids]
        show(found[0] if len(found) == 1 else {"items": found}, printing.articles)
    elif arguments.action == "delete":
        for name in arguments.ids:
            client.delete(name)
        show({"deleted": arguments.ids}, lambda done: f"deleted: {', '.join(done['deleted'])}")
    else:
        page = client.article_page(
            limit=arguments.limit, cursor=arguments.cursor, filter=where, text=arguments.text
        )
        show(asdict(page), printing.article_list)


_COMMANDS: Mapping[str, Callable[[Client, Namespace, Filter, Show], None]] = {
    "ask": _ask,
    "search": _search,
    "summarise": _summarise,
    "articles": _articles,
}
