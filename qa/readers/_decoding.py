"""Bytes to text: the encoding is found, never assumed; what is not text is refused.

In this order: a byte order mark; UTF-8, also with a few broken bytes; UTF-16 without a mark; the
encoding that the input declares; Latin scripts by their alphabets; what charset-normalizer finds
among the other scripts' usual encodings; Windows-1252 for the rest that looks Western.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from qa.errors import ReadError
from qa.readers._alphabets import best_latin

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\b\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (also DOCX, ODT, EPUB)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a gzip file within a gzip file"),
)
# What pages call an encoding and what they mean by it, as browsers have it.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949",
}  # fmt: skip
_DECLARABLE = re.compile(
    r"(utf-8|utf-16|cp\d+|iso8859-\d+|koi8-[rut]|euc_jp|iso2022_jp|big5\w*|gb18030|mac-\w+)$"
)
_OTHER_SCRIPTS = [
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256",
]  # fmt: skip
_SAMPLE = 20_000


def decode(data: bytes, declared: str | None = None) -> str:
    r"""The text of `data`, with line ends as `\n` and without a byte order mark.

    Args:
        declared: the encoding that the input or its server names, if any.

    Raises:
        ReadError: the bytes are not text, or not in an encoding that can be told.
    """
    text = _decoded(data, declared)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_text(data: bytes) -> None:
    """Tell text from binary data by its beginning.

    Raises:
        ReadError: it is binary.
    """
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise _not_text(f"it is {kind}")
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return
    if b"\0" in data and _utf16_without_mark(data) is None:
        raise _not_text("it holds NUL bytes")
    if b"\0" not in data and _control_share(data) > 0.01:
        raise _not_text("it holds control characters")


def _decoded(data: bytes, declared: str | None) -> str:
    check_text(data[:65_536])
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    if b"\0" in data:
        return _utf16(data)
    known = _known_name(declared)
    if known == "iso2022_jp" or b"\x1b$" in data[:_SAMPLE]:  # seven bits: would pass for ASCII
        text = _try(data, "iso2022_jp")
        if text is not None:
            return text
    text = _try(data, "utf-8")
    if text is None:
        text = _almost_utf8(data)
    if text is None and known not in (None, "utf-8", "utf-16"):
        text = _try(data, str(known))
    return _detected(data) if text is None else text


def _marked(data: bytes, name: str) -> str:
    text = data.decode(name, "replace")
    if text.count("\ufffd") + text.count("\0") > max(2, len(text) // 100):
        raise _not_text(f"it begins as {name.upper()} and does not go on so")
    return text.replace("\0", "\ufffd")


def _utf16(data: bytes) -> str:
    text = _utf16_without_mark(data)
    if text is None:
        raise _not_text("it holds NUL bytes")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """The text if the NULs of `data` are the high bytes of UTF-16 letters and spaces."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < max(2, len(data) // 40) or min(even, odd) * 20 > max(even, odd):
        return None
    text = _try(data[: len(data) // 2 * 2], "utf-16-be" if even > odd else "utf-16-le")
    if text is None or _control_share(text.encode("utf-8", "replace")) > 0.01:
        return None
    return text if _wordy(text) and _few_scripts(text) and "\0" not in text else None


def _few_scripts(text: str) -> bool:
    """Nearly all characters come from three blocks of 256, or from those of East Asia."""
    blocks = Counter(ord(ch) >> 8 for ch in text[:_SAMPLE])
    asian = sum(n for block, n in blocks.items() if 0x30 <= block <= 0x9F or 0xAC <= block <= 0xD7)
    common = sum(n for _, n in blocks.most_common(3))
    return max(common, asian + blocks[0]) * 10 >= 9 * blocks.total()


def _wordy(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(ch.isalnum() or ch.isspace() for ch in sample) * 5 >= 2 * len(sample)


def _almost_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut or damaged: more letters beyond ASCII are whole than broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(byte >= 0xC2 for byte in data.translate(None, bytes(range(0xC2)))) - broken
    return text if whole > broken else None


def _detected(data: bytes) -> str:
    """The text in the encoding that a sample of its lines beyond ASCII speaks for."""
    sample = _telling_lines(data)
    latin = best_latin(sample)
    if latin is not None and latin.sure and _wordy(sample.decode(latin.encoding)):
        return data.decode(latin.encoding, "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_OTHER_SCRIPTS, enable_fallback=False).best()
    if best is not None and best.encoding in _OTHER_SCRIPTS:
        text = data.decode(best.encoding, "replace")
        if text.count("\ufffd") * 100 <= len(text) and _wordy(text):
            return text
    if latin is not None and latin.plausible and _wordy(sample.decode(latin.encoding)):
        return data.decode(latin.encoding, "replace")
    raise _not_text("it is in no encoding that can be told")


def _telling_lines(data: bytes) -> bytes:
    lines, size = [], 0
    for line in re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*", data):
        lines.append(line.group()[:_SAMPLE])
        size += len(lines[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(lines)


def _known_name(declared: str | None) -> str | None:
    """The codec for a declared name; None for what is unknown or no encoding of texts."""
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    name = _MEANT.get(name, name)
    return name if _DECLARABLE.match(name) else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _control_share(data: bytes) -> float:
    return (len(data) - len(data.translate(None, _CONTROLS))) / (len(data) or 1)


def _not_text(why: str) -> ReadError:
    return ReadError(f"not text: {why}.", "Export it as text, Markdown or HTML, or leave it out.")
