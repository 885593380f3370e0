"""What can go wrong between a program and a Dateline server.

DatelineError
└── ClientError
    ├── Unreachable     no connection, a time-out, or a connection that broke
    ├── NotUnderstood   what came back is not what Dateline's API gives
    └── Problem         the server says why it does not do it (RFC 9457)
        ├── NotAllowed    401, 403
        ├── NotFound      404
        ├── TooMany       429
        └── Unavailable   503
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from qa.drafts import ReadFailure
from qa.errors import DatelineError


class ClientError(DatelineError):
    """A call of the API failed."""


class Unreachable(ClientError):
    """No connection, a time-out, or a connection that broke."""


class NotUnderstood(ClientError):
    """What came back is not what Dateline's API gives."""


class Problem(ClientError):
    """The server's own account of a failure.

    Attributes:
        type: stable name of the kind, such as "/problems/invalid-input".
        title: the kind in words.
        detail: what went wrong this time; the same as `reason`.
        status: HTTP status.
        field: the parameter or member at fault, if one is.
        request_id: what the server's log has it under, if it says so.
        failed: every article of the request that could not be read.
        retry_after: seconds to wait before the next attempt, if the server says so.
    """

    def __init__(self, members: Mapping[str, Any], status: int, headers: Mapping[str, str]) -> None:
        self.type = str(members.get("type") or "about:blank")
        self.title = str(members.get("title") or f"HTTP {status}")
        self.detail = str(members.get("detail") or self.title)
        self.status = status
        self.field: str | None = members.get("field")
        self.request_id: str | None = members.get("request_id") or headers.get("x-request-id")
        self.failed = tuple(
            ReadFailure(str(one.get("origin")), str(one.get("reason")))
            for one in _list(members.get("failed"))
            if isinstance(one, dict)
        )
        self.retry_after = seconds_of(headers.get("retry-after"))
        super().__init__(self.detail, str(members.get("remedy") or ""))


class NotAllowed(Problem):
    """The key is missing, wrong, or not good for this (401, 403)."""


class NotFound(Problem):
    """No article, answer or address of that name (404)."""


class TooMany(Problem):
    """Too many requests, or the language model is at its limit (429)."""


class Unavailable(Problem):
    """The server is starting, stopping or overloaded (503)."""


_BY_STATUS = {401: NotAllowed, 403: NotAllowed, 404: NotFound, 429: TooMany, 503: Unavailable}


def problem(members: Mapping[str, Any], status: int, headers: Mapping[str, str]) -> Problem:
    """The error for a problem document; `headers` are read by lower-case name."""
    return _BY_STATUS.get(status, Problem)(members, status, headers)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def seconds_of(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After asks for, a number or a time; None if it is neither."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
