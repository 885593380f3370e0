"""Long work in the background: one job at a time, taken up again after a restart.

A job is stored with all of its input before anyone is told of it. One thread works through them,
and lives only while there are any. A job that was running when the process ended begins again,
a few times at most: each kind of work skips what was done before, or begins anew.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from sqlite3 import Row
from typing import Any

from qa.errors import DatelineError
from qa.web import problems
from qa.web.failures import Interrupted
from qa.web.job_records import JobRecords

MOST_ATTEMPTS = 3
_logger = logging.getLogger(__name__)


class _Stopped(Exception):
    """The server stops; the job goes on when it starts again."""


class _Cancelled(Exception):
    """The job is wanted no more."""


class Task:
    """A job, for the work that does it.

    Attributes:
        request: what was asked.
    """

    def __init__(self, records: JobRecords, row: Row, stopping: threading.Event) -> None:
        self._records = records
        self._number: int = row["number"]
        self._stopping = stopping
        self.request: dict[str, Any] = json.loads(row["request"])

    def inputs(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each input, in their order."""
        place = 0
        while (found := self._records.input(self._number, place)) is not None:
            yield found
            place += 1

    def tell(self, done: int, total: int | None) -> None:
        """Note how far it is; does not return if the job is to end here."""
        if self._records.progress(self._number, done, total):
            raise _Cancelled
        if self._stopping.is_set():
            raise _Stopped


Work = Callable[[Task], dict[str, Any]]


class Jobs:
    """The jobs of one data folder.

    Args:
        records: where they are kept.
        work: what does each kind of job, and gives its result.
    """

    def __init__(self, records: JobRecords, work: Mapping[str, Work]) -> None:
        self.records = records
        self._work = work
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        if records.exist():
            self._take_over()

    def submit(
        self, kind: str, request: Mapping[str, Any], inputs: Sequence[tuple[str, bytes]] = ()
    ) -> dict[str, Any]:
        """Store a job, and begin with it as soon as those before it are over; its JSON.

        Raises:
            TooManyJobs: too many are not over yet.
        """
        job_id = self.records.add(kind, request, inputs)
        self._wake()
        return self.records.get(job_id)

    def stop(self, timeout_s: float) -> None:
        """Let the running job break off at its next step; it goes on after the next start."""
        self._stopping.set()
        with self._guard:
            thread = self._thread
        if thread:
            thread.join(timeout_s)

    def _take_over(self) -> None:
        """Queue again what an earlier process has left, unless that happened too often."""
        for row in self.records.left_running():
            if row["cancelling"]:
                self.records.finish(row["number"], "cancelled")
            elif row["attempts"] < MOST_ATTEMPTS:
                self.records.queue_again(row["number"], counted=True)
            else:
                often = Interrupted(
                    f"The server stopped in the middle of the job {row['attempts']} times.",
                    "See the server's log; then send the request again.",
                )
                self.records.finish(row["number"], "failed", problem=_problem(often))
        self._wake()

    def _wake(self) -> None:
        with self._guard:
            if self._thread is None and not self._stopping.is_set():
                self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        try:
            while row := self._next():
                self._do(row)
        except DatelineError:  # a full disk: what waits begins with the next job, or after a start
            _logger.exception("the file of jobs cannot be used")
            with self._guard:
                self._thread = None

    def _next(self) -> Row | None:
        # Under the guard: no job may come between the last look and the end of the thread.
        with self._guard:
            row = None if self._stopping.is_set() else self.records.claim()
            if row is None:
                self._thread = None
            return row

    def _do(self, row: Row) -> None:
        number = row["number"]
        try:
            result = self._work[row["kind"]](Task(self.records, row, self._stopping))
        except _Cancelled:
            self.records.finish(number, "cancelled")
        except _Stopped:
            self.records.queue_again(number, counted=False)
        except Exception as error:  # it must end here: the other jobs wait
            if self._stopping.is_set():  # the archive may have been closed under it
                self.records.queue_again(number, counted=True)
                return
            if not isinstance(error, DatelineError):
                _logger.exception("job %s failed", row["id"])
            self.records.finish(number, "failed", problem=_problem(error))
        else:
            self.records.finish(number, "done", result=result)


def _problem(error: Exception) -> dict[str, Any]:
    return problems.as_json(problems.problem_for(error))
