from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from fakes.embedder import HashedWords
from fakes.lexicon import PlainWords

from qa.answering.extractive import ExtractiveAnswerer
from qa.answering.llm_answerer import LLMAnswerer
from qa.answering.protocol import Answerer, Proposal
from qa.answers import AnsweredBy
from qa.choosing import Answerers
from qa.config import Config
from qa.errors import DatelineError, InvalidInput, ModelError
from vectorstore.store import Store

MODEL = {"llm_model": "tiny", "llm_base_url": "http://127.0.0.1:9/v1"}


def answerers(**settings: Any) -> Answerers:
    store = cast(Store, SimpleNamespace(lexical=PlainWords(), embedder=HashedWords()))
    return Answerers(Config(**settings), store)


def who(answerer: Answerer) -> Proposal:
    kind = "llm" if isinstance(answerer, LLMAnswerer) else "extractive"
    assert kind == "llm" or isinstance(answerer, ExtractiveAnswerer)
    return Proposal((), AnsweredBy(cast(Any, kind), note="of its own"))


def failing(answerer: Answerer) -> Proposal:
    if isinstance(answerer, LLMAnswerer):
        raise ModelError("It is asleep.", "Wake it.")
    return who(answerer)


@pytest.mark.parametrize(
    ("settings", "wanted", "kind", "note"),
    [
        ({}, "extractive", "extractive", "of its own"),
        (MODEL, "extractive", "extractive", "of its own"),
        (MODEL, "llm", "llm", "of its own"),
        (MODEL | {"answerer": "extractive"}, None, "extractive", "of its own"),
        (MODEL | {"answerer": "extractive"}, "llm", "llm", "of its own"),
        ({}, "auto", "extractive", "auto: no language model is configured; of its own"),
        ({}, None, "extractive", "auto: no language model is configured; of its own"),
        (MODEL, "auto", "llm", "auto: a language model is configured; of its own"),
    ],
)
def test_who_answers_and_why(
    settings: dict[str, Any], wanted: str | None, kind: str, note: str
) -> None:
    chosen = answerers(**settings)
    by = chosen.propose(wanted, who).answered_by
    chosen.close()
    assert (by.kind, by.note) == (kind, note)


def test_a_key_without_a_model_is_told() -> None:
    by = answerers(llm_api_key="k").propose("auto", who).answered_by
    assert by.kind == "extractive"
    assert "DATELINE_LLM_MODEL" in (by.note or "")


def test_auto_goes_on_without_a_model_that_fails_and_says_so() -> None:
    chosen = answerers(**MODEL)
    by = chosen.propose("auto", failing).answered_by
    chosen.close()
    assert by.kind == "extractive"
    assert (by.note or "").startswith("auto: the language model failed: It is asleep.")


def test_a_model_wanted_by_name_is_never_replaced() -> None:
    chosen = answerers(**MODEL)
    with pytest.raises(ModelError, match="asleep"):
        chosen.propose("llm", failing)
    chosen.close()
    with pytest.raises(DatelineError):
        answerers().propose("llm", who)


@pytest.mark.parametrize("wanted", ["oracle", "LLM", " "])
def test_there_is_no_such_answerer(wanted: str) -> None:
    with pytest.raises(InvalidInput, match="auto") as caught:
        answerers().propose(wanted, who)
    assert caught.value.field == "answerer"


def test_the_model_is_connected_to_once() -> None:
    chosen = answerers(**MODEL)
    seen: list[LLMAnswerer] = []

    def keep(answerer: Answerer) -> Proposal:
        seen.append(cast(LLMAnswerer, answerer))
        return who(answerer)

    for _ in range(2):
        chosen.propose("llm", keep)
    chosen.close()
    assert seen[0]._model is seen[1]._model
