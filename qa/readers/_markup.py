"""HTML fragments, as feeds carry them, to text with its paragraphs kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|br|dd|div|dl|dt|fig(caption|ure)|footer|h[1-6r]|header|li"
    r"|main|ol|p|pre|section|table|t[dhr]|ul"
)
_HIDDEN = frozenset({"script", "style", "template", "noscript"})


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment: a blank line between blocks, no markup, no scripts."""
    parser = _Text()
    try:
        parser.feed(fragment)
        parser.close()
    except AssertionError:  # how HTMLParser says that a marked section is malformed
        parser.parts.append(re.sub(r"<[^<>]*>", " ", parser.rawdata))
    blocks = (" ".join(block.split()) for block in "".join(parser.parts).split("\0"))
    return "\n\n".join(block for block in blocks if block)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._hidden += tag in _HIDDEN
        if _BLOCKS.fullmatch(tag):
            self.parts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        if _BLOCKS.fullmatch(tag):
            self.parts.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub("\0", " ", data))
