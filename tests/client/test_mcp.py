"""`dateline mcp` by the SDK's own client: over real stdio and real HTTP, with no key."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
import requests
from fakes import commands
from fakes.assistants import over_http, stdio
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent

from qa.cli import main
from qa.client import Article
from qa.mcp.archives import Remote
from qa.mcp.server import make_server

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
TOOLS = {"ask", "search", "summarise", "read_article"}


def text_of(result: CallToolResult) -> str:
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


async def use_every_tool(client: Client) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.description
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint is True

    asked = {"question": QUESTION, "as_of": "2023-11-30"}
    answered = await client.call_tool("ask", asked)
    assert not answered.is_error
    answer: dict[str, Any] = answered.structured_content
    assert (answer["question"], answer["as_of"]) == (QUESTION, "2023-11-30")
    assert any(sentence["role"] == "denial" for sentence in answer["sentences"])
    text = text_of(answered)
    for citation in answer["citations"]:
        assert f"[{citation['number']}] “{citation['title']}”, {citation['source']}" in text
        assert f"\n> {citation['quote'].splitlines()[0]}" in text
        await the_quote_stands_there(client, citation)
    assert "Verdict: " in text
    assert "Denial: " in text
    assert "Sentences left out, since no quote bears them: " in text

    found = await client.call_tool("search", {"query": "aid", "k": 2, "from": "2023-12-01"})
    hits = found.structured_content["hits"]
    assert len(hits) == 2
    assert all(hit["published"] >= "2023-12-01" for hit in hits)
    only = {"query": "aid", "source": [hits[0]["source"]]}
    outlets = (await client.call_tool("search", only)).structured_content["hits"]
    assert {hit["source"] for hit in outlets} == {hits[0]["source"]}

    summary = await client.call_tool("summarise", {"article_ids": [hits[0]["article_id"]]})
    assert summary.structured_content["article_ids"] == [hits[0]["article_id"]]


async def the_quote_stands_there(client: Client, citation: dict[str, Any]) -> None:
    start, end = citation["start"], citation["end"]
    part = {"article_id": citation["article_id"], "start": start, "length": end - start}
    read = (await client.call_tool("read_article", part)).structured_content
    assert (read["text"], read["start"], read["end"]) == (citation["quote"], start, end)


async def refuse_what_does_not_fit(client: Client) -> None:
    for tool, arguments, told in (
        ("ask", {"question": QUESTION, "as_off": "2023-11-30"}, "as_off"),
        ("ask", {"question": ""}, "question"),
        ("ask", {"question": "x" * 2_001}, "question"),
        ("ask", {"question": QUESTION, "from": "2023-02-30"}, "there is no such day"),
        ("ask", {"question": QUESTION, "answerer": "llm"}, "model"),
        ("search", {"query": "aid", "k": 51}, "k"),
        ("search", {"query": "aid", "from": "2023-12-02", "to": "2023-12-01"}, "2023-12-01"),
        ("summarise", {}, "either article_ids or about"),
        ("summarise", {"about": "aid", "article_ids": ["a"]}, "either article_ids or about"),
        ("read_article", {"article_id": "nothing"}, "nothing"),
        ("read_article", {}, "article_id"),
    ):
        result = await client.call_tool(tool, arguments)
        assert result.is_error, (tool, arguments)
        assert told in text_of(result)
        assert "Traceback" not in text_of(result)
    with pytest.raises(MCPError, match="There is no tool 'delete'"):
        await client.call_tool("delete", {})


def test_an_assistant_opens_the_archive_itself(sample: Path) -> None:
    async def use() -> None:
        async with Client(stdio("--data-dir", sample)) as client:
            assert "data" in (client.instructions or "")
            await use_every_tool(client)
            await refuse_what_does_not_fit(client)

    anyio.run(use)


def test_over_http_it_asks_a_running_server_and_keeps_other_sites_out(address: str) -> None:
    async def use(url: str) -> None:
        async with Client(url) as client:
            found = await client.call_tool("search", {"query": "aid", "k": 3, "to": "2023-11-30"})
            [first, *_] = found.structured_content["hits"]
            await the_quote_stands_there(client, first | {"quote": first["text"]})
            await refuse_what_does_not_fit(client)

    with over_http("--url", address) as url:
        anyio.run(use, url)
        body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        accept = {"Accept": "application/json, text/event-stream"}

        def status(**headers: str) -> int:
            return requests.post(url, json=body, headers=accept | headers, timeout=30).status_code

        assert status(Host="rebound.example") == 421
        assert status(Origin="https://evil.example") == 403
        assert status() not in (403, 421)


def test_an_archive_that_a_server_holds_is_reached_through_it(
    address: str, served_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("DATELINE_LOCK_WAIT_S", "0")
    assert main(["mcp", "--data-dir", str(served_folder)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "dateline serve" in err
    assert "--url http://" in err


def test_stdout_holds_the_protocol_and_nothing_else(address: str) -> None:
    messages = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": {"name": "test", "version": "0"}}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {
            "name": "search", "arguments": {"query": "aid"}}},
    ]  # fmt: skip
    with commands.start("mcp", "--url", address) as server:
        assert server.stdin
        assert server.stdout
        told = []
        for message in messages:
            server.stdin.write(json.dumps(message).encode() + b"\n")
            server.stdin.flush()
            if "id" in message:
                told.append(json.loads(server.stdout.readline()))
        out, err = server.communicate(timeout=60)
    assert [one["id"] for one in told] == [1, 2]
    assert told[1]["result"]["structuredContent"]["query"] == "aid"
    assert (server.returncode, out, err) == (0, b"", b"")


def test_without_the_sdk_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    for name in ("mcp_types", "mcp"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in [name for name in sys.modules if name.startswith("qa.mcp")]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["mcp"]) == 2
    assert "pip install 'dateline-news[mcp]'" in capsys.readouterr().err


def test_a_server_that_is_not_there(unused_port: int) -> None:
    archive = Remote(f"http://127.0.0.1:{unused_port}", None)

    async def use() -> None:
        async with Client(make_server(lambda _: archive)) as client:
            result = await client.call_tool("search", {"query": "aid"})
            assert result.is_error
            assert "No server answers" in text_of(result)

    anyio.run(use)


class Broken(Remote):
    async def article(self, article_id: str) -> Article:
        raise RuntimeError("secret")


def test_what_breaks_here_is_not_shown_to_an_assistant(caplog) -> None:
    async def use() -> None:
        async with Client(make_server(lambda _: Broken("http://127.0.0.1", None))) as client:
            result = await client.call_tool("read_article", {"article_id": "a"})
            assert result.is_error
            assert "secret" not in text_of(result)

    anyio.run(use)
    assert "secret" in caplog.text
