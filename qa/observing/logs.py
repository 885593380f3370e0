"""What a server logs: one line an event on stderr, as text or JSON, without secrets."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import fields
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

from qa.config import Config
from qa.masking import MASK, without_keys
from qa.observing.stages import Stage, finished, trace_id

_OURS = ("qa", "vectorstore")
_FEWEST_LETTERS = 6  # of a secret: a shorter one would mask ordinary words
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
_QUESTIONS = logging.getLogger("qa.questions")


class Masking:
    """Takes secrets out of text: those of the configuration, and what looks like a key."""

    def __init__(self, config: Config | None = None) -> None:
        secrets = set(_secrets(config)) if config else set()
        # As JSON writes them, too, with quotation marks escaped, and perhaps other letters.
        forms = secrets | {
            json.dumps(secret, ensure_ascii=ascii_)[1:-1]
            for secret in secrets
            for ascii_ in (True, False)
        }
        self._secrets = sorted(forms, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text, with a mask in the place of each secret."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return without_keys(text)


def _secrets(config: Config) -> Iterable[str]:
    """Values that are secret, whole and in their parts (`Name: value; Other: value`)."""
    for item in fields(Config):
        if item.metadata["secret"]:
            value = str(getattr(config, item.name))
            parts = [value, *(part.partition(":")[2].strip() for part in value.split(";"))]
            yield from (part for part in parts if len(part) >= _FEWEST_LETTERS)


class _Text(logging.Formatter):
    """`time level logger [request trace] message`."""

    def __init__(self, mask: Masking) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s%(of_request)s %(message)s")
        self._mask = mask

    def format(self, record: logging.LogRecord) -> str:
        found = " ".join(filter(None, (request_id.get(), trace_id())))
        record.of_request = f" [{found}]" if found else ""
        return self._mask(super().format(record))


class _Json(JsonFormatter):
    """One object a line: time, level, logger, message, request_id, and what the event adds.

    Within a trace there is a trace_id, too.
    """

    def __init__(self, mask: Masking) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"},
            timestamp="time",
            json_ensure_ascii=False,
        )
        self._mask = mask

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = request_id.get()
        if found := trace_id():
            record.trace_id = found
        return self._mask(super().format(record))


def set_up(config: Config, stream: TextIO | None = None) -> None:
    """Log as the configuration says, from now on; other libraries only from warnings up."""
    mask = Masking(config)
    handler = logging.StreamHandler(stream or sys.stderr)
    as_json = config.log_format == "json"
    handler.setFormatter(_Json(mask) if as_json else _Text(mask))
    level = config.log_level or ("info" if as_json else "warning")
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())
    finished.connect(_log_question)


def _log_question(stage: Stage) -> None:
    """One line for each question: what came of it, and its words only if they may be told."""
    if stage.kind == "question":
        told = {name.rpartition(".")[2]: value for name, value in stage.attributes.items()
                if name.startswith("dateline.")}  # fmt: skip
        told["ms"] = round(stage.seconds * 1_000, 1)
        if stage.error:
            told["error"] = stage.error
        operation = stage.attributes["gen_ai.workflow.name"]
        words = " ".join(f"{name}={value}" for name, value in told.items() if name != "question")
        _QUESTIONS.info("%s %s", operation, words, extra=told)
