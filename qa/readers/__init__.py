"""Readers: from a file, a folder, an address, an upload or standard input to article drafts.

`read_input` and `read_bytes` never raise for what an input holds: whatever cannot be read comes
out as a `ReadFailure` that names the input, the reason and the way out, and the rest goes on.

A reader is a module of this package that offers `READER`, an object with the few members of
`_registry.Reader`; dropping one in is all it takes. Modules with a `_` before their name help.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import ReadError
from qa.readers._paths import count_inputs, expand, is_address

if TYPE_CHECKING:
    from qa.config import Config
    from qa.fetching import Fetched
    from qa.readers._item import Item

__all__ = ["count_inputs", "expand", "read_bytes", "read_input"]

Fetch = Callable[[str, "Config"], "Fetched"]
Found = Iterator[ArticleDraft | ReadFailure]


def read_input(
    given: str, config: Config, stdin: BinaryIO | None = None, *, fetch: Fetch | None = None
) -> Found:
    """The articles of a file, a folder, an http(s) address, or `-` for standard input.

    Args:
        given: what the person named.
        stdin: the stream behind `-`.
        fetch: gets an address; `qa.fetching.fetch` unless a test gives its own.
    """
    if given == "-":
        yield from _read_stdin(config, stdin)
    elif is_address(given):
        yield from _read_address(given.strip(), config, fetch)
    else:
        nothing = True
        for name in expand(given):
            nothing = False
            yield from _read_file(name, config, alone=name == given)
        if nothing:
            yield ReadFailure(_shown(given), "the folder holds no files. Check the path.")


def read_bytes(name: str, data: bytes, config: Config) -> Found:
    """The articles of an upload; `name` tells its format, as a file's does."""
    from qa.readers._item import open_item

    shown = _shown(name) or "upload"
    yield from _read(shown, lambda: open_item(shown, io.BytesIO(data), config.max_file_bytes))


def _read_stdin(config: Config, stdin: BinaryIO | None) -> Found:
    from qa.readers._item import open_item

    name = "standard input"
    if stdin is None:
        yield ReadFailure(name, "there is none here. Name a file instead of '-'.")
        return
    yield from _read(name, lambda: open_item(name, stdin, config.max_file_bytes))


def _read_file(name: str, config: Config, *, alone: bool) -> Found:
    """One file; `alone` if the person named it, who may then name a pipe."""
    from qa.readers._item import open_item

    shown = _shown(name)
    try:
        status = os.stat(name)  # noqa: PTH116 - a name may hold a NUL, which is a ValueError
        _check_kind(status, config, alone=alone)
        file = open(name, "rb")  # noqa: PTH123, SIM115 - closed below, after the last article
    except (OSError, ValueError, ReadError) as error:
        yield ReadFailure(shown, _reason(error))
        return

    def opened() -> Item:
        item = open_item(shown, file, config.max_file_bytes, origin=_shown(os.path.abspath(name)))  # noqa: PTH100
        item.lasting = stat.S_ISREG(status.st_mode)
        return item

    with file:
        yield from _read(shown, opened)


def _check_kind(status: os.stat_result, config: Config, *, alone: bool) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError("the folder cannot be listed.", "Check its permissions.")
    if not stat.S_ISREG(status.st_mode) and not (alone and stat.S_ISFIFO(status.st_mode)):
        raise ReadError("not a regular file.", "Leave it out.")
    if status.st_size > config.max_file_bytes:
        raise ReadError(
            f"larger than {config.max_file_bytes:,} bytes.",
            "Split it, or raise the setting max_file_bytes.",
        )


def _read_address(address: str, config: Config, fetch: Fetch | None) -> Found:
    import qa.fetching
    from qa.readers._item import open_item

    shown = qa.fetching.without_secrets(address)

    def fetched() -> Item:
        got = (fetch or qa.fetching.fetch)(address, config)
        item = open_item(got.path, io.BytesIO(got.body), config.max_file_bytes, origin=got.url)
        item.name, item.url, item.lasting = shown, got.url, True
        item.content_type, item.charset = got.content_type, got.charset
        return item

    yield from _read(shown, fetched)


def _read(shown: str, opened: Callable[[], Item]) -> Found:
    """All that the right reader finds, and what stops it as a failure."""
    from qa.readers._registry import choose

    try:
        item = opened()
        yield from choose(item).read(item)
    except ReadError as error:
        yield ReadFailure(shown, str(error))


def _reason(error: Exception) -> str:
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder. Check the path."
    if isinstance(error, PermissionError):
        return "reading it is not permitted. Change its permissions."
    return f"it cannot be opened ({getattr(error, 'strerror', None) or error}). Check the path."


def _shown(name: str) -> str:
    """A file name that can be printed and stored, whatever bytes it is made of."""
    return "".join("\ufffd" if ch == "\0" or "\ud800" <= ch <= "\udfff" else ch for ch in name)
