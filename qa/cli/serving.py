"""`dateline serve`: listens at once, opens the archive, and closes it when all is answered."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import ExitStack

from qa.config import Config
from qa.observing import logs, tracing
from qa.service import Dateline
from qa.web.job_kinds import Evaluate
from qa.web.server import open_and_serve

_LOG = logging.getLogger("qa.serving")


def run_server(config: Config, evaluate: Evaluate, *, adopt_model: bool) -> int:
    """Serve until a signal; the address is told on stderr once questions are answered.

    Args:
        evaluate: measures a data set for the API.
        adopt_model: embed the archive again if it was made with another model.
    """
    logs.set_up(config)
    with ExitStack() as opened:
        opened.callback(tracing.set_up(os.environ))

        def open_service() -> Dateline:
            service = opened.enter_context(
                Dateline.open(config, owner="dateline serve", adopt_model=adopt_model)
            )
            service.warm_up()
            service.store.indexing.start()
            return service

        def announce(service: Dateline, address: str) -> None:
            line = f"Dateline: {address}"
            if config.log_format == "json":
                _LOG.info(line)
            else:
                print(line, file=sys.stderr, flush=True)
            service.probe_model()

        open_and_serve(config, open_service, announce=announce, evaluate=evaluate)
    return 0
