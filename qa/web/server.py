"""`dateline serve`: waitress over the app, until SIGINT or SIGTERM."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from waitress import create_server

from qa.errors import ConfigError
from qa.web.app import create_app
from qa.web.job_kinds import Evaluate

if TYPE_CHECKING:
    from qa.service import Dateline

GRACE_S = 30.0  # how long a stop waits for what still runs
# waitress cuts off here, in plain text; the app refuses smaller excesses with a problem.
_HARD_LIMIT = 4


def serve(
    service: Dateline,
    host: str | None = None,
    port: int | None = None,
    *,
    threads: int = 16,
    announce: Callable[[str], None] | None = None,
    evaluate: Evaluate | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, then refuse the new, finish what runs, and return.

    Args:
        service: open; still open afterwards.
        host: address to bind; None takes the configuration's.
        port: port to bind; 0 takes any that is free, None the configuration's.
        threads: requests at a time.
        announce: called once with the address, when connections are accepted.
        evaluate: measures a data set for the API; see `create_app`.

    Raises:
        ConfigError: the address cannot be bound.
    """
    config = service.config
    listener = _bind(config.host if host is None else host, config.port if port is None else port)
    app = create_app(service, evaluate=evaluate)
    server = create_server(
        app,
        sockets=[listener],
        threads=threads,
        ident="dateline",
        channel_request_lookahead=1,  # reads on while it answers, and so sees who has gone away
        max_request_body_size=_HARD_LIMIT * config.max_upload_bytes,
    )
    # A queue is how waitress works, not a fault that a person should read of.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    previous = _on_stop(listener.close)
    try:
        if announce:
            announce(_address(listener))
        server.run()
    finally:
        app.extensions["dateline.current"].jobs.stop(GRACE_S)
        server.task_dispatcher.shutdown(timeout=GRACE_S)
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()
        listener.close()
        for number, handler in previous.items():
            signal.signal(number, handler)


def _bind(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, address = min(found, key=lambda info: info[0] != socket.AF_INET)
        return socket.create_server(address[:2], family=family, backlog=1024)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"{host}:{port} cannot be bound ({reason}).",
            "Stop what listens there, or choose another --host or --port.",
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _on_stop(refuse_new: Callable[[], None]) -> dict[int, Any]:
    """On either signal leave the server's loop; give the handlers that stood before."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        refuse_new()
        raise SystemExit(0)  # which server.run() catches

    if threading.current_thread() is not threading.main_thread():
        return {}
    numbers = (signal.SIGINT, signal.SIGTERM)
    return {number: signal.signal(number, stop) for number in numbers}
