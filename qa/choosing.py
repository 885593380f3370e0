"""Which answerer answers, and why: never changed without a word."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.extractive import ExtractiveAnswerer
from qa.answering.llm_answerer import LLMAnswerer
from qa.answering.protocol import Answerer, Proposal
from qa.config import ANSWERERS, Config
from qa.errors import ConfigError, InvalidInput, ModelError
from vectorstore.store import Store

if TYPE_CHECKING:
    from qa.llm.client import ChatModel

Work = Callable[[Answerer], Proposal]


class Answerers:
    """The keyless answerer, and the one with a model if one is configured."""

    def __init__(self, config: Config, store: Store) -> None:
        self._config = config
        self._extractive = ExtractiveAnswerer(
            store.lexical, store.embedder, abstain_below=config.abstain_below
        )
        self._model: ChatModel | None = None
        self._connecting = threading.Lock()

    def propose(self, wanted: str | None, work: Work) -> Proposal:
        """Have the wanted answerer do the work; `auto` takes the model if there is one.

        Raises:
            InvalidInput: there is no such answerer.
            ModelError: the model was wanted by name and gives no usable answer.
            ConfigError: the model was wanted by name and none can be reached as configured.
        """
        wanted = wanted or self._config.answerer
        if wanted not in ANSWERERS:
            raise InvalidInput(
                f"There is no answerer {wanted!r}.",
                f"Use {', '.join(ANSWERERS)}.",
                field="answerer",
            )
        if wanted == "llm":
            return work(self._llm())
        if wanted == "extractive":
            return work(self._extractive)
        if not (self._config.llm_model or self._config.llm_base_url):
            return _noted(work(self._extractive), f"auto: {self._why_none()}")
        try:
            return _noted(work(self._llm()), "auto: a language model is configured")
        except (ModelError, ConfigError) as error:
            return _noted(work(self._extractive), f"auto: the language model failed: {error}")

    def close(self) -> None:
        """Close the connection to the model."""
        if self._model is not None:
            self._model.close()

    def _why_none(self) -> str:
        if self._config.llm_api_key:
            return "a key is there, but no model is chosen (set DATELINE_LLM_MODEL)"
        return "no language model is configured"

    def _llm(self) -> Answerer:
        from qa.llm.client import ChatModel

        with self._connecting:
            if self._model is None:
                self._model = ChatModel(self._config)
        return LLMAnswerer(self._model, context_chars=self._config.llm_context_chars)


def _noted(proposal: Proposal, why: str) -> Proposal:
    note = "; ".join(filter(None, [why, proposal.answered_by.note]))
    return replace(proposal, answered_by=replace(proposal.answered_by, note=note))
