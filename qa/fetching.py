"""Fetching an address of the web: bounded in time and size, and kept off private networks.

The host is resolved once for each hop, every address is checked, and the connection goes to a
checked address, so that a name that resolves differently the next moment gains nothing. Redirects
are followed by hand, each checked like the first. Proxies, .netrc and the rest of the environment
are not used: a proxy would resolve names itself, beyond any check.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
import urllib3

from qa._connecting import Deadline, PinnedAdapter
from qa.config import Config
from qa.errors import ReadError

Resolve = Callable[[str, int], Sequence[str]]

_HOPS = 8
_HEADERS = {
    "User-Agent": "Dateline (news archive reader)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/json, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REFUSALS = {
    401: ("wants a log-in", "Save the page from your browser and ingest the file."),
    402: ("wants to be paid", "Save the page from your browser and ingest the file."),
    403: ("refuses to hand it out", "Save the page from your browser and ingest the file."),
    404: ("has no such page", "Check the address."),
    410: ("has removed the page", "Look for a saved copy."),
    429: ("is asked too often", "Try again later."),
}
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered.

    Attributes:
        url: the address after redirects, without credentials.
        content_type: lower case, without parameters; None if the server names none.
        charset: as the server names it.
    """

    url: str
    body: bytes
    content_type: str | None = None
    charset: str | None = None

    @property
    def path(self) -> str:
        """The path of the address, whose suffix may tell the format."""
        return urlsplit(self.url).path


def fetch(url: str, config: Config, *, resolve: Resolve | None = None) -> Fetched:
    """The content of an http(s) address.

    Args:
        resolve: host and port to IP addresses; the system's resolver unless a test gives its own.

    Raises:
        ReadError: the address is not allowed, does not answer, refuses, or gives what is too
            large or no text; the message says what to do. It never shows credentials.
    """
    deadline = Deadline(config.fetch_timeout_s)
    adapter = PinnedAdapter(deadline)
    with deadline, requests.Session() as session:
        session.trust_env = False
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        for _ in range(_HOPS):
            try:
                request = session.prepare_request(requests.Request("GET", url, _HEADERS))
                request.url = without_secrets(str(request.url))  # they are in a header now
                adapter.allow(*_checked(str(request.url), config, resolve or resolve_host))
                response = session.send(
                    request, stream=True, allow_redirects=False, timeout=deadline.left()
                )
                with closing(response):
                    if not response.is_redirect:
                        return _fetched(response, config, deadline)
                    url = urljoin(str(request.url), response.headers["location"])
            except (OSError, urllib3.exceptions.HTTPError, ValueError) as error:
                _explain(error, url, config, deadline)
    raise ReadError("it redirects in circles.", "Give the address of the page itself.")


def without_secrets(url: str) -> str:
    """The address without user name, password and control characters, to be shown and stored."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that is not valid"
    host = parts.netloc.rpartition("@")[2]
    shown = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    return "".join(ch if ch.isprintable() else "\ufffd" for ch in shown)


def resolve_host(host: str, port: int) -> Sequence[str]:
    """All IP addresses of a host, by the system's resolver.

    Raises:
        ReadError: it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(
            f"the host {host!r} is not found.", "Check the address and the connection."
        ) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """True for an IP address of the open internet, also if wrapped into IPv6."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _checked(url: str, config: Config, resolve: Resolve) -> tuple[str, Sequence[str]]:
    """Host and its addresses, all of which may be connected to."""
    parts = urllib3.util.parse_url(url)
    if parts.scheme not in ("http", "https") or not parts.host:
        raise ReadError("only http and https addresses are fetched.", "Save it as a file first.")
    host = parts.host.strip("[]")
    addresses = resolve(host, parts.port or (443 if parts.scheme == "https" else 80))
    if not addresses:
        raise ReadError(f"the host {host!r} has no address.", "Check the address.")
    if not config.allow_private_addresses and not all(map(is_public, addresses)):
        raise ReadError(
            f"the host {host!r} is on a private or local network, which is not fetched from.",
            "If you trust it, set allow_private_addresses.",
        )
    return host, addresses


def _fetched(response: requests.Response, config: Config, deadline: Deadline) -> Fetched:
    """The body of a response, within the limits."""
    host = urlsplit(str(response.url)).hostname
    status = response.status_code
    if status in _REFUSALS:
        reason, remedy = _REFUSALS[status]
        raise ReadError(f"{host} {reason} ({status}).", remedy)
    if status != 200:
        raise ReadError(f"{host} answers with status {status}.", "Try again later.")
    kind, charset = _content_type(response.headers.get("content-type", ""))
    if kind and kind.startswith(_NO_TEXT):
        raise ReadError(f"not text but {kind}.", "Give the address of a page, feed or JSON file.")
    body = bytearray()
    for part in response.iter_content(65_536):
        body += part
        if len(body) > config.fetch_max_bytes:
            raise ReadError(
                f"larger than {config.fetch_max_bytes:,} bytes.",
                "Save it as a file and ingest that, or raise fetch_max_bytes.",
            )
        deadline.left()
    deadline.left()  # a connection cut off by the deadline can look like a body's end
    return Fetched(without_secrets(str(response.url)), bytes(body), kind, charset)


def _content_type(header: str) -> tuple[str | None, str | None]:
    kind, *parameters = (part.strip() for part in header.split(";"))
    named = dict(part.lower().split("=", 1) for part in parameters if "=" in part)
    return kind.lower() or None, named.get("charset", "").strip("\"' ") or None


def _explain(error: Exception, url: str, config: Config, deadline: Deadline) -> NoReturn:
    """The foreign error as ours, without the address, which may hold a password."""
    shown = urlsplit(without_secrets(url)).hostname or "the host"
    if deadline.passed or isinstance(error, requests.Timeout | TimeoutError):
        reason = f"{shown} did not deliver within {config.fetch_timeout_s:g} seconds."
        raise ReadError(reason, "Try again, or raise fetch_timeout_s.") from None
    if isinstance(error, requests.exceptions.SSLError):
        raise ReadError(f"the certificate of {shown} is not valid.", "Check the address.") from None
    if isinstance(
        error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError
    ):
        raise ReadError(f"{shown} broke off or sent damaged data.", "Try again later.") from None
    if isinstance(error, requests.ConnectionError):
        raise ReadError(f"{shown} cannot be connected to.", "Check the address and port.") from None
    raise ReadError("not a valid address.", "Write it as https://host/path.") from None
