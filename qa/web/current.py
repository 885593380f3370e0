"""What the request at hand belongs to, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app, request
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from qa.service import Dateline

Page = str | Response | tuple[str, int]


def dateline() -> Dateline:
    """The service that the app was made with."""
    return cast("Dateline", current_app.extensions["dateline"])


def by_another_site() -> bool:
    """Links to a question fill in the form; only a person's own click spends on an answer."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return True
    return request.headers.get("Sec-Fetch-Site", "none") in ("cross-site", "same-site")
