"""An ONNX model converted once to whole-number arithmetic, which today's CPUs do twice as fast.

The converted file is kept in the user's cache folder beside its sha256, and made anew if either is
missing or wrong, or another release of onnxruntime is installed.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

import platformdirs

from vectorstore.errors import EmbeddingError

# Weights of 7 bits: on CPUs without VNNI the sums of 8-bit ones overflow, and the same text would
# get another vector there.
_SETTINGS = "matmul-int8-per-channel-7bit"


def quantised(model: Path, sha256: str) -> Path:
    """The converted form of `model`, whose own sha256 this is.

    Raises:
        EmbeddingError: no folder has room for it.
    """
    name = f"{sha256[:16]}-{_SETTINGS}-{metadata.version('onnxruntime')}.onnx"
    kept = Path(platformdirs.user_cache_dir("dateline", appauthor=False)) / name
    if is_whole(kept):
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        _convert(model, kept)
    except OSError:  # a cache that cannot be written: this process makes its own
        kept = _folder_of_this_process() / name
        try:
            _convert(model, kept)
        except OSError as error:
            raise EmbeddingError(
                f"The embedding model cannot be converted in {kept.parent} ({error.strerror}).",
                "Make room there, or set XDG_CACHE_HOME to a folder that can be written.",
            ) from error
    return kept


def is_whole(converted: Path) -> bool:
    """Whether the file is there and is what was written."""
    try:
        return _digest_file(converted).read_text("ascii") == _sha256(converted)
    except (OSError, UnicodeDecodeError):
        return False


def _convert(model: Path, converted: Path) -> None:
    """Write the file under another name first: one that is half written is never found."""
    with tempfile.TemporaryDirectory(dir=converted.parent) as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        _fold(model, plain)
        _quantise(plain, small)
        (Path(folder) / "sha256").write_text(_sha256(small), "ascii")
        small.replace(converted)
        (Path(folder) / "sha256").replace(_digest_file(converted))


def _fold(model: Path, plain: Path) -> None:
    """Weights stored as int8 behind casts become plain ones, which the quantiser can see."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(plain)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _quantise(plain: Path, small: Path) -> None:
    import logging

    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it advises, on the root logger, a step that gains nothing here
    try:
        quantize_dynamic(
            plain,
            small,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    finally:
        root.setLevel(level)


def _folder_of_this_process() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _digest_file(converted: Path) -> Path:
    return converted.with_suffix(".sha256")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
