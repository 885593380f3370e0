"""What each command does: one call of the service, and its result printed."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.cli import archive, printing, running
from qa.config import Config, LoadedConfig, load_config

if TYPE_CHECKING:
    from qa.service import Dateline
    from qa.web.job_kinds import Evaluate

_SOON_EMBEDDED = 100  # passages; takes about two seconds
# Settings that are options of a command as well.
_SETTINGS = ("data_dir", "answerer", "host", "port", "allow_anyone", "log_format")


def run(arguments: Namespace) -> int:
    """Run the command and return its exit status."""
    name = "summarise" if arguments.command == "summarize" else arguments.command
    flags = {setting: getattr(arguments, setting, None) for setting in _SETTINGS}
    loaded = load_config(os.environ, flags, arguments.config)
    if name == "ingest" and arguments.url:
        from qa.cli.sending import send

        return archive.ingested(
            arguments,
            send(arguments.inputs, arguments.url, loaded.config, running.standard_input()),
        )
    if name in running.ASKING and arguments.url:
        from qa.cli import remote

        return remote.run(
            name, arguments, running.filter_of(arguments), lambda *it: running.show(arguments, *it)
        )
    return _COMMANDS[name](arguments, loaded)


def _note_what_is_missing(service: Dateline, arguments: Namespace) -> None:
    """Tell on stderr what cannot be found: an empty archive, an outlet it does not hold.

    A few passages that wait for their vectors are embedded first; of many it is told.
    """
    if not service.health()["articles"]:
        folder = service.config.data_dir
        print(
            f"note: the archive in {folder} is empty; `dateline ingest` fills it.", file=sys.stderr
        )
        return
    waiting = service.indexing().waiting
    if waiting > _SOON_EMBEDDED:
        print(
            f"note: {waiting:,} passages are found by their words only as yet; "
            "`dateline rebuild` embeds them, and so does a server.",
            file=sys.stderr,
        )
    elif waiting:
        service.store.indexing.finish()
    known = {name for name, _ in service.sources()}
    for name in printing.harmless([item for item in arguments.source if item not in known]):
        print(f"note: the archive has no article from {name!r}.", file=sys.stderr)


def _ask(arguments: Namespace, loaded: LoadedConfig) -> int:
    with running.open_archive(loaded, "ask") as service:
        _note_what_is_missing(service, arguments)
        answer = service.ask(
            arguments.question, filter=running.filter_of(arguments), fresh=arguments.fresh
        ).as_json()
    running.show(arguments, answer, printing.answer)
    return 0


def _search(arguments: Namespace, loaded: LoadedConfig) -> int:
    with running.open_archive(loaded, "search") as service:
        _note_what_is_missing(service, arguments)
        found = service.search(
            arguments.query,
            k=arguments.k,
            filter=running.filter_of(arguments),
            sort=arguments.sort,
            recency=arguments.recency,
        ).as_json()
    running.show(arguments, found, printing.hits)
    return 0


def _summarise(arguments: Namespace, loaded: LoadedConfig) -> int:
    with running.open_archive(loaded, "summarise") as service:
        _note_what_is_missing(service, arguments)
        summary = service.summarise(
            arguments.ids,
            about=arguments.about,
            filter=running.filter_of(arguments),
            fresh=arguments.fresh,
        ).as_json()
    running.show(arguments, summary, printing.answer)
    return 0


def _mcp(arguments: Namespace, loaded: LoadedConfig) -> int:
    from qa.cli.assistants import run_mcp

    return run_mcp(arguments, loaded)


def _demo(arguments: Namespace, loaded: LoadedConfig) -> int:
    from qa.cli.demo import run_demo

    return run_demo(arguments, loaded)


def _serve(arguments: Namespace, loaded: LoadedConfig) -> int:
    from qa.cli.serving import run_server

    return run_server(loaded.config, _evaluating(loaded.config), adopt_model=arguments.embed)


def _keys(arguments: Namespace, loaded: LoadedConfig) -> int:
    from qa.cli.keys import run_keys

    return run_keys(arguments, loaded)


def _evaluating(config: Config) -> Evaluate:
    """What the server calls to measure a data set; the web itself knows no evaluation."""

    def measured(
        folder: Path, options: Mapping[str, Any], told: Callable[[int, int], None]
    ) -> dict[str, Any]:
        from qa.evaluation import evaluate

        return evaluate(config, folder, **options, told=told).as_json()

    return measured


def _eval(arguments: Namespace, loaded: LoadedConfig) -> int:
    from qa.evaluation import evaluate

    report = evaluate(
        loaded.config,
        arguments.directory,
        answerer=arguments.answerer,
        limit=arguments.limit,
        half=arguments.half,
        retrieval_only=arguments.retrieval_only or None,
        split=arguments.split,
        rows=arguments.rows,
        progress=sys.stderr.isatty(),
    )
    running.show(arguments, report.as_json(), lambda _: report.table())
    print(f"rows: {report.rows_file}", file=sys.stderr)
    for failure in report.unread:
        print(printing.harmless(f"failed: {failure}"), file=sys.stderr)
    return 1 if report.errors or report.unread else 0


def _bench(arguments: Namespace, _loaded: LoadedConfig) -> int:
    from qa.benchmark.table import table
    from qa.cli.bench import run_bench

    found, pictures = run_bench(arguments)
    running.show(arguments, found, table)
    for picture in pictures:
        print(f"plot: {picture}", file=sys.stderr)
    return 0


def _config(arguments: Namespace, loaded: LoadedConfig) -> int:
    shown = loaded.shown()
    running.show(arguments, shown, printing.settings)
    return 0


_COMMANDS: Mapping[str, Callable[[Namespace, LoadedConfig], int]] = {
    "ask": _ask,
    "search": _search,
    "summarise": _summarise,
    "ingest": archive.ingest,
    "articles": archive.articles,
    "rebuild": archive.rebuild,
    "doctor": archive.doctor,
    "demo": _demo,
    "serve": _serve,
    "keys": _keys,
    "eval": _eval,
    "bench": _bench,
    "config": _config,
    "mcp": _mcp,
}
