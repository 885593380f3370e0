"""`dateline mcp`: the archive, or a server that has it, as tools of an assistant."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from qa.cli import remote
from qa.config import LoadedConfig
from qa.errors import ConfigError, StoreLocked

if TYPE_CHECKING:
    from qa.client import Client
    from qa.service import Dateline


def run_mcp(arguments: Namespace, loaded: LoadedConfig) -> int:
    """Serve until the assistant is done, or a signal comes."""
    try:
        from qa.mcp import server
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("qa."):
            raise
        raise ConfigError(
            f"`dateline mcp` needs the package {error.name!r}, which is not installed.",
            "Install the extra: pip install 'dateline-news[mcp]'.",
        ) from error
    with _archive(arguments, loaded) as archive:
        if arguments.http:
            server.serve_http(
                archive,
                arguments.mcp_host,
                arguments.mcp_port,
                names=arguments.allow_host,
                announce=lambda address: print(f"Dateline: {address}", file=sys.stderr),
            )
        else:
            server.serve_stdio(archive)
    return 0


def _archive(arguments: Namespace, loaded: LoadedConfig) -> Dateline | Client:
    if arguments.url:
        return remote.connect(arguments.url)
    from qa.service import Dateline

    try:
        service = Dateline.open(loaded.config, owner="dateline mcp")
    except StoreLocked as error:
        raise StoreLocked(
            error.reason,
            "An archive has one owner. If that is `dateline serve`, give its address, "
            f"--url http://127.0.0.1:{loaded.config.port}, and a key in {remote.KEY_VARIABLE}.",
        ) from error
    service.store.indexing.start()
    return service
