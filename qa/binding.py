"""Where the server listens, and whether it may: others are let in by keys, or when told twice."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

from qa.config import Config
from qa.errors import ConfigError
from qa.keys import Keys


@dataclass(frozen=True, slots=True)
class Binding:
    """A socket that listens.

    Attributes:
        exposed: others than this machine can reach it.
    """

    socket: socket.socket
    exposed: bool

    @property
    def address(self) -> str:
        """The server's address as people write it."""
        host, port = self.socket.getsockname()[:2]
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def bind(
    config: Config, host: str, port: int, *, guarded: Callable[[], bool] | None = None
) -> Binding:
    """Listen at an address.

    Args:
        guarded: whether keys are asked for; None: if there are keys to the archive.

    Raises:
        ConfigError: it cannot be bound, or others could reach it though there are no keys and
            nothing says that anyone may.
    """
    guarded = guarded or (lambda: Keys(config.data_dir).needed)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, address = min(found, key=lambda info: info[0] != socket.AF_INET)
        exposed = not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback
        if exposed and not config.allow_anyone and not guarded():
            raise ConfigError(
                f"{host} can be reached by others, and there are no keys to this archive.",
                "Make one with `dateline keys create NAME`, or add --allow-anyone if anyone who "
                "can connect may do all that this server can.",
            )
        listener = socket.create_server(address[:2], family=family, backlog=1024)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"{host}:{port} cannot be bound ({reason}).",
            "Stop what listens there, or choose another --host or --port.",
        ) from error
    return Binding(listener, exposed)
