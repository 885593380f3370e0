"""Wrong usage, --help, and where the common options may stand; nothing here opens an archive."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from qa import __version__
from qa.cli.commands import _COMMANDS
from qa.cli.parser import make_parser


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Each command's parser by its words: "ask", "articles show"."""
    found: dict[str, argparse.ArgumentParser] = {}

    def collect(parser: argparse.ArgumentParser, words: str) -> None:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for name, sub in action.choices.items():
                    found[f"{words} {name}".strip()] = sub
                    collect(sub, f"{words} {name}".strip())

    collect(make_parser(), "")
    return found


@pytest.mark.parametrize("command", ["", *(name for name in parsers() if name != "summarize")])
def test_every_command_explains_itself(dateline, command: str) -> None:
    done = dateline(*command.split(), "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"usage: dateline {command}".rstrip())
    for option in ("--data-dir", "--config", "--json"):
        assert option in done.out


@pytest.mark.parametrize("command", parsers())
def test_every_option_has_a_word_of_help(command: str) -> None:
    for action in parsers()[command]._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction), action.dest


def test_version(dateline) -> None:
    done = dateline("--version")
    assert (done.status, done.out) == (0, f"dateline {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("ask",),
        ("ask", "one", "two"),
        ("ask", "x", "--from", "yesterday"),
        ("ask", "x", "--as-of", "2023-02-30"),
        ("ask", "x", "--answerer", "oracle"),
        ("search", "x", "-k", "many"),
        ("ingest",),
        ("articles", "show"),
        ("articles", "burn"),
        ("serve", "--port", "http"),
        ("eval",),
        ("config", "--flag"),
    ],
)
def test_wrong_usage_is_2_with_the_usage_on_stderr(dateline, arguments: tuple[str, ...]) -> None:
    done = dateline(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("usage: dateline")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "  "), "The question is empty."),
        (("ask", "x" * 2_001), "2,001 characters"),
        (("ask", "x", "--from", "2023-12-01", "--to", "2023-11-01"), "No day lies from"),
        (("search", ""), "The query is empty."),
        (("search", "x", "-k", "0"), "k cannot be 0."),
        (("search", "x", "-k", "1001"), "k cannot be 1001."),
        (("summarise",), "Nothing to summarise was chosen."),
        (("articles", "--limit", "0"), "limit cannot be 0."),
        (("articles", "--cursor", "x"), "The cursor 'x'"),
    ],
)
def test_what_cannot_be_asked_is_2_in_one_line(
    dateline, archive: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = dateline("--data-dir", archive, *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("dateline: ")
    assert done.err.count("\n") == 1
    assert told in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--data-dir", "", "config"), "data_dir cannot be ''"),
        (("--config", "away.toml", "config"), "away.toml: the configuration file cannot be read"),
        (("serve", "--port", "70000"), "port cannot be 70000"),
    ],
)
def test_settings_that_do_not_fit_are_2(dateline, arguments: tuple[str, ...], told: str) -> None:
    done = dateline(*arguments)
    assert (done.status, done.out) == (2, "")
    assert told in done.err


def test_settings_of_the_environment_are_checked(dateline, monkeypatch) -> None:
    monkeypatch.setenv("DATELINE_PORT", "http")
    done = dateline("config")
    assert done.status == 2
    assert "DATELINE_PORT: port cannot be 'http'" in done.err


@pytest.mark.parametrize("command", [["articles"], ["articles", "list"], ["config"]])
def test_common_options_stand_before_or_behind(dateline, archive: Path, command: list[str]) -> None:
    before = dateline("--json", "--data-dir", archive, *command)
    behind = dateline(*command, "--json", "--data-dir", archive)
    mixed = dateline("--data-dir", archive, *command, "--json")
    assert before.status == 0
    assert before.out == behind.out == mixed.out
    assert before.json


def test_the_option_wins_over_the_environment(dateline, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DATELINE_DATA_DIR", "/from/the/environment")
    shown = dateline("config", "--json").json["data_dir"]
    assert (shown["value"], shown["from"]) == ("/from/the/environment", "DATELINE_DATA_DIR")
    shown = dateline("config", "--json", "--data-dir", tmp_path).json["data_dir"]
    assert (shown["value"], shown["from"]) == (str(tmp_path), "command line")


@pytest.mark.parametrize("command", [("show",), ("delete",)])
def test_an_unknown_article_is_1(dateline, archive: Path, command: tuple[str, ...]) -> None:
    done = dateline("articles", *command, "no-such", "--data-dir", archive)
    assert (done.status, done.out) == (1, "")
    assert "'no-such'" in done.err


def test_a_folder_that_cannot_be_used_is_1(dateline, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = dateline("articles", "--data-dir", tmp_path / "file")
    assert (done.status, done.out) == (1, "")
    assert "cannot be used as a data folder" in done.err
    assert "--data-dir" in done.err


def test_a_damaged_catalog_is_1(dateline, tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"not a database" * 100)
    done = dateline("articles", "--data-dir", tmp_path)
    assert (done.status, done.out) == (1, "")
    assert "catalog.sqlite3: the catalog cannot be read" in done.err


def test_llm_without_a_model_says_what_to_set(dateline, archive: Path) -> None:
    done = dateline("ask", "Who?", "--answerer", "llm", "--data-dir", archive)
    assert (done.status, done.out) == (2, "")
    assert "DATELINE_LLM_MODEL" in done.err


def test_a_model_that_fails_is_1(dateline, archive: Path, monkeypatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DATELINE_LLM_MODEL", "m")
    monkeypatch.setenv("DATELINE_LLM_MAX_RETRIES", "0")
    done = dateline(
        "ask", "Did Iran know of the attack?", "--answerer", "llm", "--data-dir", archive
    )
    assert (done.status, done.out) == (1, "")
    assert "127.0.0.1:9" in done.err
    assert done.err.count("\n") == 1


def test_what_nobody_foresaw_is_one_line_with_a_way_out(dateline, monkeypatch) -> None:
    def fail(*_: object) -> int:
        raise ZeroDivisionError("what\nnobody foresaw")

    monkeypatch.setitem(_COMMANDS, "config", fail)
    done = dateline("config")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("dateline: unexpected ZeroDivisionError: what nobody foresaw. ")
    assert "DATELINE_DEBUG=1 shows the traceback" in done.err
    assert done.err.count("\n") == 1
    monkeypatch.setenv("DATELINE_DEBUG", "1")
    done = dateline("config")
    assert done.status == 1
    assert "Traceback" in done.err
