"""The REST API's long work: jobs, and what is always one."""

from __future__ import annotations

from flask import Response, jsonify

from qa.web import parameters, replies, schemas
from qa.web.blueprint import make_blueprint
from qa.web.conditional import conditional
from qa.web.current import current, dateline
from qa.web.idempotency import Reply, idempotent
from qa.web.job_kinds import data_set, job_headers
from qa.web.problems import responses

jobs_api = make_blueprint("jobs", "Jobs")


@jobs_api.post("/rebuild", responses=responses({202: replies.JobJSON}, 409, 429))
@idempotent
def rebuild(header: parameters.PostHeaders) -> Reply:
    """Make both indexes anew from the catalog, in a job; questions are answered meanwhile."""
    return _accepted(current().jobs.submit("rebuild", {}))


@jobs_api.post("/evaluations", responses=responses({202: replies.JobJSON}, 409, 415, 429))
@idempotent
def evaluate(
    header: parameters.PostHeaders,
    body: schemas.EvaluationRequest,
) -> Reply:
    """Measure retrieval and answers over a data set, in a job; its result is the report.

    Sets are `sample`, which is packaged, and the folders directly below the server's setting
    `data_sets_dir`; no other folder of the server can be named.
    """
    data_set(dateline().config, body.dataset)  # so that an unknown one is told at once
    return _accepted(current().jobs.submit("evaluation", body.model_dump(exclude_none=True)))


@jobs_api.get("/jobs", responses={200: replies.JobsJSON})
def jobs(header: parameters.CachedHeaders, query: schemas.JobsQuery) -> Response:
    """Jobs, newest first, without their results."""
    records = current().jobs.records
    items, more = records.page(query.limit, query.cursor, query.state, query.kind)
    return conditional({"items": items, "next_cursor": more})


@jobs_api.get("/jobs/<job_id>", responses={200: replies.JobJSON})
def job(path: parameters.JobPath, header: parameters.CachedHeaders) -> Response:
    """A job: how far it is, and what came of it."""
    return conditional(current().jobs.records.get(path.job_id))


@jobs_api.delete("/jobs/<job_id>", responses=responses({200: replies.JobJSON}, 409))
def cancel_job(path: parameters.JobPath) -> Response:
    """Cancel a job.

    One that waits is cancelled at once, one that runs at its next step; what it has done so far
    stays. 409 if the job is done or failed.
    """
    return jsonify(current().jobs.records.cancel(path.job_id))


def _accepted(job: dict[str, object]) -> Reply:
    return jsonify(job), 202, job_headers(job)
