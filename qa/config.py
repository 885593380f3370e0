"""Configuration: one frozen object, read at one place, and for each value where it came from.

Later sources win: defaults, a TOML file, the environment, the command line. The TOML file is
`--config FILE`, else `DATELINE_CONFIG`, else `dateline.toml` in the working directory; its keys
are the names of the fields below. In the environment each field is `DATELINE_` and its name in
capitals; the model's key and address are also read from `OPENAI_API_KEY` and `OPENAI_BASE_URL`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from qa.errors import ConfigError
from qa.masking import MASK, without_keys, without_password

LOG_FORMATS = ("text", "json")
LOG_LEVELS = ("", "debug", "info", "warning", "error")
ANSWERERS = ("auto", "extractive", "llm")
_STANDARD_NAMES = {"llm_api_key": "OPENAI_API_KEY", "llm_base_url": "OPENAI_BASE_URL"}
_USER_DATA_DIR = Path(platformdirs.user_data_dir("dateline", appauthor=False))
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def _setting(default: Any, meaning: str, *, secret: bool = False, **limits: Any) -> Any:
    metadata = {"meaning": meaning, "secret": secret, **limits}
    return field(default=default, repr=not secret, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with its default; `meaning` and limits stand in each field's metadata."""

    data_dir: Path = _setting(
        _USER_DATA_DIR,
        "folder that holds the archive",
    )
    answerer: str = _setting("auto", "who answers: auto, extractive or llm", choices=ANSWERERS)
    llm_model: str = _setting("", "model that answers; empty: none")
    llm_base_url: str = _setting("", "address of an OpenAI-compatible server; empty: OpenAI's")
    llm_api_key: str = _setting("", "key for that server", secret=True)
    llm_timeout_s: float = _setting(60.0, "seconds to wait for the model", least=0.1)
    llm_max_retries: int = _setting(2, "tries after a failed one, with back-off", least=0)
    llm_extra_headers: str = _setting(
        "", "headers for that server: `Name: value; Other-Name: value`", secret=True
    )
    llm_context_chars: int = _setting(16_000, "characters of passages in one prompt", least=1_000)
    llm_context_tokens: int = _setting(
        0, "tokens that the model takes, prompt and answer; 0: the server is asked", least=0
    )
    llm_max_output_tokens: int = _setting(1_500, "tokens of an answer at most", least=64)
    llm_price_input: float = _setting(0.0, "price of a million tokens of prompt", least=0.0)
    llm_price_output: float = _setting(0.0, "price of a million tokens of answer", least=0.0)
    llm_price_currency: str = _setting("USD", "currency of these prices")
    second_check: bool = _setting(False, "have the model check each sentence against its quotes")
    embedder: str = _setting("minilm", "embedding model: minilm, openai:MODEL or chroma:FUNCTION")
    chroma_url: str = _setting(
        "", "address of a Chroma server for the dense index; empty: files in the data folder"
    )
    rerank_url: str = _setting("", "address of a /rerank endpoint; empty: none")
    rerank_model: str = _setting("", "model that reranks")
    rerank_api_key: str = _setting("", "key for that endpoint", secret=True)
    rerank_candidates: int = _setting(50, "passages that are reranked", least=1, most=1_000)
    passage_chars: int = _setting(800, "characters of a passage at most", least=100)
    passages_per_question: int = _setting(12, "passages that an answerer is given", least=1)
    recency_weight: float = _setting(
        0.4, "what a passage of the newest day gains where a question is about now", least=0.0
    )
    abstain_below: float = _setting(
        0.45, "support, 0 to 1, under which the keyless answerer says not found", least=0.0
    )
    cache_answers: bool = _setting(True, "answer again what a model answered before, if unchanged")
    lock_wait_s: float = _setting(5.0, "seconds to wait for another process to finish", least=0.0)
    fetch_timeout_s: float = _setting(20.0, "seconds to wait for a web page or feed", least=0.1)
    fetch_max_bytes: int = _setting(10_000_000, "size of a web page or feed at most", least=1)
    allow_private_addresses: bool = _setting(False, "fetch from private and loopback addresses too")
    max_file_bytes: int = _setting(2_000_000_000, "size of an input file at most", least=1)
    max_upload_bytes: int = _setting(50_000_000, "size of a request to the server", least=1)
    max_model_questions: int = _setting(
        8, "questions that are with the model at a time; more get 429", least=1
    )
    data_sets_dir: str = _setting("", "folder of the data sets that the API may evaluate")
    host: str = _setting("127.0.0.1", "address that `dateline serve` binds")
    port: int = _setting(8000, "port that `dateline serve` binds", least=0, most=65_535)
    allow_anyone: bool = _setting(False, "serve addresses that others reach although no key exists")
    allowed_hosts: str = _setting("", "names of the server that requests may use, with commas")
    trusted_proxies: int = _setting(0, "reverse proxies in front of the server", least=0)
    rate_limit: str = _setting("1200/minute", "requests by one key or address; empty: any number")
    rate_limit_questions: str = _setting(
        "120/minute", "questions and summaries by one key or address; empty: any number"
    )
    threads: int = _setting(16, "requests at a time", least=6)
    log_format: str = _setting("text", "how the server logs: text or json", choices=LOG_FORMATS)
    log_level: str = _setting(
        "", "least level logged; empty: info as json, else warning", choices=LOG_LEVELS
    )
    log_questions: bool = _setting(False, "log the words of questions")

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured."""
        return bool(self.llm_model or self.llm_base_url)


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """The configuration and, for each field, the source of its value."""

    config: Config
    origins: dict[str, str]

    def shown(self) -> dict[str, dict[str, Any]]:
        """Value, origin and meaning of each setting, secrets masked."""
        rows = {}
        for item in fields(Config):
            value = getattr(self.config, item.name)
            if item.metadata["secret"] and value:
                value = MASK
            elif item.name in ("llm_base_url", "chroma_url"):
                value = without_password(value)
            rows[item.name] = {
                "value": without_keys(str(value)) if isinstance(value, str | Path) else value,
                "from": self.origins[item.name],
                "meaning": item.metadata["meaning"],
            }
        return rows


def load_config(
    environ: Mapping[str, str],
    flags: Mapping[str, Any] | None = None,
    config_file: Path | None = None,
) -> LoadedConfig:
    """Read all sources and check each value.

    Args:
        environ: the environment, usually `os.environ`.
        flags: values given on the command line, by field name; None values are left out.
        config_file: the TOML file to read; None looks in the places named above.

    Raises:
        ConfigError: a file cannot be read, a key is unknown, or a value does not fit; the
            message names the source and the setting.
    """
    values: dict[str, Any] = {item.name: item.default for item in fields(Config)}
    origins = dict.fromkeys(values, "default")
    known = {item.name: item for item in fields(Config)}
    for name, value, origin in _given(environ, flags or {}, config_file):
        if name not in known:
            raise ConfigError(
                f"{origin}: there is no setting {name!r}.", "`dateline config` lists them."
            )
        values[name] = _checked(name, value, known[name].default, known[name].metadata, origin)
        origins[name] = origin
    return LoadedConfig(Config(**values), origins)


def _given(
    environ: Mapping[str, str], flags: Mapping[str, Any], config_file: Path | None
) -> list[tuple[str, Any, str]]:
    """Every value given anywhere, weakest source first."""
    path = _toml_path(environ, config_file)
    given: list[tuple[str, Any, str]] = []
    if path is not None:
        given += [(name, value, str(path)) for name, value in _read_toml(path).items()]
    for name in (item.name for item in fields(Config)):
        for variable in (_STANDARD_NAMES.get(name), f"DATELINE_{name.upper()}"):
            if variable and environ.get(variable):
                given.append((name, environ[variable], variable))
    given += [(name, value, "command line") for name, value in flags.items() if value is not None]
    return given


def _toml_path(environ: Mapping[str, str], config_file: Path | None) -> Path | None:
    if config_file is not None:
        return config_file
    if environ.get("DATELINE_CONFIG"):
        return Path(environ["DATELINE_CONFIG"])
    default = Path("dateline.toml")
    return default if default.is_file() else None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path}: the configuration file cannot be read ({error.strerror}).",
            "Check the path given by --config or DATELINE_CONFIG.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error}).") from error


def _checked(name: str, value: Any, default: Any, limits: Mapping[str, Any], origin: str) -> Any:
    """The value in its field's type and within its limits."""
    try:
        result = _converted(value, default)
    except (TypeError, ValueError, ArithmeticError, RuntimeError):  # the last: ~nobody's home
        given = MASK if limits["secret"] else repr(value)
        raise ConfigError(
            f"{origin}: {name} cannot be {given}.",
            f"It wants {_kind(default)}: {limits['meaning']}.",
        ) from None
    choices = limits.get("choices")
    if choices and result not in choices:
        raise ConfigError(f"{origin}: {name} cannot be {value!r}.", f"Use {', '.join(choices)}.")
    least, most = limits.get("least"), limits.get("most")
    if (least is not None and not result >= least) or (most is not None and not result <= most):
        bounds = f"at least {least}" + (f" and at most {most}" if most is not None else "")
        raise ConfigError(f"{origin}: {name} cannot be {value!r}.", f"It must be {bounds}.")
    return result


def _converted(value: Any, default: Any) -> Any:
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word not in _TRUE | _FALSE:
            raise ValueError(word)
        return word in _TRUE
    if isinstance(value, bool):
        raise TypeError("a truth value where another type is wanted")
    text = value.strip() if isinstance(value, str) else value
    if isinstance(default, Path):
        if not text or "\0" in str(text):
            raise ValueError("names no folder")
        return Path(text).expanduser()
    if isinstance(default, str):
        if not isinstance(text, str):
            raise TypeError("text is wanted")
        return text
    number = type(default)(text)
    if not math.isfinite(number) or (isinstance(text, float) and number != text):
        raise ValueError("no such number, or a part of it would be lost")
    return number


def _kind(default: Any) -> str:
    kinds = {bool: "true or false", int: "a whole number", float: "a number"}
    return kinds.get(type(default), "a path" if isinstance(default, Path) else "text")
