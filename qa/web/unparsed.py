"""Requests that are no HTTP: waitress finds that out before the app is asked, and says it itself.

Its own words are plain text; here they are a problem, as every failure is, with a request id.
"""

from __future__ import annotations

import json
import logging

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from qa.web.kinds import HTTP_KINDS
from qa.web.request_ids import HEADER, sane

_MEDIA_TYPE = "application/problem+json; charset=utf-8"
_LOG = logging.getLogger(__name__)


class _Unparsed(ErrorTask):  # type: ignore[misc]
    def execute(self) -> None:
        error = self.request.error
        kind = HTTP_KINDS.get(error.code, HTTP_KINDS[400])
        named = sane("")
        problem = {
            "type": kind.path,
            "title": kind.title,
            "status": error.code,
            "detail": f"{error.body.rstrip('.')}.",
            "request_id": named,
        }
        body = json.dumps(problem).encode()
        _LOG.info("unparsed request %d", error.code, extra={"request_id": named})
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", _MEDIA_TYPE), (HEADER, named)]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection; waitress makes one for each."""

    error_task_class = _Unparsed
