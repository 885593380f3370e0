"""`dateline mcp`: the archive, or a server that has it, as tools of an assistant."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import ExitStack
from typing import TYPE_CHECKING

from qa.cli import remote
from qa.client import Client, NotAllowed
from qa.config import LoadedConfig
from qa.errors import ConfigError, StoreLocked

if TYPE_CHECKING:
    from qa.service import Dateline


def run_mcp(arguments: Namespace, loaded: LoadedConfig) -> int:
    """Serve until the assistant is done, or a signal comes."""
    try:
        from qa.mcp import archives, server
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("qa."):
            raise
        raise ConfigError(
            f"`dateline mcp` needs the package {error.name!r}, which is not installed.",
            "Install the extra: pip install 'dateline-news[mcp]'.",
        ) from error
    if arguments.http:
        _over_http(arguments, loaded)
    elif arguments.url:
        server.serve_stdio(archives.Remote(arguments.url, _own_key()))
    else:
        with _opened(loaded) as service:
            server.serve_stdio(archives.Local(service))
    return 0


def _over_http(arguments: Namespace, loaded: LoadedConfig) -> None:
    from qa.binding import bind
    from qa.keys import Keys
    from qa.mcp import archives, entering, server

    config, url = loaded.config, arguments.url
    forwarding = url and not _own_key()
    binding = bind(
        config,
        arguments.mcp_host,
        arguments.mcp_port,
        guarded=(lambda: _asks_for_keys(url)) if forwarding else None,
    )
    with ExitStack() as opened:
        opened.callback(binding.socket.close)
        doorkeeper: entering.Doorkeeper
        if forwarding:
            doorkeeper = entering.KeysOfServer(url)
        else:
            archive: archives.Archive = (
                archives.Remote(url, _own_key())
                if url
                else archives.Local(opened.enter_context(_opened(loaded)))
            )
            always = binding.exposed and not config.allow_anyone
            doorkeeper = entering.OwnKeys(Keys(config.data_dir), archive, always=always)
        server.serve_http(
            doorkeeper,
            binding,
            names=arguments.allow_host,
            announce=lambda address: print(f"Dateline: {address}", file=sys.stderr, flush=True),
        )


def _own_key() -> str | None:
    return os.environ.get(remote.KEY_VARIABLE)


def _asks_for_keys(url: str) -> bool:
    """Whether the server lets nobody read without one."""
    with Client(url) as client:
        try:
            client.answer_page(limit=1)
        except NotAllowed:
            return True
    return False


def _opened(loaded: LoadedConfig) -> Dateline:
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
