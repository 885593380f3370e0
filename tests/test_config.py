from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.cli import printing
from qa.config import ANSWERERS, Config, load_config
from qa.errors import ConfigError

SETTINGS = [item.name for item in fields(Config)]


@pytest.fixture
def toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes dateline.toml in a folder of its own, which is the working directory."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "dateline.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def _away_from_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_any_source_all_is_default() -> None:
    loaded = load_config({})
    assert loaded.config == Config()
    assert set(loaded.origins) == set(SETTINGS)
    assert set(loaded.origins.values()) == {"default"}
    assert loaded.config.llm_context_chars == 16_000


def test_later_sources_win(toml) -> None:
    toml('port = 1\nhost = "toml"\nllm_model = "toml"\nanswerer = "llm"\n')
    environ = {"DATELINE_HOST": "environment", "DATELINE_LLM_MODEL": "environment"}
    loaded = load_config(environ, {"llm_model": "flag", "data_dir": None})
    assert (loaded.config.port, loaded.origins["port"]) == (1, "dateline.toml")
    assert (loaded.config.host, loaded.origins["host"]) == ("environment", "DATELINE_HOST")
    assert (loaded.config.llm_model, loaded.origins["llm_model"]) == ("flag", "command line")
    assert loaded.origins["data_dir"] == "default"


def test_our_own_names_win_over_the_standard_ones() -> None:
    standard = {"OPENAI_API_KEY": "standard", "OPENAI_BASE_URL": "http://standard"}
    loaded = load_config(standard)
    assert loaded.config.llm_api_key == "standard"
    assert loaded.origins["llm_api_key"] == "OPENAI_API_KEY"
    assert loaded.config.llm_base_url == "http://standard"
    loaded = load_config(standard | {"DATELINE_LLM_API_KEY": "own"})
    assert loaded.config.llm_api_key == "own"
    assert loaded.origins["llm_api_key"] == "DATELINE_LLM_API_KEY"


@pytest.mark.parametrize("how", ["flag", "environment", "working directory"])
def test_the_file_is_found(toml, how: str) -> None:
    path = toml("port = 4321\n", "dateline.toml" if how == "working directory" else "own.toml")
    environ = {"DATELINE_CONFIG": str(path)} if how == "environment" else {}
    loaded = load_config(environ, config_file=path if how == "flag" else None)
    assert loaded.config.port == 4321
    assert Path(loaded.origins["port"]).name == path.name


def test_an_empty_variable_is_no_value() -> None:
    assert load_config({"DATELINE_PORT": "", "OPENAI_API_KEY": ""}).config == Config()


def test_every_setting_is_shown_with_its_origin(toml) -> None:
    toml("port = 1\n")
    shown = load_config({"DATELINE_HOST": "h"}, {"answerer": "llm"}).shown()
    assert list(shown) == SETTINGS
    assert all(set(row) == {"value", "from", "meaning"} for row in shown.values())
    assert all(row["meaning"] for row in shown.values())
    assert shown["port"]["from"] == "dateline.toml"
    assert shown["host"]["from"] == "DATELINE_HOST"
    assert shown["answerer"]["from"] == "command line"
    assert shown["embedder"]["from"] == "default"
    assert shown["data_dir"]["value"] == str(Config().data_dir)


@pytest.mark.parametrize(
    ("given_value", "setting", "expected"),
    [
        ("true", "allow_private_addresses", True),
        (" Off ", "allow_private_addresses", False),
        (" 12 ", "port", 12),
        ("0.25", "abstain_below", 0.25),
        ("~/archive", "data_dir", Path("~/archive").expanduser()),
        (" gpt ", "llm_model", "gpt"),
    ],
)
def test_the_environment_is_text(given_value: str, setting: str, expected: object) -> None:
    config = load_config({f"DATELINE_{setting.upper()}": given_value}).config
    assert getattr(config, setting) == expected


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("prot = 8000", "prot"),
        ("port = true", "port"),
        ("port = 1.5", "port"),
        ('port = "http"', "port"),
        ("port = -1", "port"),
        ("port = 65536", "port"),
        ("port = inf", "port"),
        ("llm_max_retries = -1", "llm_max_retries"),
        ("llm_timeout_s = nan", "llm_timeout_s"),
        ("llm_timeout_s = inf", "llm_timeout_s"),
        (f"llm_timeout_s = {10**400}", "llm_timeout_s"),
        ("llm_timeout_s = 0", "llm_timeout_s"),
        ("llm_context_chars = 999", "llm_context_chars"),
        ("allow_private_addresses = 2", "allow_private_addresses"),
        ('allow_private_addresses = "perhaps"', "allow_private_addresses"),
        ('answerer = "oracle"', "answerer"),
        ('llm_model = ["a", "b"]', "llm_model"),
        ("llm_model = 4", "llm_model"),
        ("data_dir = 4", "data_dir"),
        ('data_dir = "  "', "data_dir"),
        ('data_dir = "a\\u0000b"', "data_dir"),
        ('data_dir = "~no-such-user-here/x"', "data_dir"),
        ('embedder = {name = "minilm"}', "embedder"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_source(toml, line: str, named: str) -> None:
    toml(line)
    with pytest.raises(ConfigError) as caught:
        load_config({})
    assert "dateline.toml" in caught.value.reason
    assert named in caught.value.reason
    assert caught.value.remedy


def test_choices_and_bounds_are_told() -> None:
    with pytest.raises(ConfigError, match=", ".join(ANSWERERS)):
        load_config({"DATELINE_ANSWERER": "oracle"})
    with pytest.raises(ConfigError, match="at least 0 and at most 65535"):
        load_config({"DATELINE_PORT": "70000"})
    with pytest.raises(ConfigError, match="DATELINE_PORT: port cannot be 'x'.* whole number"):
        load_config({"DATELINE_PORT": "x"})


def test_an_empty_folder_on_the_command_line_is_not_the_working_directory() -> None:
    with pytest.raises(ConfigError, match="command line: data_dir"):
        load_config({}, {"data_dir": ""})


@pytest.mark.parametrize("content", [b"port = \n", b"port = 1\nport = 2\n", b'host = "\xff"\n'])
def test_broken_toml_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="broken.toml: not valid TOML"):
        load_config({}, config_file=path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="away.toml.*cannot be read.*--config"):
        load_config({"DATELINE_CONFIG": str(tmp_path / "away.toml")})
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config({}, config_file=tmp_path)


SECRETS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=8)


@given(secret=SECRETS)
def test_no_way_of_showing_a_configuration_shows_its_key(secret: str) -> None:
    loaded = load_config({"OPENAI_API_KEY": secret})
    assert loaded.config.llm_api_key == secret
    usual = str(load_config({"OPENAI_API_KEY": "********"}).shown())
    assume(secret not in usual)
    for shown in (repr(loaded.config), str(loaded), str(loaded.shown())):
        assert secret not in shown
    assert secret not in printing.settings(loaded.shown())
    assert secret not in printing.as_json(loaded.shown())


def test_headers_are_as_secret_as_the_key() -> None:
    loaded = load_config({"DATELINE_LLM_EXTRA_HEADERS": "X-Key: hunter22"})
    assert loaded.config.llm_extra_headers == "X-Key: hunter22"
    for shown in (repr(loaded.config), str(loaded.shown()), printing.settings(loaded.shown())):
        assert "hunter22" not in shown


def test_the_models_numbers_have_bounds() -> None:
    for name, value in (
        ("llm_context_tokens", "-1"),
        ("llm_max_output_tokens", "1"),
        ("llm_price_input", "-0.1"),
        ("llm_price_output", "nan"),
    ):
        with pytest.raises(ConfigError, match=name):
            load_config({f"DATELINE_{name.upper()}": value})


def test_a_key_of_the_wrong_type_is_not_shown_in_the_error(toml) -> None:
    toml('llm_api_key = ["sk-secret"]')
    with pytest.raises(ConfigError) as caught:
        load_config({})
    assert "llm_api_key" in str(caught.value)
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://user:pass@host:1/v1", "http://********@host:1/v1"),
        ("user:pass@host/v1", "********@host/v1"),
        ("http://host/v1", "http://host/v1"),
        ("http://host/v1?key=sk-1", "http://host/v1?********"),
        ("http://u:p@host/v1?key=s@k", "http://********@host/v1?********"),
        ("", ""),
    ],
)
def test_a_password_in_the_address_is_masked(url: str, shown: str) -> None:
    loaded = load_config({}, {"llm_base_url": url})
    assert loaded.shown()["llm_base_url"]["value"] == shown
    assert loaded.config.llm_base_url == url
    assert load_config({}, {"chroma_url": url}).shown()["chroma_url"]["value"] == shown


def test_no_key_shows_as_none() -> None:
    assert load_config({}).shown()["llm_api_key"]["value"] == ""
