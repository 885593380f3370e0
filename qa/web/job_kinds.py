"""What each kind of job does: `ingest`, `rebuild`, `evaluation`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.config import Config
from qa.errors import DatelineError
from qa.ingesting import IngestProgress
from qa.web import uploads
from qa.web.blueprint import PREFIX
from qa.web.failures import DataSetNotFound, NotSetUp
from qa.web.jobs import Task, Work

if TYPE_CHECKING:
    from qa.service import Dateline

SAMPLE = "sample"  # the data set that is packaged
Told = Callable[[int, int], None]
# Folder of the set, options of the request, and how far it is; gives the report's JSON. The web
# does not know the evaluation: whoever makes the app hands it in.
Evaluate = Callable[[Path, Mapping[str, Any], Told], dict[str, Any]]


def work_on(service: Dateline, evaluate: Evaluate | None) -> dict[str, Work]:
    """The work of each kind, on this archive."""
    return {
        "ingest": lambda task: _ingest(service, task),
        "rebuild": lambda task: _rebuild(service, task),
        "evaluation": lambda task: _evaluate(service.config, evaluate, task),
    }


def job_headers(job: Mapping[str, Any]) -> dict[str, str]:
    """Where to ask how far a job is."""
    return {"Location": f"{PREFIX}/jobs/{job['id']}"}


def data_set(config: Config, name: str) -> Path:
    """The folder of a data set: the packaged sample, or one below the configured folder.

    Nothing else of the host can be read: a name is no path, and a link that leads out is refused.

    Raises:
        DataSetNotFound: there is no such set.
    """
    if name == SAMPLE:
        return Path(str(resources.files("qa").joinpath("sample")))
    known = _data_sets(config)
    if name not in known:
        raise DataSetNotFound(
            f"There is no data set {name[:60]!r}.",
            f"Use {', '.join([SAMPLE, *sorted(known)][:20])}.",
            field="dataset",
        )
    return known[name]


def _data_sets(config: Config) -> dict[str, Path]:
    if not config.data_sets_dir:
        return {}
    root = Path(config.data_sets_dir).expanduser().resolve()
    found = root.iterdir() if root.is_dir() else ()
    return {path.name: path for path in found if path.is_dir() and path.resolve().parent == root}


def _ingest(service: Dateline, task: Task) -> dict[str, Any]:
    drafts = [
        draft for name, data in task.inputs() for draft in uploads.read(name, data, service.config)
    ]
    uploads.refuse_if_all_failed(drafts)
    task.tell(0, len(drafts))

    def told(so_far: IngestProgress) -> None:
        task.tell(so_far.articles + so_far.failed, len(drafts))

    return service.ingest_drafts(drafts, progress=told).as_json()


def _rebuild(service: Dateline, task: Task) -> dict[str, Any]:
    service.store.rebuild(task.tell)
    return service.health()


def _evaluate(config: Config, evaluate: Evaluate | None, task: Task) -> dict[str, Any]:
    if evaluate is None:
        raise NotSetUp("This server does not evaluate.", "Use `dateline eval`.")
    name = task.request["dataset"]
    folder = data_set(config, name)
    options = {key: value for key, value in task.request.items() if key != "dataset"}
    try:
        return evaluate(folder, options, task.tell)
    except DatelineError as error:  # its words are for whoever runs the server: no paths for others
        error.reason = error.reason.replace(str(folder), name)
        raise
