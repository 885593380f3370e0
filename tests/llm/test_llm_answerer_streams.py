"""LLMAnswerer while the reply is still coming: sentences early, once, and not when stopped."""

from __future__ import annotations

import json

import pytest
from fakes.hits import article, hit
from fakes.openai_server import Delayed, Failure, FakeOpenAI, Pause, Stream
from fakes.openai_streams import by_character
from fakes.proposals import drained
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.llm_answerer import LLMAnswerer
from qa.answers import Cost, ProposedSentence
from qa.config import Config
from qa.errors import ModelAnswerInvalid, ModelUnreachable
from qa.llm.capacity import tokens
from qa.llm.client import ChatModel
from qa.llm.rejections import ContextTooLong

QUESTION = "Did Iran know of the attack in advance?"
HITS = [hit("Tehran was not informed in advance."), hit("Hamas denied the report.", id="denies")]


def sentence(text: str, *passages: int) -> dict[str, object]:
    quotes = [{"passage": number, "quote": f"words of {text}"} for number in passages or (1,)]
    return {"quotes": quotes, "attribution": None, "role": "claim", "text": text}


def reply(*texts: str, **members: object) -> dict[str, object]:
    sentences = [sentence(text) for text in texts]
    return {"found": True, "sentences": sentences, "verdict": None} | members


ONE = '{"found": true, "sentences": [' + json.dumps(sentence("First."))


@pytest.fixture
def answerer(model) -> LLMAnswerer:
    return LLMAnswerer(model, context_chars=4_000)


def texts(items) -> list[str]:
    return [item.text for item in items]


# Early, once, in order


def test_a_sentence_is_proposed_while_the_model_still_writes(server, answerer):
    server.reply(Stream(ONE, Pause(25)))
    proposals = answerer.answer(QUESTION, HITS, as_of=None)
    first = next(item for item in proposals if item)
    assert isinstance(first, ProposedSentence)
    assert first.text == "First."
    proposals.close()
    assert server.gone.wait(20), "the connection to the model is still open"


def test_silence_is_told_so_that_one_can_stop(server, answerer):
    server.reply(Stream(Pause(25)))
    proposals = answerer.answer(QUESTION, HITS, as_of=None)
    assert [next(proposals), next(proposals)] == [None, None]
    proposals.close()
    assert server.gone.wait(20)


@settings(max_examples=25, deadline=None)
@given(size=st.integers(1, 40), count=st.integers(0, 4), order=st.permutations(range(3)))
def test_however_it_is_cut_the_same_is_proposed(size, count, order):
    made = reply(*[f"Sentence {number}." for number in range(count)])
    members = [list(made.items())[place] for place in order]
    with FakeOpenAI(default=Stream(*by_character(dict(members), size))) as server:
        config = Config(llm_base_url=server.base_url, llm_model="fake-model")
        with ChatModel(config) as model:
            answerer = LLMAnswerer(model, context_chars=4_000)
            proposal = drained(answerer.answer(QUESTION, HITS, as_of=None))
    assert texts(proposal.sentences) == [f"Sentence {number}." for number in range(count)]
    assert (proposal.rejected, proposal.found) == ((), count > 0)


def test_what_a_model_says_before_it_abstains_is_rejected(server, answerer):
    server.reply(Stream(*by_character(reply("First.", found=False), 3)))
    proposal = drained(answerer.answer(QUESTION, HITS, as_of=None))
    assert (proposal.sentences, texts(proposal.rejected)) == ((), ["First."])
    assert not proposal.found


@pytest.mark.parametrize("formats", [["json_schema"], ["json_object"], ["tool"], []])
def test_drafts_and_thoughts_are_never_taken(connect, formats):
    thoughts = f"<think>{json.dumps(reply('A thought.'))}</think>"
    drafts = thoughts if formats else f"{thoughts} Draft: {json.dumps(reply('A draft.'))} So: "
    text = drafts + json.dumps(reply("The reply."))
    stream = Stream(*by_character(text, 6), tool="tool" in formats)
    with FakeOpenAI(formats=formats, default=stream) as server:
        answerer = LLMAnswerer(connect(server), context_chars=4_000)
        proposal = drained(answerer.answer(QUESTION, HITS, as_of=None))
    assert texts(proposal.sentences) == ["The reply."]


# The second round


def test_what_was_said_is_not_said_again_in_the_second_round(server, answerer):
    server.reply(
        Stream(ONE + ', {"text": 7}]}'),
        Stream(*by_character(reply("First.", "First, in other words.", "Second."), 9)),
    )
    proposal = drained(answerer.answer(QUESTION, HITS, as_of=None))
    assert texts(proposal.sentences) == ["First.", "First, in other words.", "Second."]
    assert proposal.rejected == ()


def test_a_sentence_with_the_same_quotes_is_the_same(server, answerer):
    other = sentence("First.") | {"text": "First, in other words."}
    server.reply(Stream(ONE + ", ]}"), reply() | {"sentences": [other, sentence("Second.")]})
    proposal = drained(answerer.answer(QUESTION, HITS, as_of=None))
    assert texts(proposal.sentences) == ["First.", "Second."]


def test_the_second_round_streams_too(server, answerer):
    rest = json.dumps(sentence("First."))
    server.reply("no json", Stream('{"found": true, "sentences": [', rest, Pause(25)))
    proposals = answerer.answer(QUESTION, HITS, as_of=None)
    assert next(item for item in proposals if item).text == "First."
    proposals.close()
    assert server.gone.wait(20)


def test_a_second_round_that_does_not_fit_leaves_the_first_fault(server, answerer):
    server.reply("no json", Failure(400, "maximum context length is 8 tokens"))
    with pytest.raises(ModelAnswerInvalid, match="holds no JSON object"):
        drained(answerer.answer(QUESTION, HITS, as_of=None))


# Failures in the middle


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        (Stream(ONE, cut=True), ModelUnreachable),
        (Stream(ONE, reason=None, done=False), ModelUnreachable),
        (Stream(ONE, b"data: {\n\n"), ModelAnswerInvalid),
        (Stream(ONE, reason="length"), ModelAnswerInvalid),
        (Stream(ONE, {"error": {"message": "no"}}), ModelAnswerInvalid),
        (Stream(ONE, Pause(20)), ModelUnreachable),
    ],
)
def test_what_breaks_after_a_sentence_is_an_error(server, connect, stream, kind):
    server.reply(stream)
    answerer = LLMAnswerer(connect(server, llm_timeout_s=0.5), context_chars=4_000)
    said = []
    with pytest.raises(kind):
        said.extend(item for item in answerer.answer(QUESTION, HITS, as_of=None) if item)
    assert len(server.chats) == 1


# What fits


def test_a_prompt_and_its_answer_fit_the_models_context(connect):
    with FakeOpenAI(
        models=[{"id": "fake-model", "max_model_len": 3_000}], default=reply("First.")
    ) as server:
        answerer = LLMAnswerer(connect(server), context_chars=100_000)
        long = article("Hamas denied the report. " * 5_000)
        drained(answerer.summarise([long], about=None))
        drained(answerer.answer(QUESTION, [hit("Iran said no. " * 60)] * 40, as_of=None))
        for body in server.chats:
            prompt = sum(tokens(message["content"]) for message in body["messages"])
            assert prompt + body["max_tokens"] <= 3_000
            assert prompt > 1_500, "room is left unused"
        shown = server.chats[0]["messages"][1]["content"]
        assert "Hamas denied the report.\n[" in shown, "the cut is not at a sentence's end"


def test_wide_letters_count_for_more(server, connect):
    server.default = reply("First.")
    answerer = LLMAnswerer(connect(server), context_chars=3_000)
    drained(answerer.summarise([article("伊朗没有事先得到通知。" * 2_000)], about=None))
    assert server.chats[0]["messages"][1]["content"].count("伊朗") < 3_000 / 3 / 11


def test_a_context_that_is_too_short_is_tried_with_half(server, answerer):
    hits = [hit(f"Passage {number}. " * 30, id=f"a{number}") for number in range(12)]
    server.reply(Failure(400, "This model's maximum context length is 900 tokens"), reply("First."))
    assert texts(drained(answerer.answer(QUESTION, hits, as_of=None)).sentences) == ["First."]
    first, second = (
        body["messages"][1]["content"].count("end of passage") for body in server.chats
    )
    assert 0 < second <= first / 2


def test_but_only_once(server, answerer):
    server.reply(*[Failure(400, "too many tokens: the context size is exceeded")] * 3)
    with pytest.raises(ContextTooLong) as caught:
        drained(answerer.answer(QUESTION, HITS, as_of=None))
    assert "DATELINE_LLM_CONTEXT_CHARS" in caught.value.remedy
    assert len(server.chats) == 2


def test_articles_that_do_not_fit_are_told(server, connect):
    server.default = reply("First.")
    answerer = LLMAnswerer(connect(server, llm_context_tokens=2_000), context_chars=16_000)
    parts = [article(f"Report {number}. " * 90, id=f"a{number}") for number in range(40)]
    note = drained(answerer.summarise(parts, about=None)).answered_by.note
    shown = server.chats[0]["messages"][1]["content"].count("end of passage")
    assert note == f"{40 - shown} articles did not fit"
    assert 3 <= shown < 40


# What it costs


def test_usage_and_cost_are_summed_over_the_rounds(server, connect):
    server.reply("no json", reply("First."))
    model = connect(server, llm_price_input=1_000_000.0, llm_price_output=0.0)
    conclusion = drained(
        LLMAnswerer(model, context_chars=4_000).answer(QUESTION, HITS, as_of=None)
    ).conclusion
    asked = sum(
        len(message["content"].split()) for body in server.chats for message in body["messages"]
    )
    assert conclusion.usage["prompt_tokens"] == asked
    assert conclusion.cost == Cost(float(asked), "USD")


def test_a_server_that_counts_nothing_costs_nothing_that_is_known(connect):
    with FakeOpenAI(lacks=["stream_options"], default=reply("First.")) as server:
        answerer = LLMAnswerer(connect(server, llm_price_input=1.0), context_chars=4_000)
        conclusion = drained(answerer.answer(QUESTION, HITS, as_of=None)).conclusion
    assert (conclusion.usage, conclusion.cost) == ({}, None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See ![x](http://a.example/?q=1).", False),
        ("See [this](http://a.example).", False),
        ("<b>Iran</b> knew.", False),
        ("Read https://a.example/other now.", False),
        ("The list is at https://a.example/list today.", True),
        ("It rose by <5% [sic] (of 3).", True),
    ],
)
def test_links_and_markup_are_rejected(server, answerer, text, shown):
    quotes = [{"passage": 1, "quote": "list is at https://a.example/list"}]
    server.reply(reply() | {"sentences": [sentence("") | {"text": text, "quotes": quotes}]})
    proposal = drained(answerer.answer(QUESTION, HITS, as_of=None))
    assert texts(proposal.sentences if shown else proposal.rejected) == [text]
    assert shown or "markup" in proposal.rejected[0].reason


def test_a_slow_server_may_tell_its_context_late(connect):
    """The wish to know it costs an answer nothing but the time of one short request."""
    with FakeOpenAI(routes={"/models": Delayed(20, "late")}, default=reply("First.")) as server:
        answerer = LLMAnswerer(connect(server, llm_timeout_s=0.5), context_chars=4_000)
        assert drained(answerer.answer(QUESTION, HITS, as_of=None)).sentences
