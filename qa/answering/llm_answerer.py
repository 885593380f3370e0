"""The answerer with a language model: a prompt, a reply read as it comes, a chance to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from qa.answering.llm_passages import ShownPassage, fence_of, fitted, in_order_of_time
from qa.answering.llm_reply import (
    AnswerReply,
    Proposing,
    SentenceReply,
    SummaryReply,
    schema_of,
    verdict_of,
)
from qa.answering.llm_stream import ReplyReader
from qa.answering.protocol import Conclusion, Proposals
from qa.answers import AnsweredBy, ProposedSentence, Rejected
from qa.llm.capacity import CHARS_A_TOKEN, weight
from qa.llm.rejections import ContextTooLong
from qa.llm.structured import Completion, ReplyNotInForm
from qa.prompting import Prompt, render
from vectorstore.models import Article, Hit

if TYPE_CHECKING:  # the client loads the openai SDK, for a second
    from qa.llm.client import ChatModel

_SHOWN_AGAIN_CHARS = 4_000  # of a reply that is to be mended
_MARGIN_TOKENS = 64  # for what the server's chat template adds
_LEAST_ROOM = 600  # weight of passages, however long the question

Items = Generator[ProposedSentence | Rejected | None, None, "_Read"]
Messages = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Task:
    """What is asked: how passages and prompt are made, and the form of the reply.

    Attributes:
        show: the passages that fit in a room of this weight.
        write: the prompt that shows them.
        parts: how many hits or articles there are.
        whole: all of them are to be shown.
    """

    show: Callable[[int], Sequence[ShownPassage]]
    write: Callable[[Sequence[ShownPassage]], Prompt]
    form: type[SummaryReply]
    parts: int
    question: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A reply in its form, with the tokens of all rounds."""

    reply: SummaryReply
    model: str
    usage: dict[str, int]


class LLMAnswerer:
    """Proposes what a language model makes of the passages; see `Answerer`.

    Args:
        context_chars: characters of passages in one prompt at most; fewer where the model's
            context, or another script than Latin, leaves less room.
    """

    def __init__(self, model: ChatModel, *, context_chars: int) -> None:
        self._model = model
        self._most = context_chars

    def answer(self, question: str, hits: Sequence[Hit], *, as_of: date | None) -> Proposals:
        """See `Answerer.answer`; without hits the model is not asked."""
        day = as_of.isoformat() if as_of else None

        def write(passages: Sequence[ShownPassage]) -> Prompt:
            fence = fence_of(question, passages)
            return render("answer", question=question, passages=passages, as_of=day, fence=fence)

        task = _Task(lambda room: fitted(hits, room), write, AnswerReply, len(hits), question)
        return (yield from self._fitting(task))

    def summarise(self, parts: Sequence[Hit | Article], *, about: str | None) -> Proposals:
        """See `Answerer.summarise`; without parts the model is not asked."""

        def write(passages: Sequence[ShownPassage]) -> Prompt:
            fence = fence_of(about or "", passages)
            return render("summary", about=about, passages=passages, fence=fence)

        return (
            yield from self._fitting(
                _Task(
                    lambda room: in_order_of_time(fitted(parts, room)),
                    write,
                    SummaryReply,
                    len(parts),
                    whole=any(isinstance(part, Article) for part in parts),
                )
            )
        )

    def _fitting(self, task: _Task) -> Proposals:
        """Ask with as much as fits; with half of it if the server says that it does not."""
        if not task.parts:
            return self._nothing(task)
        room = self._room(task.write(()))
        try:
            return (yield from self._concluding(task, room))
        except ContextTooLong:
            return (yield from self._concluding(task, room // 2))

    def _room(self, nothing: Prompt) -> int:
        """The weight of passages that the model's context has room for, beside the rest."""
        free = self._model.context_tokens - self._model.output_tokens - _MARGIN_TOKENS
        return max(min(self._most, free * CHARS_A_TOKEN - weight(nothing.text)), _LEAST_ROOM)

    def _concluding(self, task: _Task, room: int) -> Proposals:
        passages = task.show(room)
        if not passages:  # nothing but boilerplate
            return self._nothing(task)
        prompt = task.write(passages)
        proposing = Proposing(passages)
        read = yield from self._mended(prompt, task.form, proposing)
        verdict = verdict_of(read.reply, task.question) if proposing.proposed else None
        left_out = task.parts - len(passages) if task.whole else 0
        return Conclusion(
            answered_by=self._answered_by(
                prompt, read.model, f"{left_out} articles did not fit" if left_out > 0 else None
            ),
            verdict=verdict,
            usage=read.usage,
            cost=self._model.cost(read.usage),
            found=read.reply.found and bool(read.reply.sentences),
        )

    def _mended(self, prompt: Prompt, form: type[SummaryReply], proposing: Proposing) -> Items:
        """The model's reply in its form, on the second try at the latest."""
        try:
            return (yield from self._round(prompt, prompt.messages, form, proposing))
        except ReplyNotInForm as error:
            first = error
        said = {"role": "assistant", "content": first.completion.text[:_SHOWN_AGAIN_CHARS]}
        messages = [*prompt.messages, said, *render("repair", problem=first.problem).messages]
        try:
            second = yield from self._round(prompt, messages, form, proposing, again=True)
        except ContextTooLong:
            raise first from None
        usage = dict(Counter(first.completion.usage) + Counter(second.usage))
        return _Read(second.reply, second.model, usage)

    def _round(
        self,
        prompt: Prompt,
        messages: Messages,
        form: type[SummaryReply],
        proposing: Proposing,
        *,
        again: bool = False,
    ) -> Items:
        """One request: its sentences as they are complete, then the reply as a whole."""
        reader, early = ReplyReader(), []
        with closing(self._model.stream(messages, schema_of(form), prompt.name)) as stream:
            completion, in_form = None, True
            while completion is None:
                try:
                    values = reader.feed(next(stream))
                except StopIteration as end:
                    completion = end.value
                    break
                sentences = _sentences(values) if in_form else []
                in_form = in_form and len(sentences) == len(values)
                early += sentences
                for sentence in sentences:
                    yield proposing.take(sentence, found=bool(reader.found), again=again)
                if not sentences:
                    yield None
        reply = _checked(completion, form)
        same = reply.sentences[: len(early)] == early
        for sentence in reply.sentences[len(early) if same else 0 :]:
            yield proposing.take(sentence, found=reply.found, again=again or not same)
        return _Read(reply, completion.model, completion.usage)

    def _nothing(self, task: _Task) -> Conclusion:
        return Conclusion(self._answered_by(task.write(()), self._model.name), found=False)

    def _answered_by(self, prompt: Prompt, model: str, note: str | None = None) -> AnsweredBy:
        notes = "; ".join(filter(None, [self._model.note, note]))
        return AnsweredBy("llm", model=model, prompt=prompt.id, note=notes or None)


def _sentences(values: Sequence[Any]) -> list[SentenceReply]:
    """The values that are sentences in form, up to the first that is not."""
    sentences: list[SentenceReply] = []
    for value in values:
        try:
            sentences.append(SentenceReply.model_validate(value))
        except ValidationError:
            break
    return sentences


def _checked(completion: Completion, form: type[SummaryReply]) -> SummaryReply:
    try:
        return form.model_validate(completion.parsed)
    except ValidationError as error:
        raise ReplyNotInForm(_problem(error), completion) from error


def _problem(error: ValidationError) -> str:
    """The first faults, in words that a model can act on."""
    faults = [
        f"{'.'.join(map(str, fault['loc'])) or 'the object'}: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False)
    ]
    return "; ".join(faults[:3])
