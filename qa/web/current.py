"""What the request at hand belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from qa.service import Dateline


def dateline() -> Dateline:
    """The service that the app was made with."""
    return cast("Dateline", current_app.extensions["dateline"])
