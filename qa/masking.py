"""What is secret, taken out of what people and logs are shown."""

from __future__ import annotations

import re

MASK = "********"
# Keys by their form: ours, those of known services, what follows `Bearer` or `password=`.
_KEYS = re.compile(
    r"dateline_[0-9a-f]{8}_[\w-]{20,}|\b(?:sk|pk|rk|gsk|hf|xai)[-_][\w-]{16,}"
    r"|(?<=[Bb]earer )[^\s\"',]+|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
    r"|(?i:(?<=api_key=)|(?<=api-key=)|(?<=password=)|(?<=[?&]key=))[^\s&\"',]+"
)


def without_keys(text: str) -> str:
    """The text with a mask in the place of all that looks like a key or a password."""
    return _KEYS.sub(MASK, text)


def without_password(url: str) -> str:
    """An address as it may be shown: with what stands before an @ or behind a ? masked."""
    url, query, _ = url.partition("?")
    head, at, host = url.rpartition("@")
    scheme, found, _ = head.partition("://")
    shown = f"{scheme + found if found else ''}{MASK}{at}{host}" if at else url
    return shown + (query + MASK if query else "")
