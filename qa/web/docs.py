"""The interactive docs: Swagger UI over /openapi.json, all of it from this server."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Response, make_response, render_template

_PACKAGE = "flask_openapi3_swagger"  # its files are data here; it is never imported
# As every page's, but for the pictures that stand in Swagger UI's style sheet.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)


def docs() -> Blueprint:
    """The blueprint of the page and its files."""
    made = Blueprint("docs", __name__, static_folder=_files(), static_url_path="/docs/swagger")
    made.add_url_rule("/docs", "page", _page)
    return made


def _page() -> Response:
    response = make_response(render_template("docs.html"))
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _files() -> Path:
    spec = find_spec(_PACKAGE)
    [folder] = (spec and spec.submodule_search_locations) or [""]
    return Path(folder) / "templates" / "swagger"
