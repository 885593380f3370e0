"""Requests that a server refuses as such; without the SDK, for those who only catch them."""

from __future__ import annotations

from qa.errors import ModelError


class RequestRejected(ModelError):
    """The server refuses the request itself (400, 422); `detail` is what it says."""

    def __init__(self, reason: str, remedy: str, detail: str) -> None:
        super().__init__(reason, remedy)
        self.detail = detail


class ContextTooLong(RequestRejected):
    """The server refuses a request that is longer than its model can take."""
