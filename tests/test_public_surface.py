"""What others build on: the commands, the settings, and how little a start loads."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

import pytest
from fakes import commands

from qa.cli.commands import _COMMANDS
from qa.cli.parser import make_parser

CONTRACT = {
    "demo": {"--question"},
    "ingest": {"PATH_OR_URL", "--url"},
    "ask": {"question", "--from", "--to", "--source", "--as-of", "--answerer", "--fresh", "--url"},
    "search": {
        "query",
        "-k",
        "--from",
        "--to",
        "--source",
        "--as-of",
        "--sort",
        "--recency",
        "--url",
    },
    "summarise": {
        "ID",
        "--about",
        "--from",
        "--to",
        "--source",
        "--as-of",
        "--answerer",
        "--fresh",
        "--url",
    },
    "articles": {"--limit", "--cursor", "--text", "--from", "--to", "--source", "--url"},
    "eval": {"DIR", "--limit", "--half", "--split", "--retrieval-only", "--rows", "--answerer"},
    "bench": {"SECTION", "--dir", "--articles", "--questions", "--sizes", "--keep", "--plots"},
    "serve": {"--host", "--port", "--embed", "--allow-anyone", "--log-format"},
    "keys": set(),
    "doctor": {"--no-repair"},
    "rebuild": {"--embed"},
    "config": set(),
    "mcp": {"--url", "--http", "--host", "--port", "--allow-host", "--allow-anyone"},
}
COMMON = {"--data-dir", "--config", "--json", "--help", "-h"}
HEAVY = {
    "chromadb", "datasketch", "flask", "langchain_text_splitters", "numpy", "onnxruntime",
    "mcp", "openai", "pydantic", "scipy", "tantivy", "tokenizers", "trafilatura", "waitress",
}  # fmt: skip


def _subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _words(parser: argparse.ArgumentParser) -> set[str]:
    return {
        word
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction)
        for word in (action.option_strings or [action.metavar or action.dest])
    }


def test_the_commands_are_the_documented_ones() -> None:
    found = _subparsers(make_parser())
    assert set(found) - {"summarize"} == set(CONTRACT) == set(_COMMANDS)
    assert found["summarize"] is found["summarise"]
    assert set(_subparsers(found["articles"])) == {"list", "show", "delete"}
    assert set(_subparsers(found["keys"])) == {"create", "list", "revoke"}


@pytest.mark.parametrize("command", CONTRACT)
def test_the_options_are_the_documented_ones(command: str) -> None:
    assert _words(_subparsers(make_parser())[command]) == CONTRACT[command] | COMMON


def loaded_after(code: str) -> set[str]:
    """The heavy packages that a fresh Python has loaded after running this."""
    script = f"""
import json, sys
{code}
print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=commands.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return HEAVY & set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import qa.cli",
        "import qa.cli.commands",
        "from qa.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from qa.cli import main\nmain(['config'])",
        "import qa.errors, qa.config, qa.answers, vectorstore.models, vectorstore.errors",
    ],
)
def test_a_start_loads_nothing_heavy(code: str) -> None:
    assert loaded_after(code) == set()


def test_the_client_loads_neither_indexes_nor_models() -> None:
    assert loaded_after("import qa.client") <= {"pydantic"}


def test_the_service_loads_neither_the_web_nor_a_models_client() -> None:
    assert loaded_after("import qa.service") <= {"numpy", "pydantic", "tantivy"}


def test_python_m_qa_is_the_command() -> None:
    done = commands.run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"dateline ")
    assert commands.run("fly").returncode == 2
