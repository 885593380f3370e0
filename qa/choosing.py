"""Which answerer answers, and why: never changed without a word."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.extractive import ExtractiveAnswerer
from qa.answering.llm_answerer import LLMAnswerer
from qa.answering.protocol import Answerer, Conclusion, Proposals
from qa.answers import ProposedSentence, Rejected
from qa.config import ANSWERERS, Config
from qa.embedders import KeptVectors, token_embedder
from qa.errors import ConfigError, InvalidInput, ModelBusy, ModelError
from vectorstore.store import Store

if TYPE_CHECKING:
    from qa.answering.second_check import SecondChecker
    from qa.llm.client import ChatModel

Work = Callable[[Answerer], Proposals]
_MOST_KEYLESS = 4  # at work at a time: more take as long, and tens of megabytes each
_LOOK_S = 0.5  # between words to whoever waits for a turn


@dataclass(frozen=True, slots=True)
class Restart:
    """Every sentence so far is void: another answerer begins anew."""

    reason: str


Choices = Generator[ProposedSentence | Rejected | Restart | None, None, Conclusion]


class Answerers:
    """The keyless answerer, and the one with a model if one is configured."""

    def __init__(self, config: Config, store: Store) -> None:
        self._config = config
        self._extractive = ExtractiveAnswerer(
            store.lexical,
            KeptVectors(store.embedder),
            token_embedder(store.embedder),
            abstain_below=config.abstain_below,
        )
        self._model: ChatModel | None = None
        self._connecting = threading.Lock()
        self._model_state = "not asked yet" if self.has_model else "none is configured"
        self._places = threading.BoundedSemaphore(config.max_model_questions)
        self._turns = threading.BoundedSemaphore(_MOST_KEYLESS)

    def propose(self, wanted: str | None, work: Work) -> Choices:
        """Have the wanted answerer do the work; `auto` takes the model if there is one.

        Where the model was not wanted by name and fails, even in the middle of an answer, a
        Restart is given and the keyless answerer takes over.

        Raises:
            InvalidInput: there is no such answerer.
            ModelError: the model was wanted by name and gives no usable answer.
            ConfigError: the model was wanted by name and none can be reached as configured.
        """
        chosen = self.chosen(wanted)
        if chosen == "llm":
            return (yield from self._by_model(work))
        if chosen == "extractive":
            return (yield from self._keyless(work))
        if not self.has_model:
            return _noted((yield from self._keyless(work)), f"auto: {self._why_none()}")
        try:
            conclusion = yield from self._by_model(work)
        except (ModelError, ConfigError) as error:
            why = f"auto: the language model failed: {error}"
            yield Restart(why)
            return _noted((yield from self._keyless(work)), why)
        return _noted(conclusion, "auto: a language model is configured")

    def refuse_if_busy(self, wanted: str | None) -> None:
        """Raise ModelBusy if the model is wanted by name, and as many wait for it as may."""
        if self.chosen(wanted) == "llm":
            self._take_place()
            self._places.release()

    def chosen(self, wanted: str | None) -> str:
        """The answerer wanted, else the configured one. Raises: InvalidInput."""
        wanted = wanted or self._config.answerer
        if wanted not in ANSWERERS:
            raise InvalidInput(
                f"There is no answerer {wanted!r}.",
                f"Use {', '.join(ANSWERERS)}.",
                field="answerer",
            )
        return wanted

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured."""
        return self._config.has_model

    @property
    def model_state(self) -> str:
        """How the language model did the last time: ready, failed, not asked, none configured."""
        return self._model_state

    def probe_model(self) -> None:
        """Find out whether the model's server answers, if there is one; takes seconds at most."""
        if self.has_model:
            try:
                self._chat_model().probe()
                self._model_state = "ready"
            except (ModelError, ConfigError) as error:
                self._model_state = f"failed: {error.reason}"

    def second_checker(self, wanted: str | None) -> SecondChecker | None:
        """Who looks at a model's sentences again, if that is wanted."""
        wanted_of_model = self.has_model and self.chosen(wanted) != "extractive"
        if not (self._config.second_check and wanted_of_model):
            return None
        from qa.answering.second_check import SecondChecker

        return SecondChecker(self._chat_model())

    def close(self) -> None:
        """Close the connection to the model."""
        if self._model is not None:
            self._model.close()

    def _why_none(self) -> str:
        if self._config.llm_api_key:
            return "a key is there, but no model is chosen (set DATELINE_LLM_MODEL)"
        return "no language model is configured"

    def _by_model(self, work: Work) -> Proposals:
        """Have the model do it, if not too many wait for it: they would leave no thread to others.

        Raises:
            ModelBusy: too many do.
        """
        self._take_place()
        try:
            conclusion = yield from work(self._llm())
        except ModelError as error:
            self._model_state = f"failed: {error.reason}"
            raise
        finally:
            self._places.release()
        self._model_state = "ready"
        return conclusion

    def _take_place(self) -> None:
        if not self._places.acquire(blocking=False):
            raise ModelBusy(
                f"{self._config.max_model_questions} questions are waiting for the language model, "
                "which is the most at a time.",
                "Ask again later, or ask for the extractive answerer.",
            )

    def _keyless(self, work: Work) -> Proposals:
        """Have the keyless answerer do it, when its turn comes; None meanwhile."""
        while not self._turns.acquire(timeout=_LOOK_S):
            yield None
        try:
            return (yield from work(self._extractive))
        finally:
            self._turns.release()

    def _llm(self) -> Answerer:
        return LLMAnswerer(self._chat_model(), context_chars=self._config.llm_context_chars)

    def _chat_model(self) -> ChatModel:
        from qa.llm.client import ChatModel

        with self._connecting:
            if self._model is None:
                self._model = ChatModel(self._config)
        return self._model


def _noted(conclusion: Conclusion, why: str) -> Conclusion:
    note = "; ".join(filter(None, [why, conclusion.answered_by.note]))
    return replace(conclusion, answered_by=replace(conclusion.answered_by, note=note))
