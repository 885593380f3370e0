"""Markdown, web pages and feeds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.drafts import ArticleDraft, ReadFailure
from qa.readers._markup import plain_text

PARAGRAPHS = [
    f"The minister’s statement number {n} said that talks would go on — né." for n in range(8)
]
PAGE = """<html lang="en"><head>{meta}<title>A big day</title>
<meta property="og:site_name" content="The Post"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2023-11-16T10:00:00Z">
<link rel="canonical" href="https://post.example/a"></head><body><nav><a href="/">Home</a></nav>
<article><h1>A big day</h1>{paragraphs}</article><footer>Imprint</footer></body></html>"""
RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Café News
</title><language>en</language><item><title>T &amp;amp; U</title><link>https://e.example/1</link><guid>g1</guid>
<pubDate>Thu, 16 Nov 2023 10:00:00 GMT</pubDate>
<description>&lt;p&gt;One “é”.&lt;/p&gt;
&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Two &amp;lt; 3.&lt;/p&gt;</description>
</item><item><title>Only a link</title><link>https://e.example/2</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>At</title><entry><title>T</title>
<id>u:1</id><updated>2023-11-16T10:00:00Z</updated><author><name>Jo</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>you</b>.</p>
<p>Bye.</p></div>
</content></entry></feed>"""


def page(charset: str = "") -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return PAGE.format(meta=meta, paragraphs="".join(f"<p>{text}</p>" for text in PARAGRAPHS))


def test_front_matter_has_the_same_names(article) -> None:
    found = article(
        "a.md",
        b"---\nheadline: Hi\ndate: 2023-11-16\nauthor: [A, B]\nid: 007\nsource: ~\n"
        b"---\n\n# X\n*y*\n",
    )
    assert found == ArticleDraft(
        text="# X\n*y*\n",
        origin="a.md",
        title="Hi",
        published="2023-11-16",
        authors=("A", "B"),
        external_id="007",
    )


def test_the_first_heading_is_the_title(article) -> None:
    found = article("a.md", b"\n# A *big* day #\n\nText.\n## Sub\n")
    assert (found.title, found.text) == ("A *big* day", "Text.\n## Sub\n")


def test_front_matter_with_an_impossible_date_keeps_the_article(article) -> None:
    found = article("a.md", b"---\ntitle: T\ndate: 2023-13-45\n---\nText.")
    assert (found.title, found.published, found.text) == ("T", None, "Text.")


@pytest.mark.parametrize("text", ["---\n---\nx", "---\nA text between rules.\n---\nMore.", "--- x"])
def test_rules_are_not_front_matter(article, text: str) -> None:
    assert article("a.md", text.encode()).text == text


def test_broken_front_matter_names_its_line(failure) -> None:
    assert "line 3" in failure("a.md", b"---\ntitle: a\nb: c: d\n---\nx").reason


@pytest.mark.parametrize("data", [b"# Only a title\n", b"---\ntitle: x\n---\n", b"\n"])
def test_markdown_without_text_is_empty(failure, data: bytes) -> None:
    assert failure("a.md", data).reason.startswith("empty")


@pytest.mark.parametrize("name", ["a.html", "a.htm", "saved-page"])
@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", ""), ("cp1252", "iso-8859-1"), ("cp1252", "")]
)
def test_a_saved_page(article, name: str, encoding: str, declared: str) -> None:
    found = article(name, page(declared).encode(encoding))
    assert found.text == "\n".join(PARAGRAPHS)
    assert (found.title, found.source, found.authors) == ("A big day", "The Post", ("Jane Doe",))
    assert (found.published, found.url, found.language) == (
        "2023-11-16",
        "https://post.example/a",
        "en",
    )


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<!doctype html><html></html>"])
def test_a_page_without_an_article(failure, data: bytes) -> None:
    assert "no article text found" in failure("a.html", data).reason


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("name", ["a.xml", "a.rss", "feed"])
def test_a_feed(read, name: str, encoding: str) -> None:
    first, second = read(name, RSS.format(encoding=encoding).encode(encoding))
    assert first == ArticleDraft(
        text="One “é”.\n\nTwo < 3.",
        origin=f"{name}#1",
        title="T & U",
        source="Café News",
        url="https://e.example/1",
        published="2023-11-16T10:00:00+00:00",
        language="en",
        external_id="g1",
    )
    assert isinstance(second, ReadFailure)
    assert "'Only a link' has no text, only a link" in second.reason


def test_an_atom_feed_gives_its_content(article) -> None:
    found = article("a.atom", ATOM)
    assert (found.text, found.title, found.source) == ("Hello you.\n\nBye.", "T", "At")
    assert (found.authors, found.published) == (("Jo",), "2023-11-16T10:00:00+00:00")


def test_a_feed_with_a_fault_is_used(read) -> None:
    found = read("a.xml", RSS.format(encoding="utf-8").replace("</channel></rss>", "<x>").encode())
    assert isinstance(found[0], ArticleDraft)


@pytest.mark.parametrize(
    "data", [b"<note>hi</note>", b"<rss version='2.0'><channel></channel></rss>"]
)
def test_xml_without_entries(failure, data: bytes) -> None:
    assert failure("a.xml", data).reason


def test_a_feed_reader_opens_no_file(read, tmp_path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS.format(encoding="utf-8"), encoding="utf-8")
    (found,) = read("a.xml", str(secret).encode())
    assert isinstance(found, ReadFailure)


@settings(deadline=None)
@given(st.text(st.sampled_from("<>!-[]/ap &;#\"'=x?") | st.characters(exclude_categories=("Cs",))))
def test_any_fragment_gives_text(fragment: str) -> None:
    assert isinstance(plain_text(fragment), str)
