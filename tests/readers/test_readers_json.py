from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.readers import read_bytes
from qa.readers._item import lines, open_item


def line(**members: Any) -> bytes:
    return json.dumps(members).encode() + b"\n"


@pytest.mark.parametrize(
    "record",
    [
        {
            "title": "T",
            "text": "B",
            "date": "2023-11-16",
            "source": "S",
            "url": "https://e.example/1",
            "author": "A",
            "language": "en",
            "id": "7",
        },
        {
            "headline": "T",
            "articleBody": "B",
            "datePublished": "2023-11-16",
            "publisher": {"name": "S"},
            "link": "https://e.example/1",
            "author": [{"name": "A"}],
            "inLanguage": "en",
            "id": 7,
        },
        {
            "title": "T",
            "maintext": "B",
            "date_publish": "2023-11-16",
            "source_domain": "S",
            "url": "https://e.example/1",
            "authors": ["A"],
            "lang": "en",
            "_id": "7",
            "description": "D",
        },
        {
            "Title": "T",
            "content": "B",
            "publishedAt": "2023-11-16",
            "source": {"id": None, "name": "S"},
            "url": "https://e.example/1",
            "author": "A",
            "language": "en",
            "id": "7",
        },
        {
            "_id": "7",
            "title": "T",
            "text": "B",
            "metadata": {
                "published": "2023-11-16",
                "outlet": "S",
                "url": "https://e.example/1",
                "author": "A",
                "lang": "en",
            },
        },
        {
            "_id": {"$oid": "7"},
            "title": "T",
            "body": "B",
            "published_at": {"$date": "2023-11-16"},
            "outlet": "S",
            "url": "https://e.example/1",
            "authors": ["A", None],
            "lang": "en",
        },
    ],
)
def test_the_names_that_people_have(article, record: dict[str, Any]) -> None:
    assert article("a.json", json.dumps(record, indent=1).encode()) == ArticleDraft(
        text="B",
        origin="a.json",
        title="T",
        published="2023-11-16",
        source="S",
        url="https://e.example/1",
        authors=("A",),
        language="en",
        external_id="7",
    )


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec=None), min_size=1), min_size=1, max_size=5))
def test_any_unicode_goes_through_json_lines(read, texts: list[str]) -> None:
    bodies = [f"x{text}" for text in texts]
    data = b"".join(line(text=body) for body in bodies)
    found = read("a.jsonl", data)
    stored = [
        "".join("\ufffd" if ch == "\0" or "\ud800" <= ch <= "\udfff" else ch for ch in body)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        for body in (json.loads(json.dumps(body)) for body in bodies)
    ]
    assert [draft.text for draft in found] == stored
    assert [draft.origin for draft in found] == [f"a.jsonl:{n}" for n in range(1, len(texts) + 1)]


def test_a_broken_line_is_named_and_the_others_are_read(read) -> None:
    good, later, broken, last = read(
        "a.jsonl", line(text="a") + b"\n" + line(text="b") + b'{"text": "c"\n' + line(text="d")
    )
    assert (good.text, later.text, later.origin, last.text) == ("a", "b", "a.jsonl:3", "d")
    assert broken.origin == "a.jsonl:4"
    assert "not valid JSON" in broken.reason
    assert "Mend the line" in broken.reason


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"text": float("nan")}, "'text' is NaN"),
        ({"text": None}, "'text' is null"),
        ({"text": " "}, "'text' is blank"),
        ({"title": "x"}, "no text"),
        ({"text": ["a"]}, "'text' is a list"),
        ({"content": {"a": None}}, "'content' is an object"),
        ({"text": 5}, "'text' is a number"),
        ({"text": "x", "title": ["y"]}, "'title' is a list"),
        ({"text": "x", "url": ["y"]}, "'url' is a list"),
        ({"text": "x", "author": [["y"]]}, "'author' is a list"),
        ({"text": "x", "_id": True}, "'_id' is true or false"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(failure, members: dict[str, Any], said: str) -> None:
    assert said in failure("a.jsonl", line(**members)).reason


@pytest.mark.parametrize("value", ["5", '"x"', "null", "true"])
def test_a_line_that_is_no_object(failure, value: str) -> None:
    assert "JSON object" in failure("a.jsonl", value.encode()).reason


def test_what_is_missing_or_harmless_is_no_failure(article) -> None:
    found = article(
        "a.jsonl",
        line(
            text="x",
            title="",
            id=12,
            source={"name": None},
            date=float("nan"),
            author=None,
            url="see below",
            language=float("nan"),
        ),
    )
    assert found == ArticleDraft(text="x", origin="a.jsonl:1", external_id="12")
    assert article("a.jsonl", line(text="x", title=1984)).title == "1984"


def test_a_description_stands_in_only_for_want_of_a_text(article) -> None:
    assert article("a.jsonl", line(description="d", content="c")).text == "c"
    assert article("a.jsonl", line(description="d", content=None)).text == "d"


def test_an_unreadable_date_leaves_the_article(article) -> None:
    assert article("a.jsonl", line(text="x", date="03/04/2023")).published is None
    assert article("a.jsonl", line(text="x", date="?", pubDate=1700000000)).published is not None


def test_only_web_addresses_become_links(article) -> None:
    assert article("a.jsonl", line(text="x", url="javascript:alert(1)")).url is None


@pytest.mark.parametrize("member", ["articles", "items", "data", "results"])
def test_a_list_within_an_object(read, member: str) -> None:
    found = read(
        "a.json", json.dumps({"status": "ok", member: [{"text": "a"}, {"text": ""}]}).encode()
    )
    assert (found[0].text, found[0].origin, found[1].origin) == ("a", "a.json#1", "a.json#2")


@pytest.mark.parametrize("name", ["a.json", "upload"])
@pytest.mark.parametrize(
    "data",
    [
        b'[{"text": "a"}, {"text": "b"}]',
        b'[\n{"text": "a"},\n{"text": "b"}\n]',
        b'{"text": "a"}\n{"text": "b"}\n',
        b'{"text": "a"}\r\n\r\n{"text": "b"}',
    ],
)
def test_lists_and_lines_are_told_by_their_look(read, name: str, data: bytes) -> None:
    assert [draft.text for draft in read(name, data)] == ["a", "b"]


def test_lines_longer_than_the_look_in_a_json_file(read) -> None:
    found = read("a.json", line(text="a" * 40_000) + b'{"text": \n' + line(text="b"))
    assert [type(one) for one in found] == [ArticleDraft, ReadFailure, ArticleDraft]
    assert found[1].origin == "a.json:2"


@pytest.mark.parametrize("data", [b"[]", b'{"articles": []}', b" ", b""])
def test_no_articles_is_a_failure(failure, data: bytes) -> None:
    assert failure("a.json", data).reason.startswith("empty")


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}", b'{"text"'])
def test_hostile_json_is_a_failure(failure, name: str, data: bytes) -> None:
    assert failure(name, data).origin.startswith(name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings(read, encoding: str) -> None:
    data = '{"text": "café “x”"}\n{"text": "b"}\n'.encode(encoding)
    assert [draft.text for draft in read("a.jsonl", data)] == ["café “x”", "b"]


def test_gzip_is_unpacked_whatever_its_name(read) -> None:
    packed = gzip.compress(line(text="a") * 2)
    for name in ("a.jsonl.gz", "a.jsonl", "a"):
        assert [draft.text for draft in read(name, packed)] == ["a", "a"]


def test_a_cut_gzip_gives_what_it_holds_and_a_failure(read) -> None:
    *good, last = read(
        "a.jsonl.gz", gzip.compress(b"".join(line(text=f"a{n}") for n in range(9000)))[:-40]
    )
    assert len(good) > 100
    assert last == ReadFailure("a.jsonl.gz", last.reason)
    assert "cut off" in last.reason


def test_a_damaged_gzip_is_a_failure(failure) -> None:
    packed = gzip.compress(b"a text that is packed well")
    assert "damaged" in failure("a.gz", packed[:10] + b"\xff" * 9 + packed[19:]).reason


def test_a_gzip_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(b"a" * 5_000_000)
    (found,) = read_bytes("a.txt.gz", bomb, Config(max_file_bytes=100_000))
    assert isinstance(found, ReadFailure)
    assert "larger than 100,000 bytes" in found.reason


def test_an_overlong_line_is_skipped(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"a" * 5000 + b"\nb\n")
    with path.open("rb") as file:
        (_, first), (number, second) = lines(open_item("a", file, 10_000), limit=100)
    assert "longer than" in str(first)
    assert (number, second) == (2, b"b\n")
