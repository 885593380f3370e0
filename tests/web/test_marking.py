"""Marking a quote changes no character of an article, whatever the span."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from qa.web.marking import offset, paragraphs

TEXT = st.text(st.sampled_from(list("ab é𝄞مر \n\t<>&\"'\u2028")), max_size=60) | st.text(
    max_size=60
)
NUMBER = st.integers(-5, 80)


@given(TEXT, NUMBER, NUMBER)
def test_pieces_and_gaps_are_the_text(text, start, end):
    whole = "".join(
        "".join(piece.text for piece in paragraph.pieces) + paragraph.gap
        for paragraph in paragraphs(text, start, end)
    )
    assert whole == text


@given(TEXT, st.data())
def test_what_is_marked_is_the_span_but_for_gaps(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = [piece for paragraph in paragraphs(text, start, end) for piece in paragraph.pieces]
    marked = "".join(piece.text for piece in pieces if piece.marked)
    assert "".join(marked.split()) == "".join(text[start:end].split())
    assert all(piece.text for piece in pieces)
    assert sum(piece.first for piece in pieces) == any(piece.marked for piece in pieces)


def test_a_span_over_two_paragraphs_is_marked_in_both():
    [one, two] = paragraphs("ab\n\ncd", 1, 5)
    assert [(piece.text, piece.marked, piece.first) for piece in one.pieces] == [
        ("a", False, False),
        ("b", True, True),
    ]
    assert [(piece.text, piece.marked, piece.first) for piece in two.pieces] == [
        ("c", True, False),
        ("d", False, False),
    ]
    assert one.gap == "\n\n"


def test_lines_are_paragraphs_only_where_there_are_no_blank_lines():
    assert len(paragraphs("a\nb\nc")) == 3
    assert len(paragraphs("a\nb\n\nc")) == 2


@given(st.none() | st.text(max_size=20) | st.integers().map(str))
def test_any_offset_of_a_query_string_is_a_number(value):
    assert offset(value) >= 0


def test_offsets():
    assert [offset(value) for value in ("12", "-1", "1e3", "", "٣", "9" * 5000)] == [
        12,
        0,
        0,
        0,
        0,
        0,
    ]


@given(text=st.text(st.sampled_from(list("ab𝄞 \n<>&\"'/p")), max_size=40), start=NUMBER, end=NUMBER)
def test_the_page_shows_the_text_character_by_character(text, start, end):
    """Rendered, its tags taken away and its entities read, a text is the same again."""
    shown = _render(text, start, end)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text


def _render(text: str, start: int, end: int) -> str:
    from pathlib import Path

    from jinja2 import Environment

    import qa.web

    source = (Path(qa.web.__file__).parent / "templates" / "article.html").read_text()
    body = source[source.index('<div class="text"') : source.index("</div>\n</article>") + 6]
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(body).render(paragraphs=paragraphs(text, start, end))
