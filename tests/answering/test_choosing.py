from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from fakes.embedder import HashedWords
from fakes.lexicon import PlainWords

from qa.answering.extractive import ExtractiveAnswerer
from qa.answering.llm_answerer import LLMAnswerer
from qa.answering.protocol import Answerer, Conclusion, Proposals
from qa.answers import AnsweredBy, ProposedSentence
from qa.choosing import Answerers, Restart, Work
from qa.config import Config
from qa.errors import DatelineError, InvalidInput, ModelError
from vectorstore.store import Store

MODEL = {"llm_model": "tiny", "llm_base_url": "http://127.0.0.1:9/v1"}


def answerers(**settings: Any) -> Answerers:
    store = cast(Store, SimpleNamespace(lexical=PlainWords(), embedder=HashedWords()))
    return Answerers(Config(**settings), store)


def who(answerer: Answerer) -> Proposals:
    kind = "llm" if isinstance(answerer, LLMAnswerer) else "extractive"
    assert kind == "llm" or isinstance(answerer, ExtractiveAnswerer)
    yield ProposedSentence(f"Said by {kind}.", ())
    return Conclusion(AnsweredBy(cast(Any, kind), note="of its own"))


def failing(answerer: Answerer) -> Proposals:
    conclusion = yield from who(answerer)
    if isinstance(answerer, LLMAnswerer):
        raise ModelError("It is asleep.", "Wake it.")
    return conclusion


def asked(chosen: Answerers, wanted: str | None, work: Work) -> tuple[list[Any], AnsweredBy]:
    steps, items = chosen.propose(wanted, work), []
    while True:
        try:
            items.append(next(steps))
        except StopIteration as end:
            return items, end.value.answered_by


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
    _, by = asked(chosen, wanted, who)
    chosen.close()
    assert (by.kind, by.note) == (kind, note)


def test_a_key_without_a_model_is_told() -> None:
    _, by = asked(answerers(llm_api_key="k"), "auto", who)
    assert by.kind == "extractive"
    assert "DATELINE_LLM_MODEL" in (by.note or "")


def test_auto_goes_on_without_a_model_that_fails_and_says_so() -> None:
    chosen = answerers(**MODEL)
    items, by = asked(chosen, "auto", failing)
    chosen.close()
    assert by.kind == "extractive"
    first, restart, second = items
    assert (first.text, second.text) == ("Said by llm.", "Said by extractive.")
    assert isinstance(restart, Restart)
    assert "It is asleep." in restart.reason
    assert (by.note or "").startswith("auto: the language model failed: It is asleep.")


def test_a_model_wanted_by_name_is_never_replaced() -> None:
    chosen = answerers(**MODEL)
    with pytest.raises(ModelError, match="asleep"):
        asked(chosen, "llm", failing)
    chosen.close()
    with pytest.raises(DatelineError):
        asked(answerers(), "llm", who)


@pytest.mark.parametrize("wanted", ["oracle", "LLM", " "])
def test_there_is_no_such_answerer(wanted: str) -> None:
    with pytest.raises(InvalidInput, match="auto") as caught:
        asked(answerers(), wanted, who)
    assert caught.value.field == "answerer"


def test_the_model_is_connected_to_once() -> None:
    chosen = answerers(**MODEL)
    seen: list[LLMAnswerer] = []

    def keep(answerer: Answerer) -> Proposals:
        seen.append(cast(LLMAnswerer, answerer))
        return (yield from who(answerer))

    for _ in range(2):
        asked(chosen, "llm", keep)
    chosen.close()
    assert seen[0]._model is seen[1]._model


def test_work_that_is_given_up_is_closed_and_not_taken_for_a_failure() -> None:
    closed = []

    def endless(_: Answerer) -> Proposals:
        try:
            while True:
                yield None
        finally:
            closed.append(True)

    chosen = answerers(**MODEL)
    steps = chosen.propose("auto", endless)
    assert next(steps) is None
    steps.close()
    chosen.close()
    assert closed == [True]


def test_without_a_model_few_are_at_work_and_the_rest_wait_for_their_turn() -> None:
    chosen = answerers()
    at_work = [chosen.propose("extractive", who) for _ in range(4)]
    for steps in at_work:
        assert next(steps) == ProposedSentence("Said by extractive.", ())
    late = chosen.propose("extractive", who)
    assert next(late) is None
    at_work[0].close()
    assert next(late) == ProposedSentence("Said by extractive.", ())
