"""Where the model's server is, and what lets us in: address, query, key and headers, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from qa.checking import storable
from qa.config import Config
from qa.errors import ConfigError
from qa.masking import MASK, without_keys, without_password

_OPENAI = "https://api.openai.com/v1"
_SHORTEST_SECRET = 4  # what is shorter is none, and may stand in any word
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BETWEEN_HEADERS = re.compile(r";(?=\s*[\w-]+\s*:)|\n")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that speaks the OpenAI protocol.

    Attributes:
        url: the API's address, without its query.
        shown: the address as messages show it: without password and query.
        query: what stands behind the "?" of the address, sent with each request.
        key: empty if there is none.
        headers: sent with each request, the key's own apart.
        key_header: "api-key" for Azure's servers of a dated version, else "Authorization".
        local: the server is on this machine.
    """

    url: str
    shown: str
    query: dict[str, str]
    key: str
    headers: dict[str, str]
    key_header: str
    local: bool

    def cleaned(self, text: str) -> str:
        """A server's words on one line, storable, of bearable length, without what is secret."""
        text = storable(text)
        for secret in (self.key, *self.headers.values()):
            if len(secret) >= _SHORTEST_SECRET:
                text = text.replace(secret, MASK)
        line = " ".join(text.split())
        return "an HTML page" if line.startswith("<") else line[:300].rstrip(".")

    def secret_in(self, text: str) -> bool:
        """Whether a key or a header's value stands in these words."""
        return MASK in self.cleaned(text)


def endpoint_of(config: Config) -> Endpoint:
    """The configured server.

    Raises:
        ConfigError: address, key or headers cannot be used, or there is neither address nor key.
    """
    key = _usable_key(config)
    url = config.llm_base_url or _OPENAI
    shown = _shown(url)
    parts = urlsplit(url)
    host = parts.hostname or ""
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Endpoint(
        url=parts._replace(query="", fragment="").geturl(),
        shown=shown,
        query=query,
        key=key,
        headers=_headers(config.llm_extra_headers),
        key_header="api-key" if "api-version" in query else "Authorization",
        local=host == "localhost" or host.startswith("127.") or host == "::1",
    )


def _usable_key(config: Config) -> str:
    key = config.llm_api_key.strip()
    if not (key or config.llm_base_url):
        raise ConfigError(
            "There is neither a key nor the address of a language model's server.",
            "Set OPENAI_API_KEY, or DATELINE_LLM_BASE_URL for a server of your own.",
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ConfigError(
            "The language model's key holds characters that no key can have.",
            "Set OPENAI_API_KEY or DATELINE_LLM_API_KEY again, without line ends.",
        )
    return key


def _headers(setting: str) -> dict[str, str]:
    """The headers of "Name: value; Other-Name: value"."""
    headers: dict[str, str] = {}
    for part in filter(str.strip, _BETWEEN_HEADERS.split(setting)):
        name, _, value = (piece.strip() for piece in part.partition(":"))
        # The words themselves are not shown: they may be a key.
        if not (_NAME.fullmatch(name) and value and value.isascii() and value.isprintable()):
            raise ConfigError(
                "llm_extra_headers is not a list of headers.",
                "DATELINE_LLM_EXTRA_HEADERS looks like `Name: value; Other-Name: value`.",
            )
        headers[name] = value
    return headers


def _shown(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname
        host = parts.netloc.rpartition("@")[2]
        _ = parts.port
    except ValueError:
        usable = None
    if not usable:
        raise ConfigError(
            f"The language model's address {without_keys(without_password(url))!r} is not one.",
            "DATELINE_LLM_BASE_URL looks like http://127.0.0.1:8080/v1.",
        )
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")
