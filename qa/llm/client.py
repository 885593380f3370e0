"""ChatModel: messages in, a checked completion out, whatever the server can and cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from qa.config import Config
from qa.errors import ConfigError, ModelAnswerInvalid, ModelNotFound
from qa.llm.connection import Connection, RequestRejected
from qa.llm.structured import Completion, ReplyNotInForm, first_object, response_format
from vectorstore.closing import Closing

_MODES = ("json_schema", "json_object", "text")
_COUNTS = ("prompt_tokens", "completion_tokens", "total_tokens")
# How servers word it that they do not know `response_format` or this kind of it.
_NO_FORMAT = re.compile(
    r"response.?format|json.?(schema|object)|schema|grammar|structured|guided"
    r"|not.supported|unsupported|unrecogni[sz]ed|not.permitted|unknown.(field|param|arg)",
    re.IGNORECASE,
)


class ChatModel(Closing):
    """A language model behind an OpenAI-compatible server; threads may share it.

    What a server turns out not to know (a JSON schema, a JSON object, a temperature) it is not
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
        self._connection = Connection(config)
        self._name = config.llm_model
        self._mode = _MODES[0]
        self._settings: dict[str, Any] = {"temperature": 0}
        self.note: str | None = None

    def __repr__(self) -> str:
        return f"ChatModel({self._name or '(unset)'} at {self.address})"

    @property
    def address(self) -> str:
        """The server's address, without a password."""
        return self._connection.address

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

    def models(self) -> tuple[str, ...]:
        """The models that the server lists. Raises: ModelError."""
        return self._connection.models()

    def close(self) -> None:
        """Close the connections to the server."""
        self._connection.close()

    def complete(
        self,
        messages: Iterable[Mapping[str, str]],
        schema: dict[str, Any] | None = None,
        schema_name: str = "reply",
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
        request = {"model": self.name, "messages": [dict(message) for message in messages]}
        reply = self._send(request, schema, schema_name)
        completion = _completion(reply, self.name)
        if schema is None:
            return completion
        try:
            return replace(completion, parsed=first_object(completion.text))
        except ValueError as error:
            raise ReplyNotInForm(str(error), completion) from error

    def _send(
        self, request: dict[str, Any], schema: dict[str, Any] | None, schema_name: str
    ) -> dict[str, Any]:
        """The reply to the first request that the server does not reject."""
        mode, settings = self._mode, self._settings
        while True:
            form = response_format(mode, schema, schema_name) if schema else {}
            try:
                reply = self._connection.chat(request | settings | form)
            except RequestRejected as error:
                if settings and "temperature" in error.detail:
                    settings = {}
                elif form and _NO_FORMAT.search(error.detail):
                    mode = _MODES[_MODES.index(mode) + 1]
                else:
                    raise
            else:
                # Remembered only now: a request refused for another reason teaches nothing.
                self._mode, self._settings = mode, settings
                return reply


def _completion(reply: dict[str, Any], model: str) -> Completion:
    """The reply's first choice, checked."""
    choices = reply.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise _invalid(model, f"gave no answer ({_error_in(reply)})")
    reason = choice.get("finish_reason") or "stop"
    if message.get("refusal"):
        raise _invalid(model, f"refused to answer ({message['refusal']})")
    if reason == "content_filter":
        raise _invalid(model, "was stopped by the server's content filter")
    if reason == "length":
        raise _invalid(
            model,
            "was cut off at its length limit",
            "Lower DATELINE_LLM_CONTEXT_CHARS, or allow the server's model a longer context.",
        )
    text = message.get("content")
    if not isinstance(text, str) or not text.strip():
        raise _invalid(model, "gave an empty answer")
    served = reply.get("model")
    return Completion(
        text=text,
        model=served if isinstance(served, str) and served else model,
        finish_reason=str(reason),
        usage=_counted(reply.get("usage")),
    )


def _invalid(model: str, what: str, remedy: str = "") -> ModelAnswerInvalid:
    return ModelAnswerInvalid(
        f"The model {model} {what}.",
        remedy or "Ask in other words, or set DATELINE_LLM_MODEL to another model.",
    )


def _error_in(reply: dict[str, Any]) -> str:
    """Gateways report some errors of the server behind them in a reply of status 200."""
    error = reply.get("error")
    words = error.get("message") if isinstance(error, dict) else error
    return " ".join(str(words).split())[:300] if words else "the reply has no choices"


def _counted(usage: object) -> dict[str, int]:
    if not isinstance(usage, dict):
        return {}
    return {name: usage[name] for name in _COUNTS if type(usage.get(name)) is int}
