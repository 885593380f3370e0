"""Articles into passages, at paragraph ends first, then sentence ends, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from vectorstore.models import Article, Span

# Tried in this order: paragraphs, lines, sentences, clauses, words, and at last anything.
_SEPARATORS = [
    r"\n\s*\n",
    r"\n",
    r"(?<=[.!?…。！？])\s+|(?<=[.!?…][\"'”’)\]])\s+|(?<=[。！？])",
    r"(?<=[;:,，；])\s+",
    r"\s+",
    "",
]


def split_passages(article: Article, size: int) -> list[Span]:
    """The spans of an article's passages, in order, none empty, none overlapping.

    Boilerplate belongs to no passage, and no passage runs across it. An article that is all
    boilerplate has no passage.

    Args:
        size: characters of a passage at most.
    """
    spans: list[Span] = []
    for start, end in _between(article.boilerplate, len(article.text)):
        spans.extend(split(article.text, start, end, size))
    return spans


# What no UTF-8 can hold, and the splitter refuses; taken one for one, so that offsets stay.
_SURROGATE = re.compile("[\ud800-\udfff]")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The spans of the sentences within `text[start:end]`, white space at their ends left out.

    Abbreviations ("Nov. 15", "the U.N.") do not end a sentence; a blank line does.
    """
    stretch = text[start:end]
    spans = (
        _trimmed(stretch, found["start_index"], found["end_index"])
        for found in get_sentence_boundaries("en", _SURROGATE.sub("\ufffd", stretch))
    )
    return [(start + a, start + b) for a, b in spans if a < b]


def _between(holes: tuple[Span, ...], length: int) -> Iterator[Span]:
    position = 0
    for start, end in sorted(holes):
        if start > position:
            yield position, start
        position = max(position, end)
    if position < length:
        yield position, length


def split(text: str, start: int, end: int, size: int) -> Iterator[Span]:
    """The spans of the pieces of `text[start:end]`, of at most `size` characters each."""
    # Imported here: it takes half a second, which no other command should pay.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        strip_whitespace=False,
        chunk_size=size,
        chunk_overlap=0,
    )
    # With nothing stripped, dropped or repeated the pieces add up to the text, so that their
    # lengths give exact offsets; searching for a piece in the text would find the wrong copy
    # of a repeated one.
    position = start
    for piece in splitter.split_text(text[start:end]):
        a, b = _trimmed(text, position, position + len(piece))
        position += len(piece)
        if a < b:
            yield a, b
    if position != end:
        raise AssertionError(f"the splitter lost characters: {position} of {end}")


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
