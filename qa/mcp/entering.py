"""Who may come in over HTTP: as at the REST API, who has a key, once there are any.

With an archive of our own, or a configured key to a server, callers show keys of this data folder
(`dateline keys`). Without either their keys are handed on to that server, which judges them.
"""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

import anyio.to_thread
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken

from qa.client import ClientError, NotAllowed
from qa.errors import InvalidInput
from qa.mcp.archives import Archive, Remote

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from qa.keys import Keys

_REALM = 'Bearer realm="dateline"'


class Refused(Exception):
    """Who asks may not come in; `status` is 401 or 403."""

    def __init__(self, status: int, detail: str, remedy: str) -> None:
        super().__init__(detail)
        self.status, self.detail, self.remedy = status, detail, remedy


class Doorkeeper(Protocol):
    """Judges the key of each request."""

    async def admit(self, token: str | None) -> str | None:
        """Who comes with this key, None for anybody; raises Refused."""

    def archive(self, token: str | None) -> Archive:
        """What is asked for them."""


class OwnKeys:
    """Asks for the keys of a data folder.

    Args:
        always: even if none was ever made; else once one was.
    """

    def __init__(self, keys: Keys, archive: Archive, *, always: bool) -> None:
        self._keys, self._archive, self._always = keys, archive, always

    async def admit(self, token: str | None) -> str | None:
        """See `Doorkeeper`. Each scope may read, which is all that the tools do."""
        return await anyio.to_thread.run_sync(self._admit, token)

    def archive(self, token: str | None) -> Archive:  # noqa: ARG002  (one for all)
        """See `Doorkeeper`."""
        return self._archive

    def _admit(self, token: str | None) -> str | None:
        if not (self._always or self._keys.needed):
            return None
        if key := self._keys.valid(token) if token else None:
            return key.id
        raise Refused(
            401,
            "The key of this request is not valid here."
            if token
            else "This archive asks for a key.",
            "Send `Authorization: Bearer KEY`; `dateline keys create` makes one.",
        )


class KeysOfServer:
    """Hands keys on to the server that has the archive."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def admit(self, token: str | None) -> str | None:
        """See `Doorkeeper`. A server that cannot be asked is told of by the tools."""
        try:
            await Remote(self._url, token).check()
        except NotAllowed as error:
            raise Refused(error.status, error.reason, error.remedy) from error
        except InvalidInput as error:  # it can stand in no header
            raise Refused(401, error.reason, error.remedy) from error
        except ClientError:
            pass
        return hashlib.sha256(token.encode()).hexdigest() if token else None

    def archive(self, token: str | None) -> Archive:
        """See `Doorkeeper`."""
        return Remote(self._url, token)


class Entrance:
    """Lets requests through to the app that the doorkeeper admits; others learn what they need."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        self._app, self._doorkeeper = app, doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here."""
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
            try:
                who = await self._doorkeeper.admit(bearer(given))
            except Refused as refused:
                await _refuse(refused, send, sent=bool(given))
                return
            if who is not None:
                # The SDK then keeps the session of one key from those who have another.
                token = AccessToken(token="", client_id=who, scopes=["read"])
                scope["user"] = AuthenticatedUser(token)
        await self._app(scope, receive, send)


def bearer(header: str | None) -> str | None:
    """The key of an `Authorization` header; "" if it holds something else."""
    if not header:
        return None
    kind, _, token = header.partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def _refuse(refused: Refused, send: Send, *, sent: bool) -> None:
    status = HTTPStatus(refused.status)
    told = {
        "title": status.phrase,
        "status": status.value,
        "detail": refused.detail,
        "remedy": refused.remedy,
    }
    faults = {401: "invalid_token", 403: "insufficient_scope"}
    realm = f'{_REALM}, error="{faults.get(status, "invalid_token")}"' if sent else _REALM
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"www-authenticate", realm.encode()),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})
