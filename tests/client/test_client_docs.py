"""The examples of docs/client.md and docs/mcp.md run, and print what the docs say they print."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import commands

from qa.cli.parser import parse
from qa.client import Client, calls

DOCS = Path(__file__).parents[2] / "docs"
CLIENT = (DOCS / "client.md").read_text(encoding="utf-8")
MCP = (DOCS / "mcp.md").read_text(encoding="utf-8")
LOCAL = "http://127.0.0.1:8000"
AN_ANSWER = "7b58e15736e74544"
# Quiet, and a status of its own for every refusal.
CURL = 'curl() { command curl --silent --show-error --fail-with-body "$@"; }; set -e\n'


def examples(language: str, address: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", CLIENT, re.M | re.S)
    assert len(blocks) > 8
    return "\n".join(blocks).replace(LOCAL, address)


def run(command: list[str], folder: Path) -> list[str]:
    done = subprocess.run(
        command,
        cwd=folder,
        env=commands.environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return done.stdout.splitlines()


def assert_prints(lines: list[str], expected: list[str]) -> None:
    """The lines hold what is expected, in that order."""
    rest = iter(lines)
    for one in expected:
        assert any(line == one for line in rest), f"{one!r} is not printed, or not in this order"


CALLS = {
    (method, re.sub(r"\{.*?\}", "{}", path))
    for method, path in re.findall(
        r"^## (GET|POST|DELETE) (\S+)$", (DOCS / "api.md").read_text(encoding="utf-8"), re.M
    )
} - {("GET", "/openapi.json")}


def in_javascript(code: str) -> Iterator[tuple[str, str]]:
    """Method and path of each call: the path is a literal, the options stand behind it."""
    for before, path, behind in re.findall(
        r"""(\w+)\(\s*(?:server \+ )?["`](?:\$\{server\})?(/[a-z][^"`?]*)([^;]*);""", code
    ):
        if found := re.search(r'method: "(\w+)"', behind):
            method = found[1]
        else:
            method = "POST" if "post(" in behind or before == "events" else "GET"
        yield method, with_a_hole(path)


def in_shell(code: str) -> Iterator[tuple[str, str]]:
    for line in code.replace("\\\n", " ").splitlines():
        for path in re.findall(rf"""curl .*?{LOCAL}(/[^\s'"?|]*)""", line):
            method = re.search(r"-X (\w+)", line)
            sends = re.search(r" -[dF] ", line) or (path.endswith("/articles") and "Prefer" in line)
            yield (method[1] if method else "POST" if sends else "GET"), with_a_hole(path)


def with_a_hole(path: str) -> str:
    return re.sub(r"/(articles|answers|jobs|streams)/.+", r"/\1/{}", path)


def test_every_call_of_the_api_is_shown_with_curl_and_in_javascript() -> None:
    assert len(CALLS) > 15
    assert CALLS - set(in_shell(examples("sh", LOCAL))) == set()
    assert CALLS - set(in_javascript(examples("js", LOCAL))) == set()


def test_every_call_of_the_api_is_a_method_of_the_client() -> None:
    needed = {"question": "q", "query": "q", "article_id": "a", "answer_id": "a", "job_id": "a",
              "articles": []}  # fmt: skip
    made = set()
    for name, call in vars(calls).items():
        if inspect.isfunction(call) and call.__module__ == calls.__name__:
            wanted = inspect.signature(call).parameters
            one = call(**{key: needed[key] for key in wanted if key in needed})
            path = re.sub(r"/a$", "/{}", one.path)
            made.add((one.method, path))
            assert f"client.{name}(" in CLIENT
    # A stream is read on by the call that began it.
    assert CALLS - made == {("GET", "/api/v1/streams/{}")}


def test_every_method_of_the_client_is_shown() -> None:
    methods = {name for name in vars(Client) if not name.startswith("_")}
    assert {name for name in methods if f"client.{name}(" not in CLIENT} == set()


def test_the_curl_examples(address: str, tmp_path: Path) -> None:
    with Client(address) as client:
        kept = client.ask("Who said the ferry returned to service?").id
    script = CURL + examples("sh", address).replace(AN_ANSWER, kept)
    out = "\n".join(run(["bash", "-c", script], tmp_path))
    for told in ("f285086369b61b82", "event: answer", '"verdict"', '"status": "ok"'):
        assert told in out or told.replace(": ", ":") in out


def test_the_python_examples(address: str, tmp_path: Path) -> None:
    code = examples("python", address)
    expected = re.findall(r"^ *print\(.*\)  # (.*)$", code, re.M)
    assert_prints(run([sys.executable, "-W", "error", "-c", code], tmp_path), expected)


@pytest.mark.skipif(not shutil.which("node"), reason="no node")
def test_the_javascript_examples(address: str, tmp_path: Path) -> None:
    code = examples("js", address)
    (tmp_path / "examples.mjs").write_text(code, encoding="utf-8")
    expected = re.findall(r"console\.log\(.*\); // (.*)$", code, re.M)
    assert_prints(run(["node", "examples.mjs"], tmp_path), expected)


def test_the_configurations_of_assistants_are_calls_of_ours() -> None:
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", MCP, re.S)]
    started = 0
    for block in blocks:
        for server in (block.get("mcpServers") or block["servers"]).values():
            if "url" in server:
                assert server["url"] == "http://127.0.0.1:8001/mcp"
                continue
            assert server["command"] == "dateline"
            assert parse(server["args"]).command == "mcp"
            started += 1
    assert started >= 3


def test_every_tool_and_option_is_described() -> None:
    options = {"--url", "--http", "--host", "--port", "--allow-host", "--allow-anyone"}
    tools = {"ask", "search", "summarise", "read_article"}
    assert {one for one in options | tools if one not in MCP} == set()
