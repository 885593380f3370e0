"""`dateline serve`: waitress over the app, until SIGINT or SIGTERM."""

from __future__ import annotations

import logging
import selectors
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from flask import Flask
from waitress import create_server, wasyncore
from werkzeug.middleware.proxy_fix import ProxyFix

from qa.binding import Binding, bind
from qa.config import Config
from qa.errors import ConfigError
from qa.web import connections
from qa.web.app import create_app
from qa.web.gate import Gate
from qa.web.job_kinds import Evaluate
from qa.web.jobs import Jobs
from qa.web.memory import share_heaps
from qa.web.unparsed import Channel

if TYPE_CHECKING:
    from qa.service import Dateline

Announce = Callable[["Dateline", str], None]
GRACE_S = 30.0  # how long a stop waits for what still runs
# waitress cuts off here; the app refuses smaller excesses, and says what the limit is.
_HARD_LIMIT = 4
_TICK_S = 0.1  # between looks at whether all is done


def serve(
    service: Dateline,
    host: str | None = None,
    port: int | None = None,
    *,
    announce: Callable[[str], None] | None = None,
    evaluate: Evaluate | None = None,
) -> None:
    """Serve an open archive, which is still open afterwards; see `open_and_serve`."""

    def told(_service: Dateline, address: str) -> None:
        if announce:
            announce(address)

    open_and_serve(service.config, lambda: service, host, port, announce=told, evaluate=evaluate)


def open_and_serve(
    config: Config,
    open_service: Callable[[], Dateline],
    host: str | None = None,
    port: int | None = None,
    *,
    announce: Announce,
    evaluate: Evaluate | None = None,
) -> None:
    """Listen, open the archive, serve until SIGINT or SIGTERM, finish what runs, and return.

    While the archive opens requests get 503, but for /healthz. A second signal ends the process
    at once.

    Args:
        open_service: opens the archive; called once, in a thread of its own.
        host: address to bind; None takes the configuration's.
        port: port to bind; 0 takes any that is free, None the configuration's.
        announce: called once with archive and address, when questions are answered.
        evaluate: measures a data set for the API; see `create_app`.

    Raises:
        ConfigError: the address cannot be bound, or not without keys; a setting does not fit.
        DatelineError: the archive cannot be opened.
    """
    share_heaps()
    if config.max_model_questions >= config.threads:
        raise ConfigError(
            f"max_model_questions, {config.max_model_questions}, leaves no thread to others.",
            f"Set it below threads, {config.threads}.",
        )
    binding = bind(
        config, config.host if host is None else host, config.port if port is None else port
    )
    server = _Server(config, binding, evaluate)
    previous = _on_signals(server.stop)
    try:
        server.run(open_service, announce)
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


class _Server:
    """waitress, with a start before the archive is open and a stop that lets work finish."""

    def __init__(self, config: Config, binding: Binding, evaluate: Evaluate | None) -> None:
        self._binding = binding
        self._evaluate = evaluate
        self._app: Flask | None = None
        self._gate = Gate()
        self._stopped = threading.Event()
        self._failure: BaseException | None = None
        self._sockets: dict[int, Any] = {}
        app: Any = self._gate
        if hops := config.trusted_proxies:
            app = ProxyFix(app, x_for=hops, x_proto=hops, x_host=hops)
        self._waitress = create_server(
            app,
            map=self._sockets,
            sockets=[binding.socket],
            threads=config.threads,
            ident="dateline",
            connection_limit=connections.allow(),
            channel_timeout=connections.IDLE_S,
            cleanup_interval=10,
            channel_request_lookahead=1,  # reads on while it answers, and sees who has gone away
            max_request_body_size=_HARD_LIMIT * config.max_upload_bytes,
            clear_untrusted_proxy_headers=not config.trusted_proxies,
        )
        self._waitress.channel_class = Channel
        # A queue is how waitress works, not a fault that a person should read of.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)

    def run(self, open_service: Callable[[], Dateline], announce: Announce) -> None:
        """Serve until `stop`; raises what opening the archive raised."""
        opening = threading.Thread(
            target=self._open, args=(open_service, announce), name="opening", daemon=True
        )
        opening.start()
        try:
            while not self._stopped.is_set():
                self._loop(1.0)
            self._finish()
            opening.join(GRACE_S)
            if self._app:
                jobs: Jobs = self._app.extensions["dateline.current"].jobs
                jobs.stop(GRACE_S)
        finally:
            self._waitress.task_dispatcher.shutdown(timeout=1)
            for channel in list(self._waitress.active_channels.values()):
                channel.handle_close()
            self._waitress.close()
        if self._failure:
            raise self._failure

    def stop(self) -> None:
        """Have `run` come to its end."""
        self._stopped.set()
        self._waitress.pull_trigger()

    def _open(self, open_service: Callable[[], Dateline], announce: Announce) -> None:
        try:
            service = open_service()
            self._app = create_app(service, exposed=self._binding.exposed, evaluate=self._evaluate)
            self._gate.open(self._app)
            if not self._stopped.is_set():
                announce(service, self._binding.address)
        except BaseException as error:  # noqa: BLE001  (`run` raises it)
            self._failure = error
            self.stop()

    def _finish(self) -> None:
        """Refuse connections and requests; answer those that have begun, for a while."""
        self._gate.stop()
        self._take_what_came()
        wasyncore.dispatcher.close(self._waitress)  # only its socket: the rest still works
        end = time.monotonic() + GRACE_S
        while self._busy() and time.monotonic() < end:
            self._loop(_TICK_S)

    def _take_what_came(self) -> None:
        """Connections that the system has taken already would be cut off without a word."""
        waits = selectors.DefaultSelector()
        waits.register(self._binding.socket, selectors.EVENT_READ)
        for _ in range(connections.MOST):
            if not waits.select(0):
                break
            self._loop(0)
        self._loop(0)  # what the last of them asks
        waits.close()

    def _busy(self) -> bool:
        channels = list(self._waitress.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)

    def _loop(self, timeout_s: float) -> None:
        wasyncore.loop(timeout_s, use_poll=True, map=self._sockets, count=1)


def _on_signals(stop: Callable[[], None]) -> dict[int, Any]:
    """Stop on either signal, and end at once on the next; gives the handlers that stood before."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)
        stop()

    if threading.current_thread() is not threading.main_thread():
        return {}
    numbers = (signal.SIGINT, signal.SIGTERM)
    return {number: signal.signal(number, handle) for number in numbers}
