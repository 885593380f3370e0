"""Requests that are refused for what they are, not for what they ask: keys, limits, names."""

from __future__ import annotations

from qa.errors import DatelineError


class Refused(DatelineError):
    """The base of these; `headers` go with the response."""

    def __init__(self, reason: str, remedy: str = "", **headers: str) -> None:
        super().__init__(reason, remedy)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class KeyNeeded(Refused):
    """The request has no valid key (401)."""


class ScopeLacking(Refused):
    """The request's key may not do this (403)."""


class TooManyRequests(Refused):
    """The key or address has used up its share for now (429)."""


class WrongHost(Refused):
    """The request names a host that this server is not (421)."""
