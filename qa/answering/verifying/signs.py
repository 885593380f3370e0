"""Signs in a proposed sentence that a reader does not see, or sees as something else.

A sentence is compared in a form that leaves them out, and would be shown with them: an order spelt
in tags that reaches the next machine, "40,000" turned round to "000,04", a word struck through.
"""

from __future__ import annotations

import re
import unicodedata

# What models write by accident, and nobody misses.
_NEEDLESS = re.compile("[\xad\u200b\u200e\u200f\u2060\ufe00-\ufe0f\ufeff]")
# What nobody writes by accident: tags, turned order, annotations, blanks that are letters, marks
# laid over letters, controls.
_HIDING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u202a-\u202e"
    "\u2061-\u206f\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\u0334-\u0338\u20d0-\u20f0]"
)


def without_needless_signs(text: str) -> str:
    """The text without soft hyphens, zero-width spaces and the like."""
    return _NEEDLESS.sub("", text)


def without_hidden_signs(text: str) -> str:
    """The text as it may be told of, where it is not shown as an answer."""
    return _HIDING.sub("", without_needless_signs(text))


def misleading_signs(sentence: str, quoted: str) -> str | None:
    """Why a sentence may not be shown for the signs it is written in, or None.

    Args:
        quoted: the words of its quotes: numbers may be written as they are there.
    """
    if found := _HIDING.search(sentence):
        return f"it holds a sign that hides or turns others (U+{ord(found.group()):04X})"
    strange = next((sign for sign in sentence if _is_number(sign) and sign not in quoted), None)
    return strange and f"it writes a number as {strange!r}, and its quotes do not"


def _is_number(sign: str) -> bool:
    """Whether it stands for a number and is no plain digit: "⑨", "٩", "九", "½"."""
    return not sign.isascii() and unicodedata.numeric(sign, None) is not None
