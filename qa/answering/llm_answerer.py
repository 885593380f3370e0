"""The answerer with a language model: a prompt, one reply, one chance to mend its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import ValidationError

from qa.answering.llm_passages import ShownPassage, fence, fitted, in_order_of_time
from qa.answering.llm_reply import AnswerReply, SummaryReply, proposed, schema_of, verdict_of
from qa.answering.protocol import Proposal
from qa.answers import AnsweredBy, Rejected, Verdict
from qa.llm.structured import ReplyNotInForm
from qa.prompting import Prompt, render
from vectorstore.models import Article, Hit

if TYPE_CHECKING:  # the client loads the openai SDK, for a second
    from qa.llm.client import ChatModel

_Reply = TypeVar("_Reply", bound=SummaryReply)
_SHOWN_AGAIN_CHARS = 4_000  # of a reply that is to be mended


@dataclass(frozen=True, slots=True)
class _Read(Generic[_Reply]):
    reply: _Reply
    model: str
    usage: dict[str, int]


class LLMAnswerer:
    """Proposes what a language model makes of the passages; see `Answerer`.

    Args:
        context_chars: characters of passages in one prompt.
    """

    def __init__(self, model: ChatModel, *, context_chars: int) -> None:
        self._model = model
        self._room = context_chars

    def answer(self, question: str, hits: Sequence[Hit], *, as_of: date | None) -> Proposal:
        """See `Answerer.answer`; without hits the model is not asked."""
        passages = fitted(hits, self._room)
        prompt = render(
            "answer",
            question=question,
            passages=passages,
            as_of=as_of.isoformat() if as_of else None,
            fence=fence(question, passages),
        )
        if not passages:
            return self._nothing(prompt)
        read = self._ask(prompt, AnswerReply)
        return self._proposal(prompt, read, passages, verdict_of(read.reply, question))

    def summarise(self, parts: Sequence[Hit | Article], *, about: str | None) -> Proposal:
        """See `Answerer.summarise`; without parts the model is not asked."""
        passages = in_order_of_time(fitted(parts, self._room))
        prompt = render(
            "summary", about=about, passages=passages, fence=fence(about or "", passages)
        )
        if not passages:
            return self._nothing(prompt)
        return self._proposal(prompt, self._ask(prompt, SummaryReply), passages, None)

    def _ask(self, prompt: Prompt, form: type[_Reply]) -> _Read[_Reply]:
        """The model's reply in its form, on the second try at the latest."""
        try:
            return self._read(prompt, prompt.messages, form)
        except ReplyNotInForm as first:
            said = {"role": "assistant", "content": first.completion.text[:_SHOWN_AGAIN_CHARS]}
            repair = render("repair", problem=first.problem)
            second = self._read(prompt, [*prompt.messages, said, *repair.messages], form)
            usage = dict(Counter(first.completion.usage) + Counter(second.usage))
            return _Read(second.reply, second.model, usage)

    def _read(
        self, prompt: Prompt, messages: Sequence[Mapping[str, str]], form: type[_Reply]
    ) -> _Read[_Reply]:
        completion = self._model.complete(messages, schema_of(form), prompt.name)
        try:
            reply = form.model_validate(completion.parsed)
        except ValidationError as error:
            raise ReplyNotInForm(_problem(error), completion) from error
        return _Read(reply, completion.model, completion.usage)

    def _proposal(
        self,
        prompt: Prompt,
        read: _Read[_Reply],
        passages: Sequence[ShownPassage],
        verdict: Verdict | None,
    ) -> Proposal:
        sentences, rejected = proposed(read.reply, passages)
        found = read.reply.found
        if not found and sentences:
            # It contradicts itself. To abstain is the safe reading; the sentences stay visible.
            reason = "The model also said that the passages do not hold the answer."
            rejected += tuple(Rejected(sentence.text, reason) for sentence in sentences)
            sentences = ()
        return Proposal(
            sentences=sentences,
            answered_by=self._answered_by(prompt, read.model),
            verdict=verdict if sentences else None,
            usage=read.usage,
            rejected=rejected,
            found=found and bool(read.reply.sentences),
        )

    def _nothing(self, prompt: Prompt) -> Proposal:
        return Proposal((), self._answered_by(prompt, self._model.name), found=False)

    def _answered_by(self, prompt: Prompt, model: str) -> AnsweredBy:
        return AnsweredBy("llm", model=model, prompt=prompt.id, note=self._model.note)


def _problem(error: ValidationError) -> str:
    """The first faults, in words that a model can act on."""
    faults = [
        f"{'.'.join(map(str, fault['loc'])) or 'the object'}: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False)
    ]
    return "; ".join(faults[:3])
