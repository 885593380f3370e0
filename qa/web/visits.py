"""What a page answers with, and whether a person of ours asked for it."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

Page = str | Response | tuple[str, int]


def by_another_site() -> bool:
    """Links to a question fill in the form; only a person's own click spends on an answer."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return True
    return request.headers.get("Sec-Fetch-Site", "none") in ("cross-site", "same-site")
