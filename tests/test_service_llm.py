"""Answers of a language model, from its server's reply to what is shown: the real SDK and
verifier, a fake server."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes.embedder import HashedWords
from fakes.openai_server import Delayed, Failure, FakeOpenAI, Finished, Raw, Request

from qa.answers import Answer
from qa.config import Config
from qa.drafts import ArticleDraft
from qa.errors import (
    ConfigError,
    ModelAnswerInvalid,
    ModelError,
    ModelNotFound,
    ModelQuota,
    ModelUnauthorised,
    ModelUnreachable,
)
from qa.service import Dateline
from qa.steps import Checked
from vectorstore.store import Store

REPORT = (
    "Khamenei told Haniyeh that Tehran was not informed in advance about the Oct 7 assault,"
    " Reuters reported, citing three senior officials."
)
DENIAL = 'Hamas denied the validity of the report, calling it "baseless", without evidence.'
QUESTION = "Did Iran know of the Oct 7 assault in advance?"
DRAFTS = [
    ArticleDraft(
        text=f"{REPORT}\n\n{DENIAL}\n\nWatch: Tehran was informed, a film\n\nThe ferry sails.",
        origin="/news/a.txt",
        title="Khamenei to Haniyeh",
        source="Courier",
        published="2023-11-16",
        external_id="a",
    )
]


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def opened(tmp_path: Path, server: FakeOpenAI) -> Iterator[Callable[..., Dateline]]:
    services: list[Dateline] = []

    def open_service(**settings: Any) -> Dateline:
        known: dict[str, Any] = {
            "llm_base_url": server.base_url,
            "llm_model": "fake-model",
            "llm_timeout_s": 5.0,
            "llm_max_retries": 0,
        }
        config = Config(data_dir=tmp_path / f"archive-{len(services)}", **(known | settings))
        services.append(Dateline(config, Store(config.data_dir, HashedWords())))
        services[-1].ingest_drafts(DRAFTS)
        return services[-1]

    yield open_service
    for service in services:
        service.close()


@pytest.fixture
def service(opened: Callable[..., Dateline]) -> Dateline:
    return opened()


def sentence(text: str, quote: str, **members: Any) -> dict[str, Any]:
    quotes = [{"passage": 1, "quote": quote}]
    return {"quotes": quotes, "attribution": None, "role": "claim", "text": text} | members


def reply(*sentences: dict[str, Any], verdict: str | None = None) -> dict[str, Any]:
    return {"found": True, "sentences": list(sentences), "verdict": verdict}


def ask(service: Dateline, answerer: str = "llm", *, fresh: bool = False) -> Answer:
    return service.ask(QUESTION, answerer=answerer, fresh=fresh)


def denying(_request: Request) -> dict[str, Any]:
    return reply(sentence("Hamas denied the report.", "Hamas denied the validity"))


def test_right_quotes_are_verified_and_made_up_ones_returned(
    service: Dateline, server: FakeOpenAI
) -> None:
    server.reply(
        reply(
            sentence(
                "Khamenei said Tehran was not informed in advance, Reuters reported.",
                "Tehran was not informed in advance about the Oct 7 assault",
                attribution="Reuters, citing three senior officials",
            ),
            sentence("Hamas called the report baseless.", "calling it 'baseless'.", role="denial"),
            sentence("Tehran had planned it.", "Tehran planned the assault"),
            sentence("Yes, Tehran was not informed.", "Tehran was not informed in advance"),
            sentence("Tehran was informed.", "Tehran was informed"),
            sentence("The ferry sails.", "The ferry sails", quotes=[]),
            verdict="not_established",
        )
    )
    answer = ask(service)
    assert [item.text for item in answer.sentences] == [
        "Khamenei said Tehran was not informed in advance, Reuters reported.",
        "Hamas called the report baseless.",
    ]
    assert answer.sentences[0].attribution == "Reuters, citing three senior officials"
    assert answer.sentences[1].role == "denial"
    assert (answer.status, answer.verdict) == ("disputed", "not_established")
    text = service.article(answer.citations[0].article_id).text
    for citation in answer.citations:
        assert text[citation.start : citation.end] == citation.quote
    assert answer.citations[1].quote == 'calling it "baseless"'
    reasons = {item.text: item.reason for item in answer.rejected}
    assert set(reasons) == {
        "Tehran had planned it.",
        "Yes, Tehran was not informed.",
        "Tehran was informed.",
        "The ferry sails.",
    }
    assert "do not stand" in reasons["Tehran had planned it."]
    assert "says yes" in reasons["Yes, Tehran was not informed."]
    assert "do not stand" in reasons["Tehran was informed."]  # they stand in boilerplate only
    assert answer.answered_by.kind == "llm"
    assert answer.answered_by.model == "fake-model"
    assert re.fullmatch(r"answer@\d+", answer.answered_by.prompt or "")
    assert answer.usage["total_tokens"] > 0
    assert service.answer(answer.id)["rejected"][0]["text"] in reasons


def test_an_answer_of_nothing_but_inventions_is_not_found(
    service: Dateline, server: FakeOpenAI
) -> None:
    server.reply(reply(sentence("Tehran knew.", "Tehran knew everything"), verdict="yes"))
    answer = ask(service)
    assert (answer.status, answer.verdict, answer.text) == ("not_found", None, "")
    assert len(answer.rejected) == 1


def test_a_summary_by_a_model(service: Dateline, server: FakeOpenAI) -> None:
    made = reply(
        sentence("Hamas denied the report.", "Hamas denied the validity of the report"),
        sentence("It rained.", "It rained all day"),
    )
    del made["verdict"]
    server.reply(made)
    article = service.articles().items[0]
    summary = service.summarise([article.id], answerer="llm")
    assert [item.text for item in summary.sentences] == ["Hamas denied the report."]
    assert [item.text for item in summary.rejected] == ["It rained."]
    assert summary.article_ids == (article.id,)


FAILURES = [
    (Failure(401, "bad key"), ModelUnauthorised),
    (Failure(403, "not yours"), ModelUnauthorised),
    (Failure(404, "no such model", "model_not_found"), ModelNotFound),
    (Failure(429, "slow down"), ModelQuota),
    (Failure(500, "oh"), ModelUnreachable),
    (Failure(503, "busy"), ModelUnreachable),
    (Finished("{", "length"), ModelAnswerInvalid),
    (Raw(b"<html>login</html>", "text/html"), ModelAnswerInvalid),
]


@pytest.mark.parametrize(("failure", "error"), FAILURES)
def test_a_model_asked_for_by_name_fails_in_plain_words(
    service: Dateline, server: FakeOpenAI, failure: Any, error: type[ModelError]
) -> None:
    server.reply(failure)
    with pytest.raises(error) as caught:
        ask(service)
    assert caught.value.reason
    assert caught.value.remedy


@pytest.mark.parametrize(("failure", "error"), FAILURES)
def test_auto_answers_without_it_and_says_why(
    service: Dateline, server: FakeOpenAI, failure: Any, error: type[ModelError]
) -> None:
    server.reply(failure)
    answer = ask(service, "auto")
    assert answer.answered_by.kind == "extractive"
    assert (answer.answered_by.note or "").startswith("auto: the language model failed: ")
    assert answer.answered_by.model is None


def test_a_model_that_is_too_slow(opened: Callable[..., Dateline], server: FakeOpenAI) -> None:
    service = opened(llm_timeout_s=0.2)
    server.reply(Delayed(20, reply()), Delayed(20, reply()))
    with pytest.raises(ModelUnreachable, match="did not answer within 0.2 s"):
        ask(service)
    assert "within 0.2 s" in (ask(service, "auto").answered_by.note or "")


def test_a_server_that_is_away(opened: Callable[..., Dateline]) -> None:
    service = opened(llm_base_url="http://127.0.0.1:9/v1")
    with pytest.raises(ModelUnreachable, match="127.0.0.1:9"):
        ask(service)
    assert ask(service, "auto").answered_by.kind == "extractive"


@pytest.mark.parametrize(
    ("settings", "note"),
    [
        ({}, "auto: no language model is configured"),
        (
            {"llm_api_key": "sk-x"},
            "a key is there, but no model is chosen (set DATELINE_LLM_MODEL)",
        ),
        ({"llm_model": "m"}, "neither a key nor the address"),
    ],
)
def test_auto_says_why_there_is_no_model(
    opened: Callable[..., Dateline], settings: dict[str, str], note: str
) -> None:
    service = opened(**({"llm_base_url": "", "llm_model": ""} | settings))
    answer = ask(service, "auto")
    assert answer.answered_by.kind == "extractive"
    assert note in (answer.answered_by.note or "")
    assert "sk-x" not in str(answer)
    with pytest.raises(ConfigError):
        ask(service)


def test_auto_takes_the_model_and_says_so(service: Dateline, server: FakeOpenAI) -> None:
    server.reply(reply(sentence("Hamas denied the report.", "Hamas denied the validity")))
    answer = ask(service, "auto")
    assert answer.answered_by.kind == "llm"
    assert "auto: a language model is configured" in (answer.answered_by.note or "")


def test_extractive_asks_no_model(service: Dateline, server: FakeOpenAI) -> None:
    assert ask(service, "extractive").answered_by.kind == "extractive"
    assert not server.requests


def test_threads_share_one_model(opened: Callable[..., Dateline], server: FakeOpenAI) -> None:
    service = opened(cache_answers=False)

    server.default = denying
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ask(service), range(8)))
    assert {answer.text for answer in answers} == {"Hamas denied the report. [1]"}
    assert len(server.chats) == 8


def test_the_same_question_is_answered_from_the_cache_until_the_archive_changes(
    service: Dateline, server: FakeOpenAI
) -> None:
    server.default = denying
    first, again = ask(service), ask(service)
    assert (first.cached, again.cached) == (False, True)
    assert (again.id, again.sentences, again.citations) == (
        first.id,
        first.sentences,
        first.citations,
    )
    assert again.usage == {}
    assert len(server.chats) == 1
    assert not ask(service, fresh=True).cached
    assert len(server.chats) == 2
    service.ingest_drafts([replace(DRAFTS[0], text="The ferry sails again.", external_id="b")])
    assert not ask(service).cached
    assert len(server.chats) == 3


def test_a_second_check_is_counted_and_paid_for(
    opened: Callable[..., Dateline], server: FakeOpenAI
) -> None:
    prices = {"llm_price_input": 1.0, "llm_price_output": 2.0}
    told = reply(sentence("Hamas denied the report.", "Hamas denied the validity"))
    server.reply(told)
    alone = ask(opened(**prices))
    server.reply(told, {"judgement": "supported"})
    checked = ask(opened(**prices, second_check=True))
    (said,) = checked.sentences
    assert said.second_check is not None
    assert checked.usage["total_tokens"] > alone.usage["total_tokens"]
    spent = checked.usage["prompt_tokens"] * 1.0 + checked.usage["completion_tokens"] * 2.0
    assert checked.cost is not None
    assert checked.cost.amount == pytest.approx(spent / 1_000_000)


def test_what_took_over_from_a_failing_model_is_not_taken_for_its_answer(
    service: Dateline, server: FakeOpenAI
) -> None:
    server.default = lambda _: Failure(500, "out of order")
    assert ask(service, "auto").answered_by.kind == "extractive"
    server.default = denying
    answer = ask(service, "auto")
    assert (answer.answered_by.kind, answer.cached) == ("llm", False)


def test_sentences_come_as_they_are_verified(service: Dateline, server: FakeOpenAI) -> None:
    server.reply(
        reply(
            sentence("Hamas denied the report.", "Hamas denied the validity"),
            sentence("It rained.", "Rain fell"),
        )
    )
    steps = service.asking(QUESTION, answerer="llm")
    told = [step for step in steps if step is not None]
    kinds = [type(step).__name__ for step in told]
    assert kinds == ["Found", "Checked", "Rejected"]


def test_an_answer_given_up_leaves_nothing_behind(service: Dateline, server: FakeOpenAI) -> None:
    server.default = denying
    steps = service.asking(QUESTION, answerer="llm")
    while not isinstance(next(steps), Checked):
        pass
    steps.close()
    assert not ask(service).cached


# Half a letter


def test_half_a_letter_is_not_sent_back_to_the_model(service: Dateline, server: FakeOpenAI) -> None:
    server.reply("not JSON \ud800 at all", denying(Request("", "", {}, None)))
    assert ask(service).status == "answered"
    assert "\ufffd at all" in server.chats[1]["messages"][-2]["content"]


def test_half_a_letter_spoils_neither_what_is_kept_nor_the_history(
    service: Dateline, server: FakeOpenAI
) -> None:
    said = json.dumps(denying(Request("", "", {}, None)))
    event = json.dumps({"model": "m\ud800x", "choices": [{"delta": {"content": said}}]})
    lines = f"data: {event}\n\ndata: [DONE]\n\n".encode()
    server.reply(Raw(lines, "text/event-stream"))
    first = ask(service)
    assert first.answered_by.model == "m\ufffdx"
    assert ask(service).cached
    assert service.answer(first.id)["answered_by"]["model"] == "m\ufffdx"
