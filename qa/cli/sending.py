"""`dateline ingest --url`: what the readers find here goes to a server, batch by batch, as jobs.

Each batch is kept as soon as its job is done, and what is in already is left as it is: the same
command again goes on where an earlier one ended.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from qa.cli.progress import ingest_bar
from qa.cli.remote import connect
from qa.client import Client, ClientError, Job, Problem
from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import DatelineError
from qa.ingesting import IngestProgress, IngestReport
from qa.readers import read_input

_BATCH_ARTICLES = 500
_BATCH_BYTES = 4_000_000  # far below what servers take; one that takes less gets halves
_MOST_PARTS = 100  # files of a request
_LOOK_S = 0.2  # between looks at a job
_ENDING_S = 10.0  # for a job that was cancelled to end its step
_COMMON = "articles.jsonl"
Progress = Callable[[IngestProgress], None]


def send(inputs: Sequence[str], url: str, config: Config, stdin: BinaryIO | None) -> IngestReport:
    """Read here and store there; what became of it.

    Raises:
        ClientError: the server cannot be reached, or refuses.
    """
    found = (draft for name in inputs for draft in read_input(name, config, stdin))
    with connect(url) as client, ingest_bar(inputs) as progress:
        return Sending(client, progress).send(found)


class Sending:
    """Articles on their way to a server.

    Args:
        progress: called with how far it is.
    """

    def __init__(self, client: Client, progress: Progress) -> None:
        self._client = client
        self._progress = progress
        self._outcomes: Counter[str] = Counter()
        self._failed: list[ReadFailure] = []
        self._ids: list[str] = []
        self._job: Job | None = None

    def send(self, found: Iterable[ArticleDraft | ReadFailure]) -> IngestReport:
        """Send what can be read, collect what cannot; what became of it all.

        Raises:
            ClientError: the server cannot be reached, or refuses. What is in is told on stderr.
        """
        began = time.perf_counter()
        try:
            for batch in _batches(self._readable(found)):
                self._send(batch)
        except BaseException as error:
            self._tell_what_is_in(error)
            raise
        return IngestReport(
            new=self._outcomes["new"],
            updated=self._outcomes["updated"],
            unchanged=self._outcomes["unchanged"],
            failed=tuple(self._failed),
            passages=self._outcomes["passages"],
            seconds=round(time.perf_counter() - began, 3),
            article_ids=tuple(dict.fromkeys(self._ids)),
        )

    def _readable(self, found: Iterable[ArticleDraft | ReadFailure]) -> Iterator[ArticleDraft]:
        for item in found:
            if isinstance(item, ReadFailure):
                self._failed.append(item)
            else:
                yield item

    def _send(self, batch: Sequence[ArticleDraft]) -> None:
        parts = _parts(batch)
        files = [(name, _lines(drafts)) for name, drafts in parts.items()]
        try:
            self._job = self._client.submit_files(*files)
        except Problem as problem:
            if problem.status != 413:
                raise
            if len(batch) == 1:
                self._failed.append(ReadFailure(batch[0].origin, str(problem)))
                return
            half = len(batch) // 2
            self._send(batch[:half])
            self._send(batch[half:])
            return
        self._take(self._done(self._job), parts)
        self._job = None

    def _done(self, job: Job) -> Job:
        """The job once it is over."""
        while not job.over:
            time.sleep(_LOOK_S)
            job = self._job = self._client.job(job.id)
            self._tell(job.progress.done)
        return job

    def _take(self, job: Job, parts: dict[str, list[ArticleDraft]]) -> None:
        if job.state == "cancelled":
            raise DatelineError("Somebody cancelled the job at the server.", "Send it again.")
        if job.failure and not job.failure.failed:
            raise job.failure
        failed = job.failure.failed if job.failure else ()
        if result := job.ingested:
            counts = {"new": result.new, "updated": result.updated, "unchanged": result.unchanged}
            self._outcomes.update(counts, passages=result.passages)
            self._ids += result.article_ids
            failed = result.failed
        self._failed += [ReadFailure(_origin(one.origin, parts), one.reason) for one in failed]
        self._tell()

    def _tell(self, under_way: int = 0) -> None:
        self._progress(IngestProgress(len(self._ids) + under_way, len(self._failed), ""))

    def _tell_what_is_in(self, error: BaseException) -> None:
        """Also of the batch under way: it is cancelled if it was this command that was ended."""
        under_way = ""
        if self._job and isinstance(error, KeyboardInterrupt):
            try:
                job = self._client.cancel(self._job.id)
                until = time.monotonic() + _ENDING_S
                while not job.over and time.monotonic() < until:
                    time.sleep(_LOOK_S)
                    job = self._client.job(job.id)
                under_way = f", and {job.progress.done:,} of the batch under way"
            except ClientError:
                under_way = f"; the server goes on with its job {self._job.id}"
        elif self._job:
            under_way = f"; of the batch under way the server's job {self._job.id} tells"
        line = f"{len(self._ids):,} articles are in{under_way}; the same command again skips them"
        print(f"note: {line}", file=sys.stderr)


def _batches(drafts: Iterable[ArticleDraft]) -> Iterator[list[ArticleDraft]]:
    batch: list[ArticleDraft] = []
    scopes: set[str] = set()
    size = 0
    for draft in drafts:
        length = len(draft.text.encode()) + 1_000
        scopes.add(_scope(draft))
        full = len(batch) >= _BATCH_ARTICLES or size + length > _BATCH_BYTES
        if batch and (full or len(scopes) > _MOST_PARTS):
            yield batch
            batch, scopes, size = [], {_scope(draft)}, 0
        batch.append(draft)
        size += length
    if batch:
        yield batch


def _parts(batch: Iterable[ArticleDraft]) -> dict[str, list[ArticleDraft]]:
    """The articles by the name of the file in which they are sent."""
    parts: dict[str, list[ArticleDraft]] = {}
    for draft in batch:
        parts.setdefault(_scope(draft), []).append(draft)
    return parts


def _scope(draft: ArticleDraft) -> str:
    """The name of a file in which an id is good: two dumps may both count from 1."""
    if not draft.external_id or draft.source:
        return _COMMON
    file = re.sub(r"[:#]\d+\Z", "", draft.origin)
    digest = hashlib.sha256(file.encode()).hexdigest()[:12]
    return f"{re.sub(r'[^0-9A-Za-z_-]', '_', PurePath(file).stem)[:80]}-{digest}.jsonl"


def _lines(drafts: Iterable[ArticleDraft]) -> bytes:
    """JSON lines that a reader makes the same articles of."""
    return "".join(json.dumps(_members(draft)) + "\n" for draft in drafts).encode()


def _members(draft: ArticleDraft) -> dict[str, object]:
    members = {
        "text": draft.text,
        "title": draft.title,
        "published": draft.published,
        "source": draft.source,
        "url": draft.url,
        "authors": list(draft.authors),
        "language": draft.language,
        "id": draft.external_id,
    }
    return {name: value for name, value in members.items() if value}


def _origin(told: str, parts: dict[str, list[ArticleDraft]]) -> str:
    """Where the article was read here that the server names by file and line."""
    name, _, line = told.rpartition(":")
    drafts = parts.get(name, [])
    place = int(line) - 1 if line.isdecimal() else -1
    return drafts[place].origin if 0 <= place < len(drafts) else told
