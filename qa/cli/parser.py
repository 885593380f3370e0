"""The command line's arguments."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from qa import __version__
from qa.cli import options
from qa.results import Order

_EPILOG = """examples:
  dateline demo                                try it on the sample archive; no key, no network
  dateline ingest articles/ dump.jsonl.gz      files, folders, feeds, web addresses, - for stdin
  dateline ask "Did Iran know of the Oct 7 attack in advance?" --as-of 2023-11-20
  dateline serve                               web form and REST API on http://127.0.0.1:8000
  dateline mcp                                 tools for an assistant, which starts it itself

exit status: 0 done, 1 failed or done in part, 2 wrong usage.
settings: `dateline config` lists them with their values and where each one came from.
"""


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The arguments of one call; exits with status 2 and the reason if they are off."""
    return make_parser().parse_args(argv)


def make_parser() -> argparse.ArgumentParser:
    """The whole parser; each command takes the common options before or after its name."""
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Answers questions from a news archive; every sentence is tied to a verbatim "
        "quote of a dated article.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_common(default=None)],
    )
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    after = _common(default=argparse.SUPPRESS)
    _questions(commands, after)
    _archive(commands, after)
    _service(commands, after)
    _assistants(commands, after)
    _measuring(commands, after)
    commands.add_parser("config", parents=[after], help="settings, and where each came from")
    return parser


def _common(default: object) -> argparse.ArgumentParser:
    """Options of every command. Behind the command they must not undo what stood before it."""
    common = argparse.ArgumentParser(add_help=False, argument_default=default)
    group = common.add_argument_group("options of every command")
    group.add_argument("--data-dir", metavar="DIR", help="folder that holds the archive")
    group.add_argument("--config", metavar="FILE", type=Path, help="TOML file of settings")
    group.add_argument(
        "--json", action="store_true", default=default or False, help="print one JSON document"
    )
    return common


def _questions(commands: argparse._SubParsersAction, after: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    ask = commands.add_parser("ask", parents=[after], help="answer a question")
    ask.add_argument("question", help="the question, in quotation marks")
    options.filters(ask)
    options.url(ask)
    options.answerer(ask)
    options.fresh(ask)

    search = commands.add_parser("search", parents=[after], help="find passages")
    search.add_argument("query", help="words or a question")
    search.add_argument("-k", type=int, default=10, help="hits at most, 1 to 1000 (default: 10)")
    options.filters(search)
    search.add_argument(
        "--sort",
        choices=get_args(Order),
        default="relevance",
        help="order of the hits (default: relevance)",
    )
    search.add_argument(
        "--recency",
        type=float,
        metavar="WEIGHT",
        help="what passages of the newest day gain, less for older ones; 0: nothing"
        " (default: 0.4 if the question is about now, or as of a day, else 0)",
    )
    options.url(search)

    summarise = commands.add_parser(
        "summarise", parents=[after], aliases=["summarize"], help="summarise articles or a topic"
    )
    summarise.add_argument("ids", nargs="*", metavar="ID", help="ids of articles")
    summarise.add_argument("--about", metavar="TOPIC", help="what the archive says of a topic")
    options.filters(summarise)
    options.url(summarise)
    options.answerer(summarise)
    options.fresh(summarise)


def _archive(commands: argparse._SubParsersAction, after: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    ingest = commands.add_parser("ingest", parents=[after], help="add articles to the archive")
    ingest.add_argument(
        "inputs", nargs="+", metavar="PATH_OR_URL", help="file, folder, web address, feed, or -"
    )
    options.url(ingest)

    articles = commands.add_parser("articles", parents=[after], help="list, show, delete articles")
    actions = articles.add_subparsers(dest="action", metavar="list | show ID | delete ID")
    listing = actions.add_parser("list", parents=[after], help="list articles, newest first")
    articles.set_defaults(
        limit=50, cursor=None, text=None, date_from=None, date_to=None, source=[], url=None
    )
    options.url(articles, default=argparse.SUPPRESS)
    for target in (articles, listing):
        options.listing(target)
    for name, meaning in (("show", "print an article"), ("delete", "remove articles")):
        action = actions.add_parser(name, parents=[after], help=meaning)
        action.add_argument("ids", nargs="+", metavar="ID", help="ids of articles")
        options.url(action, default=argparse.SUPPRESS)
    options.url(listing, default=argparse.SUPPRESS)

    rebuild = commands.add_parser(
        "rebuild", parents=[after], help="make the indexes anew from the catalog"
    )
    rebuild.add_argument(
        "--embed", action="store_true", help="embed again with the configured model"
    )
    doctor = commands.add_parser(
        "doctor", parents=[after], help="check store, indexes, models; repair"
    )
    doctor.add_argument("--no-repair", action="store_true", help="only look")


def _service(commands: argparse._SubParsersAction, after: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    demo = commands.add_parser(
        "demo", parents=[after], help="sample archive, a question, a summary; no key needed"
    )
    demo.add_argument("--question", help="ask another question of the sample archive")

    serve = commands.add_parser("serve", parents=[after], help="web form and REST API")
    serve.add_argument("--host", help="address to bind (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to bind (default: 8000; 0: any free one)")
    serve.add_argument(
        "--embed", action="store_true", help="embed again with the configured model, meanwhile"
    )
    options.allow_anyone(serve)
    serve.add_argument("--log-format", choices=("text", "json"), help="how to log (default: text)")
    _keys(commands, after)


def _assistants(commands: argparse._SubParsersAction, after: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    mcp = commands.add_parser(
        "mcp", parents=[after], help="the archive as tools of an assistant (Model Context Protocol)"
    )
    options.url(mcp)
    mcp.add_argument("--http", action="store_true", help="speak over HTTP, not stdin and stdout")
    # Not --host and --port of the settings: these are the web form's.
    mcp.add_argument(
        "--host", dest="mcp_host", default="127.0.0.1", help="address to bind (default: 127.0.0.1)"
    )
    mcp.add_argument(
        "--port", dest="mcp_port", type=int, default=8001, help="port to bind (default: 8001)"
    )
    mcp.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME[:PORT]",
        help="another name under which it is reached (repeatable)",
    )
    options.allow_anyone(mcp)


def _measuring(commands: argparse._SubParsersAction, after: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    evaluate = commands.add_parser("eval", parents=[after], help="measure on a set of questions")
    evaluate.add_argument("directory", type=Path, metavar="DIR", help="folder in BEIR's layout")
    evaluate.add_argument("--limit", type=int, help="only so many questions")
    evaluate.add_argument(
        "--half", choices=("all", "tune", "held-out"), default="all", help="which half (all)"
    )
    evaluate.add_argument("--split", metavar="NAME", help="which file of qrels, such as test")
    evaluate.add_argument(
        "--retrieval-only", action="store_true", help="measure search, ask nothing"
    )
    evaluate.add_argument("--rows", type=Path, metavar="FILE", help="where the rows go (JSONL)")
    options.answerer(evaluate)

    bench = commands.add_parser(
        "bench", parents=[after], help="measure speed, memory and size, beside other libraries"
    )
    bench.add_argument(
        "sections",
        nargs="*",
        metavar="SECTION",
        help="embedding, ingest, queries, startup, peers (default: all)",
    )
    bench.add_argument("--dir", type=Path, metavar="DIR", help="folder in BEIR's layout (sample)")
    bench.add_argument("--articles", type=int, default=500, help="of that folder (default: 500)")
    bench.add_argument("--questions", type=int, default=100, help="of each kind (default: 100)")
    bench.add_argument(
        "--sizes", default="1000,10000,100000", help="passages of made-up archives, with commas"
    )
    bench.add_argument("--keep", type=Path, metavar="DIR", help="keep made-up archives there")
    bench.add_argument("--plots", type=Path, metavar="DIR", help="draw PNG files into this folder")


def _keys(commands: argparse._SubParsersAction, after: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    keys = commands.add_parser("keys", parents=[after], help="make, list, revoke API keys")
    actions = keys.add_subparsers(
        dest="action", metavar="create NAME | list | revoke KEY", required=True
    )
    create = actions.add_parser("create", parents=[after], help="make a key; printed once")
    create.add_argument("name", metavar="NAME", help="who or what has it")
    create.add_argument(
        "--scope", choices=("read", "write", "admin"), default="read", help="what it may do (read)"
    )
    create.add_argument("--expires", metavar="WHEN", help="12h, 30d, 8w, or a day (default: never)")
    actions.add_parser("list", parents=[after], help="list keys")
    revoke = actions.add_parser("revoke", parents=[after], help="make a key useless, at once")
    revoke.add_argument("key", metavar="KEY", help="its id, or its name")
