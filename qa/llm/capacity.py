"""How much a model takes at once, and how much a text is, without the model's tokenizer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

DEFAULT_TOKENS = 8_192  # of a server that does not say
_LEAST_TOKENS = 512  # what is less is no context of any model
# What servers call it: vLLM, OpenRouter and LM Studio, Groq, Mistral.
_MEMBERS = ("max_model_len", "context_length", "context_window", "max_context_length")
# Letters beyond Latin, and among them those that take a token each: East Asian ones, emoji.
_BEYOND_LATIN = re.compile(r"[^\u0000-\u024f]")
_WIDE = re.compile(r"[^\u0000-\u2fff\ufe00-\ufe0f]")
CHARS_A_TOKEN = 3


def weight(text: str) -> int:
    """The size of a text in thirds of a token, on the safe side.

    A Latin letter weighs 1, a letter of another alphabet 2, an East Asian one or an emoji 3.
    """
    return len(text) + len(_BEYOND_LATIN.findall(text)) + len(_WIDE.findall(text))


def tokens(text: str) -> int:
    """How many tokens a text is at most, nearly always."""
    return -(-weight(text) // CHARS_A_TOKEN)


def context_of(listed: list[dict[str, Any]], model: str) -> int | None:
    """The context of a model in tokens, from what its server says of its models."""
    item = next((one for one in listed if one.get("id") == model), None)
    if item is None:
        item = listed[0] if len(listed) == 1 else {}
    meta = item.get("meta")
    # llama.cpp: what it was started with; what the model was trained with says less.
    served = [meta.get("n_ctx"), meta.get("n_ctx_train")] if isinstance(meta, dict) else []
    sizes = [item.get(name) for name in _MEMBERS] + served
    return next((size for size in sizes if type(size) is int and size >= _LEAST_TOKENS), None)


def cost(usage: Mapping[str, int], price_input: float, price_output: float) -> float | None:
    """The price of the tokens, by prices of a million of them; None if they were not counted."""
    if "prompt_tokens" not in usage or "completion_tokens" not in usage:
        return None
    spent = usage["prompt_tokens"] * price_input + usage["completion_tokens"] * price_output
    return round(spent / 1_000_000, 8)
