"""The connection to a model's server: requests out, raw JSON in.

Replies are taken as raw JSON and checked by us, because the SDK builds its objects without
checking them: a gateway that leaves out a member would surface as an AttributeError far away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import aclosing, closing
from typing import Any, cast

import openai

from qa.config import Config
from qa.errors import ModelAnswerInvalid, ModelNotFound, ModelUnreachable
from qa.llm.background import Background
from qa.llm.capacity import context_of
from qa.llm.endpoint import endpoint_of
from qa.llm.events import MOST_BYTES, OPENED, Event, Garbled, events
from qa.llm.exchange import OneServer
from qa.llm.failures import FOREIGN, too_long, translated
from qa.llm.received import Received

_NO_KEY = "none"  # what a server without keys is sent: the SDK insists on one
_CONNECT_TIMEOUT_S = 10.0
_PROBE_TIMEOUT_S = 5.0
_MOST_OF_A_REPLY = 4_000_000  # bytes; as JSON it may take fifty times as many
_TICK_S = 0.25  # how often a stream says that nothing came


class Connection:
    """A server that speaks the OpenAI protocol, and the key to it; threads may share it.

    Retries, with back-off and Retry-After honoured, are the SDK's.

    Raises:
        ConfigError: the address or the key cannot be used, or there is neither.
    """

    def __init__(self, config: Config) -> None:
        self.endpoint = endpoint_of(config)
        self.timeout_s = config.llm_timeout_s
        self.address = self.endpoint.shown
        self._max_retries = config.llm_max_retries
        # The SDK insists on its own header unless each request leaves it out.
        self._without_bearer: dict[str, Any] = (
            {"extra_headers": {"Authorization": openai.Omit()}}
            if self.endpoint.key_header != "Authorization"
            else {}
        )
        # A proxy set for the outside world cannot reach a server on this machine.
        self._client = openai.AsyncOpenAI(
            **self._settings(), http_client=OneServer(proxies=not self.endpoint.local)
        )
        self._background = Background()

    def close(self) -> None:
        """Close all connections; whoever still reads a stream gets a ModelError."""
        self._background.run(self._client.close())
        self._background.close()

    def chat(self, request: dict[str, Any]) -> dict[str, Any]:
        """The server's reply to a chat completion request.

        Raises:
            RequestRejected: 400 or 422.
            ModelError: see the tree in `qa.errors`.
        """
        create = self._client.chat.completions.with_raw_response.create
        return self._reply(request["model"], lambda: create(**request, **self._without_bearer))

    def stream(self, request: dict[str, Any]) -> Generator[Event | None, None, None]:
        """The events of the reply to a chat request; errors as `chat`.

        Without `stream` in the request the whole reply is one event. See `qa.llm.events`; before
        them comes `OPENED`. None says that nothing has come for a while. Closing the generator
        closes the connection, even before the server has sent its first word.
        """
        began = False
        try:
            reading = self._background.iterate(lambda: self._events(request), tick_s=_TICK_S)
            with closing(reading):
                for event in reading:
                    began = began or event is OPENED
                    yield event
        except Garbled as error:
            raise ModelAnswerInvalid(
                f"{self.address} sent a garbled answer: {error}.", "Ask again."
            ) from error
        except asyncio.CancelledError:
            raise _closed() from None
        except FOREIGN as error:
            ours = translated(error, self.endpoint, request["model"], self.timeout_s, began=began)
            raise ours from self._cause(error)

    def embeddings(self, request: dict[str, Any]) -> dict[str, Any]:
        """The server's reply to an embeddings request; errors as `chat`."""
        create = self._client.embeddings.with_raw_response.create
        return self._reply(
            request["model"], lambda: create(**request, **self._without_bearer), MOST_BYTES
        )

    def decision(self, request: dict[str, Any]) -> dict[str, Any]:
        """The server's reply to a request for typed decisions; errors as `chat`.

        Raises:
            ModelNotFound: the server, or the SDK that is installed, does not know them.
        """
        decisions = getattr(self._client, "decisions", None)
        if decisions is None:
            raise ModelNotFound("The openai package knows no typed decisions.")
        create = decisions.with_raw_response.create
        return self._reply(request["model"], lambda: create(**request, **self._without_bearer))

    def listing(self) -> list[dict[str, Any]]:
        """What the server says of each of its models; errors as `chat`."""
        return self._listed(self._client)

    def context_tokens(self, model: str) -> int | None:
        """The context of a model as far as the server tells; asked once, for some seconds."""
        wait = min(self.timeout_s, _PROBE_TIMEOUT_S)
        return context_of(
            self._listed(self._client.with_options(timeout=wait, max_retries=0)), model
        )

    def _listed(self, client: openai.AsyncOpenAI) -> list[dict[str, Any]]:
        fetch = client.models.with_raw_response.list
        listed = self._reply("", lambda: fetch(**self._without_bearer)).get("data")
        if not isinstance(listed, list):
            raise ModelAnswerInvalid(f"{self.address} does not list its models.")
        return [item for item in listed if isinstance(item, dict)]

    def _settings(self) -> dict[str, Any]:
        """What the SDK's client is made with."""
        endpoint = self.endpoint
        headers: dict[str, Any] = dict(endpoint.headers)
        if self._without_bearer:
            headers[endpoint.key_header] = endpoint.key
        return {
            "base_url": endpoint.url,
            "api_key": endpoint.key or _NO_KEY,
            "timeout": openai.Timeout(
                self.timeout_s, connect=min(self.timeout_s, _CONNECT_TIMEOUT_S)
            ),
            "max_retries": self._max_retries,
            "default_headers": headers,
            "default_query": endpoint.query,
        }

    async def _events(self, request: dict[str, Any]) -> AsyncGenerator[Event | None, None]:
        create = self._client.chat.completions.with_streaming_response.create
        async with create(**request, **self._without_bearer) as response:
            yield OPENED
            chunks = cast(AsyncGenerator[bytes, None], response.iter_bytes())
            async with aclosing(chunks), aclosing(events(chunks)) as read:
                async for event in read:
                    yield event

    def _reply(
        self, model: str, send: Callable[[], Awaitable[Any]], most: int = _MOST_OF_A_REPLY
    ) -> dict[str, Any]:
        try:
            body = self._background.run(_body(send))
        except asyncio.CancelledError:
            raise _closed() from None
        except FOREIGN as error:
            ours = translated(error, self.endpoint, model, self.timeout_s)
            raise ours from self._cause(error)
        if len(body) > most:
            raise too_long(self.endpoint, most)
        try:
            reply = Received().loaded(body)
        except (ValueError, RecursionError):
            reply = None
        if not isinstance(reply, dict):
            raise not_the_api(self.address)
        return reply

    def _cause(self, error: Exception) -> Exception | None:
        """What our error is said to come from: nothing whose words hold the key, for logs."""
        return None if self.endpoint.secret_in(str(error)) else error


async def _body(send: Callable[[], Awaitable[Any]]) -> bytes:
    body: bytes = (await send()).content
    return body


def _closed() -> ModelUnreachable:
    return ModelUnreachable("The connection to the language model was closed.")


def not_the_api(address: str) -> ModelAnswerInvalid:
    """The server speaks, but not this protocol."""
    return ModelAnswerInvalid(
        f"{address} replied with something other than a JSON object.",
        "Check that DATELINE_LLM_BASE_URL is the API's address, often ending in /v1.",
    )
