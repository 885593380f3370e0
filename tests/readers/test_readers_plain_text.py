from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa.drafts import ArticleDraft
from qa.readers.plain_text import split_header

BODY = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\r"), min_size=1
)


@settings(deadline=None)
@given(BODY)
def test_a_text_comes_back_as_it_was_written(read, text: str) -> None:
    as_stored = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assume(as_stored.strip() and split_header(as_stored) == ({}, as_stored))
    (found,) = read("a.txt", text.encode())
    assert isinstance(found, ArticleDraft)
    assert found.text == as_stored


@settings(deadline=None)
@given(BODY)
def test_a_header_takes_nothing_of_the_text(text: str) -> None:
    body = "The text. " + text.replace("\r", "")
    record, rest = split_header(f"Title: A\nDate: 2023-11-16\n\n{body}")
    assert record == {"title": "A", "published": "2023-11-16"}
    assert rest == body


@pytest.mark.parametrize("date", ["2023-11-16", "Nov 16, 2023", "16 November 2023"])
@pytest.mark.parametrize("word", ["date", "Date:", "DATE"])
def test_the_text_may_follow_a_date_on_its_line(article, word: str, date: str) -> None:
    found = article("a.txt", f" {word} {date} Supreme Leader\n\nsaid. \n".encode())
    assert (found.published, found.text) == ("2023-11-16", "Supreme Leader\n\nsaid. \n")


def test_all_header_names(article) -> None:
    found = article(
        "a.txt",
        b"\n\nTITLE: A: b\r\ndate: 16 November 2023\r\nSource: The Post\r\nURL: https://p.example/1\r\n"
        b"Authors: Jo Doe; Al Roe\r\nLanguage: en-GB\r\nId: 007\r\n\r\n\r\nBody.\r\n",
    )
    assert found == ArticleDraft(
        text="Body.\n",
        origin="a.txt",
        title="A: b",
        published="2023-11-16",
        source="The Post",
        url="https://p.example/1",
        authors=("Jo Doe", "Al Roe"),
        language="en-GB",
        external_id="007",
    )


@pytest.mark.parametrize("date", ["unknown", "03/04/2023", ""])
def test_an_unreadable_date_stays_in_the_text(article, date: str) -> None:
    found = article("a.txt", f"Title: A\nDate: {date}\nSource: B\n\nBody.".encode())
    assert (found.published, found.title, found.source) == (None, "A", "B")
    assert found.text == f"Date: {date}\nBody."


@pytest.mark.parametrize(
    "text",
    [
        "Date: unknown\nBody.",
        "Note: this\nTitle: not a header here",
        "Language: the key to it all\nx",
        "URL: none yet\nx",
        "Id: two words\nx",
        "Text: x",
        "Body: x\ny",
        "date is near",
        "Dates: 2023-11-16",
    ],
)
def test_what_only_looks_like_a_header_is_text(article, text: str) -> None:
    found = article("a.txt", text.encode())
    assert (found.text, found.title, found.published) == (text, None, None)


def test_a_name_given_twice_ends_the_header(article) -> None:
    found = article("a.txt", b"Title: A\nTitle: B\nBody.")
    assert (found.title, found.text) == ("A", "Title: B\nBody.")


def test_unknown_suffixes_are_text_and_tables_are_not(article, failure) -> None:
    assert article("README", b"Body.").text == "Body."
    assert article("a.story", b"[Reuters] Body.").text == "[Reuters] Body."
    assert "table" in failure("a.csv", b"a,b\n1,2\n").reason


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"Title: A\nDate: 2023-11-16\n"]
)
def test_no_text_is_a_failure(failure, data: bytes) -> None:
    assert failure("a.txt", data).reason.startswith("empty")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_five_megabytes_are_one_article(article, encoding: str) -> None:
    text = "“Curly” text — a line, née.\n" * 200_000
    assert article("big.txt", text.encode(encoding)).text == text


def test_an_article_beyond_all_measure_is_a_failure(failure) -> None:
    assert "larger than 50 MB" in failure("a.txt", b"a" * 50_000_001).reason
