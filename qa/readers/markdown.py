"""Markdown, one article a file, with YAML front matter if the writer likes.

Front matter has the names of `_fields.ALIASES`. Without a title there, a `# Heading` that begins
the text is the title and leaves the text; other markup is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import ReadError
from qa.readers._fields import draft
from qa.readers._item import Item, empty

_FRONT = re.compile(r"---[ \t]*\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\s*#[ \t]+(\S[^\n]{0,500})(?:\n|\Z)")
_NULLS = {"null", "~"}


class _Markdown:
    name = "Markdown"
    suffixes = frozenset({".md", ".markdown"})
    content_types = frozenset({"text/markdown", "text/x-markdown"})
    fallback = False

    def sniff(self, item: Item) -> bool:
        return re.match(r"---[ \t]*\r?\n[A-Za-z_-]+:", item.start) is not None

    def read(self, item: Item) -> Iterator[ArticleDraft | ReadFailure]:
        record, text = _split(item.text())
        heading = _HEADING.match(text)
        if heading and not any(key.lower() in ("title", "headline") for key in record):
            record["title"] = heading[1].rstrip().rstrip("#")
            text = text[heading.end() :].lstrip("\n")
        if not text.strip():
            raise empty()
        if item.url:
            record.setdefault("url", item.url)
        yield draft(record, text=text, origin=item.origin, single=item.lasting)


READER = _Markdown()


def _split(text: str) -> tuple[dict[str, Any], str]:
    """The front matter as names and strings, and the text after it."""
    front = _FRONT.match(text)
    if front is None:
        return {}, text
    record = _yaml(front[1])
    if not isinstance(record, dict):  # a text between two rules, not front matter
        return {}, text
    body = text[front.end() :]
    return {str(key): _known(value) for key, value in record.items()}, body.lstrip("\n")


def _yaml(source: str) -> Any:
    """Values are strings as written: `id: 007` is not 7, and no date can be invalid."""
    import yaml  # type: ignore[import-untyped]
    from frontmatter.default_handlers import YAMLHandler

    try:
        return YAMLHandler().load(source, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ReadError(
            f"line {line}: the front matter is not valid YAML ({error.problem}).",
            "Mend it; a value with a colon needs quotation marks.",
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ReadError("the front matter is not valid YAML.", "Mend it.") from error


def _known(value: Any) -> Any:
    if isinstance(value, list):
        return [_known(one) for one in value]
    return None if isinstance(value, str) and value in _NULLS else value
