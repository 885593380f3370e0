"""What each command does: one call of the service, and its result printed."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from qa.cli import printing
from qa.config import Config, LoadedConfig, load_config
from qa.errors import StoreLocked
from qa.results import article_json
from vectorstore.models import Filter

if TYPE_CHECKING:
    from qa.ingesting import IngestReport
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

        return _ingested(arguments, send(arguments.inputs, arguments.url, loaded.config, _stdin()))
    if name in _ASKING and arguments.url:
        from qa.cli import remote

        return remote.run(name, arguments, _filter(arguments), lambda *it: _show(arguments, *it))
    return _COMMANDS[name](arguments, loaded)


def _show(arguments: Namespace, document: Any, text: Callable[[Any], str]) -> None:
    if arguments.json:
        print(printing.as_json(document))
    else:
        print(text(printing.harmless(document)))


def _open(loaded: LoadedConfig, command: str, **options: bool) -> Dateline:
    from qa.service import Dateline

    try:
        return Dateline.open(loaded.config, owner=f"dateline {command}", **options)
    except StoreLocked as error:
        if command in (*_ASKING, "ingest") and "dateline serve" in error.reason:
            there = f"http://127.0.0.1:{loaded.config.port}"
            remedy = f"Or go through that server: --url {there}, or where it is."
            raise StoreLocked(error.reason, f"{error.remedy} {remedy}") from error
        raise


def _filter(arguments: Namespace) -> Filter:
    return Filter(
        date_from=arguments.date_from,
        date_to=arguments.date_to,
        as_of=getattr(arguments, "as_of", None),
        sources=tuple(arguments.source),
    )


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
    with _open(loaded, "ask") as service:
        _note_what_is_missing(service, arguments)
        answer = service.ask(
            arguments.question, filter=_filter(arguments), fresh=arguments.fresh
        ).as_json()
    _show(arguments, answer, printing.answer)
    return 0


def _search(arguments: Namespace, loaded: LoadedConfig) -> int:
    with _open(loaded, "search") as service:
        _note_what_is_missing(service, arguments)
        found = service.search(
            arguments.query,
            k=arguments.k,
            filter=_filter(arguments),
            sort=arguments.sort,
            recency=arguments.recency,
        ).as_json()
    _show(arguments, found, printing.hits)
    return 0


def _summarise(arguments: Namespace, loaded: LoadedConfig) -> int:
    with _open(loaded, "summarise") as service:
        _note_what_is_missing(service, arguments)
        summary = service.summarise(
            arguments.ids,
            about=arguments.about,
            filter=_filter(arguments),
            fresh=arguments.fresh,
        ).as_json()
    _show(arguments, summary, printing.answer)
    return 0


def _ingest(arguments: Namespace, loaded: LoadedConfig) -> int:
    from qa.cli.progress import ingest_bar

    with _open(loaded, "ingest") as service:
        _embed_what_waits(service)
        with ingest_bar(arguments.inputs) as progress:
            report = service.ingest(arguments.inputs, stdin=_stdin(), progress=progress)
        _note_what_is_refused(service)
    return _ingested(arguments, report)


def _ingested(arguments: Namespace, report: IngestReport) -> int:
    for failure in report.failed:
        line = " ".join(f"failed: {failure.origin}: {failure.reason}".split())
        print(printing.harmless(line), file=sys.stderr)
    _show(arguments, report.as_json(), printing.ingest_report)
    return 1 if report.failed else 0


def _embed_what_waits(service: Dateline) -> None:
    """Go on where an earlier process stopped."""
    from qa.cli.progress import embedding_bar

    if waiting := service.indexing().waiting:
        with embedding_bar(waiting) as progress:
            service.store.indexing.finish(progress)


def _note_what_is_refused(service: Dateline) -> None:
    if refused := service.indexing().refused:
        print(
            f"note: {refused:,} passages get no vector from the embedding model and are found by "
            "their words only; `dateline doctor` names them and asks again.",
            file=sys.stderr,
        )


def _stdin() -> BinaryIO | None:
    """Standard input as bytes; there is none if it was closed."""
    return sys.stdin.buffer if sys.stdin else None


def _articles(arguments: Namespace, loaded: LoadedConfig) -> int:
    with _open(loaded, "articles") as service:
        if arguments.action == "show":
            found = [article_json(service.article(name)) for name in arguments.ids]
            shown = found[0] if len(found) == 1 else {"items": found}
            _show(arguments, shown, printing.articles)
        elif arguments.action == "delete":
            for name in arguments.ids:
                service.delete(name)
            deleted = {"deleted": arguments.ids}
            _show(arguments, deleted, lambda done: f"deleted: {', '.join(done['deleted'])}")
        else:
            _list_articles(arguments, service)
    return 0


def _list_articles(arguments: Namespace, service: Dateline) -> None:
    page = service.articles(
        limit=arguments.limit,
        cursor=arguments.cursor,
        filter=_filter(arguments),
        text=arguments.text,
    )
    items = [article_json(article) for article in page.items]
    document = {"items": items, "next_cursor": page.next_cursor, "total": page.total}
    _show(arguments, document, printing.article_list)


def _rebuild(arguments: Namespace, loaded: LoadedConfig) -> int:
    from qa.cli.progress import rebuild_bar

    with _open(loaded, "rebuild", adopt_model=arguments.embed) as service:
        _embed_what_waits(service)
        with rebuild_bar() as progress:
            service.store.rebuild(progress)
        _note_what_is_refused(service)
        health = service.health()
        faults = service.store.index_faults()
    _show(arguments, health, lambda state: f"rebuilt: {state['passages']:,} passages")
    for name, why in faults.items():
        print(f"dateline: {name} index: {why}", file=sys.stderr)
    return 1 if faults else 0


def _doctor(arguments: Namespace, loaded: LoadedConfig) -> int:
    with _open(loaded, "doctor") as service:
        checks = service.doctor(repair=not arguments.no_repair)
    document = {
        "ok": all(check.ok for check in checks),
        "checks": [
            {"name": c.name, "ok": c.ok, "detail": c.detail, "remedy": c.remedy} for c in checks
        ],
    }
    _show(arguments, document, printing.checks)
    return 0 if document["ok"] else 1


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
    _show(arguments, report.as_json(), lambda _: report.table())
    print(f"rows: {report.rows_file}", file=sys.stderr)
    for failure in report.unread:
        print(printing.harmless(f"failed: {failure}"), file=sys.stderr)
    return 1 if report.errors or report.unread else 0


def _bench(arguments: Namespace, _loaded: LoadedConfig) -> int:
    from qa.benchmark.table import table
    from qa.cli.bench import run_bench

    found, pictures = run_bench(arguments)
    _show(arguments, found, table)
    for picture in pictures:
        print(f"plot: {picture}", file=sys.stderr)
    return 0


def _config(arguments: Namespace, loaded: LoadedConfig) -> int:
    shown = loaded.shown()
    _show(arguments, shown, printing.settings)
    return 0


_ASKING = ("ask", "search", "summarise", "articles")  # what a server can do instead, by --url
_COMMANDS: Mapping[str, Callable[[Namespace, LoadedConfig], int]] = {
    "ask": _ask,
    "search": _search,
    "summarise": _summarise,
    "ingest": _ingest,
    "articles": _articles,
    "rebuild": _rebuild,
    "doctor": _doctor,
    "demo": _demo,
    "serve": _serve,
    "keys": _keys,
    "eval": _eval,
    "bench": _bench,
    "config": _config,
    "mcp": _mcp,
}
