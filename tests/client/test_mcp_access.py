"""`dateline mcp` over HTTP: who may come in, and what a cancelled call leaves running."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import anyio
import anyio.to_thread
import pytest
import requests
from fakes import serving
from fakes.assistants import assistant, over_http, stdio
from fakes.openai_server import FakeOpenAI, Pause, Stream
from mcp import Client

from qa.cli import main
from qa.keys import Keys

BODY = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPT = {"Accept": "application/json, text/event-stream"}
SOON_S = 20.0  # the model would take 300
MODES = ["legacy", "auto"]


@dataclass(frozen=True)
class Guarded:
    """A `dateline mcp --http` whose archive asks for keys; `model` takes 300 seconds."""

    url: str
    keys: Keys
    key: str
    model: FakeOpenAI


@pytest.fixture(scope="module")
def model() -> Iterator[FakeOpenAI]:
    with FakeOpenAI(default=Stream(Pause(300.0))) as server:
        yield server


@pytest.fixture(scope="module")
def settings(model: FakeOpenAI) -> dict[str, str]:
    return {
        "DATELINE_LLM_BASE_URL": model.base_url,
        "DATELINE_LLM_MODEL": "fake-model",
        "DATELINE_LLM_TIMEOUT_S": "300",
    }


@pytest.fixture(scope="module", params=["own archive", "keys handed on"])
def guarded(
    request: pytest.FixtureRequest,
    sample: Path,
    tmp_path_factory: pytest.TempPathFactory,
    settings: dict[str, str],
    model: FakeOpenAI,
) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    shutil.copytree(sample, folder, dirs_exist_ok=True)
    keys = Keys(folder)
    _, key = keys.create("assistant", "read")
    if request.param == "own archive":
        with over_http("--data-dir", folder, **settings) as url:
            yield Guarded(url, keys, key, model)
    else:
        with (
            serving.served(folder, **settings) as address,
            over_http("--url", address) as url,
        ):
            yield Guarded(url, keys, key, model)


def test_a_key_is_needed_and_the_refusal_says_how_to_get_one(guarded: Guarded) -> None:
    for sent, fault in (({}, None), ({"Authorization": "Bearer wrong"}, "invalid_token"),
                        ({"Authorization": f"Basic {guarded.key}"}, "invalid_token")):  # fmt: skip
        refused = requests.post(guarded.url, json=BODY, headers=ACCEPT | sent, timeout=30)
        assert refused.status_code == 401
        problem = refused.json()
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert "dateline keys create" in problem["remedy"]
        assert "key" in problem["detail"]
        challenge = refused.headers["WWW-Authenticate"]
        assert challenge.startswith('Bearer realm="dateline"')
        assert (fault in challenge) if fault else "error" not in challenge


@pytest.mark.parametrize("mode", MODES)
def test_the_tools_work_with_a_key(guarded: Guarded, mode: str) -> None:
    async def use() -> None:
        async with assistant(guarded.url, guarded.key, mode) as client:
            assert {tool.name for tool in (await client.list_tools()).tools} >= {"ask", "search"}
            found = await client.call_tool("search", {"query": "aid", "k": 1})
            assert len(found.structured_content["hits"]) == 1
            answered = await client.call_tool(
                "ask", {"question": "Did Iran know of the attack?", "answerer": "extractive"}
            )
            assert answered.structured_content["citations"]

    anyio.run(use)


def test_a_session_is_for_the_key_that_began_it(guarded: Guarded) -> None:
    _, other = guarded.keys.create("another", "admin")
    hello = BODY | {"method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"}}}  # fmt: skip

    def sent(key: str, session: str | None = None, body: object = BODY) -> requests.Response:
        headers = {"Authorization": f"Bearer {key}", "MCP-Protocol-Version": "2025-06-18"}
        headers |= {"Mcp-Session-Id": session} if session else {}
        return requests.post(guarded.url, json=body, headers=ACCEPT | headers, timeout=30)

    begun = sent(guarded.key, body=hello)
    session = begun.headers["Mcp-Session-Id"]
    assert sent(guarded.key, session).status_code == 200
    assert sent(other, session).status_code == 404


def test_a_revoked_key_is_refused_at_once(guarded: Guarded) -> None:
    key, token = guarded.keys.create("guest", "read")
    headers = ACCEPT | {"Authorization": f"Bearer {token}"}
    assert requests.post(guarded.url, json=BODY, headers=headers, timeout=30).status_code != 401
    guarded.keys.revoke(key.id)
    assert requests.post(guarded.url, json=BODY, headers=headers, timeout=30).status_code == 401


async def give_up_a_question(client: Client, model: FakeOpenAI) -> None:
    """Ask, cancel once the model works on it, and wait until its connection is closed."""
    model.gone.clear()
    asked = len(model.chats)

    async def ask() -> None:
        question = {"question": f"Did Iran know of attack {asked}?", "answerer": "llm"}
        await client.call_tool("ask", question)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(ask)
        with anyio.fail_after(60):
            while len(model.chats) == asked:
                await anyio.sleep(0.05)
        tasks.cancel_scope.cancel()
    assert await anyio.to_thread.run_sync(model.gone.wait, SOON_S)
    # Whoever gave up one call may go on with others.
    assert (await client.list_tools()).tools


@pytest.mark.parametrize("mode", MODES)
def test_a_cancelled_call_lets_go_of_the_model(guarded: Guarded, mode: str) -> None:
    async def use() -> None:
        async with assistant(guarded.url, guarded.key, mode) as client:
            await give_up_a_question(client, guarded.model)

    anyio.run(use)


def test_so_it_is_over_stdio(sample: Path, settings: dict[str, str], model: FakeOpenAI) -> None:
    async def use() -> None:
        async with Client(stdio("--data-dir", sample, **settings)) as client:
            await give_up_a_question(client, model)

    anyio.run(use)


@pytest.mark.parametrize("url", [[], ["--url", "http://127.0.0.1:9"]])
def test_other_addresses_are_refused_without_keys(
    tmp_path: Path, url: list[str], monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("DATELINE_API_KEY", "configured, for the server at --url")
    arguments = ["mcp", "--http", "--host", "0.0.0.0", "--port", "0", "--data-dir", str(tmp_path)]
    assert main([*arguments, *url]) == 2
    told = capsys.readouterr().err
    assert "--allow-anyone" in told
    assert "dateline keys create" in told


def test_other_addresses_are_refused_if_the_server_at_url_asks_for_no_keys(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.delenv("DATELINE_API_KEY", raising=False)
    assert main(["mcp", "--http", "--host", "0.0.0.0", "--port", "0", "--url", address]) == 2
    assert "--allow-anyone" in capsys.readouterr().err


def test_a_configured_key_is_not_for_whoever_comes_by(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key in the environment asks the server; callers show keys of the data folder."""
    _, key = Keys(tmp_path).create("assistant", "read")

    async def use(url: str) -> None:
        async with assistant(url, key) as client:
            found = await client.call_tool("search", {"query": "aid", "k": 1})
            assert len(found.structured_content["hits"]) == 1

    arguments = ("--url", address, "--data-dir", tmp_path)
    with over_http(*arguments, DATELINE_API_KEY="configured") as url:
        assert requests.post(url, json=BODY, headers=ACCEPT, timeout=30).status_code == 401
        anyio.run(use, url)
