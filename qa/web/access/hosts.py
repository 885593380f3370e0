"""Host names: a page of another site must not reach a server on this machine by a name of its own.

Without keys a server on loopback trusts whoever can connect, which a browser can, for any page.
A site whose name is pointed at 127.0.0.1 (DNS rebinding) would read the archive through it, as
pages of one origin with it. Such requests carry the site's name, so only our own are answered.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import request

from qa.config import Config
from qa.web.access.guard import Policy
from qa.web.refusals import WrongHost


def check_of(config: Config, policy: Policy) -> Callable[[], None]:
    """The check of each request's host: raises WrongHost."""
    allowed = {name.strip().lower() for name in config.allowed_hosts.split(",") if name.strip()}

    def check() -> None:
        # Browsers always send one; simple probes of HTTP/1.0 need not.
        if "Host" not in request.headers and not allowed:
            return
        name = _name(request.host)
        if name in allowed or _is_ours(name):
            return
        # With keys, another name is no danger: a browser has no cookie of ours for it.
        if allowed or not (policy.exposed or policy.asks):
            raise WrongHost(
                f"This server is not called {name[:100]!r}.",
                "Ask by its address, or add the name to allowed_hosts.",
            )

    return check


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return host


def _is_ours(name: str) -> bool:
    """Names that no other site can have: this machine's, and addresses without a name."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
