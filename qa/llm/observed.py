"""Calls of a model as stages, in the words of OpenTelemetry's conventions for generative AI."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.observing.stages import Stage

if TYPE_CHECKING:
    from qa.llm.client import ChatModel
    from qa.llm.structured import Completion


def calling(model: ChatModel) -> Stage:
    """A call that begins now; neither prompt nor reply is told."""
    name = model.configured_name
    return Stage(
        "model",
        f"chat {name}".strip(),
        {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": "openai",  # whose protocol it is, whoever speaks it
            "gen_ai.request.model": name,
            "gen_ai.request.max_tokens": model.output_tokens,
            "server.address": urlsplit(model.address).hostname or "",
        },
        role="client",
    )


def told(stage: Stage, completion: Completion) -> None:
    """What the reply says of itself."""
    stage.attributes |= {
        "gen_ai.response.model": completion.model,
        "gen_ai.response.finish_reasons": (completion.finish_reason,),
    }
    for ours, theirs in (("input", "prompt_tokens"), ("output", "completion_tokens")):
        if theirs in completion.usage:
            stage.attributes[f"gen_ai.usage.{ours}_tokens"] = completion.usage[theirs]
