"""The pages' own files, each at an address that changes with it, so that browsers may keep it.

A version that is not the file's is served as well, but kept by nobody: an old page may ask for it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_A_YEAR = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    """Put the version into every address of a file, and let browsers keep what has it."""

    @cache
    def version(name: str) -> str:
        try:
            content = Path(app.static_folder or "", name).read_bytes()
        except (OSError, ValueError):
            return ""
        return hashlib.sha256(content).hexdigest()[:12]

    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            values.setdefault("v", version(values["filename"]))

    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code == 200:
            name = (request.view_args or {}).get("filename", "")
            if request.args.get("v") == version(name):
                response.headers["Cache-Control"] = _A_YEAR
        return response

    app.url_defaults(add_version)
    app.after_request(keep)
