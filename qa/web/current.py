"""What the request at hand belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from qa.service import Dateline
    from qa.web.idempotency import Replays
    from qa.web.jobs import Jobs
    from qa.web.limits import Slots
    from qa.web.streams import Streams


@dataclass(frozen=True, slots=True)
class Current:
    """What an app keeps from one request to the next."""

    jobs: Jobs
    replays: Replays
    slots: Slots
    streams: Streams


def dateline() -> Dateline:
    """The service that the app was made with."""
    return cast("Dateline", current_app.extensions["dateline"])


def current() -> Current:
    """What the app keeps."""
    return cast("Current", current_app.extensions["dateline.current"])
