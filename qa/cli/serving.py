"""`dateline serve`: listens at once, opens the archive, and closes it when all is answered."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from qa.config import Config
from qa.service import Dateline
from qa.web.server import open_and_serve


def run_server(config: Config) -> int:
    """Serve until a signal; the address is told on stderr once questions are answered."""
    with ExitStack() as opened:

        def open_service() -> Dateline:
            service = opened.enter_context(Dateline.open(config, owner="dateline serve"))
            service.warm_up()
            return service

        open_and_serve(
            config,
            open_service,
            announce=lambda address: print(f"Dateline: {address}", file=sys.stderr, flush=True),
        )
    return 0
