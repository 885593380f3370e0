"""ChatModel: messages in, a checked completion out, whatever the server can and cannot do."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

from qa.answers import Cost
from qa.config import Config
from qa.errors import ConfigError, ModelError, ModelNotFound, ModelQuota
from qa.llm import capacity
from qa.llm.connection import Connection
from qa.llm.decisions import decision
from qa.llm.dialect import Dialect
from qa.llm.observed import calling, told
from qa.llm.rejections import RequestRejected
from qa.llm.replies import Reply, completion_of
from qa.llm.streaming import pieces
from qa.llm.structured import Completion, ReplyNotInForm, the_object
from qa.observing.stages import within
from qa.observing.steps import observed
from vectorstore.closing import Closing

Messages = Iterable[Mapping[str, str]]
_PROBE_AGAIN_S = 180.0
_MOST_OUTPUT = 1 / 3  # of the context


class ChatModel(Closing):
    """A language model behind an OpenAI-compatible server; threads may share it.

    What a server turns out not to know (a JSON schema, a tool, a temperature, a stream) it is not
    asked for again.

    Attributes:
        note: says so if the model was chosen by us; None if it was configured.

    Raises:
        ConfigError: neither a key nor an address, or one that cannot be used.
    """

    def __init__(self, config: Config) -> None:
        if not (config.llm_model or config.llm_base_url):
            raise ConfigError(
                "No language model is chosen.", "Set DATELINE_LLM_MODEL to a model's name."
            )
        self.connection = Connection(config)
        self._config = config
        self._name = config.llm_model
        self._dialect = Dialect()
        self._context = config.llm_context_tokens
        self._probe_from = 0.0  # of the clock that never goes back
        self._decides = True
        self.note: str | None = None

    def __repr__(self) -> str:
        return f"ChatModel({self._name or '(unset)'} at {self.address})"

    @property
    def address(self) -> str:
        """The server's address, without a password."""
        return self.connection.address

    @property
    def name(self) -> str:
        """The model's name: the configured one, else the only one that the server has.

        Raises:
            ModelNotFound: none is configured, and the server lists none or several.
            ModelError: the server cannot be asked.
        """
        if not self._name:
            listed = self.models()
            if len(listed) != 1:
                shown = ", ".join(listed[:10]) or "none"
                raise ModelNotFound(
                    f"No language model is chosen, and {self.address} lists {shown}.",
                    "Set DATELINE_LLM_MODEL to one of them.",
                )
            self.note = f"{listed[0]} is the only model that {self.address} lists"
            self._name = listed[0]
        return self._name

    @property
    def configured_name(self) -> str:
        """The model's name as far as it is known, without asking; perhaps empty."""
        return self._name

    def models(self) -> tuple[str, ...]:
        """The models that the server lists. Raises: ModelError."""
        names = (item.get("id") for item in self.connection.listing())
        return tuple(name for name in names if isinstance(name, str))

    def probe(self) -> None:
        """Ask the server for its models, with little patience. Raises: ModelError."""
        self.connection.context_tokens(self._name)

    @property
    def context_tokens(self) -> int:
        """Tokens that the model takes, prompt and answer: configured, else asked for, else guessed.

        A server that cannot be asked is none the worse for it here: the request itself will tell.
        It is asked again after some minutes, not at every question.
        """
        if not self._context and time.monotonic() >= self._probe_from:
            try:
                self._context = self.connection.context_tokens(self.name) or capacity.DEFAULT_TOKENS
            except ModelError:
                self._probe_from = time.monotonic() + _PROBE_AGAIN_S
        return self._context or capacity.DEFAULT_TOKENS

    @property
    def output_tokens(self) -> int:
        """Tokens of an answer at most: the configured ones, or less of a small context."""
        most = self._config.llm_max_output_tokens
        return min(most, int(self._context * _MOST_OUTPUT)) if self._context else most

    def cost(self, usage: Mapping[str, int]) -> Cost | None:
        """What these tokens cost; None if no prices are set, or they were not counted."""
        prices = self._config.llm_price_input, self._config.llm_price_output
        amount = capacity.cost(usage, *prices) if any(prices) else None
        return None if amount is None else Cost(amount, self._config.llm_price_currency)

    def close(self) -> None:
        """Close the connections to the server."""
        self.connection.close()

    def complete(
        self, messages: Messages, schema: dict[str, Any] | None = None, schema_name: str = "reply"
    ) -> Completion:
        """The model's reply to `messages`, each with `role` and `content`.

        With a schema (strict: every object closed, every member required) the reply is asked
        for in that form, and `parsed` is its JSON object; whether it fits the schema is for the
        caller to check, since not every server enforces it.

        Raises:
            ReplyNotInForm: a schema was given and the reply holds no JSON object.
            ModelAnswerInvalid: the reply is empty, refused or cut off.
            ModelError: see the tree in `qa.errors`.
        """
        with within(calling(self)) as call:
            completion = self._completed(messages, schema, schema_name)
            told(call, completion)
        return completion

    def _completed(
        self, messages: Messages, schema: dict[str, Any] | None, schema_name: str
    ) -> Completion:
        request = self._request(messages)
        dialect = self._dialect
        while True:
            members = dialect.request(schema, schema_name, self.output_tokens, stream=False)
            try:
                reply = self.connection.chat(request | members)
            except RequestRejected as error:
                dialect = _next(dialect, error, schema=bool(schema), stream=False)
                continue
            self._learn(dialect)
            tool = dialect.mode == "tool" and schema is not None
            whole = completion_of(reply, self.connection.endpoint, self.name, tool=tool)
            return _parsed(whole, schema)

    def stream(
        self, messages: Messages, schema: dict[str, Any] | None = None, schema_name: str = "reply"
    ) -> Generator[str, None, Completion]:
        """The reply as `complete` gives it, and before that its text piece by piece.

        An empty piece says that nothing new is to be read yet. Where the server enforces no form
        there is no other before the end: an object in free text may be followed by a better one,
        so that only the Completion tells which of them counts. Closing the generator closes the
        connection at once, and so ends the model's work.

        Raises:
            ModelUnreachable: also when nothing comes for longer than the configured time-out, or
                the server breaks off.
            ModelError: as `complete`, be it in the middle of the reply.
        """
        reply = self._streamed(messages, schema, schema_name)
        return (yield from observed(calling(self), reply, told))

    def _streamed(
        self, messages: Messages, schema: dict[str, Any] | None, schema_name: str
    ) -> Generator[str, None, Completion]:
        request = self._request(messages)
        dialect = self._dialect
        while True:
            members = dialect.request(schema, schema_name, self.output_tokens, stream=True)
            tool = dialect.mode == "tool" and schema is not None
            draft = dialect.mode == "text" and schema is not None
            reply = Reply(self.connection.endpoint, self.name, tool)
            try:
                with closing(pieces(self.connection, request | members, reply)) as stream:
                    for piece in stream:
                        yield "" if draft else piece
            except RequestRejected as error:
                if reply.progress:
                    raise
                dialect = _next(dialect, error, schema=bool(schema), stream=True)
                continue
            self._learn(dialect)
            return _parsed(reply.completion(), schema)

    def decide(self, words: str, question: str, choices: Mapping[str, str]) -> Completion | None:
        """The choice that a server's typed decisions make, as `text`.

        None where the server, or the model on it, has no such endpoint (whatever it answers
        instead, which is remembered), or where the model declines.

        Args:
            choices: values, each with what it means.

        Raises:
            ModelQuota: too many requests, or nothing left to spend.
        """
        if not self._decides:
            return None
        try:
            return decision(self.connection, self.name, words, question, choices)
        except ModelQuota:
            raise
        except ModelError:
            self._decides = False
            return None

    def _request(self, messages: Messages) -> dict[str, Any]:
        return {"model": self.name, "messages": [dict(message) for message in messages]}

    def _learn(self, dialect: Dialect) -> None:
        """Remember what worked; a request refused for another reason teaches nothing."""
        self._dialect = dialect


def _next(dialect: Dialect, error: RequestRejected, *, schema: bool, stream: bool) -> Dialect:
    """What to try after a rejection, or the rejection itself."""
    following = dialect.after(error.detail, schema=schema, stream=stream)
    if following is None:
        raise error
    return following


def _parsed(completion: Completion, schema: dict[str, Any] | None) -> Completion:
    """With the JSON object of the text, if one was asked for."""
    if schema is None:
        return completion
    try:
        parsed = the_object(completion.text, schema["properties"])
    except ValueError as error:
        raise ReplyNotInForm(str(error), completion) from error
    return replace(completion, parsed=parsed)
