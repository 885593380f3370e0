"""An input as bytes, read once from its beginning, whatever it comes from and however packed."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from qa.drafts import ReadFailure
from qa.errors import ReadError
from qa.readers._decoding import check_text, decode

_HEAD = 16_384
_GZIP = b"\x1f\x8b"
# One article, also one line of JSON; far above the longest there are, far below what hurts.
ARTICLE_BYTES = 50_000_000
# A JSON text that is not in lines: it is held in memory as a whole.
WHOLE_BYTES = 200_000_000


@dataclass(slots=True)
class Item:
    """One input: a file, an upload, standard input or what an address answered.

    Attributes:
        name: what failures call it: the path or address as it was given.
        origin: what articles keep of it.
        suffix: lower case, with the dot and without a `.gz` after it; "" if there is none.
        head: its first bytes, unpacked; enough to tell its kind.
        stream: all its bytes, unpacked, once; reading raises ReadError for damage and excess.
        content_type: as a server named it, without parameters.
        charset: as a server named it.
        url: the address it was fetched from, after redirects.
        lasting: `origin` names this input for good, so that what it holds may change.
    """

    name: str
    origin: str
    suffix: str
    head: bytes
    stream: BinaryIO
    content_type: str | None = None
    charset: str | None = None
    url: str | None = None
    lasting: bool = False

    @property
    def start(self) -> str:
        """The beginning as text, for a look at its kind; never fails."""
        if b"\0" in self.head:
            big_endian = self.head[:2] == b"\xfe\xff" or self.head[:1] == b"\0"
            encoding = "utf-16-be" if big_endian else "utf-16-le"
        else:
            encoding = "utf-8"
        return self.head.decode(encoding, "replace").lstrip("\ufeff").lstrip()

    def data(self, limit: int = ARTICLE_BYTES) -> bytes:
        """All bytes.

        Raises:
            ReadError: more than `limit`, damaged, or binary.
        """
        check_text(self.head)
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError(
                f"larger than {limit // 1_000_000} MB, the most for one article or JSON text.",
                "Split it, or write it as JSON lines, one article a line.",
            )
        if not data.strip():
            raise empty()
        return data

    def text(self, declared: str | None = None, limit: int = ARTICLE_BYTES) -> str:
        r"""The whole as text with `\n` line ends; ReadError if it is none."""
        text = decode(self.data(limit), self.charset or declared)
        if not text.strip():
            raise empty()
        return text

    def failure(self, error: ReadError, place: str = "") -> ReadFailure:
        """The failure to report; `place` is a line (":7") or member ("#7") of this input."""
        return ReadFailure(self.name + place, str(error))


def empty() -> ReadError:
    """The error of an input without text."""
    return ReadError("empty: it holds no text.", "Fill it or leave it out.")


def open_item(name: str, stream: BinaryIO, limit: int, *, origin: str | None = None) -> Item:
    """The item of a stream at its beginning, unpacked if it is gzip.

    Args:
        limit: bytes, unpacked, that may be read at most.

    Raises:
        ReadError: its first bytes cannot be read.
    """
    packed = _Checked(stream, limit)
    head = _read_fully(packed, _HEAD)
    whole: BinaryIO = io.BufferedReader(_Joined(head, packed))
    if head.startswith(_GZIP):
        unpacked = _Checked(gzip.GzipFile(fileobj=whole), limit)
        head = _read_fully(unpacked, _HEAD)
        whole = io.BufferedReader(_Joined(head, unpacked))
    return Item(name, origin or name, _suffix(name), head, whole)


def _suffix(name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    return path.suffix.lower()


def _read_fully(raw: io.RawIOBase, size: int) -> bytes:
    """`size` bytes, or fewer at the end of the stream only."""
    parts: list[bytes] = []
    while size > 0 and (part := raw.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Checked(io.RawIOBase):
    """A stream whose damage and excess are ReadErrors."""

    def __init__(self, source: BinaryIO | gzip.GzipFile, limit: int) -> None:
        self._source, self._left, self._limit = source, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self._source.read(len(buffer))
        except EOFError:
            raise ReadError("the gzip file is cut off.", "Fetch or pack it anew.") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise ReadError(f"the gzip file is damaged ({error}).", "Pack it anew.") from error
        except (OSError, ValueError) as error:
            raise ReadError(
                f"it cannot be read ({error}).", "Check the disk or the pipe."
            ) from error
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(
                f"larger than {self._limit:,} bytes (unpacked).",
                "Split it, or raise the setting max_file_bytes.",
            )
        buffer[: len(data)] = data
        return len(data)


class _Joined(io.RawIOBase):
    """What was read already, then the rest."""

    def __init__(self, head: bytes, rest: io.RawIOBase) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        if not self._head:
            return self._rest.readinto(buffer)
        count = min(len(buffer), len(self._head))
        buffer[:count] = self._head[:count]
        self._head = self._head[count:]
        return count


def lines(item: Item, limit: int = ARTICLE_BYTES) -> Iterator[tuple[int, bytes | ReadError]]:
    """Each line with its number from 1, one at a time; an overlong one as the error it is."""
    number = 0
    while line := item.stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = item.stream.readline(1_000_000)
            yield number, ReadError(f"a line longer than {limit // 1_000_000} MB.", "Split it.")
        else:
            yield number, line
