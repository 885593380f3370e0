"""`dateline keys`: make, list and revoke API keys, also while a server runs."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from typing import Any

from qa.cli import printing
from qa.config import LoadedConfig
from qa.errors import InvalidInput
from qa.keys import Key, Keys

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def run_keys(arguments: Namespace, loaded: LoadedConfig) -> int:
    """Do what `create`, `list` or `revoke` asks."""
    keys = Keys(loaded.config.data_dir)
    if arguments.action == "create":
        made, token = keys.create(arguments.name, arguments.scope, moment(arguments.expires))
        _show(arguments, {**made.as_json(), "token": token}, token)
        print("Keep it now: it is not shown again.", file=sys.stderr)
    elif arguments.action == "revoke":
        revoked = keys.revoke(arguments.key)
        _show(arguments, revoked.as_json(), f"revoked: {revoked.id} {revoked.name}")
    else:
        listed = keys.all()
        document = {"items": [key.as_json() for key in listed]}
        _show(arguments, document, "\n".join(map(_line, listed)) or "no keys")
    return 0


def moment(text: str | None, now: datetime | None = None) -> datetime | None:
    """When `30d`, `12h`, `8w` from now is, or the end of a day such as 2027-01-31 (UTC).

    Raises:
        InvalidInput: it is neither.
    """
    if text is None:
        return None
    try:
        if found := re.fullmatch(r"(\d{1,5})([hdw])", text, re.ASCII):
            return (now or datetime.now(UTC)) + int(found[1]) * _UNITS[found[2]]
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
        return day + timedelta(days=1)
    except (ValueError, OverflowError):
        raise InvalidInput(
            f"A key cannot expire {text!r}.", "Write 12h, 30d, 8w, or a day such as 2027-01-31."
        ) from None


def _line(key: Key) -> str:
    until = f", until {key.expires}" if key.expires else ""
    return f"{key.id}  {key.scope:5}  {key.state:7}  {key.name} (made {key.created}{until})"


def _show(arguments: Namespace, document: dict[str, Any], text: str) -> None:
    print(printing.as_json(document) if arguments.json else printing.harmless(text))
