"""Long work: told of at once, followed, cancelled, and taken up again after a restart."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from qa.errors import ReadError
from qa.web import create_app, job_records, small_database
from qa.web.failures import JobFinished, TooManyJobs
from qa.web.job_records import JobRecords
from qa.web.jobs import MOST_ATTEMPTS, Jobs, Task

ASYNC = {"Prefer": "respond-async"}
TRAM = {"title": "Tram back", "text": "The tram is back in service.", "date": "2023-11-21"}


def settled(read: Any, *states: str) -> dict[str, Any]:
    """The job when it is over, or in one of these states."""
    for _ in range(2_000):
        job = read()
        if job["state"] in (states or ("done", "failed", "cancelled")):
            return job
        time.sleep(0.01)
    raise AssertionError(f"the job stays {job['state']}")


def over(client: Any, response: Any) -> dict[str, Any]:
    assert response.status_code == 202
    return settled(lambda: client.get(response.headers["Location"]).json)


class Steps:
    """Work of two steps, with a gate between them."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun = threading.Event()
        self.seen: list[list[tuple[str, bytes]]] = []

    def __call__(self, task: Task) -> dict[str, Any]:
        self.seen.append(list(task.inputs()))
        task.tell(1, 2)
        self.begun.set()
        assert self.gate.wait(20)
        task.tell(2, 2)
        return {"given": task.request}


@pytest.fixture
def records(tmp_path: Path) -> JobRecords:
    return JobRecords(tmp_path / "jobs.sqlite3")


@pytest.fixture
def steps() -> Iterator[Steps]:
    made = Steps()
    yield made
    made.gate.set()


def test_articles_are_added_by_a_job_if_that_is_preferred(client):
    response = client.post("/api/v1/articles", json=[TRAM, {"title": "no text"}], headers=ASYNC)
    assert response.headers["Preference-Applied"] == "respond-async"
    assert response.json["kind"] == "ingest"
    job = over(client, response)
    assert (job["state"], job["progress"]) == ("done", {"done": 2, "total": 2})
    assert job["result"]["new"] == 1
    assert len(job["result"]["failed"]) == 1
    assert client.get(f"/api/v1/articles/{job['result']['article_ids'][0]}").status_code == 200


def test_a_job_refuses_what_the_request_itself_would(client):
    body = {"articles": [TRAM, {**TRAM, "authors": 7}]}
    job = over(client, client.post("/api/v1/articles", json=body, headers=ASYNC))
    assert job["result"]["new"] == 1
    assert "'authors' must be" in job["result"]["failed"][0]["reason"]


def test_files_are_added_by_a_job(client):
    files = {"file": [(io.BytesIO(b"The bus is late.\n"), "../../bus.txt")]}
    job = over(client, client.post("/api/v1/articles", data=files, headers=ASYNC))
    assert job["result"]["new"] == 1


def test_what_no_job_could_do_is_refused_at_once(client):
    response = client.post("/api/v1/articles", json={"articles": []}, headers=ASYNC)
    assert (response.status_code, response.json["field"]) == (422, "articles")


def test_a_job_that_fails_says_why(client):
    job = over(client, client.post("/api/v1/articles", json=[{"title": "x"}], headers=ASYNC))
    assert (job["state"], job["result"]) == ("failed", None)
    assert job["problem"]["type"] == "/problems/unreadable"
    assert job["problem"]["failed"]


def test_a_rebuild_is_a_job(client):
    job = over(client, client.post("/api/v1/rebuild"))
    assert (job["state"], job["result"]["ready"]) == ("done", True)
    assert job["progress"]["done"] == job["progress"]["total"] == job["result"]["passages"]
    assert client.get("/api/v1/search?q=Tehran").json["hits"]


def test_a_rebuild_is_cancelled_at_its_next_step(client, service, monkeypatch):
    half, go_on = threading.Event(), threading.Event()

    def waits() -> None:
        half.set()
        assert go_on.wait(30)

    monkeypatch.setattr(service.store.nearest, "read_anew", waits)
    begun = client.post("/api/v1/rebuild")
    assert half.wait(30)
    job = client.get(begun.headers["Location"]).json
    assert 0 < job["progress"]["done"] < job["progress"]["total"]
    assert client.delete(begun.headers["Location"]).json["cancelling"]
    go_on.set()
    assert over(client, begun)["state"] == "cancelled"
    hits = client.get("/api/v1/search?q=Tehran").json["hits"]
    assert "lexical" in hits[0]["ranks"]


def test_jobs_are_listed_in_pages_without_their_results(client):
    for _ in range(3):
        over(client, client.post("/api/v1/articles", json=[TRAM], headers=ASYNC))
    seen, cursor = [], None
    while True:
        query = {"limit": 2, "cursor": cursor, "kind": "ingest", "state": "done"}
        page = client.get("/api/v1/jobs", query_string=query).json
        assert all(job["result"] is None for job in page["items"])
        seen += [job["id"] for job in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) >= 3
    assert client.get("/api/v1/jobs?state=failed&kind=rebuild").json["items"] == []


@pytest.mark.parametrize("path", ["/api/v1/jobs/none", "/api/v1/streams/none"])
def test_a_job_that_is_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("dataset", ["..", "../..", "/etc", ".", "sample/../../..", "x\0y"])
def test_no_folder_of_the_host_can_be_named(client, dataset):
    response = client.post("/api/v1/evaluations", json={"dataset": dataset})
    assert (response.status_code, response.json["field"]) == (404, "dataset")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "dataset"),
        ({"dataset": 7}, "dataset"),
        ({"dataset": "sample", "limit": 0}, "limit"),
        ({"dataset": "sample", "limit": True}, "limit"),
        ({"dataset": "sample", "retrieval_only": 0}, "retrieval_only"),
        ({"dataset": "sample", "half": "third"}, "half"),
        ({"dataset": "sample", "split": "../x"}, "split"),
    ],
)
def test_an_evaluation_that_cannot_be_asked_for(client, body, field):
    response = client.post("/api/v1/evaluations", json=body)
    assert (response.status_code, response.json["field"]) == (422, field)


def evaluating(service: Any, folder: Path, evaluate: Any) -> Any:
    class Configured:
        config = type(service.config)(data_dir=service.config.data_dir, data_sets_dir=str(folder))

    return create_app(Configured(), evaluate=evaluate).test_client()  # type: ignore[arg-type]


def test_only_folders_right_below_the_configured_one_are_evaluated(service, tmp_path):
    root = tmp_path / "sets"
    (root / "mine" / "inner").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (root / "link").symlink_to(tmp_path / "secret")

    def evaluate(folder, options, told):
        told(3, 4)
        return {"folder": folder.name, "options": options}

    client = evaluating(service, root, evaluate)
    for name in ("link", "secret", "mine/inner", "../secret", str(tmp_path / "secret")):
        assert client.post("/api/v1/evaluations", json={"dataset": name}).status_code == 404
    job = over(client, client.post("/api/v1/evaluations", json={"dataset": "mine", "limit": 5}))
    assert job["result"] == {"folder": "mine", "options": {"limit": 5, "half": "all"}}
    assert job["progress"] == {"done": 3, "total": 4}


def test_a_failed_evaluation_tells_no_path_of_the_host(service, tmp_path):
    (tmp_path / "sets" / "broken").mkdir(parents=True)

    def evaluate(folder, options, told):
        raise ReadError(f"{folder}/queries.jsonl:1: not a question.")

    client = evaluating(service, tmp_path / "sets", evaluate)
    job = over(client, client.post("/api/v1/evaluations", json={"dataset": "broken"}))
    assert job["problem"]["detail"] == "broken/queries.jsonl:1: not a question."


def test_a_server_that_does_not_evaluate_says_so(client):
    job = over(client, client.post("/api/v1/evaluations", json={"dataset": "sample"}))
    assert job["problem"]["type"] == "/problems/not-configured"


def test_a_job_that_waits_is_cancelled_at_once_and_one_that_runs_at_its_next_step(records, steps):
    jobs = Jobs(records, {"work": steps})
    running, waiting = jobs.submit("work", {}), jobs.submit("work", {})
    assert steps.begun.wait(20)
    assert records.cancel(waiting["id"])["state"] == "cancelled"
    assert records.cancel(running["id"])["cancelling"] is True
    steps.gate.set()
    job = settled(lambda: records.get(running["id"]))
    assert (job["state"], job["cancelling"]) == ("cancelled", False)
    assert records.cancel(running["id"])["state"] == "cancelled"


def test_a_job_that_is_over_cannot_be_cancelled(records):
    jobs = Jobs(records, {"work": lambda _: {}})
    job = jobs.submit("work", {})
    settled(lambda: records.get(job["id"]))
    with pytest.raises(JobFinished):
        records.cancel(job["id"])


def test_only_so_many_jobs_wait(records, steps, monkeypatch):
    monkeypatch.setattr(job_records, "MOST_WAITING", 2)
    jobs = Jobs(records, {"work": steps})
    jobs.submit("work", {})
    jobs.submit("work", {})
    with pytest.raises(TooManyJobs):
        jobs.submit("work", {})


def test_many_may_send_the_first_job_at_once_and_none_is_lost(records):
    jobs = Jobs(records, {"work": lambda _: {}})
    senders = [
        threading.Thread(target=jobs.submit, args=("work", {}, [("n", b"x" * 100_000)]))
        for _ in range(16)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    listed = records.page(100, None, None, None)[0]
    assert len(listed) == 16
    for job in listed:
        assert settled(lambda job=job: records.get(job["id"]))["state"] == "done"


def test_a_job_that_breaks_because_the_server_stops_is_not_failed(records, steps):
    def work(task: Task) -> dict[str, Any]:
        steps.begun.set()
        assert steps.gate.wait(20)
        raise RuntimeError("the archive is closed")

    jobs = Jobs(records, {"work": work})
    job = jobs.submit("work", {})
    assert steps.begun.wait(20)
    threading.Timer(0.05, steps.gate.set).start()
    jobs.stop(20)
    assert records.get(job["id"])["state"] == "queued"


def test_a_stop_lets_the_job_wait_for_the_next_start_with_its_input(records, steps):
    jobs = Jobs(records, {"work": steps})
    job = jobs.submit("work", {"a": 1}, [("n", b"first"), ("m", b"second")])
    assert steps.begun.wait(20)
    threading.Timer(0.05, steps.gate.set).start()
    jobs.stop(20)
    stopped = records.get(job["id"])
    assert (stopped["state"], stopped["attempts"]) == ("queued", 0)
    Jobs(records, {"work": steps})
    done = settled(lambda: records.get(job["id"]))
    assert (done["state"], done["result"]) == ("done", {"given": {"a": 1}})
    assert steps.seen == [[("n", b"first"), ("m", b"second")]] * 2


def test_a_job_whose_server_died_begins_again_but_not_forever(records, steps, monkeypatch):
    job_id = records.add("work", {}, [("n", b"kept")])
    for attempt in range(MOST_ATTEMPTS):
        monkeypatch.setattr(small_database, "THIS_PROCESS", f"process {attempt}")
        monkeypatch.setattr(job_records, "THIS_PROCESS", f"process {attempt}")
        for row in records.left_running():
            records.queue_again(row["number"], counted=True)
        assert records.claim()
    monkeypatch.setattr(job_records, "THIS_PROCESS", "the last")
    Jobs(records, {"work": steps})
    job = records.get(job_id)
    assert (job["state"], job["problem"]["type"]) == ("failed", "/problems/interrupted")
    assert steps.seen == []


def test_an_unforeseen_error_ends_its_job_alone_and_shows_nothing(records, caplog):
    def work(task: Task) -> dict[str, Any]:
        if task.request["fails"]:
            raise RuntimeError("secret")
        return {}

    jobs = Jobs(records, {"work": work})
    bad, good = jobs.submit("work", {"fails": True}), jobs.submit("work", {"fails": False})
    assert settled(lambda: records.get(good["id"]))["state"] == "done"
    failed = records.get(bad["id"])
    assert failed["problem"]["type"] == "/problems/internal"
    assert "secret" not in str(failed)
    assert "secret" in caplog.text


SERVER = """
import sys, time
from pathlib import Path
from qa.config import Config
from qa.service import Dateline
from qa.web import serve

class Slow(Dateline):
    def ingest_drafts(self, drafts, **given):
        print("begun", flush=True)
        if sys.argv[2] == "slow":
            time.sleep(60)
        return super().ingest_drafts(drafts, **given)

with Slow.open(Config(data_dir=Path(sys.argv[1])), owner="test") as service:
    serve(service, port=0, announce=lambda address: print(address, flush=True))
"""


def served(folder: Path, speed: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", SERVER, str(folder), speed]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_a_killed_server_goes_on_with_its_job(tmp_path):
    with served(tmp_path, "slow") as server:
        address = server.stdout.readline().strip()
        sent = requests.post(f"{address}api/v1/articles", json=[TRAM], headers=ASYNC, timeout=30)
        where = sent.headers["Location"].lstrip("/")
        assert server.stdout.readline() == "begun\n"
        server.kill()
    with served(tmp_path, "fast") as server:
        lines = {server.stdout.readline().strip(), server.stdout.readline().strip()}
        [address] = lines - {"begun"}
        job = settled(lambda: requests.get(address + where, timeout=30).json())
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
    assert (job["state"], job["attempts"], job["result"]["new"]) == ("done", 2, 1)
