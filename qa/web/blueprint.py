"""What the REST API's blueprints have in common: where they stand, and what a request must be."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from flask import request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from werkzeug.exceptions import BadRequest

from qa.checking import storable
from qa.errors import InvalidInput
from qa.web import uploads
from qa.web.failures import CrossSite
from qa.web.limits import check_depth, too_deep
from qa.web.problems import responses

PREFIX = "/api/v1"
_LISTS = {"source"}  # parameters that may be given several times
_ANY_JSON = {"api.add_articles"}
_NO_BODY = {"jobs.rebuild"}


def make_blueprint(name: str, tag: str) -> APIBlueprint:
    """A blueprint of the API, whose requests are checked before they reach a view."""
    made = APIBlueprint(
        name,
        __name__,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=tag)],
        abp_responses=responses(None, 400, 401, 403, 404, 405, 413, 421, 422, 429, 500, 503),
        operation_id_callback=lambda *, name, **_: name,
    )
    for check in (_refuse_other_sites, _read_query, _read_json):
        made.before_request(check)
    return made


def _refuse_other_sites() -> None:
    """A page of another site can make a browser post here, with no key and no cookie to stop it.

    Browsers say so in `Sec-Fetch-Site`, old ones in `Origin`; programs send neither.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    same = (
        site in ("same-origin", "none") if site else urlsplit(origin or "").netloc == request.host
    )
    if (site or origin) and not same:
        raise CrossSite(
            f"A page of {origin or 'another site'} sent this request.",
            "Call the API from a program, or from a page of this server.",
        )


def _read_query() -> None:
    """Parameters are UTF-8, and one is given once: the second would be lost without a word."""
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        raise BadRequest("The address is not UTF-8.") from None
    for name, values in request.args.lists():
        if len(values) > 1 and name not in _LISTS:
            raise InvalidInput(f"'{name[:60]}' is given {len(values)} times.", field=name)


def _read_json() -> None:
    """Bodies are JSON: say what is wrong with one that is not, before it meets its model."""
    endpoint = request.endpoint
    if request.method != "POST" or uploads.sent_files() or endpoint in _NO_BODY:
        return
    try:
        body = request.get_json()
    except RecursionError:
        raise too_deep() from None
    except BadRequest as error:
        told = getattr(error.__cause__, "description", None) or error.description or ""
        fault = told.removeprefix("Failed to decode JSON object: ")
        raise BadRequest(f"The request's body is not JSON ({fault}).") from None
    check_depth(body)
    if not isinstance(body, dict) and endpoint not in _ANY_JSON:
        raise InvalidInput("The request must be a JSON object.")
    json.loads(request.get_data(), object_pairs_hook=_refuse_twice)


def _refuse_twice(members: list[tuple[str, Any]]) -> None:
    """A member is given once: the first would be lost without a word."""
    (name, times), *_ = Counter(name for name, _ in members).most_common(1) or [("", 1)]
    if times > 1:
        shown = storable(name[:60])
        raise InvalidInput(f"'{shown}' is given {times} times.", field=shown)
