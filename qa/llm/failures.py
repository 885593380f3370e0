"""What a server's failures are called here; everything of the SDK and its transport ends here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import httpx2
import openai

from qa.errors import (
    ModelAnswerInvalid,
    ModelError,
    ModelNotFound,
    ModelQuota,
    ModelUnauthorised,
    ModelUnreachable,
)
from qa.llm.endpoint import Endpoint
from qa.llm.events import MOST_BYTES
from qa.llm.exchange import TooLong, origin_of
from qa.llm.rejections import ContextTooLong, RequestRejected

# What the SDK, and where it lets them through its transport and the system, may raise.
FOREIGN = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, OSError)

_TOO_LONG = re.compile(
    r"context.{0,20}(length|size|window)|too long|too large|too many (input )?tokens",
    re.IGNORECASE,
)
# Some servers answer 404 or 500 when they cannot give the form that was asked for.
_CANNOT_GIVE_FORM = re.compile(
    r"response.?format|json.?schema|grammar|tool.?(use|call|choice)|structured.output|guided",
    re.IGNORECASE,
)


def translated(
    error: Exception, endpoint: Endpoint, model: str, timeout_s: float, *, began: bool = False
) -> ModelError:
    """Our error for one of `FOREIGN`.

    Args:
        began: the answer had begun.
    """
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException | TimeoutError):
        return timed_out(endpoint, timeout_s)
    if isinstance(error, TooLong) or isinstance(error.__cause__, TooLong):
        return too_long(endpoint, MOST_BYTES)
    if isinstance(error, openai.APIStatusError):
        if error.response.next_request:
            return _sent_on(endpoint, origin_of(error.response.next_request.url))
        return of_status(
            error.status_code, error.body, endpoint, model, headers=error.response.headers
        )
    why = endpoint.cleaned(str(error.__cause__ or error)) or type(error).__name__
    if began:
        return broken_off(endpoint, why)
    return ModelUnreachable(
        f"{endpoint.shown} cannot be reached ({why}).",
        "Check DATELINE_LLM_BASE_URL, and that the server is running.",
    )


def timed_out(endpoint: Endpoint, timeout_s: float) -> ModelUnreachable:
    """The server gives nothing for too long."""
    return ModelUnreachable(
        f"{endpoint.shown} did not answer within {timeout_s:g} s.",
        "Raise DATELINE_LLM_TIMEOUT_S, or lower DATELINE_LLM_CONTEXT_CHARS.",
    )


def too_long(endpoint: Endpoint, most: int) -> ModelAnswerInvalid:
    """A reply that is not read to its end."""
    return ModelAnswerInvalid(
        f"{endpoint.shown} sent more than {most:,} bytes.",
        "Check that DATELINE_LLM_BASE_URL is the API's address, often ending in /v1.",
    )


def broken_off(endpoint: Endpoint, why: str = "") -> ModelUnreachable:
    """The connection ended before the answer did."""
    told = f" ({endpoint.cleaned(why)})" if why else ""
    return ModelUnreachable(
        f"{endpoint.shown} broke off in the middle of its answer{told}.",
        "Ask again; if it happens often, look into the server's log.",
    )


def of_status(
    status: int,
    body: object,
    endpoint: Endpoint,
    model: str,
    *,
    headers: Mapping[str, str] | None = None,
) -> ModelError:
    """Our error for a status of HTTP, or for the same number as the code of an error object.

    Args:
        body: the error's JSON or text.
        headers: of the response, for Retry-After.
    """
    detail, kinds = endpoint.cleaned(_words(body)), _kinds(body)
    said = f"{endpoint.shown} answered {status}" + (f": {detail}" if detail else ".")
    if status in (401, 403):
        return _unauthorised(status, endpoint)
    lacks_form = _CANNOT_GIVE_FORM.search(detail)
    if (status == 404 and not lacks_form) or "model_not_found" in kinds:
        return _not_found(detail, endpoint, model)
    if status in (402, 429):
        return ModelQuota(said, _quota_remedy(status, kinds, headers or {}))
    if status == 408 or (status >= 500 and not lacks_form):
        return ModelUnreachable(said, "Try again later, or look into the server's log.")
    return _rejected(status, said, detail)


def of_error_object(error: object, endpoint: Endpoint, model: str) -> ModelError:
    """Our error for an `error` within a reply of status 200, as gateways send them."""
    code = error.get("code") if isinstance(error, dict) else None
    status = int(str(code)) if re.fullmatch(r"[45]\d\d", str(code)) else 0
    if status:
        return of_status(status, error, endpoint, model)
    words = endpoint.cleaned(_words(error)) or "it does not say why"
    return ModelAnswerInvalid(
        f"The model {model} gave no answer ({words}).",
        "Ask again, or set DATELINE_LLM_MODEL to another model.",
    )


def _sent_on(endpoint: Endpoint, there: str) -> ModelUnreachable:
    there = endpoint.cleaned(there)
    return ModelUnreachable(
        f"{endpoint.shown} redirects to {there}, where neither key nor question is sent.",
        f"If that server may have them, set DATELINE_LLM_BASE_URL to its address at {there}.",
    )


def _rejected(status: int, said: str, detail: str) -> RequestRejected:
    if status == 413 or _TOO_LONG.search(detail):
        remedy = "Lower DATELINE_LLM_CONTEXT_CHARS, or give the server a longer context."
        return ContextTooLong(said, remedy, "")
    return RequestRejected(said, "Check that this model takes chat requests.", detail)


def _unauthorised(status: int, endpoint: Endpoint) -> ModelUnauthorised:
    return ModelUnauthorised(
        f"{endpoint.shown} refuses the key ({status})."
        if endpoint.key
        else f"{endpoint.shown} wants a key ({status}), and none is set.",
        "Set OPENAI_API_KEY or DATELINE_LLM_API_KEY to a key of that server.",
    )


def _not_found(detail: str, endpoint: Endpoint, model: str) -> ModelNotFound:
    return ModelNotFound(
        f"{endpoint.shown} has no model {model!r}, or is not the API's address: {detail}."
        if model
        else f"{endpoint.shown} has no list of models; it may not be the API's address.",
        "Check DATELINE_LLM_MODEL, and DATELINE_LLM_BASE_URL (it often ends in /v1).",
    )


def _words(body: object) -> str:
    """What an error's body says: OpenAI's `message`, FastAPI's `detail`, or all of it."""
    if isinstance(body, dict):
        body = body.get("message") or body.get("detail") or json.dumps(body)
    return body if isinstance(body, str) else json.dumps(body) if body else ""


def _kinds(body: object) -> set[str]:
    return {str(body.get("code")), str(body.get("type"))} if isinstance(body, dict) else set()


def _quota_remedy(status: int, kinds: set[str], headers: Mapping[str, str]) -> str:
    if status == 402 or "insufficient_quota" in kinds:
        return "The account has nothing left to spend: add credit, or use another key."
    wait = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,6})?", wait):
        return f"Too many requests: ask again in {wait} s."
    # A date, as HTTP allows: "Wed, 15 Nov 2023 09:30:00 GMT".
    dated = re.fullmatch(r"[A-Za-z]{3}, [\w :]{1,24} GMT", wait)
    return f"Too many requests: ask again {'after ' + wait if dated else 'in a minute'}."
