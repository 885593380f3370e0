"""An archive of a set's own, under the data folder, ingested once and used again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from qa.config import Config
from qa.errors import ReadError
from qa.evaluation.dataset import Dataset
from vectorstore.models import Article

if TYPE_CHECKING:
    from qa.ingesting import IngestProgress
    from qa.service import Dateline

Opener = Callable[[Config], AbstractContextManager["Dateline"]]
_PAGE = 200
_MARKER = "evaluation.json"


@dataclass(frozen=True, slots=True)
class EvaluationArchive:
    """A set's corpus, ready to be asked.

    Attributes:
        names: the external id of each article, by the archive's own id.
        unread: what of the corpus could not be read, each with its place and the reason.
    """

    service: Dateline
    names: dict[str, str]
    unread: tuple[str, ...]


def evaluations_dir(config: Config) -> Path:
    """The folder under which evaluation archives and rows are kept."""
    return config.data_dir / "evaluations"


def archive_dir(config: Config, dataset: Dataset) -> Path:
    """The archive's place; another corpus, embedder or passage size is another archive."""
    parts = (dataset.corpus_sha256, config.embedder, str(config.passage_chars))
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
    return evaluations_dir(config) / f"{safe_name(dataset.name)}-{key}"


def safe_name(name: str) -> str:
    """A name that any file system takes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "set"


def software_version() -> str:
    """The version of Dateline that is installed; "0" when it runs uninstalled."""
    try:
        return version("dateline-news")
    except PackageNotFoundError:
        return "0"


@contextmanager
def open_archive(
    config: Config, dataset: Dataset, *, opener: Opener | None = None, progress: bool = False
) -> Iterator[EvaluationArchive]:
    """Open the set's archive; ingest the corpus unless an earlier run did so to its end.

    A file in the folder says that ingestion came to its end and with which version; without it,
    or after another version, the corpus is ingested again, which skips what is unchanged.

    Args:
        opener: opens the service for a configuration; None: `Dateline.open`.

    Raises:
        ReadError: the corpus holds no readable article.
        DatelineError: the archive cannot be opened, or the embedding model is missing.
    """
    folder = archive_dir(config, dataset)
    own = dataclasses.replace(config, data_dir=folder)
    with (opener or _open)(own) as service:
        known = _read_marker(folder / _MARKER)
        if known is None:
            known = _ingest(service, dataset, progress=progress)
            _write_marker(folder / _MARKER, known)
        yield EvaluationArchive(service, known["names"], tuple(known["unread"]))


def _open(config: Config) -> Dateline:
    from qa.service import Dateline

    # A release with another model embeds it anew: the folder is ours, nobody chose its model.
    return Dateline.open(config, owner="dateline eval", adopt_model=True)


def _ingest(service: Dateline, dataset: Dataset, *, progress: bool) -> dict[str, Any]:
    with tqdm(desc=f"ingest {dataset.name}", unit=" articles", disable=not progress) as bar:

        def show(done: IngestProgress) -> None:
            bar.update(done.articles - bar.n)

        report = service.ingest([str(dataset.corpus)], progress=show)
    names = _names(service)
    if not names:
        reason = report.failed[0].reason if report.failed else "it is empty"
        raise ReadError(
            f"{dataset.corpus}: the corpus holds no readable article ({reason}).",
            'A line looks like {"_id": "d1", "title": "...", "text": "..."}.',
        )
    unread = [f"{failure.origin}: {failure.reason}" for failure in report.failed]
    return {"names": names, "unread": unread, "version": software_version()}


def _names(service: Dateline) -> dict[str, str]:
    """The id that qrels use of each article, by the archive's own id."""
    found: dict[str, str] = {}
    cursor: str | None = None
    while True:
        page = service.articles(limit=_PAGE, cursor=cursor)
        for item in page.items:
            found[item.id] = external_id(item)
        cursor = page.next_cursor
        if not cursor:
            return found


def _read_marker(path: Path) -> dict[str, Any] | None:
    """What an earlier run left; None if it did not finish or was of another version."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    usable = (
        isinstance(known, dict)
        and known.get("version") == software_version()
        and {"names", "unread"} <= known.keys()
    )
    return known if usable else None


def _write_marker(path: Path, known: dict[str, Any]) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(known), encoding="utf-8")
    partial.replace(path)


def external_id(article: Article) -> str:
    """The id that qrels use: the input's own, else its file's name without ending, else ours."""
    if article.external_id:
        return article.external_id
    stem = (article.origin or "").replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return stem or article.id
