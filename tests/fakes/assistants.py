"""`dateline mcp` as a process, for the SDK's own client to talk to."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from fakes import commands
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client


def stdio(*arguments: str | Path, **env: str) -> Any:
    """A transport to a `dateline mcp` that the client starts itself."""
    command, *rest = commands.COMMAND
    return stdio_client(
        StdioServerParameters(
            command=command,
            args=[*rest, "mcp", *map(str, arguments)],
            env=commands.environment(**env),
        )
    )


@contextmanager
def over_http(*arguments: str | Path, **env: str) -> Iterator[str]:
    """The address of a `dateline mcp --http`, stopped in order at the end."""
    with commands.start("mcp", "--http", "--port", "0", *arguments, **env) as server:
        assert server.stderr
        try:
            line = server.stderr.readline().decode()
            assert line.startswith("Dateline: http://127.0.0.1:"), line
            yield line.removeprefix("Dateline: ").strip()
            server.send_signal(signal.SIGTERM)
            out, _ = server.communicate(timeout=60)
            assert (server.returncode, out) == (0, b"")
        finally:
            server.kill()


@asynccontextmanager
async def assistant(url: str, key: str | None = None, mode: str = "auto") -> AsyncIterator[Client]:
    """A client that sends a key; `mode` as the SDK has it, "legacy" for sessions."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with (
        create_mcp_http_client(headers=headers) as http,
        Client(streamable_http_client(url, http_client=http), mode=mode) as client,
    ):
        yield client
