"""The connection to a model's server: the sole importer of `openai`.

Replies are taken as raw JSON and checked by us, because the SDK builds its objects without
checking them: a gateway that leaves out a member would surface as an AttributeError far away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import openai

from qa.config import Config
from qa.errors import (
    ConfigError,
    ModelAnswerInvalid,
    ModelError,
    ModelNotFound,
    ModelQuota,
    ModelUnauthorised,
    ModelUnreachable,
)

_OPENAI = "https://api.openai.com/v1"
_NO_KEY = "none"  # what a server without keys is sent: the SDK insists on one
_CONNECT_TIMEOUT_S = 10.0
_TOO_LONG = re.compile(r"context.{0,20}(length|size|window)|too long|too large", re.IGNORECASE)


class RequestRejected(ModelError):
    """The server refuses the request itself (400, 422); `detail` is what it says."""

    def __init__(self, reason: str, remedy: str, detail: str) -> None:
        super().__init__(reason, remedy)
        self.detail = detail


class Connection:
    """A server that speaks the OpenAI protocol, and the key to it.

    Retries, with back-off and Retry-After honoured, are the SDK's.

    Raises:
        ConfigError: the address or the key cannot be used, or there is neither.
    """

    def __init__(self, config: Config) -> None:
        self._key = _usable_key(config)
        self._timeout_s = config.llm_timeout_s
        url = config.llm_base_url or _OPENAI
        self.address = _shown(url)
        host = urlsplit(url).hostname or ""
        local = host == "localhost" or host.startswith("127.") or host == "::1"
        self._client = openai.OpenAI(
            base_url=url,
            api_key=self._key or _NO_KEY,
            timeout=openai.Timeout(
                self._timeout_s, connect=min(self._timeout_s, _CONNECT_TIMEOUT_S)
            ),
            max_retries=config.llm_max_retries,
            # A proxy set for the outside world cannot reach a server on this machine.
            http_client=openai.DefaultHttpxClient(trust_env=False) if local else None,
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def chat(self, request: dict[str, Any]) -> dict[str, Any]:
        """The server's reply to a chat completion request.

        Raises:
            RequestRejected: 400 or 422.
            ModelError: see the tree in `qa.errors`.
        """
        create = self._client.chat.completions.with_raw_response.create
        return self._reply(request["model"], lambda: create(**request))

    def embeddings(self, request: dict[str, Any]) -> dict[str, Any]:
        """The server's reply to an embeddings request; errors as `chat`."""
        create = self._client.embeddings.with_raw_response.create
        return self._reply(request["model"], lambda: create(**request))

    def models(self) -> tuple[str, ...]:
        """The names of the models that the server lists; errors as `chat`."""
        reply = self._reply("", self._client.models.with_raw_response.list)
        listed = reply.get("data")
        if not isinstance(listed, list):
            raise ModelAnswerInvalid(f"{self.address} does not list its models.")
        names = (item.get("id") for item in listed if isinstance(item, dict))
        return tuple(name for name in names if isinstance(name, str))

    def _reply(self, model: str, send: Callable[[], Any]) -> dict[str, Any]:
        try:
            body = send().text
        except openai.OpenAIError as error:
            ours = self._translated(error, model)
            # A server may repeat the key in its words; then they go into no log either.
            raise ours from (None if self._key and self._key in str(error) else error)
        try:
            reply = json.loads(body)
        except (ValueError, RecursionError):
            reply = None
        if not isinstance(reply, dict):
            raise ModelAnswerInvalid(
                f"{self.address} replied with something other than a JSON object.",
                "Check that DATELINE_LLM_BASE_URL is the API's address, often ending in /v1.",
            )
        return reply

    def _translated(self, error: openai.OpenAIError, model: str) -> ModelError:
        if isinstance(error, openai.APITimeoutError):
            return ModelUnreachable(
                f"{self.address} did not answer within {self._timeout_s:g} s.",
                "Raise DATELINE_LLM_TIMEOUT_S, or lower DATELINE_LLM_CONTEXT_CHARS.",
            )
        if isinstance(error, openai.APIStatusError):
            return self._of_status(error, model)
        return ModelUnreachable(
            f"{self.address} cannot be reached ({self._cleaned(str(error.__cause__ or error))}).",
            "Check DATELINE_LLM_BASE_URL, and that the server is running.",
        )

    def _of_status(self, error: openai.APIStatusError, model: str) -> ModelError:
        status, detail = error.status_code, self._cleaned(_words(error.body))
        said = f"{self.address} answered {status}" + (f": {detail}" if detail else ".")
        if status in (401, 403):
            return ModelUnauthorised(
                f"{self.address} refuses the key ({status})."
                if self._key
                else f"{self.address} wants a key ({status}), and none is set.",
                "Set OPENAI_API_KEY or DATELINE_LLM_API_KEY to a key of that server.",
            )
        if status == 404 or _code(error) == "model_not_found":
            return ModelNotFound(
                f"{self.address} has no model {model!r}, or is not the API's address: {detail}."
                if model
                else f"{self.address} has no list of models; it may not be the API's address.",
                "Check DATELINE_LLM_MODEL, and DATELINE_LLM_BASE_URL (it often ends in /v1).",
            )
        if status in (402, 429):
            return ModelQuota(said, _quota_remedy(error))
        if status == 408 or status >= 500:
            return ModelUnreachable(said, "Try again later, or look into the server's log.")
        if status == 413 or _TOO_LONG.search(detail):
            remedy = "Lower DATELINE_LLM_CONTEXT_CHARS, or give the server a longer context."
            return RequestRejected(said, remedy, "")
        return RequestRejected(said, "Check that this model takes chat requests.", detail)

    def _cleaned(self, text: str) -> str:
        """A server's words on one line, of bearable length, without the key."""
        if self._key:
            text = text.replace(self._key, "********")
        line = " ".join(text.split())
        return "an HTML page" if line.startswith("<") else line[:300].rstrip(".")


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


def _shown(url: str) -> str:
    """The address as messages show it: without a password."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname
        host = parts.netloc.rpartition("@")[2]
        _ = parts.port
    except ValueError:
        usable = None
    if not usable:
        raise ConfigError(
            f"The language model's address {url!r} is not one.",
            "DATELINE_LLM_BASE_URL looks like http://127.0.0.1:8080/v1.",
        )
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")


def _words(body: object) -> str:
    """What an error's body says: OpenAI's `message`, FastAPI's `detail`, or all of it."""
    if isinstance(body, dict):
        body = body.get("message") or body.get("detail") or json.dumps(body)
    return body if isinstance(body, str) else json.dumps(body) if body else ""


def _code(error: openai.APIStatusError) -> str:
    return str(error.code or error.type or "")


def _quota_remedy(error: openai.APIStatusError) -> str:
    codes = {str(error.code), str(error.type)}
    if error.status_code == 402 or "insufficient_quota" in codes:
        return "The account has nothing left to spend: add credit, or use another key."
    wait = error.response.headers.get("retry-after")
    when = f"in {wait} s" if wait and wait.isdigit() else "in a minute"
    return f"Too many requests: ask again {when}."
