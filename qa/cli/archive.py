"""Commands that fill the archive and look after it."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from qa.cli import printing, running
from qa.config import LoadedConfig
from qa.results import article_json

if TYPE_CHECKING:
    from qa.ingesting import IngestReport
    from qa.service import Dateline


def ingest(arguments: Namespace, loaded: LoadedConfig) -> int:
    """`dateline ingest`: read inputs and store what they hold."""
    from qa.cli.progress import ingest_bar

    with running.open_archive(loaded, "ingest") as service:
        _embed_what_waits(service)
        with ingest_bar(arguments.inputs) as progress:
            report = service.ingest(
                arguments.inputs, stdin=running.standard_input(), progress=progress
            )
        _note_what_is_refused(service)
    return ingested(arguments, report)


def ingested(arguments: Namespace, report: IngestReport) -> int:
    """Print what came of an ingestion; the exit status."""
    for failure in report.failed:
        line = " ".join(f"failed: {failure.origin}: {failure.reason}".split())
        print(printing.harmless(line), file=sys.stderr)
    running.show(arguments, report.as_json(), printing.ingest_report)
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


def articles(arguments: Namespace, loaded: LoadedConfig) -> int:
    """`dateline articles`: list, show or delete."""
    with running.open_archive(loaded, "articles") as service:
        if arguments.action == "show":
            found = [article_json(service.article(name)) for name in arguments.ids]
            shown = found[0] if len(found) == 1 else {"items": found}
            running.show(arguments, shown, printing.articles)
        elif arguments.action == "delete":
            for name in arguments.ids:
                service.delete(name)
            deleted = {"deleted": arguments.ids}
            running.show(arguments, deleted, lambda done: f"deleted: {', '.join(done['deleted'])}")
        else:
            _list_articles(arguments, service)
    return 0


def _list_articles(arguments: Namespace, service: Dateline) -> None:
    page = service.articles(
        limit=arguments.limit,
        cursor=arguments.cursor,
        filter=running.filter_of(arguments),
        text=arguments.text,
    )
    items = [article_json(article) for article in page.items]
    document = {"items": items, "next_cursor": page.next_cursor, "total": page.total}
    running.show(arguments, document, printing.article_list)


def rebuild(arguments: Namespace, loaded: LoadedConfig) -> int:
    """`dateline rebuild`: the indexes anew."""
    from qa.cli.progress import rebuild_bar

    with running.open_archive(loaded, "rebuild", adopt_model=arguments.embed) as service:
        _embed_what_waits(service)
        with rebuild_bar() as progress:
            service.store.rebuild(progress)
        _note_what_is_refused(service)
        health = service.health()
        faults = service.store.index_faults()
    running.show(arguments, health, lambda state: f"rebuilt: {state['passages']:,} passages")
    for name, why in faults.items():
        print(f"dateline: {name} index: {why}", file=sys.stderr)
    return 1 if faults else 0


def doctor(arguments: Namespace, loaded: LoadedConfig) -> int:
    """`dateline doctor`: examine and mend."""
    with running.open_archive(loaded, "doctor") as service:
        checks = service.doctor(repair=not arguments.no_repair)
    document = {
        "ok": all(check.ok for check in checks),
        "checks": [
            {"name": c.name, "ok": c.ok, "detail": c.detail, "remedy": c.remedy} for c in checks
        ],
    }
    running.show(arguments, document, printing.checks)
    return 0 if document["ok"] else 1
